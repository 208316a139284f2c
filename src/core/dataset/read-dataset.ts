import type {Annotation, FeatureValue, Features, RelationAnnotation, SpanAnnotation, Stance, Wording} from '../annotation/annotation.ts'
import type {ReadMark} from '../article/article-label.ts'
import {countWords} from '../article/article.ts'
import type {Owner} from '../round/owner.ts'
import {STANCES} from '../schema/schema.ts'
import type {AnnotationEntry, DatasetDocument, FeatureEntry, RemovedEntry, StanceEntry, WordingEntry} from './dataset-document.ts'
import {convertedParts, isRelationEntry, isSpanEntry} from './entry-kind.ts'
import type {SnapshotArticle, SnapshotRegistry} from './project-snapshot.ts'

export const snapshotArticle = ({sha256: _sha256, ...article}: DatasetDocument['articles'][number]): SnapshotArticle => ({
  ...article,
  words: countWords(article.text),
  length: article.text.length,
})

export function snapshotRegistries({entities, claims}: Pick<DatasetDocument, 'entities' | 'claims'>): readonly SnapshotRegistry[] {
  const owners = new Set<Owner>([...entities, ...claims].map(({owner}) => owner))
  const registries = new Map(
    [...owners].map(owner => [owner, {owner, entities: [] as SnapshotRegistry['entities'][number][], claims: [] as SnapshotRegistry['claims'][number][]}]),
  )
  for (const {owner, ...entity} of entities) registries.get(owner)?.entities.push({...entity, at: Date.parse(entity.at)})
  for (const {owner, ...claim} of claims) registries.get(owner)?.claims.push({...claim, at: Date.parse(claim.at)})
  return [...registries.values()]
}

export const snapshotReadMark = ({article: _article, owner: _owner, late: _late, ...mark}: DatasetDocument['readMarks'][number]): ReadMark => ({
  ...mark,
  at: Date.parse(mark.at),
})

export const isStanceEntries = (entry: FeatureEntry | undefined): entry is StanceEntry[] => Array.isArray(entry) && typeof entry[0] !== 'string'

export function featureValue(entry: FeatureEntry): FeatureValue {
  return isStanceEntries(entry) ? entry.map(snapshotStance) : entry
}

/** Stances are known by what they are, whatever the schema calls them. */
export function snapshotFeatures(entries: AnnotationEntry['features']): Features {
  const all = Object.entries(entries)
  const stances = all.flatMap(([, value]) => (isStanceEntries(value) ? value.map(snapshotStance) : []))
  const others = all.flatMap(([name, value]) => (isStanceEntries(value) ? [] : [[name, value] as const]))
  return Object.fromEntries<FeatureValue>(stances.length === 0 ? others : [...others, [STANCES, stances]])
}

export const wordingOf = ({features, ...wording}: WordingEntry): Wording => ({...wording, features: snapshotFeatures(features)})

const snapshotStance = (stance: StanceEntry): Stance => ({...stance, at: Date.parse(stance.at)})

function snapshotPlace(
  entry: AnnotationEntry | RemovedEntry,
  convert: (offset: number) => number,
): Pick<SpanAnnotation, 'selector'> | Pick<RelationAnnotation, 'from' | 'to'> | Record<never, never> {
  if (isRelationEntry(entry)) return {from: entry.from, to: entry.to}
  if (!isSpanEntry(entry)) return {}
  const {start, end, parts, quote, prefix, suffix} = entry
  return {selector: {start: convert(start), end: convert(end), ...(parts !== undefined && {parts: convertedParts(parts, convert)}), quote, prefix, suffix}}
}

/** `convert`: from the unit of the file to UTF-16. */
export function snapshotAnnotation(entry: AnnotationEntry | RemovedEntry, convert: (offset: number) => number): Annotation {
  const {id, layer, by, at, editedBy, editedAt, origin, schemaVersion, said, confidence, stillRight} = entry
  return {
    id,
    layer,
    ...snapshotPlace(entry, convert),
    features: snapshotFeatures(entry.features),
    by,
    at: Date.parse(at),
    origin,
    schemaVersion,
    ...(editedBy === undefined ? {} : {editedBy}),
    ...(editedAt === undefined ? {} : {editedAt: Date.parse(editedAt)}),
    ...(said === undefined ? {} : {said: said.map(wordingOf)}),
    ...(confidence === undefined ? {} : {confidence}),
    ...(stillRight === undefined ? {} : {stillRight: {...stillRight, at: Date.parse(stillRight.at)}}),
    ...('removedBy' in entry ? {removed: {by: entry.removedBy, at: Date.parse(entry.removedAt)}} : {}),
  }
}
