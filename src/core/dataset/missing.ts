import type {Owner} from '../round/owner.ts'
import type {AnnotationEntry, DatasetDocument, FeatureEntry, Missing, StanceEntry, VersionEntry} from './dataset-document.ts'
import {isStanceEntries} from './read-dataset.ts'
import type {WorklistEntry} from './worklist-shape.ts'

/** Something that one part of a dataset names and another should hold, and where it is named. */
export type Named = {readonly what: Missing; readonly path: readonly PropertyKey[]}

/** What the topics, entities and claims of a dataset name. */
export function* namedByHead(
  document: Pick<DatasetDocument, 'topics' | 'entities' | 'claims'> & {readonly versions: readonly VersionEntry[]},
): Generator<Named> {
  for (const [index, {by}] of document.versions.entries()) if (by !== undefined) yield {what: {kind: 'annotator', id: by}, path: ['versions', index, 'by']}
  for (const list of ['topics', 'entities', 'claims'] as const) {
    for (const [index, {by}] of document[list].entries()) yield {what: {kind: 'annotator', id: by}, path: [list, index, 'by']}
  }
  for (const [index, {owner, about}] of document.claims.entries()) {
    for (const [place, id] of about.entries()) yield {what: {kind: 'entity', owner, id}, path: ['claims', index, 'about', place]}
  }
}

/** Whom a worklist names; `path` is its own place. */
export function* namedByWorklist({annotator, articles, finished}: WorklistEntry, path: readonly PropertyKey[]): Generator<Named> {
  const person = (id: string, ...place: PropertyKey[]): Named => ({what: {kind: 'annotator', id}, path: [...path, ...place]})
  yield person(annotator, 'annotator')
  for (const [n, {by, removedBy}] of articles.entries()) {
    yield person(by, 'articles', n, 'by')
    if (removedBy !== undefined) yield person(removedBy, 'articles', n, 'removedBy')
  }
  for (const [n, {by, takenBackBy}] of finished.entries()) {
    yield person(by, 'finished', n, 'by')
    if (takenBackBy !== undefined) yield person(takenBackBy, 'finished', n, 'takenBackBy')
  }
}

/** Told of each thing that an annotation names, with the steps from the annotation to where: whoever does not need those has no work with them. */
type OnNamed = (what: Missing, ...steps: PropertyKey[]) => void

/** What an annotation names. */
export function namedByAnnotation(entry: AnnotationEntry, on: OnNamed): void {
  const {article, owner, by, editedBy, stillRight, features} = entry
  on({kind: 'annotator', id: by}, 'by')
  if (editedBy !== undefined) on({kind: 'annotator', id: editedBy}, 'editedBy')
  if (stillRight !== undefined) on({kind: 'annotator', id: stillRight.by}, 'stillRight', 'by')
  for (const end of ['from', 'to'] as const) {
    const id = entry[end]
    if (id !== undefined) on({kind: 'mention', article, owner, id}, end)
  }
  for (const name in features) {
    const value = features[name]
    if (isStanceEntries(value)) namedByStances(value, entry, name, on)
    else if (typeof value === 'object' && !Array.isArray(value)) namedByReference(value, entry, name, on)
  }
}

type Place = {readonly article: string; readonly owner: Owner}

function namedByReference(value: Extract<FeatureEntry, {kind: unknown}>, {article, owner}: Place, name: string, on: OnNamed): void {
  if (value.kind === 'mention') on({kind: 'mention', article, owner, id: value.id}, 'features', name)
  else if (value.kind === 'entity' || value.kind === 'claim') on({kind: value.kind, owner, id: value.id}, 'features', name)
}

function namedByStances(stances: readonly StanceEntry[], {owner}: Place, name: string, on: OnNamed): void {
  for (const [index, {holder, target, by}] of stances.entries()) {
    if (holder.kind === 'entity') on({kind: 'entity', owner, id: holder.id}, 'features', name, index, 'holder')
    on(target.kind === 'topic' ? {kind: 'topic', id: target.id} : {kind: target.kind, owner, id: target.id}, 'features', name, index, 'target')
    on({kind: 'annotator', id: by}, 'features', name, index, 'by')
  }
}

/** What of a dataset is held and what is named, as its parts come. */
export interface Names {
  hold(what: Missing): void
  holds(what: Missing): boolean
  name(what: Missing): void
  /** Those who are named, held or not. */
  annotators(): ReadonlySet<string>
  /**
   * What is named but not held, once each, sorted. People delete an entity while a colleague uses it; the dataset says so
   * instead of leaving a reference into nothing, which a reader could not tell from damage.
   */
  missing(): Missing[]
}

export function names(): Names {
  const held = new Map<string, Set<string>>()
  const named = new Map<string, Map<string, Missing>>()
  const holds = (what: Missing): boolean => held.get(scopeOf(what))?.has(what.id) === true
  return {
    hold: what => void setIn(held, scopeOf(what), () => new Set<string>()).add(what.id),
    holds,
    name: what => {
      const known = setIn(named, scopeOf(what), () => new Map<string, Missing>())
      if (!known.has(what.id)) known.set(what.id, what)
    },
    annotators: () => new Set(named.get(scopeOf({kind: 'annotator', id: ''}))?.keys()),
    missing: () =>
      [...named.values()]
        .flatMap(each => [...each.values()])
        .filter(what => !holds(what))
        .map(what => [keyOf(what), what] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, what]) => what),
  }
}

/** Within which ids are looked up. */
const scopeOf = (what: Missing): string =>
  what.kind === 'mention' ? `mention ${what.article} ${what.owner}` : 'owner' in what ? `${what.kind} ${what.owner}` : what.kind

/** The order of what is missing. */
function keyOf(what: Missing): string {
  const scope = what.kind === 'mention' ? [what.article, what.owner] : 'owner' in what ? [what.owner] : []
  return JSON.stringify([what.kind, ...scope, what.id])
}

function setIn<V>(map: Map<string, V>, key: string, make: () => V): V {
  const found = map.get(key) ?? make()
  map.set(key, found)
  return found
}
