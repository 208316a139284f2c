import {earlier} from '../core/earlier.ts'
import * as Y from 'yjs'
import * as z from 'zod'
import type {
  Act,
  Annotation,
  AnnotationId,
  AnnotatorId,
  ArticleAnnotation,
  Features,
  FeatureValue,
  Reference,
  RelationAnnotation,
  SpanAnnotation,
  Stance,
  Wording,
} from '../core/annotation/annotation.ts'
import {isLabels, isStances} from '../core/annotation/annotation.ts'
import {isWordForWord, readWordings} from '../core/annotation/wording.ts'
import {isMappedSince} from '../core/schema/mapping.ts'
import type {WhoIs} from '../core/person/as-persons.ts'
import type {KindThen} from '../core/schema/kind-then.ts'
import type {Schema} from '../core/schema/schema.ts'
import {kindOfLayer, layerNamed, STANCES} from '../core/schema/schema.ts'
import {inCodeUnits} from '../core/code-unit-order.ts'
import {areParts, MOST_PARTS, quotesOf} from '../core/text/extent.ts'
import {LABEL_PREFIX, labelField} from '../core/annotation/record-key.ts'
import {chosenIn} from './chosen-labels.ts'
import {plainFields, plainReference, plainSelector, plainStance} from './plain-record.ts'
import type {RecordWords} from './record-words.ts'
import {recordWords} from './record-words.ts'
import {besideVersion, changedLayer, namingsOf, saidLater, versionBeside, withVersion} from './said-later.ts'
import {MARK_PREFIX} from './stance-marks.ts'
import {isStillRight, laterStillRight, stillRightField} from './still-right.ts'
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
  stillRight: act.extend({version: z.number().int()}).exactOptional(),
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
  const {id: _id, features, said, stillRight, ...others} = annotation
  const fields = new Map<string, unknown>(Object.entries(others).filter(([, value]) => value !== undefined))
  if (stillRight !== undefined) fields.set(stillRightField(stillRight.by), stillRight)
  if (said !== undefined) fields.delete('layer')
  for (const wording of said ?? [{version: annotation.schemaVersion, features}]) {
    const under = wording.version === annotation.schemaVersion ? undefined : wording.version
    if (wording.layer !== undefined)
      fields.set(
        'layer',
        fields.has('layer') ? changedLayer(fields.get('layer'), annotation.schemaVersion, wording.layer, wording.version) : withVersion(wording.layer, under),
      )
    for (const [name, value] of Object.entries(wording.features)) {
      if (isStances(value)) for (const item of value) fields.set(`stance/${item.id}`, besideVersion(item, under))
      else if (isLabels(value)) for (const label of value) fields.set(labelField(name, label), under ?? true)
      else fields.set(`feature/${name}`, withVersion(value, under))
    }
  }
  return fields
}

/** What a record has under each of its keys: the Y.Map itself, or what is known of how it was. */
type Fields = {forEach(each: (value: unknown, key: string) => void): void; get(key: string): unknown}

type ArticleFields = Omit<ArticleAnnotation, 'id' | 'features' | 'selector' | 'from' | 'to'>
type Place = Pick<SpanAnnotation, 'selector'> | Pick<RelationAnnotation, 'from' | 'to'> | Record<never, never>

/** What was said under one version of the schema, as it stands in the record. */
type Parts = {readonly features: Record<string, FeatureValue>; readonly stances: Stance[]; readonly labels: string[]}

const noParts = (): Parts => ({features: {}, stances: [], labels: []})

