import type {ArticleEntry} from '../../core/article/article.ts'
import {inListOrder} from '../../core/article/list-order.ts'
import type {Project} from '../../project/project.ts'

/** The articles in list order: by position, and by id where two people added one at once. The same array until the project changes. */
export function articleOrder(project: Project): () => readonly ArticleEntry[] {
  let list: readonly ArticleEntry[] | undefined
  project.observe(() => {
    list = undefined
  })
  return () => {
    list ??= project.articles.all().toSorted(inListOrder)
    return list
  }
}
