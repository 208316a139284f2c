import {exportSteps, parseDataset} from '../../core/dataset/dataset.ts'
import {articleId} from '../../core/article.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {MadeDataset, OffsetUnit} from '../../ipc/host-api.ts'
import {enterSnapshot, takeSnapshot} from '../../project/project-snapshot.ts'
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
  const mayRead = (address: Parameters<typeof may>[1]): boolean => may(person, address) !== 'none'
  const snapshot = takeSnapshot({
    project,
    texts,
    registries: await all(storedRegistries(folder.store, mayRead)),
    sets: await all(storedSets(folder.store, mayRead)),
  })
  const notes = folder.store
    .damaged()
    .filter(({address}) => mayRead(address))
    .map(({address}) => `Part of ${documentTitle(address)} is damaged and is not in the file. Check the project to see what.`)
  return ok({name: `${fileName(project.name())}.json`, text: await inTurns(exportSteps(snapshot, {unit})), notes})
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

async function all<T>(each: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const one of each) found.push(one)
  return found
}

const fileName = (name: string): string => name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-').slice(0, 100) || 'dataset'