/** Reads what a peer or an older version wrote, in the words of a schema; `undefined` when it is no annotation. */
export function readAnnotation(id: AnnotationId, record: Fields, schema?: Schema, kindThen?: KindThen): Annotation | undefined {
  const plain: Record<string, unknown> = {}
  const own = noParts()
  const later = new Map<number, Parts>()
  const marked = new Set<string>()
  const texts: [field: string, value: unknown][] = []
  const partsUnder = (version: number | undefined): Parts => {
    if (version === undefined) return own
    const parts = later.get(version) ?? noParts()
    later.set(version, parts)
    return parts
  }
  record.forEach((value, key) => {
    if (key.startsWith('feature/')) {
      const name = key.slice('feature/'.length)
      const known = saidLater(value)
      const read = readFeature(known === undefined ? value : known.said)
      if (read !== undefined && isWritable(name)) partsUnder(known?.under).features[name] = read
    } else if (key.startsWith('stance/')) {
      const read = plainStance(value) ?? readStance(value)
      if (read !== undefined) partsUnder(versionBeside(value)).stances.push(read)
    } else if (key.startsWith(MARK_PREFIX)) marked.add(key.slice(MARK_PREFIX.length))
    else if (isStillRight(key)) plain.stillRight = laterStillRight(plain.stillRight, value)
    else if (key.startsWith('text/')) texts.push([key, value])
    else if (key.startsWith(LABEL_PREFIX)) partsUnder(typeof value === 'number' ? value : undefined).labels.push(key)
    else plain[key] = value
  })
  const layer = saidLater(plain.layer)
  if (layer !== undefined) plain.layer = layer.said
  const known = plainFields(plain) ?? fields.safeParse(plain).data
  const place = placeOf(plain)
  if (known === undefined || place === undefined) return undefined
  if (Object.keys(place).length === 0 && isPlaceMissing({schema, kindThen}, known.layer, layer?.under ?? known.schemaVersion)) return undefined
  const features = featuresOf(own, marked)
  const isPlain = layer === undefined && later.size === 0 && (schema === undefined || !isMappedSince(schema, known.schemaVersion))
  if (isPlain && texts.every(([, value]) => versionBeside(value) === undefined)) {
    if (texts.length > 0)
      addTexts(
        features,
        texts.map(([, value]) => value),
      )
    return asOne(known, place, id, features)
  }
  const words = recordWords(record, schema)
  if (texts.length > 0 && texts.every(([, value]) => versionBeside(value) === undefined))
    addTexts(
      features,
      texts.splice(0).map(([, value]) => value),
    )
  const namings = new Map(namingsOf(record.get('layer'), known.schemaVersion).map(naming => [naming.version, naming.layer]))
  const named: [number, Features][] = [
    [known.schemaVersion, features],
    ...[...later].map(([version, parts]) => [version, featuresOf(parts, marked)] as [number, Features]),
  ]
  for (const version of namings.keys()) if (!named.some(([other]) => other === version)) named.push([version, {}])
  const wordings = named
    .sort(([a], [b]) => a - b)
    .map(([version, said]) => ({version, ...(namings.has(version) && {layer: namings.get(version) ?? ''}), features: said}))
    .filter((wording, _at, {length}) => length === 1 || wording.layer !== undefined || Object.keys(wording.features).length > 0)
  return {...known, ...place, id, ...readSaid(words, {wordings, texts, schema: schema ?? UNMAPPED})}
}

/** With every field put in by itself where there are a few of them at most: of hundreds of thousands, joining them would be most of the work. */
function asOne(known: ArticleFields, place: Place, id: AnnotationId, features: Features): Annotation {
  const {layer, origin, schemaVersion, by, at, editedBy, editedAt, confidence, removed, stillRight} = known
  if (!('selector' in place) || confidence !== undefined || removed !== undefined || stillRight !== undefined) return {...known, ...place, id, features}
  const {selector: words} = place
  if (editedBy === undefined && editedAt === undefined) return {layer, origin, schemaVersion, by, at, selector: words, id, features}
  if (editedBy === undefined || editedAt === undefined) return {...known, ...place, id, features}
  return {layer, origin, schemaVersion, by, at, editedBy, editedAt, selector: words, id, features}
}

