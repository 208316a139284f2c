import type {Owner} from '../owner.ts'
import type {DatasetDocument, FeatureEntry, Missing} from './dataset-document.ts'

/** Something that one part of a dataset names and another should hold, and where it is named. */
export type Named = {readonly what: Missing; readonly path: readonly PropertyKey[]}

type Body = Omit<DatasetDocument, 'missing'>

/** Everything a dataset names, in the order of the document. */
export function* namedIn(document: Body): Generator<Named> {
  for (const list of ['topics', 'entities', 'claims', 'readMarks'] as const) {
    for (const [index, {by}] of document[list].entries()) yield {what: {kind: 'annotator', id: by}, path: [list, index, 'by']}
  }
  for (const [index, {owner, about}] of document.claims.entries()) {
    for (const [place, id] of about.entries()) yield {what: {kind: 'entity', owner, id}, path: ['claims', index, 'about', place]}
  }
  for (const list of ['annotations', 'removedAnnotations'] as const) {
    for (const [index, entry] of document[list].entries()) {
      const path = [list, index]
      yield {what: {kind: 'annotator', id: entry.by}, path: [...path, 'by']}
      if (entry.editedBy !== undefined) yield {what: {kind: 'annotator', id: entry.editedBy}, path: [...path, 'editedBy']}
      for (const [name, value] of Object.entries(entry.features)) yield* namedByFeature(value, entry, [...path, 'features', name])
    }
  }
  for (const [index, {removedBy}] of document.removedAnnotations.entries())
    yield {what: {kind: 'annotator', id: removedBy}, path: ['removedAnnotations', index, 'removedBy']}
}

function* namedByFeature(
  value: FeatureEntry,
  {article, owner}: {readonly article: string; readonly owner: Owner},
  path: readonly PropertyKey[],
): Generator<Named> {
  if (typeof value === 'string' || typeof value === 'number') return
  if (!Array.isArray(value)) {
    if (value.kind === 'mention') yield {what: {kind: 'mention', article, owner, id: value.id}, path}
    else if (value.kind === 'entity' || value.kind === 'claim') yield {what: {kind: value.kind, owner, id: value.id}, path}
    return
  }
  for (const [index, {holder, target, by}] of value.entries()) {
    if (holder.kind === 'entity') yield {what: {kind: 'entity', owner, id: holder.id}, path: [...path, index, 'holder']}
    yield {what: target.kind === 'topic' ? {kind: 'topic', id: target.id} : {kind: target.kind, owner, id: target.id}, path: [...path, index, 'target']}
    yield {what: {kind: 'annotator', id: by}, path: [...path, index, 'by']}
  }
}

/** A key under which a thing and its mention meet. */
export function keyOf(what: Missing): string {
  const scope = what.kind === 'mention' ? [what.article, what.owner] : 'owner' in what ? [what.owner] : []
  return JSON.stringify([what.kind, ...scope, what.id])
}

/** The keys of everything a dataset holds that can be named. */
export function held(document: Body): Set<string> {
  const keys = new Set<string>()
  for (const {id} of document.annotators) keys.add(keyOf({kind: 'annotator', id}))
  for (const {id} of document.topics) keys.add(keyOf({kind: 'topic', id}))
  for (const {owner, id} of document.entities) keys.add(keyOf({kind: 'entity', owner, id}))
  for (const {owner, id} of document.claims) keys.add(keyOf({kind: 'claim', owner, id}))
  for (const {article, owner, id} of [...document.annotations, ...document.removedAnnotations]) keys.add(keyOf({kind: 'mention', article, owner, id}))
  return keys
}

/**
 * What is named but not held, once each, sorted. People delete an entity while a colleague uses it; the dataset says so
 * instead of leaving a reference into nothing, which a reader could not tell from damage.
 */
export function missingIn(document: Body): Missing[] {
  const there = held(document)
  const found = new Map<string, Missing>()
  for (const {what} of namedIn(document)) {
    const key = keyOf(what)
    if (!there.has(key)) found.set(key, what)
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, what]) => what)
}
