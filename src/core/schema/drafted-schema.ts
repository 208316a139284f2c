import type {DraftPart, PartId, Renamed, SchemaDraft} from './draft.ts'
import {draftParts, inDraftOrder, isRemoved, partsWithin, renamed, WHOLE, wholeFields} from './draft.ts'
import type {WantedMapping} from './schema.ts'

/** A draft as the schema that it would be, which nobody has checked, and what is read as what. `places`: which part stands where in it, as sentences name places. */
export type DraftedSchema = {
  readonly schema: unknown
  readonly mappings: readonly WantedMapping[]
  readonly places: ReadonlyMap<string, PartId>
}

/** What is written of a draft, and not in its schema. */
const OF_DRAFT: ReadonlySet<string> = new Set(['order', 'removed', 'to', 'split', 'in', 'part'])

export function draftedSchema(draft: SchemaDraft): DraftedSchema {
  const parts = draftParts(draft)
  const standing = parts.filter(part => !isRemoved(part)).sort(inDraftOrder)
  const within = partsWithin(standing)
  const places = new Map<string, PartId>([['schema', WHOLE]])
  const layers = within(WHOLE)
  const layerNames = renamed(layers)
  const asLayer = (layer: DraftPart, at: number): object => {
    const place = `schema.layers[${at}]`
    places.set(place, layer.id)
    const features = within(layer.id)
    const names = renamed(features)
    const {primary, ...fields} = fieldsOf(layer)
    return {
      ...fields,
      ...following(fields, 'from', layerNames),
      ...following(fields, 'to', layerNames),
      ...primaryOf(nameIn(names, primary), features),
      features: features.map((feature, nth) => asFeature(feature, `${place}.features[${nth}]`, names, features)),
    }
  }
  const asFeature = (feature: DraftPart, place: string, names: Renamed, siblings: readonly DraftPart[]): object => {
    places.set(place, feature.id)
    const labels = within(feature.id)
    const values = renamed(labels)
    const fields = fieldsOf(feature)
    const choices = labels.map((label, nth) => {
      places.set(`${place}.choices[${nth}]`, label.id)
      const {name, ...own} = fieldsOf(label)
      return {value: name, ...own, ...following(own, 'parent', values)}
    })
    const when =
      fields.when === undefined ? {} : {when: conditionOf(fields.when, names, other => renamed(within(siblings.find(({id}) => id === other)?.id ?? '')))}
    return {...fields, ...following(fields, 'layers', layerNames), ...when, ...(hasLabels(fields.kind) && {choices})}
  }
  const {order: _order, ...whole} = wholeFields(draft)
  const {origin} = draft
  const schema = {...whole, version: origin.base + 1, layers: layers.map(asLayer)}
  return {schema, mappings: origin.from === 'in-force' ? mappingsOf(parts) : [], places}

  /** The part of a condition that names a label follows that label, too. */
  function conditionOf(when: unknown, names: Renamed, labelsOf: (feature: PartId | undefined) => Renamed): unknown {
    if (typeof when !== 'object' || when === null || !('feature' in when) || !('is' in when)) return when
    const {feature, is} = when
    const name = nameIn(names, feature)
    const part = standing.find(each => each.part === 'feature' && each.fields.name === name)
    return {feature: name, is: nameIn(labelsOf(part?.id), is)}
  }
}

const hasLabels = (kind: unknown): boolean => kind === 'choice' || kind === 'choices' || kind === 'stances'

const fieldsOf = ({fields}: DraftPart): {readonly [field: string]: unknown} =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => !OF_DRAFT.has(field) || (field === 'to' && Array.isArray(fields.to))))

const nameIn = (names: Renamed, value: unknown): unknown =>
  Array.isArray(value) ? value.map(each => nameIn(names, each)) : typeof value === 'string' ? (names.get(value) ?? value) : value

const following = (fields: {readonly [field: string]: unknown}, field: string, names: Renamed): object =>
  fields[field] === undefined ? {} : {[field]: nameIn(names, fields[field])}

/** Digits answer nothing where the question that they answered is gone, or has no single label any more. */
const primaryOf = (primary: unknown, features: readonly DraftPart[]): object =>
  features.some(({fields: {name, kind}}) => name === primary && kind === 'choice') ? {primary} : {}

/** What is called otherwise is read so, and what is removed as what was chosen for it. */
function mappingsOf(parts: readonly DraftPart[]): readonly WantedMapping[] {
  const byId = new Map(parts.map(part => [part.id, part]))
  return parts.flatMap((part): readonly WantedMapping[] => {
    const {word, fields} = part
    if (word === undefined) return []
    const was = word.label ?? word.feature ?? word.layer
    const target = isRemoved(part) ? (typeof fields.to === 'string' ? byId.get(fields.to)?.fields.name : undefined) : fields.name
    // Stances are always named so, whatever the feature is called.
    if (typeof target !== 'string' || target === was || (part.part === 'feature' && fields.kind === 'stances')) return []
    const split = isRemoved(part) ? namesOf(fields.split, byId) : []
    return [{...wordSaid(part, byId), to: target, ...(split.length > 0 && {split})}]
  })
}

/** What parts are called that stand. */
const namesOf = (ids: unknown, byId: ReadonlyMap<PartId, DraftPart>): readonly string[] =>
  (Array.isArray(ids) ? ids : []).flatMap((id: unknown) => {
    const part = typeof id === 'string' ? byId.get(id) : undefined
    return part === undefined || isRemoved(part) || typeof part.fields.name !== 'string' ? [] : [part.fields.name]
  })

/** The labels of stances are named by the list that annotations have them in. */
function wordSaid({word, part, in: over}: DraftPart, byId: ReadonlyMap<PartId, DraftPart>): Omit<WantedMapping, 'to'> {
  const {layer = '', ...rest} = word ?? {}
  return part === 'label' && byId.get(over)?.fields.kind === 'stances' ? {layer, ...rest, feature: 'stances'} : {layer, ...rest}
}
