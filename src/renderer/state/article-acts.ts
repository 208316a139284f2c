import type {ArticleId, ArticleMetadata} from '../../core/article/article.ts'
import type {Workspace} from './workspace.ts'

/** Marks articles as taken out of the project: what was annotated in them stays, and comes back with them. */
export function takeOut({project, act}: Workspace, ids: readonly ArticleId[]): void {
  const now = act()
  project.transact(() => {
    for (const id of ids) project.articles.remove(id, now)
  })
}

export function bringBack({project}: Workspace, ids: readonly ArticleId[]): void {
  project.transact(() => {
    for (const id of ids) project.articles.restore(id)
  })
}

/** Sets the same details of several articles, as one step. A field given as `undefined` is cleared. */
export function editDetails(
  {project}: Workspace,
  ids: readonly ArticleId[],
  fields: {readonly [K in keyof ArticleMetadata]?: ArticleMetadata[K] | undefined},
): void {
  project.transact(() => {
    for (const id of ids) {
      const entry = project.articles.get(id)
      if (entry === undefined) continue
      const changed = Object.entries(fields).filter(([name, value]) => entry[name as keyof ArticleMetadata] !== value)
      project.articles.patch(id, Object.fromEntries(changed))
    }
  })
}
