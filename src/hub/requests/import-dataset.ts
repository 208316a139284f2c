import {parseDataset} from '../../core/dataset/dataset.ts'
import {articleId} from '../../core/article.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {enterSnapshot} from '../../project/project-snapshot.ts'
import {sentenceOf} from '../sentence-of.ts'
import type {RequestContext} from './request-context.ts'

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
