import type {Annotation, FeatureValue, Stance} from '../annotation.ts'
import {codePointIndex} from '../code-points.ts'
import type {Feature, Layer, Schema} from '../schema.ts'
import {layerNamed} from '../schema.ts'
import type {AnnotationEntry, DatasetDocument, FeatureEntry, OffsetUnit} from './dataset-document.ts'
import {DATASET_VERSION} from './dataset-document.ts'
import {missingIn} from './missing.ts'
import type {ProjectSnapshot, SnapshotSet} from './project-snapshot.ts'

/** Annotations between two rests. */
const STEP = 100

/** The document of a snapshot: every list sorted, every key in the order of the shape, so that equal data are equal bytes. Rests now and then, for whoever has others to serve. */
export function* datasetSteps(snapshot: ProjectSnapshot, offsets: OffsetUnit): Generator<undefined, DatasetDocument, undefined> {
  const converters = new Map<string, (offset: number) => number>()
  for (const {id, text} of snapshot.articles) {
    converters.set(id, offsets === 'codepoint' ? codePointIndex(text).fromUtf16 : offset => offset)
    yield
  }
  const entries: {entry: AnnotationEntry; removed: Annotation['removed']}[] = []
  for (const set of snapshot.sets) {
    const convert = converters.get(set.article)
    if (convert === undefined) throw new Error(`The snapshot has annotations on the article ${set.article}, but not the article.`)
    for (const annotation of set.annotations) {
      entries.push({entry: annotationEntry(annotation, set, snapshot.schema, convert), removed: annotation.removed})
      if (entries.length % STEP === 0) yield
    }
  }
  entries.sort((a, b) => inOrder(a.entry, b.entry))
  const document: Omit<DatasetDocument, 'missing'> = {
    format: 'claimlight-dataset',
    version: DATASET_VERSION,
    offsets,
    name: snapshot.name,
    schema: schemaEntry(snapshot.schema),
    annotators: snapshot.annotators.map(({id, name}) => ({id, name})).sort(byKeys('id')),
    topics: snapshot.topics.map(({id, name, by, at}) => ({id, name, by, at: iso(at)})).sort(byKeys('id')),
    entities: snapshot.registries
      .flatMap(({owner, entities}) =>
        entities.map(({id, name, type, aliases, wikidata, by, at}) => ({
          id,
          owner,
          name,
          type,
          aliases: [...aliases],
          ...present({wikidata}),
          by,
          at: iso(at),
        })),
      )
      .sort(byKeys('owner', 'id')),
    claims: snapshot.registries
      .flatMap(({owner, claims}) =>
        claims.map(({id, text, kind, about, by, at}) => ({id, owner, text, ...present({kind}), about: [...about], by, at: iso(at)})),
      )
      .sort(byKeys('owner', 'id')),
    articles: snapshot.articles
      .map(({id, position, title, outlet, author, published, url, language, sourceName, warnings, text}) => ({
        id,
        position,
        title,
        ...present({outlet, author, published, url, language}),
        sourceName,
        warnings: [...warnings],
        sha256: id,
        text,
      }))
      .sort(byKeys('id')),
    annotations: entries.filter(({removed}) => removed === undefined).map(({entry}) => entry),
    removedAnnotations: entries.flatMap(({entry, removed}) => (removed === undefined ? [] : [{...entry, removedBy: removed.by, removedAt: iso(removed.at)}])),
    readMarks: snapshot.sets
      .flatMap(({article, owner, readMarks}) => readMarks.map(({state, by, at}) => ({article, owner, state, by, at: iso(at)})))
      .sort(byKeys('article', 'owner', 'by')),
  }
  return {...document, missing: missingIn(document)}
}

function annotationEntry(annotation: Annotation, {article, owner}: SnapshotSet, schema: Schema, convert: (offset: number) => number): AnnotationEntry {
  const {id, layer, selector, features, by, at, editedBy, editedAt, origin, schemaVersion, confidence} = annotation
  return {
    id,
    article,
    owner,
    layer,
    start: convert(selector.start),
    end: convert(selector.end),
    quote: selector.quote,
    prefix: selector.prefix,
    suffix: selector.suffix,
    features: featureEntries(features, layerNamed(schema, layer)),
    by,
    at: iso(at),
    ...present({editedBy, editedAt: editedAt === undefined ? undefined : iso(editedAt)}),
    origin,
    schemaVersion,
    ...present({confidence}),
  }
}

/** In the order of the schema; features the schema no longer has come after, by name. */
function featureEntries(features: Annotation['features'], layer: Layer | undefined): AnnotationEntry['features'] {
  const names = layer?.features.map(feature => feature.name) ?? []
  const rank = (name: string): number => (names.includes(name) ? names.indexOf(name) : names.length)
  const sorted = Object.entries(features).sort(([a], [b]) => rank(a) - rank(b) || inCodeUnits(a, b))
  return Object.fromEntries(sorted.map(([name, value]) => [name, featureEntry(value)]))
}

function featureEntry(value: FeatureValue): FeatureEntry {
  if (typeof value === 'string' || typeof value === 'number') return value
  if (isStances(value)) {
    return [...value]
      .sort((a, b) => a.at - b.at || inCodeUnits(a.id, b.id))
      .map(({id, holder, target, value: label, by, at}) => ({id, holder: pointer(holder), target: pointer(target), value: label, by, at: iso(at)}))
  }
  return pointer(value)
}

const isStances = (value: FeatureValue): value is readonly Stance[] => Array.isArray(value)

/** The same pointer, kind first. */
const pointer = <T extends {readonly kind: string; readonly id?: string}>(value: T): T => ({kind: value.kind, ...present({id: value.id})}) as T

function schemaEntry({name, version, layers}: Schema): Schema {
  return {
    name,
    version,
    layers: layers.map(({name: layerName, label, key, look, primary, features}) => ({
      name: layerName,
      label,
      key,
      look: {hue: look.hue, line: look.line},
      ...present({primary}),
      features: features.map(schemaFeature),
    })),
  }
}

function schemaFeature(feature: Feature): Feature {
  const {name, label, kind} = feature
  switch (kind) {
    case 'choice':
    case 'stances':
      return {name, label, kind, choices: feature.choices.map(choice => ({value: choice.value, label: choice.label, ...present({key: choice.key})}))}
    case 'text':
      return {name, label, kind}
    case 'number':
      return {name, label, kind, ...present({min: feature.min, max: feature.max})}
    case 'reference':
      return {name, label, kind, to: [...feature.to]}
    default:
      return kind satisfies never
  }
}

/** 9999-12-31: later times have no four-digit year, and earlier ones than 1970 come from a broken clock only. */
const LAST_TIME = 253_402_300_799_999

const iso = (at: number): string => new Date(Math.min(Math.max(at, 0), LAST_TIME)).toISOString()

const inOrder = (a: AnnotationEntry, b: AnnotationEntry): number =>
  inCodeUnits(a.article, b.article) || inCodeUnits(a.owner, b.owner) || a.start - b.start || a.end - b.end || inCodeUnits(a.id, b.id)

const byKeys =
  <K extends string>(...keys: readonly K[]) =>
  (a: {readonly [key in K]: string}, b: {readonly [key in K]: string}): number => {
    for (const key of keys) {
      const order = inCodeUnits(a[key], b[key])
      if (order !== 0) return order
    }
    return 0
  }

/** Not by locale, which differs between machines. */
const inCodeUnits = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** The fields that have a value. */
function present<T extends object>(fields: T): {[K in keyof T]?: Exclude<T[K], undefined>} {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {[K in keyof T]?: Exclude<T[K], undefined>}
}
