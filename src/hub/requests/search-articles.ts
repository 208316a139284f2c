import type {ArticleId} from '../../core/article/article.ts'
import type {FoundArticle} from '../../ipc/host-api.ts'
import type {Project} from '../../project/project.ts'
import type {ProjectFolder} from '../../storage/project-folder.ts'
import {countTerm, indexTerms, indexWords} from '../../storage/search/search-words.ts'
import {turn} from '../../storage/libsql/turn.ts'

type Articles = Pick<Project, 'articles'>

/** Articles in which the words of a query stand. `shown`: as somebody may see them: what is masked in a title there is not found by it. */
export async function searchArticles(
  {folder, project, shown}: {readonly folder: Pick<ProjectFolder, 'store' | 'texts'>; readonly project: Articles; readonly shown: Articles},
  query: string,
): Promise<readonly FoundArticle[]> {
  const found: FoundArticle[] = []
  for (const each of await folder.store.search(query)) {
    const [whole, seen] = [project.articles.get(each.article), shown.articles.get(each.article)]
    if (whole === undefined || seen === undefined) continue
    if (whole.title === seen.title || (await holds(folder, each.article, seen.title, query))) found.push(each)
  }
  return found
}

async function holds({texts}: Pick<ProjectFolder, 'texts'>, article: ArticleId, title: string, query: string): Promise<boolean> {
  const text = await texts.get(article)
  if (!text.ok) return false
  const words = indexWords(`${title}\n${text.value}`)
  await turn()
  return indexTerms(query).every(ways => countTerm(words, ways) > 0)
}
