import type * as Y from 'yjs'
import type {ArticleEntry, ArticleId} from '../core/article/article.ts'
import type {ProjectSnapshot, SnapshotRegistry, SnapshotSet} from '../core/dataset/project-snapshot.ts'
import type {WhoIs} from '../core/person/as-persons.ts'
import type {Owner} from '../core/round/owner.ts'
import {ownerOf, workOf} from '../core/round/owner.ts'
import type {Round} from '../core/round/round.ts'
import {otherNames} from '../core/registry/registry.ts'
import type {Resolve} from '../core/annotation/resolved-references.ts'
import {resolvedAnnotation} from '../core/annotation/resolved-references.ts'
import type {AnnotationSet} from './annotation-set.ts'
import type {DocumentAddress} from './document-address.ts'
import type {LateWork} from './late-work.ts'
import {NONE_LATE} from './late-work.ts'
import {IMPORT} from './origin.ts'
import {project} from './project.ts'
import type {Registry} from './registry.ts'
import {registry} from './registry.ts'
import {enterWorklist} from './worklist.ts'

/** `resolve` names what an annotation points at as it stands now, where that was merged; whose the set is goes by `who`. */
export const snapshotSet = (
  article: ArticleId,
  owner: Owner,
  set: Pick<AnnotationSet, 'all' | 'readMarks'> & {late?(): LateWork},
  resolve?: Resolve,
  who: WhoIs = person => person,
): SnapshotSet => ({
  article,
  owner: ownerAs(owner, who),
  annotations: resolve === undefined ? set.all() : set.all().map(annotation => resolvedAnnotation(annotation, resolve)),
  readMarks: [...set.readMarks().values()],
  ...lateOf(set, who),
})

function lateOf({late}: {late?(): LateWork}, who: WhoIs): Pick<SnapshotSet, 'late'> {
  const {annotations, readMarks} = late?.() ?? NONE_LATE
  return annotations.size + readMarks.size === 0 ? {} : {late: {annotations, readMarks: new Set([...readMarks].map(who))}}
}

const ownerAs = (owner: Owner, who: WhoIs): Owner => {
  const work = workOf(owner)
  return work === undefined ? owner : ownerOf(who(work.annotator), work.round)
}

/** Whose round it is goes by `who`, as whose its sets are does. */
export const snapshotRound = (round: Round, who: WhoIs): Round => ({
  ...round,
  ...(round.startedBy !== undefined && {startedBy: who(round.startedBy)}),
  ...(round.opened !== undefined && {opened: {...round.opened, by: who(round.opened.by)}}),
  ...(round.annotators !== undefined && {annotators: [...new Set(round.annotators.map(who))]}),
})

/** What was merged is not in it: its names are other names of what it stands for. */
export const snapshotRegistry = (owner: Owner, {entities, claims}: Registry, who: WhoIs = person => person): SnapshotRegistry => ({
  owner: ownerAs(owner, who),
  entities: entities.all().map(entity => ({...entity, by: who(entity.by), aliases: otherNames(entity, entities.mergedInto(entity.id))})),
  claims: claims.all().map(claim => ({...claim, by: who(claim.by), about: [...new Set(claim.about.map(entities.rootOf))]})),
})

/** What was merged into what in a registry, which a document that is closed still tells. */
export type Roots = {readonly entity: ReadonlyMap<string, string>; readonly claim: ReadonlyMap<string, string>}

export const registryRoots = ({entities, claims}: Registry): Roots => ({entity: entities.roots(), claim: claims.roots()})

/** In a set: by its owner's registry, and by the team's, which hers lies over. `undefined` where nothing was merged. */
export function resolverIn(topics: ReadonlyMap<string, string>, registries: readonly (Roots | undefined)[]): Resolve | undefined {
  const merged = registries.filter(roots => roots !== undefined && (roots.entity.size > 0 || roots.claim.size > 0))
  if (topics.size === 0 && merged.length === 0) return undefined
  return (kind, id) => (kind === 'topic' ? (topics.get(id) ?? id) : (merged.map(roots => roots?.[kind].get(id)).find(root => root !== undefined) ?? id))
}

/** A snapshot without texts, and without what is said about them. */
export type SnapshotHead = Omit<ProjectSnapshot, 'articles' | 'sets'> & {readonly articles: readonly ArticleEntry[]}

/** What must be written, and where, to turn the empty documents of a project into a snapshot; its sets are new documents (`newSetUpdate`). */
export function enterSnapshot(snapshot: SnapshotHead): readonly {readonly address: DocumentAddress; readonly make: (doc: Y.Doc) => void}[] {
  return [
    {address: {kind: 'project'}, make: doc => enterProject(doc, snapshot)},
    ...snapshot.registries.map(({owner, entities, claims}) => ({
      address: {kind: 'registry', owner} as const,
      make: (doc: Y.Doc) => {
        const entered = registry(doc, IMPORT)
        entered.transact(() => {
          for (const entity of entities) entered.entities.put(entity)
          for (const claim of claims) entered.claims.put(claim)
        })
      },
    })),
    ...(snapshot.worklists ?? []).map(list => ({
      address: {kind: 'worklist', round: list.round, annotator: list.annotator} as const,
      make: (doc: Y.Doc) => enterWorklist(doc, list),
    })),
  ]
}

function enterProject(doc: Y.Doc, snapshot: SnapshotHead): void {
  const entered = project(doc, IMPORT)
  entered.transact(() => {
    entered.rename(snapshot.name)
    entered.setSchema(snapshot.schema)
    for (const {schema, by, at, note} of snapshot.versions ?? [])
      if (schema !== undefined) entered.versions.keep(schema, {...(by !== undefined && {by}), ...(at !== undefined && {at}), ...(note !== undefined && {note})})
    for (const entry of snapshot.articles) entered.articles.put(entry)
    for (const round of snapshot.rounds ?? []) entered.rounds.put(round)
    for (const topic of snapshot.topics) entered.topics.put(topic)
    for (const {id, name} of snapshot.annotators) {
      // Somebody who is here already keeps the role she has.
      if (entered.people.get(id) === undefined) entered.people.put({id, name, role: 'annotator'})
      else entered.people.patch(id, {name})
    }
  })
}
