import * as Y from 'yjs'
import * as z from 'zod'
import type {
  Act,
  Annotation,
  AnnotationId,
  AnnotatorId,
  FeatureValue,
  Reference,
  RelationAnnotation,
  SpanAnnotation,
  Stance,
} from '../core/annotation/annotation.ts'
import {isLabels, isStances} from '../core/annotation/annotation.ts'
import {STANCES} from '../core/schema/schema.ts'
import {inCodeUnits} from '../core/code-unit-order.ts'
import {areParts, MOST_PARTS, quotesOf} from '../core/text/extent.ts'
import {LABEL_PREFIX, labelField} from '../core/annotation/record-key.ts'
import {chosenIn} from './chosen-labels.ts'
import {plainFields, plainReference, plainSelector, plainStance} from './plain-record.ts'
import {MARK_PREFIX} from './stance-marks.ts'
import {isWritable, joinedTexts, readTexts, textsByFeature} from './written-text.ts'
import type {ReadMark} from '../core/article/article-label.ts'

const act = z.object({by: z.string(), at: z.number()})
const span = z.strictObject({start: z.number().int().nonnegative(), end: z.number().int().positive()})
/** Strict, and a selector is one value that is written whole: what a newer version says more about where the words are would be lost with the next change of it. */
const selector = span
  .extend({parts: z.array(span).max(MOST_PARTS).exactOptional(), quote: z.string(), prefix: z.string(), suffix: z.string()})
  .refine(({start, end, parts, quote}) => parts === undefined || (areParts({start, end, parts}) && quotesOf(quote, parts) !== undefined))
const pointed = z.object({kind: z.enum(['entity', 'claim', 'mention', 'topic']), id: z.string()})
const reference = z.union([z.object({kind: z.enum(['entity', 'claim', 'mention']), id: z.string()}), z.object({kind: z.enum(['unnamed', 'none'])})])
const stance = act.extend({
  id: z.string(),
  holder: z.union([z.object({kind: z.literal('outlet')}), z.object({kind: z.literal('entity'), id: z.string()})]),
  target: pointed.extend({kind: z.enum(['entity', 'claim', 'topic'])}),
  value: z.string(),
  removed: act.exactOptional(),
})
const fields = act.extend({
  layer: z.string(),
  origin: z.enum(['human', 'propagated', 'suggested-accepted', 'suggested-edited']),
  schemaVersion: z.number().int(),
  editedBy: z.string().exactOptional(),
  editedAt: z.number().exactOptional(),
  confidence: z.union([z.literal(1), z.literal(2), z.literal(3)]).exactOptional(),
  removed: act.exactOptional(),
})
const ends = z.object({from: z.string().min(1), to: z.string().min(1)})
const featureValue = z.union([z.string(), z.number(), z.boolean(), reference])
const readMark = act.extend({state: z.enum(['no-claim', 'done'])})

/**
 * The Y.Map of one annotation. Features are keys `feature/<name>` and list items `stance/<random id>` beside the other
 * fields, not nested maps: two people who give the first stance at once would each make such a map, and one would win.
 * Who took a stance back stands beside it, under `gone/<its id>`. Of several labels each has a key of its own: see `chosen-labels.ts`.
 * What somebody writes into a feature later is an item too, `text/<random id>`: see {@link WrittenText}.
 */
export const writeAnnotation = (annotation: Annotation): Y.Map<unknown> => new Y.Map<unknown>(annotationFields(annotation))

/** What {@link writeAnnotation} writes under which key, each key once. */
export function annotationFields(annotation: Annotation): ReadonlyMap<string, unknown> {
  const {id: _id, features, ...rest} = annotation
  const fields = new Map<string, unknown>(Object.entries(rest).filter(([, value]) => value !== undefined))
  for (const [name, value] of Object.entries(features)) {
    if (isStances(value)) for (const item of value) fields.set(`stance/${item.id}`, item)
    else if (isLabels(value)) for (const label of value) fields.set(labelField(name, label), true)
    else fields.set(`feature/${name}`, value)
  }
  return fields
}

