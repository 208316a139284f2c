import {exportSteps, parseDataset} from '../../core/dataset/dataset.ts'
import {articleId} from '../../core/article.ts'
import type {SnapshotRegistry, SnapshotSet} from '../../core/dataset/project-snapshot.ts'
import type {Owner} from '../../core/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {MadeDataset, OffsetUnit} from '../../ipc/host-api.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {Roots} from '../../project/project-snapshot.ts'
import {enterSnapshot, registryRoots, resolverIn, snapshotRegistry, snapshotSet, takeSnapshot} from '../../project/project-snapshot.ts'
import {documentTitle} from '../../storage/document-state.ts'
import {inTurns, turn} from '../../storage/turn.ts'
import {sentenceOf} from '../sentence-of.ts'
import type {RequestContext} from './request-context.ts'
import {storedRegistries, storedSets} from './project-documents.ts'

/** The project as a dataset, with what this person may read. Refused when a text is missing: half a dataset looks like a whole one. */
export async function exportDataset(
  {folder, project, may, person}: Pick<RequestContext, 'folder' | 'project' | 'may' | 'person'>,
  unit: OffsetUnit,
): Promise<Result<MadeDataset>> {
  const texts = new Map<string, string>()
  for (const {id, title} of project.articles.all()) {
    const text = await folder.texts.get(id)
    if (!text.ok) return refused(`“${title}” cannot be exported. ${text.error}`)
    texts.set(id, text.value)
    await turn()
  }
  const read: DocumentAddress[] = []
  const mayRead = (address: DocumentAddress): boolean => may(person, address) !== 'none'
  const registries: SnapshotRegistry[] = []
  const roots = new Map<Owner, Roots>()
  for await (const {registry, ...address} of storedRegistries(folder.store, mayRead)) {
    read.push(address)
    registries.push(snapshotRegistry(address.owner, registry))
    roots.set(address.owner, registryRoots(registry))
    registry.doc.destroy()
  }
  const sets: SnapshotSet[] = []
  // One document at a time: as values they need a tenth of the memory.
  for await (const {set, ...address} of storedSets(folder.store, mayRead)) {
    read.push(address)
    sets.push(snapshotSet(address.article, address.owner, set, resolverIn(project, [roots.get(address.owner), roots.get('team')])))
    set.doc.destroy()
  }
  const notes = folder.store
    .damaged()
    .filter(({address}) => mayRead(address))
    .map(({address}) => `Part of ${documentTitle(address)} is damaged and is not in the file. Check the project to see what.`)
  const text = await inTurns(exportSteps(takeSnapshot({project, texts, registries, sets}), {unit}))
  if (!read.every(mayRead)) return refused('What you may read has changed while the file was made. Export it again.')
  return ok({name: `${fileName(project.name())}.json`, text, notes})
}

/** Turns this project, which must be empty, into what a dataset holds: all of it or nothing. */
export async function importDataset(
  {folder, project, changes}: RequestContext,
  name: string,
  text: string,
): Promise<Result<{readonly articles: number; readonly annotations: number}>> {
  const isEmpty = project.articles.all().length === 0 && (await folder.store.documents()).every(({address}) => address.kind === 'project')
  if (!isEmpty) return refused('This project already holds articles. Make a new project and import the dataset there.')
  const parsed = parseDataset(text)
  if (!parsed.ok) {
    const [first, ...others] = parsed.error
    return refused(`${name}: ${first}${others.length === 0 ? '' : ` There are ${others.length} problems more; claimlight check names them all.`}`)
  }
  const snapshot = parsed.value
  // Texts first: one that nothing names is harmless, an article without its text is not.
  for (const {id, text: body, position: _p, words: _w, length: _l, ...metadata} of snapshot.articles) {
    if (articleId(body) !== id) return refused(`${name}: the text of “${metadata.title}” does not have the hash that is given for it. Fetch the dataset again.`)
    try {
      await folder.texts.put(body, metadata)
    } catch (error) {
      return refused(`${name}: ${sentenceOf(error)}`)
    }
  }
  const entered = await changes.run(enterSnapshot(snapshot))
  if (!entered.ok) return entered
  const annotations = snapshot.sets.reduce((sum, set) => sum + set.annotations.filter(({removed}) => removed === undefined).length, 0)
  return ok({articles: snapshot.articles.length, annotations})
}

const fileName = (name: string): string => name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-').slice(0, 100) || 'dataset'
