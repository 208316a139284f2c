import type {ArticleEntry} from '../core/article.ts'
import type {Project} from '../project/project.ts'
import type {ArticleTexts} from '../storage/article-texts.ts'
import type {ProjectStore} from '../storage/project-store.ts'

/** Milliseconds that changes of titles are gathered. */
const GATHER = 300
/** Milliseconds until all articles are looked through, for what a crash left out: the first window is open by then. */
const AFTER_START = 4000

/** Keeps the full-text search in step with the articles of the project and their titles, one article at a time. */
export function searchIndexer({store, texts, project}: {store: ProjectStore; texts: ArticleTexts; project: Project}): {stop(): void} {
  const indexed = new Map(project.articles.all().map(({id, title}) => [id, title]))
  let waiting: ArticleEntry[] = []
  let isRunning = false
  let stopped = false

  const run = async (): Promise<void> => {
    if (isRunning) return
    isRunning = true
    for (let next = waiting.pop(); next !== undefined && !stopped; next = waiting.pop()) {
      const {id, title} = next
      indexed.set(id, title)
      try {
        const text = await texts.get(id)
        if (text.ok && !stopped) store.indexArticle(id, title, text.value)
      } catch {
        // The search can be made again; what fails on a full disk is made at the next start.
      }
      await new Promise(resolve => setTimeout(resolve, 0))
    }
    isRunning = false
  }
  const look = (articles: readonly ArticleEntry[]): void => {
    waiting = waiting.concat(articles)
    void run()
  }
  let gathering: NodeJS.Timeout | undefined
  const stop = project.observe(() => {
    gathering ??= setTimeout(() => {
      gathering = undefined
      look(project.articles.all().filter(({id, title}) => indexed.get(id) !== title))
    }, GATHER)
  })
  const starting = setTimeout(() => look(project.articles.all()), AFTER_START)
  return {
    stop: () => {
      stopped = true
      waiting = []
      clearTimeout(starting)
      clearTimeout(gathering)
      stop()
    },
  }
}
