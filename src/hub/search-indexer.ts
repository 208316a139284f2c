import type {Project} from '../project/project.ts'
import type {ArticleTexts} from '../storage/article-texts.ts'
import type {ProjectStore} from '../storage/project-store.ts'

/** Milliseconds that changes of titles are gathered. */
const GATHER = 300

/** Keeps the full-text search in step with the articles of the project and their titles, a few articles at a time. */
export function searchIndexer({store, texts, project}: {store: ProjectStore; texts: ArticleTexts; project: Project}): {stop(): void} {
  const indexed = new Map<string, string>()
  let timer: NodeJS.Timeout | undefined

  let stopped = false
  const step = async (): Promise<void> => {
    const next = project.articles.all().find(({id, title}) => indexed.get(id) !== title)
    timer = undefined
    if (next === undefined) return
    indexed.set(next.id, next.title)
    try {
      const text = await texts.get(next.id)
      if (text.ok && !stopped) store.indexArticle(next.id, next.title, text.value)
    } catch {
      // The search can be made again; what fails on a full disk is made at the next start.
    }
    if (!stopped) timer = setTimeout(() => void step(), 0)
  }
  const stop = project.observe(() => {
    timer ??= setTimeout(() => void step(), GATHER)
  })
  timer = setTimeout(() => void step(), 0)
  return {
    stop: () => {
      stopped = true
      clearTimeout(timer)
      stop()
    },
  }
}
