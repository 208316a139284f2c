import {earlier} from '../earlier.ts'
import {languageTag} from '../article/article-language.ts'
import {iso} from '../iso-time.ts'
import type {Annotation, FeatureValue, Wording} from '../annotation/annotation.ts'
import {isLabels, isReference, isStances} from '../annotation/annotation.ts'
import type {ReadMark} from '../article/article-label.ts'
import type {ArticleId} from '../article/article.ts'
import {inSourceOrder, sourceOf} from '../article/article-source.ts'
import type {Owner} from '../round/owner.ts'
import type {Claim, Entity, Topic} from '../registry/registry.ts'
import type {Choice, Example, Feature, Layer, Mapping, Schema, Translations} from '../schema/schema.ts'
import {readType} from '../schema/entity-types.ts'
import {featureNamed, keyOf, layerNamed, STANCES, stancesFeature} from '../schema/schema.ts'
import {inCodeUnits} from '../code-unit-order.ts'
import type {AnnotationEntry, DatasetDocument, FeatureEntry, WordingEntry} from './dataset-document.ts'
import {convertedParts} from './entry-kind.ts'
import type {SnapshotArticle} from './project-snapshot.ts'

/** What is said of one article by one owner. */
type Place = {readonly article: ArticleId; readonly owner: Owner}

export const topicEntry = ({id, name, by, at}: Topic): DatasetDocument['topics'][number] => ({id, name, by, at: iso(at)})

export const entityEntry = (schema: Schema, owner: Owner, {id, name, type, aliases, wikidata, by, at}: Entity): DatasetDocument['entities'][number] => ({
  id,
  owner,
  name,
  type: readType(schema, type),
  aliases: [...aliases],
  ...present({wikidata}),
  by,
  at: iso(at),
})

export const claimEntry = (owner: Owner, {id, text, kind, about, by, at}: Claim): DatasetDocument['claims'][number] => ({
  id,
  owner,
  text,
  ...present({kind}),
  about: [...about],
  by,
  at: iso(at),
})

export const articleEntry = (article: SnapshotArticle): DatasetDocument['articles'][number] => {
  const {id, position, title, outlet, author, published, url, language, story, sourceName, warnings, otherSources, text} = article
  const sources = otherSources === undefined || otherSources.length === 0 ? undefined : otherSources.map(sourceOf).sort(inSourceOrder)
  const details = present({outlet, author, published, url, language: language === undefined ? undefined : languageTag(language), story})
  return {id, position, title, ...details, sourceName, warnings: [...warnings], ...present({otherSources: sources}), sha256: id, text}
}

export const readMarkEntry = ({article, owner}: Place, {state, by, at}: ReadMark): DatasetDocument['readMarks'][number] => ({
  article,
  owner,
  state,
  by,
  at: iso(at),
})

/** `convert`: from UTF-16 to the unit of the file. */
export function annotationEntry(annotation: Annotation, {article, owner}: Place, schema: Schema, convert: (offset: number) => number): AnnotationEntry {
  const {id, layer, features, by, at, editedBy, editedAt, origin, schemaVersion, said, confidence, stillRight} = annotation
  // There are very many of these, and the file has their fields in this order: each is put in by itself, which takes half of what it takes to join objects.
  const entry: Writable<Partial<AnnotationEntry>> = {id, article, owner, layer}
  putPlace(entry, annotation, convert)
  entry.features = featureEntries(features, layerNamed(schema, layer))
  entry.by = by
  entry.at = iso(at)
  if (editedBy !== undefined) entry.editedBy = editedBy
  if (editedAt !== undefined) entry.editedAt = iso(editedAt)
  entry.origin = origin
  entry.schemaVersion = schemaVersion
  if (said !== undefined) entry.said = said.map(wordingEntry)
  if (confidence !== undefined) entry.confidence = confidence
  if (stillRight !== undefined) entry.stillRight = {version: stillRight.version, by: stillRight.by, at: iso(stillRight.at)}
  return entry as AnnotationEntry
}

type Writable<T> = {-readonly [K in keyof T]: T[K]}

function putPlace(entry: Writable<Partial<AnnotationEntry>>, {selector, from, to}: Annotation, convert: (offset: number) => number): void {
  if (selector !== undefined) {
    entry.start = convert(selector.start)
    entry.end = convert(selector.end)
    if (selector.parts !== undefined) entry.parts = convertedParts(selector.parts, convert)
    entry.quote = selector.quote
    entry.prefix = selector.prefix
    entry.suffix = selector.suffix
  } else if (from !== undefined) {
    entry.from = from
    entry.to = to
  }
}

/** Features have the names that annotations have them under. */
const wordingEntry = ({version, layer, features}: Wording): WordingEntry => ({
  version,
  ...(layer !== undefined && {layer}),
  features: featureEntries(features, undefined),
})

/** In the order of the schema; features the schema no longer has come after, by name. */
function featureEntries(features: Annotation['features'], layer: Layer | undefined): AnnotationEntry['features'] {
  const given = Object.keys(features)
  if (given.length === 0) return {}
  const entry = (key: string): readonly [string, FeatureEntry] => [
    nameOf(key, features, layer),
    featureEntry(features[key] as FeatureValue, layer && featureNamed(layer, key)),
  ]
  if (given.length === 1) return Object.fromEntries(given.map(entry))
  const keys = layer?.features.map(keyOf) ?? []
  const rank = (key: string): number => (keys.includes(key) ? keys.indexOf(key) : keys.length)
  return Object.fromEntries(given.sort((a, b) => rank(a) - rank(b) || inCodeUnits(a, b)).map(entry))
}