/** Reads each word as it was said. */
const UNMAPPED: Schema = {name: '', version: 1, layers: []}

/** Texts stand in one feature together, whatever it was called when each was written. */
function readSaid(
  words: RecordWords,
  {wordings, texts, schema}: {readonly wordings: readonly Wording[]; readonly texts: readonly (readonly [string, unknown])[]; readonly schema: Schema},
): Pick<Annotation, 'layer' | 'features' | 'said'> {
  const read = readWordings(schema, wordings)
  if (texts.length === 0) return isWordForWord(wordings, read) ? read : {...read, said: wordings}
  const features: Record<string, FeatureValue> = {...read.features}
  addTexts(
    features,
    texts.map(([field, value]) => ({...(value as object), feature: words.featureOf(field, value)})),
  )
  const written = new Set(
    texts.map(([field, value]) => words.featureOf(field, value)).filter(name => name !== undefined && features[name] !== read.features[name]),
  )
  // What a text stands in is said in the words of today: its parts may be of several versions.
  const before = wordings.map(({features: said, ...wording}) => ({
    ...wording,
    features: Object.fromEntries(
      Object.entries(said).filter(([name, value]) => !written.has(words.featureOf(`feature/${name}`, withVersion(value, wording.version)))),
    ),
  }))
  const today = Object.fromEntries(Object.entries(features).filter(([name]) => written.has(name)))
  return {layer: read.layer, features, said: withToday(before, schema.version, today)}
}

const withToday = (wordings: readonly Wording[], version: number, features: Features): readonly Wording[] =>
  Object.keys(features).length === 0
    ? wordings
    : wordings.some(wording => wording.version === version)
      ? wordings.map(wording => (wording.version === version ? {...wording, features: {...wording.features, ...features}} : wording))
      : [...wordings, {version, features}]

function featuresOf({features, stances, labels}: Parts, marked: ReadonlySet<string>): Record<string, FeatureValue> {
  if (labels.length > 0) addLabels(features, labels)
  const standing = marked.size === 0 ? stances : stances.filter(each => !marked.has(each.id))
  if (standing.length > 0) features[STANCES] = standing.sort(earlier)
  return features
}

/** Where it is: at words, between two others, or nowhere in the text; one of the three, and whole. */
function placeOf(plain: Readonly<Record<string, unknown>>): Place | undefined {
  const isRelation = 'from' in plain || 'to' in plain
  if (!('selector' in plain)) return isRelation ? ends.safeParse(plain).data : {}
  const read = plainSelector(plain.selector) ?? selector.safeParse(plain.selector).data
  return isRelation || read === undefined ? undefined : {selector: read}
}

/** What lost its words or its ends says nothing about the whole article. Where nobody knows of the version it was said under, the layer may have been otherwise then. */
function isPlaceMissing({schema, kindThen}: {schema: Schema | undefined; kindThen: KindThen | undefined}, name: string, version: number): boolean {
  const layer = schema?.version === version ? layerNamed(schema, name) : undefined
  const kind = layer === undefined ? kindThen?.(version, name) : kindOfLayer(layer)
  return kind !== undefined && kind !== 'article'
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

/** Who has read it, of what stands under each name. `who`: as in a set; of one person's two marks the later counts. */
export function readMarksIn(marks: Iterable<readonly [AnnotatorId, unknown]>, who?: WhoIs): ReadonlyMap<AnnotatorId, ReadMark> {
  const found = new Map<AnnotatorId, ReadMark>()
  for (const [by, value] of marks) {
    const mark = readReadMark(by, value)
    const person = who?.(by) ?? by
    if (mark !== undefined && (found.get(person)?.at ?? 0) <= mark.at) found.set(person, {...mark, by: person})
  }
  return found
}

function readReadMark(by: AnnotatorId, value: unknown): ReadMark | undefined {
  const parsed = readMark.safeParse(value)
  return parsed.success && parsed.data.by === by ? parsed.data : undefined
}
