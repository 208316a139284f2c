import type {Annotation, FeatureValue, Features} from '../annotation.ts'
import type {ReadMark} from '../article-label.ts'
import {countWords} from '../article.ts'
import {codePointIndex} from '../code-points.ts'
import type {Owner} from '../owner.ts'
import type {Claim, Entity} from '../registry.ts'
import type {AnnotationEntry, DatasetDocument, FeatureEntry, RemovedEntry} from './dataset-document.ts'
import type {ProjectSnapshot, SnapshotArticle} from './project-snapshot.ts'

/** The project of a checked document, its spans in UTF-16 and its times in milliseconds again. */
export function projectSnapshot(document: DatasetDocument): ProjectSnapshot {
  const articles: SnapshotArticle[] = document.articles.map(({sha256: _sha256, ...article}) => ({
    ...article,
    words: countWords(article.text),
    length: article.text.length,
  }))
  const converters = new Map(
    document.articles.map(({id, text}) => [id, document.offsets === 'codepoint' ? codePointIndex(text).toUtf16 : (offset: number) => offset]),
  )
  const registries = new Map<Owner, {owner: Owner; entities: Entity[]; claims: Claim[]}>()
  const registry = (owner: Owner): {entities: Entity[]; claims: Claim[]} => kept(registries, owner, () => ({owner, entities: [], claims: []}))
  for (const {owner, ...entity} of document.entities) registry(owner).entities.push({...entity, at: Date.parse(entity.at)})
  for (const {owner, ...claim} of document.claims) registry(owner).claims.push({...claim, at: Date.parse(claim.at)})

  const sets = new Map<string, {article: string; owner: Owner; annotations: Annotation[]; readMarks: ReadMark[]}>()
  const set = (article: string, owner: Owner): {annotations: Annotation[]; readMarks: ReadMark[]} =>
    kept(sets, JSON.stringify([article, owner]), () => ({article, owner, annotations: [], readMarks: []}))
  for (const entry of [...document.annotations, ...document.removedAnnotations]) {
    const convert = converters.get(entry.article)
    if (convert === undefined) throw new Error(`The article ${entry.article} of a checked dataset is missing.`)
    set(entry.article, entry.owner).annotations.push(annotation(entry, convert))
  }
  for (const {article, owner, ...mark} of document.readMarks) set(article, owner).readMarks.push({...mark, at: Date.parse(mark.at)})

  return {
    name: document.name,
    schema: document.schema,
    articles,
    annotators: document.annotators,
    topics: document.topics.map(topic => ({...topic, at: Date.parse(topic.at)})),
    registries: [...registries.values()],
    sets: [...sets.values()],
  }
}

export function featureValue(entry: FeatureEntry): FeatureValue {
  return Array.isArray(entry) ? entry.map(stance => ({...stance, at: Date.parse(stance.at)})) : entry
}

function annotation(entry: AnnotationEntry | RemovedEntry, convert: (offset: number) => number): Annotation {
  const {id, layer, start, end, quote, prefix, suffix, by, at, editedBy, editedAt, origin, schemaVersion, confidence} = entry
  const features: Features = Object.fromEntries(Object.entries(entry.features).map(([name, value]) => [name, featureValue(value)]))
  return {
    id,
    layer,
    selector: {start: convert(start), end: convert(end), quote, prefix, suffix},
    features,
    by,
    at: Date.parse(at),
    origin,
    schemaVersion,
    ...(editedBy === undefined ? {} : {editedBy}),
    ...(editedAt === undefined ? {} : {editedAt: Date.parse(editedAt)}),
    ...(confidence === undefined ? {} : {confidence}),
    ...('removedBy' in entry ? {removed: {by: entry.removedBy, at: Date.parse(entry.removedAt)}} : {}),
  }
}

function kept<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make()
  map.set(key, found)
  return found
}