/** Stances come under the name that the schema gives them, unless something of an earlier schema has that. */
function nameOf(key: string, features: Annotation['features'], layer: Layer | undefined): string {
  const name = key === STANCES ? (stancesFeature(layer)?.name ?? key) : key
  return name === key || features[name] === undefined ? name : key
}

function featureEntry(value: FeatureValue, feature: Feature | undefined): FeatureEntry {
  if (isReference(value)) return pointer(value)
  if (isLabels(value)) return inOrderOf(feature !== undefined && 'choices' in feature ? feature.choices : [], value)
  if (isStances(value)) {
    return [...value]
      .sort(earlier)
      .map(({id, holder, target, value: label, by, at}) => ({id, holder: pointer(holder), target: pointer(target), value: label, by, at: iso(at)}))
  }
  return value
}

/** Labels as the schema lists them; those it no longer has come after, by code units. */
function inOrderOf(choices: readonly Choice[], labels: readonly string[]): string[] {
  const places = new Map(choices.map(({value}, place) => [value, place]))
  const rank = (label: string): number => places.get(label) ?? choices.length
  return [...labels].sort((a, b) => rank(a) - rank(b) || inCodeUnits(a, b))
}

/** The same pointer, kind first. */
const pointer = <T extends {readonly kind: string; readonly id?: string}>({kind, id}: T): T => (id === undefined ? {kind} : {kind, id}) as T

export function schemaEntry({name, description, guideline: overall, examples: shown, version, layers, mappings}: Schema): Schema {
  return {
    name,
    ...present({description, guideline: overall, examples: shown?.map(exampleEntry)}),
    version,
    layers: layers.map(({name: layerName, label, key, look, of, from, to, guideline, examples, translations, primary, features}) => ({
      name: layerName,
      label,
      key,
      look: {hue: look.hue, line: look.line},
      ...present({
        of,
        from: from && [...from],
        to: to && [...to],
        guideline,
        examples: examples?.map(exampleEntry),
        translations: translationsEntry(translations),
        primary,
      }),
      features: features.map(schemaFeature),
    })),
    ...present({mappings: mappings?.map(mappingEntry)}),
  }
}

const mappingEntry = ({version, layer, feature, label, to, split}: Mapping): Mapping => ({
  version,
  layer,
  ...present({feature, label}),
  to,
  ...present({split}),
})

const exampleEntry = ({kind, quote, article, span, note}: Example): Example => ({
  kind,
  quote,
  ...present({article, span: span && {start: span.start, end: span.end}, note}),
})

function schemaFeature(feature: Feature): Feature {
  const {name, label, key, guideline, examples, translations, required, when, countsForAgreement, role, kind} = feature
  const condition = when && {feature: when.feature, is: when.is}
  const named = {
    name,
    label,
    ...present({
      key,
      guideline,
      examples: examples?.map(exampleEntry),
      translations: translationsEntry(translations),
      required,
      when: condition,
      countsForAgreement,
      role,
    }),
  }
  switch (kind) {
    case 'choice':
    case 'choices':
    case 'stances':
      return {...named, kind, choices: feature.choices.map(choiceEntry)}
    case 'text':
    case 'yes-no':
      return {...named, kind}
    case 'number':
      return {...named, kind, ...present({min: feature.min, max: feature.max})}
    case 'reference':
      return {...named, kind, to: [...feature.to], ...present({layers: feature.layers && [...feature.layers]})}
    default:
      return kind satisfies never
  }
}

const choiceEntry = ({value, label, key, parent, guideline, examples, retired, translations}: Choice): Choice => ({
  value,
  label,
  ...present({key, parent, guideline, examples: examples?.map(exampleEntry), retired, translations: translationsEntry(translations)}),
})

const translationsEntry = (translations: Translations | undefined): Translations | undefined =>
  translations &&
  Object.fromEntries(
    Object.entries(translations)
      .sort(([a], [b]) => inCodeUnits(a, b))
      .map(([tag, {label, guideline}]) => [tag, present({label, guideline})]),
  )

/** The fields that have a value. */
export function present<T extends object>(fields: T): {[K in keyof T]?: Exclude<T[K], undefined>} {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {[K in keyof T]?: Exclude<T[K], undefined>}
}

/** What the order of the annotations of a set goes by. */
export type SortedBy = {readonly [K in 'start' | 'end' | 'from' | 'to']?: AnnotationEntry[K] | undefined} & Pick<AnnotationEntry, 'id'>

/** The same of an annotation that is not written yet. */
export const sortedBy = ({id, selector, from, to}: Annotation, convert: (offset: number) => number): SortedBy =>
  selector === undefined ? {id, from, to} : {id, start: convert(selector.start), end: convert(selector.end)}

const LAST = Number.MAX_SAFE_INTEGER
const startIn = ({start, from}: SortedBy): number => start ?? (from === undefined ? -1 : LAST)

/** The order of the annotations of one set: of the article, of words as they stand in it, of relations. */
export const inOrder = (a: SortedBy, b: SortedBy): number =>
  startIn(a) - startIn(b) ||
  (a.end ?? 0) - (b.end ?? 0) ||
  inCodeUnits(a.from ?? '', b.from ?? '') ||
  inCodeUnits(a.to ?? '', b.to ?? '') ||
  inCodeUnits(a.id, b.id)