/** What a record has under each of its keys: the Y.Map itself, or what is known of how it was. */
type Fields = {forEach(each: (value: unknown, key: string) => void): void}

/** Reads what a peer or an older version wrote; `undefined` when it is no annotation. */
export function readAnnotation(id: AnnotationId, record: Fields): Annotation | undefined {
  const plain: Record<string, unknown> = {}
  const features: Record<string, FeatureValue> = {}
  const stances: Stance[] = []
  const marked = new Set<string>()
  const texts: unknown[] = []
  const labels: string[] = []
  record.forEach((value, key) => {
    if (key.startsWith('feature/')) {
      const name = key.slice('feature/'.length)
      const read = readFeature(value)
      if (read !== undefined && isWritable(name)) features[name] = read
    } else if (key.startsWith('stance/')) {
      const read = plainStance(value) ?? readStance(value)
      if (read !== undefined) stances.push(read)
    } else if (key.startsWith(MARK_PREFIX)) marked.add(key.slice(MARK_PREFIX.length))
    else if (key.startsWith('text/')) texts.push(value)
    else if (key.startsWith(LABEL_PREFIX)) labels.push(key)
    else plain[key] = value
  })
  const known = plainFields(plain) ?? fields.safeParse(plain).data
  const place = placeOf(plain)
  if (known === undefined || place === undefined) return undefined
  if (texts.length > 0) addTexts(features, texts)
  if (labels.length > 0) addLabels(features, labels)
  const standing = marked.size === 0 ? stances : stances.filter(each => !marked.has(each.id))
  if (standing.length > 0) features[STANCES] = standing.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  return {...known, ...place, id, features}
}

/** Where it is: at words, between two others, or nowhere in the text; one of the three, and whole. */
function placeOf(
  plain: Readonly<Record<string, unknown>>,
): Pick<SpanAnnotation, 'selector'> | Pick<RelationAnnotation, 'from' | 'to'> | Record<never, never> | undefined {
  const isRelation = 'from' in plain || 'to' in plain
  if (!('selector' in plain)) return isRelation ? ends.safeParse(plain).data : {}
  const read = plainSelector(plain.selector) ?? selector.safeParse(plain.selector).data
  return isRelation || read === undefined ? undefined : {selector: read}
}

function addTexts(features: Record<string, FeatureValue>, texts: readonly unknown[]): void {
  const read = readTexts(texts)
  for (const [name, written] of textsByFeature(read)) {
    const first = features[name]
    // Whoever says that a reference or a number is a text takes nobody's reference away.
    if (first === undefined || typeof first === 'string') features[name] = joinedTexts(first, written, read.all)
  }
}

function addLabels(features: Record<string, FeatureValue>, fields: readonly string[]): void {
  const chosen = new Map<string, string[]>()
  for (const field of fields) {
    const [name = '', label] = chosenIn(field) ?? []
    if (label === undefined || !isWritable(name)) continue
    const labels = chosen.get(name)
    if (labels === undefined) chosen.set(name, [label])
    else labels.push(label)
  }
  for (const [name, labels] of chosen) {
    const first = features[name]
    // One label from when the feature took only one stands beside those that were chosen since; a reference or a number is nobody's label.
    const all = typeof first === 'string' && first !== '' ? [first, ...labels] : labels
    if (first === undefined || typeof first === 'string') features[name] = [...new Set(all)].sort(inCodeUnits)
  }
}

function readFeature(value: unknown): string | number | boolean | Reference | undefined {
  return typeof value === 'string' ? value : (plainReference(value) ?? featureValue.safeParse(value).data)
}

function readStance(value: unknown): Stance | undefined {
  const {data} = stance.safeParse(value)
  return data === undefined || data.removed !== undefined ? undefined : data
}

/** A text as its record keeps it once somebody took it back. */
export const removedItem = (value: unknown, removed: Act): object => ({...(value as object), removed})

export function readReadMark(by: AnnotatorId, value: unknown): ReadMark | undefined {
  const parsed = readMark.safeParse(value)
  return parsed.success && parsed.data.by === by ? parsed.data : undefined
}
