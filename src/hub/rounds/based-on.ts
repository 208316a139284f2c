import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import {isAnnotatorIn, shareArticles, workRoundOf} from '../../core/round/blindness.ts'
import {ownerOf, workOf} from '../../core/round/owner.ts'
import type {Round} from '../../core/round/round.ts'
import type {Schema} from '../../core/schema/schema.ts'
import {copiedAnnotations, copiedRegistry, copyNumber} from '../../project/copied-work.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {documentName} from '../../project/document-address.ts'
import {newSetUpdate} from '../../project/new-set.ts'
import type {Project} from '../../project/project.ts'
import type {NewDocument, ProjectStore} from '../../storage/project-store.ts'
import {turn} from '../../storage/libsql/turn.ts'
import {setIndexOf} from '../index/annotation-rows.ts'
import {storedRegistry, storedSet} from '../requests/project-documents.ts'

type Target = {readonly address: Exclude<DocumentAddress, {kind: 'project' | 'discussion' | 'worklist'}>; readonly sources: string[]}

/**
 * What each annotator of a round begins with: a copy of her own work in the round that it is based on, which stays as it is. The hub that begins the
 * round makes it, in the same step, so there is one of it. What is there already is left as it is.
 */
export async function copiedWork(
  given: {readonly projectId: string; readonly store: Pick<ProjectStore, 'documents' | 'load'>; readonly project: Pick<Project, 'joins' | 'schema'>},
  base: Round,
  round: Round,
  isGiven: (annotator: AnnotatorId, article: ArticleId) => boolean,
): Promise<readonly NewDocument[]> {
  const {projectId, store} = given
  const schema = given.project.schema()
  const documents = await store.documents()
  const there = new Set(documents.map(({name}) => name))
  const targets = new Map<string, Target>()
  for (const {name, address} of documents) {
    if (address.kind !== 'set' && address.kind !== 'registry') continue
    const work = workOf(address.owner)
    if (work === undefined || work.round !== workRoundOf(base)) continue
    const annotator = given.project.joins.rootOf(work.annotator)
    if (!isAnnotatorIn(round, annotator)) continue
    if (address.kind === 'set' && !(shareArticles(round, {articles: [address.article]}) && isGiven(annotator, address.article))) continue
    const copy = {...address, owner: ownerOf(annotator, round.id)}
    const to = documentName(projectId, copy)
    if (there.has(to)) continue
    const target = targets.get(to) ?? {address: copy, sources: []}
    target.sources.push(name)
    targets.set(to, target)
  }
  const made: NewDocument[] = []
  for (const [name, target] of targets) {
    made.push({name, address: target.address, ...(await copyOf(store, name, target, round, schema))})
    await turn()
  }
  return made
}

async function copyOf(
  store: Pick<ProjectStore, 'load'>,
  name: string,
  {address, sources}: Target,
  {id}: Round,
  schema: Schema,
): Promise<Pick<NewDocument, 'update' | 'index'>> {
  if (address.kind === 'registry') {
    // Of somebody who was two persons the first has what both named under one id.
    const registry = await storedRegistry({load: async () => (await Promise.all(sources.map(store.load))).flat()}, name)
    const update = copiedRegistry(registry.doc, copyNumber(name))
    registry.doc.destroy()
    return {update}
  }
  const sets = await Promise.all(sources.map(source => storedSet(store, source)))
  const annotations = copiedAnnotations(
    sets.flatMap(set => set.all()),
    id,
  )
  const marks = sets.flatMap(set => [...set.readMarks().values()])
  const update = newSetUpdate(copyNumber(name), annotations, marks)
  // It keeps its words, and is counted in those of the schema in force.
  const copy = await storedSet({load: () => Promise.resolve([update])}, name, {schema})
  const index = setIndexOf(copy.all(), marks, schema)
  return {update, index}
}
