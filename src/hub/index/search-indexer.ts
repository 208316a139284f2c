import type {Project} from '../../project/project.ts'
import type {ArticleTexts} from '../../storage/texts/article-texts.ts'
import type {ArticleSearch} from '../../storage/search/article-search.ts'
import {indexWordSteps} from '../../storage/search/search-words.ts'
import {inTurns, turn} from '../../storage/libsql/turn.ts'

/** Milliseconds that changes of titles are gathered. */
const GATHER = 300
/** Milliseconds until all articles are looked through, for what a crash left out: the first window is open by then. */
const AFTER_START = 4000

/** Keeps the full-text search in step with the articles of the project and their titles, one article at a time. */
export function searchIndexer({store, texts, project}: {store: ArticleSearch; texts: ArticleTexts; project: Project}): {close(): Promise<void>} {
  const waiting = new Set<string>()
  let running: Promise<void> | undefined
  let looking: Promise<void> | undefined
  let stopped = false

  const indexOne = async (id: string): Promise<void> => {
    const title = project.articles.get(id)?.title
    if (title === undefined) return
    try {
      const text = await texts.get(id)
      if (!text.ok) return
      const words = await inTurns(indexWordSteps(text.value))
      if (!stopped) store.indexArticle(id, title, text.value, words)
    } catch {
      // The search can be made again; what fails on a full disk is made at the next start.
    }
    await new Promise(resolve => setTimeout(resolve, 0))
  }
  const indexWaiting = async (): Promise<void> => {
    for (const id of waiting) {
      if (stopped) return
      waiting.delete(id)
      await indexOne(id)
    }
  }
  const run = (): void => {
    running ??= indexWaiting().finally(() => {
      running = undefined
    })
  }
  const lookThrough = async (): Promise<void> => {
    const indexed = await store.indexedTitles().catch(() => undefined)
    if (stopped || indexed === undefined) return
    for (const id of project.articles.ids()) {
      await turn()
      if (indexed.get(id) !== project.articles.get(id)?.title) waiting.add(id)
    }
    run()
  }
  let gathering: NodeJS.Timeout | undefined
  const stop = project.observeArticles(ids => {
    for (const id of ids) waiting.add(id)
    gathering ??= setTimeout(() => {
      gathering = undefined
      run()
    }, GATHER)
  })
  const starting = setTimeout(() => {
    looking = lookThrough()
  }, AFTER_START)
  return {
    close: async () => {
      stopped = true
      clearTimeout(starting)
      clearTimeout(gathering)
      stop()
      await looking
      await running
    },
  }
}
