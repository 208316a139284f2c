import {useRef} from 'react'
import {wordsAsName} from '../../core/annotation/words-as-name.ts'
import type {Annotation, Reference} from '../../core/annotation/annotation.ts'
import type {Names} from '../state/names.ts'
import {claimCreation, entityCreations} from '../claims/creations.ts'
import {pointedAt} from '../claims/pointed-at.ts'
import type {ReferenceFeature} from '../claims/reference-options.ts'
import {optionOf, referenceOf, referenceOptions} from '../claims/reference-options.ts'
import type {Creation} from '../ui/combobox.tsx'
import {Combobox} from '../ui/combobox.tsx'
import type {OpenArticle} from '../state/open-article.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import type {Workspace} from '../state/workspace.ts'
import {say} from '../ui/say.ts'

type Props = {
  readonly feature: ReferenceFeature
  readonly article: OpenArticle
  readonly annotation: Annotation
  readonly names: Names
  readonly value: Reference | undefined
  readonly readOnly: boolean
  readonly onChange: (value: Reference | undefined) => void
}

/** Points at an entity, a story-wide claim or another annotation; what is missing from the registry can be made on the spot. */
export function ReferenceField({feature, article, annotation, names, value, readOnly, onChange}: Props) {
  const workspace = useWorkspace()
  const frame = useRef<HTMLDivElement>(null)
  const quoteOf = (id: string): string | undefined => article.set.get(id)?.selector?.quote
  const quote = annotation.selector === undefined ? '' : wordsAsName(annotation.selector)
  const label = value === undefined ? undefined : names.reference(value, quoteOf)
  const creations = creationsFor(workspace, feature, onChange).map(way => ({...way, create: (text: string) => workspace.undo.together(() => way.create(text))}))
  const proposed =
    feature.to.includes('claim') && value === undefined && quote !== '' ? creations.map((way, at) => ({id: `new:${at}`, label: way.label(quote)})) : []
  const point = (ids: readonly string[]): boolean => {
    const reference = pointedAt({workspace, article, annotation, feature}, ids)
    if (reference === undefined) return false
    onChange(reference)
    frame.current?.querySelector('input')?.focus()
    return true
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it watches the field inside it
    <div
      ref={frame}
      className="reference-field"
      data-words={feature.to.includes('mention') || undefined}
      onFocus={() => {
        if (!readOnly) workspace.panes.pointing = point
      }}
      onBlur={() => {
        workspace.panes.pointing = undefined
      }}
    >
      <Combobox
        label={feature.label}
        value={value === undefined || label === undefined ? undefined : {id: optionOf(value), label}}
        options={[...proposed, ...referenceOptions({workspace, article, annotation, feature})]}
        disabled={readOnly}
        placeholder={feature.to.includes('mention') ? say('Search, or click it in the text') : say('Search')}
        onChoose={({id}) => {
          const at = proposed.findIndex(offer => offer.id === id)
          if (at === -1) onChange(referenceOf(id))
          else creations[at]?.create(quote)
        }}
        onClear={() => onChange(undefined)}
        creations={creations}
      />
    </div>
  )
}

function creationsFor(workspace: Workspace, {to}: ReferenceFeature, done: (made: Reference) => void): readonly Creation[] {
  return [...(to.includes('entity') ? entityCreations(workspace, undefined, done) : []), ...(to.includes('claim') ? [claimCreation(workspace, done)] : [])]
}
