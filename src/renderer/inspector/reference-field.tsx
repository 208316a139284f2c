import type {Annotation, Reference} from '../../core/annotation.ts'
import type {Feature} from '../../core/schema.ts'
import type {Names} from '../annotate/names.ts'
import {createClaim, createEntity} from '../claims/registry-acts.ts'
import {Combobox} from '../ui/combobox.tsx'
import type {Option} from '../ui/option-search.ts'
import type {OpenArticle} from '../workspace/open-article.ts'
import {useWorkspace} from '../workspace/use-workspace.ts'

type Props = {
  readonly feature: Extract<Feature, {kind: 'reference'}>
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
  const quoteOf = (id: string): string | undefined => article.set.get(id)?.selector.quote
  const options: Option[] = []
  if (feature.to.includes('none')) options.push({id: 'none', label: 'Nobody', detail: 'no attribution'})
  if (feature.to.includes('unnamed')) options.push({id: 'unnamed', label: 'An unnamed source'})
  if (feature.to.includes('entity')) {
    for (const entity of workspace.registry.entities.all())
      options.push({id: `entity:${entity.id}`, label: entity.name, detail: entity.type, keywords: entity.aliases})
  }
  if (feature.to.includes('claim'))
    for (const claim of workspace.registry.claims.all()) options.push({id: `claim:${claim.id}`, label: claim.text, detail: 'claim'})
  if (feature.to.includes('mention')) {
    for (const {annotation: other} of article.listed()) {
      if (other.id !== annotation.id && other.layer !== 'claim')
        options.push({id: `mention:${other.id}`, label: other.selector.quote, detail: `${other.layer} in this article`})
    }
  }
  const label = value === undefined ? undefined : names.reference(value, quoteOf)
  const create = feature.to.includes('entity') ? createEntity : feature.to.includes('claim') ? createClaim : undefined
  return (
    <Combobox
      label={feature.label}
      value={value === undefined || label === undefined ? undefined : {id: optionId(value), label}}
      options={options}
      disabled={readOnly}
      onChoose={option => onChange(referenceOf(option.id))}
      onClear={() => onChange(undefined)}
      {...(create && {
        onCreate: (text: string) => workspace.undo.together(() => onChange(create(workspace, text, annotation))),
        createLabel: (text: string) => (feature.to.includes('entity') ? `New entity “${text}”` : `New claim “${text}”`),
      })}
    />
  )
}

const optionId = (reference: Reference): string => ('id' in reference ? `${reference.kind}:${reference.id}` : reference.kind)

function referenceOf(option: string): Reference {
  if (option === 'none' || option === 'unnamed') return {kind: option}
  const colon = option.indexOf(':')
  return {kind: option.slice(0, colon) as 'entity' | 'claim' | 'mention', id: option.slice(colon + 1)}
}
