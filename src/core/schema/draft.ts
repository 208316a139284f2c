import {sha256} from '@noble/hashes/sha2.js'
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js'
import type {Act} from '../annotation/annotation.ts'
import type {Word} from './mapping.ts'
import {wordKey} from './mapping.ts'
import {withAddedExamples} from './added-example.ts'
import type {Schema} from './schema.ts'

/** Where a draft began: at the schema in force, at an earlier version of it, at one that comes with the app, at nothing, or at one of another project or a file. */
export type DraftSource = 'in-force' | 'version' | 'preset' | 'empty' | 'project' | 'file'

/** What a draft goes on from. `base`: the version that was in force then, and that it is to follow. */
export type DraftOrigin = Act & {readonly from: DraftSource; readonly base: number; readonly schema: Schema}

/** Names one layer, feature or label of a draft for as long as there is the draft, whatever it is called. */
export type PartId = string

/**
 * What is otherwise in a draft than in its origin, part by part and field by field; `null` for a field that is taken away. Beside the fields of the schema: `name` (of a label its value), `order`, `removed`;
 * of what is removed `to`, the part that it is read as, and `split`, those that it became; of what is new `part`, its kind, and `in`, the part that it is of.
 */
export type DraftEdits = ReadonlyMap<PartId, DraftFields>
export type DraftFields = {readonly [field: string]: unknown}

export type SchemaDraft = {readonly id: string; readonly origin: DraftOrigin; readonly edits: DraftEdits}

/** The schema itself. */
export const WHOLE: PartId = 'schema'

/** Hexadecimal digits: a schema has some thousand parts at most. */
const DIGITS = 16

/** A part that the origin has: two people who edit at once name it alike, and so does whoever goes on from another version that has it. */
export const partOf = (word: Word): PartId => `p${bytesToHex(sha256(utf8ToBytes(wordKey(word)))).slice(0, DIGITS)}`

export type PartKind = 'layer' | 'feature' | 'label'

/** A layer, feature or label as it stands in a draft. `word`: what it is in the origin; absent for what is new. */
export type DraftPart = {
  readonly id: PartId
  readonly part: PartKind
  readonly in: PartId
  readonly word?: Word
  readonly fields: DraftFields
}

/** Each is asked for with every change of a draft, and naming some thousand parts takes a while. */
const known = new WeakMap<Schema, readonly DraftPart[]>()

/** The parts of a schema, each with its fields, in the order of the schema. */
export function originParts(schema: Schema): readonly DraftPart[] {
  const parts = known.get(schema) ?? partsIn(schema)
  known.set(schema, parts)
  return parts
}

function partsIn(schema: Schema): readonly DraftPart[] {
  return schema.layers.flatMap(({features, ...layer}, order): readonly DraftPart[] => {
    const word = {layer: layer.name}
    const id = partOf(word)
    return [{id, part: 'layer', in: WHOLE, word, fields: {...layer, order}}, ...features.flatMap((feature, nth) => featureParts(feature, nth, word))]
  })
}

function featureParts(feature: Schema['layers'][number]['features'][number], order: number, {layer}: Word): readonly DraftPart[] {
  const {choices = [], ...fields} = {choices: undefined, ...feature}
  const word = {layer, feature: feature.name}
  const id = partOf(word)
  const labels = choices.map(({value, ...label}, nth): DraftPart => {
    const own = {...word, label: value}
    return {id: partOf(own), part: 'label', in: id, word: own, fields: {...label, name: value, order: nth}}
  })
  return [{id, part: 'feature', in: partOf({layer}), word, fields: {...fields, order}}, ...labels]
}

const KINDS: ReadonlySet<unknown> = new Set<PartKind>(['layer', 'feature', 'label'])

/** All parts of a draft, those that are removed too. An edit of what is nowhere is left out. */
export function draftParts({origin, edits}: Pick<SchemaDraft, 'origin' | 'edits'>): readonly DraftPart[] {
  const former = originParts(origin.schema).map(part => (edits.has(part.id) ? {...part, fields: withEdits(part.fields, edits.get(part.id))} : part))
  const ids = new Set(former.map(({id}) => id))
  const added = [...edits].flatMap(([id, {part, in: over, ...fields}]): readonly DraftPart[] =>
    ids.has(id) || !KINDS.has(part) || typeof over !== 'string' ? [] : [{id, part: part as PartKind, in: over, fields: withEdits({}, fields)}],
  )
  return [...former, ...added]
}

/** The fields of the schema itself. */
export const wholeFields = ({origin: {schema}, edits}: Pick<SchemaDraft, 'origin' | 'edits'>): DraftFields => {
  const {name, description, guideline, examples} = schema
  return withEdits({name, description, guideline, examples}, edits.get(WHOLE))
}

function withEdits(fields: DraftFields, edits: DraftFields = {}): DraftFields {
  return withAddedExamples(Object.fromEntries(Object.entries({...fields, ...edits}).filter(([, value]) => value !== null && value !== undefined)))
}

/** The parts that stand within each, in the order that they are given in. */
export function partsWithin(parts: readonly DraftPart[]): (id: PartId) => readonly DraftPart[] {
  const found = new Map<PartId, DraftPart[]>()
  for (const part of parts) {
    const beside = found.get(part.in)
    if (beside === undefined) found.set(part.in, [part])
    else beside.push(part)
  }
  return id => found.get(id) ?? []
}

export type Renamed = ReadonlyMap<unknown, string>

/** What those that stand were called in the origin and are called now. A name that somebody has now is that one's. */
export function renamed(parts: readonly DraftPart[]): Renamed {
  const now = new Set(parts.map(({fields}) => fields.name))
  return new Map(
    parts.flatMap(({word, fields}) => {
      const was = word?.label ?? word?.feature ?? word?.layer
      return was === undefined || was === fields.name || now.has(was) || typeof fields.name !== 'string' ? [] : [[was, fields.name] as const]
    }),
  )
}

export const isRemoved = ({fields}: DraftPart): boolean => fields.removed === true

/** In their order; what was put to one place by two people at once in an order that is the same for both. */
export const inDraftOrder = (one: DraftPart, other: DraftPart): number => orderOf(one) - orderOf(other) || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)

const orderOf = ({fields: {order}}: DraftPart): number => (typeof order === 'number' && Number.isFinite(order) ? order : Number.MAX_SAFE_INTEGER)
