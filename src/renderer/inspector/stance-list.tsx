import {Plus, X} from 'lucide-react'
import {useEffect, useRef, useState} from 'react'
import type {Annotation, Holder, Stance, Target} from '../../core/annotation/annotation.ts'
import {stancesOf} from '../../core/annotation/annotation.ts'
import {sameHolder} from '../../core/annotation/attribution.ts'
import {resolvedPointer} from '../../core/annotation/resolved-references.ts'
import {offeredChoices} from '../../core/schema/offered-choices.ts'
import type {Feature} from '../../core/schema/schema.ts'
import {defaultHolder, putStance} from '../annotate/edit-annotations.ts'
import type {Names} from '../state/names.ts'
import {entityOption} from '../claims/entity-options.ts'
import {TargetField} from '../claims/target-field.tsx'
import {Button} from '../ui/button.tsx'
import {ChoiceGroup} from '../ui/choice-group.tsx'
import {Combobox} from '../ui/combobox.tsx'
import {IconButton} from '../ui/icon-button.tsx'
import type {OpenArticle} from '../state/open-article.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {tippedChoices} from '../guideline/label-tip.tsx'
import {rich, say} from '../ui/say.ts'
import './stance-list.css'

type Props = {
  readonly feature: Extract<Feature, {kind: 'stances'}>
  readonly article: OpenArticle
  readonly annotation: Annotation
  readonly names: Names
  readonly readOnly: boolean
}

/** Who takes which stance towards what: several, each with its author. */
export function StanceList({feature, article, annotation, names, readOnly}: Props) {
  const workspace = useWorkspace()
  const [adding, setAdding] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLFieldSetElement>(null)
  const [added, setAdded] = useState<string>()
  const stances = stancesOf(annotation)
  useEffect(() => {
    if (adding) field.current?.focus()
  }, [adding])
  useEffect(() => {
    if (added !== undefined) list.current?.querySelector<HTMLElement>(`[data-stance="${CSS.escape(added)}"] [role=radio][tabindex="0"]`)?.focus()
  }, [added])
  return (
    <fieldset
      ref={list}
      className="stance-list"
      onKeyDown={event => {
        if (event.key !== 'Escape' || event.defaultPrevented || !adding) return
        event.preventDefault()
        setAdding(false)
      }}
    >
      <legend>
        <bdi>{feature.label}</bdi>
      </legend>
      {stances.map(stance => (
        <StanceCard key={stance.id} stance={stance} feature={feature} article={article} annotation={annotation} names={names} readOnly={readOnly} />
      ))}
      {adding && (
        <TargetField
          ref={field}
          label={say('Stance towards')}
          autoFocus
          value={undefined}
          names={names}
          onChange={target => {
            setAdding(false)
            if (target === undefined) return
            const id = workspace.newId()
            setAdded(id)
            putStance(workspace, article, annotation.id, {
              id,
              holder: defaultHolder(workspace, article, annotation),
              target,
              value: offeredChoices(feature.choices)[0]?.value ?? '',
            })
          }}
        />
      )}
      {!readOnly && !adding && (
        <Button size="small" variant="quiet" icon={<Plus aria-hidden="true" />} onClick={() => setAdding(true)}>
          {stances.length === 0 ? say('Add a stance') : say('Add another stance')}
        </Button>
      )}
    </fieldset>
  )
}

/** A colleague's stance is her judgement: it is shown, and answered with one of one's own. */
function StanceCard({stance, feature, article, annotation, names, readOnly: locked}: Props & {readonly stance: Stance}) {
  const workspace = useWorkspace()
  const readOnly = locked || stance.by !== workspace.session.get().person.id
  const change = (fields: {readonly holder?: Holder; readonly target?: Target; readonly value?: string}): void =>
    putStance(workspace, article, annotation.id, {...stance, ...fields})
  const attributed = resolvedPointer(defaultHolder(workspace, article, annotation), names.resolve)
  const author = workspace.project.displayName(stance.by) ?? say('a colleague')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border and a minimum width of its own
    <div className="stance-card" role="group" data-stance={stance.id} aria-label={say('Stance towards {target}', {target: names.target(stance.target)})}>
      <ChoiceGroup
        label={say('Stance towards {target}', {target: names.target(stance.target)})}
        hideLabel
        required
        choices={tippedChoices(
          offeredChoices(feature.choices, [stance.value]).map(({key: _, ...choice}) => choice),
          {layer: annotation.layer, feature: feature.name},
        )}
        value={stance.value}
        disabled={readOnly}
        onChange={value => value !== undefined && change({value})}
      />
      {!readOnly && (
        <IconButton
          size="small"
          label={say('Remove stance towards {target}', {target: names.target(stance.target)})}
          icon={<X />}
          onClick={() => article.set.removeStance(annotation.id, stance.id, workspace.act())}
        />
      )}
      <TargetField
        label={say('Towards')}
        value={stance.target}
        names={names}
        readOnly={readOnly}
        onChange={target => target !== undefined && change({target})}
      />
      <Combobox
        label={say('Held by')}
        value={{id: stance.holder.kind === 'outlet' ? 'outlet' : stance.holder.id, label: capital(names.holder(stance.holder))}}
        options={[
          {id: 'outlet', label: say('The outlet')},
          ...workspace.registry.entities.all().map(entity => ({...entityOption(workspace, entity), id: entity.id})),
        ]}
        disabled={readOnly}
        onChoose={({id}) => change({holder: id === 'outlet' ? {kind: 'outlet'} : {kind: 'entity', id}})}
      />
      {!sameHolder(resolvedPointer(stance.holder, names.resolve), attributed) && (
        <p className="stance-card-by">{rich('Not as attributed: the attribution says {holder}.', {holder: <bdi>{names.holder(attributed)}</bdi>})}</p>
      )}
      <p className="stance-card-by">{rich('Judged by {author}', {author: <bdi>{author}</bdi>})}</p>
    </div>
  )
}

const capital = (text: string): string => text.replace(/^./u, letter => letter.toLocaleUpperCase())
