import type {ArticleId} from '../../core/article/article.ts'
import type {ArticleSummary} from '../../ipc/host-api.ts'
import {MOST_ARTICLES} from '../../ipc/host-api.ts'
import type {HubConnection} from '../../sync/hub-connection.ts'
import type {Host} from '../host/host.ts'
import type {Store} from './store.ts'
import {createStore} from './store.ts'

/** How far each article is, as the hub counts it: of all when the window opens or the hub is back, then of those it tells of. */
export interface Summaries {
  readonly counts: Store<ReadonlyMap<ArticleId, ArticleSummary>>
  /** What the hub tells of while it is asked is asked for together afterwards. */
  ask(articles: readonly ArticleId[] | 'all'): Promise<void>
}

export function createSummaries({host, connection}: {host: Host; connection: HubConnection}): Summaries {
  const counts = createStore<ReadonlyMap<ArticleId, ArticleSummary>>(new Map())
  let due: ReadonlySet<ArticleId> | 'all' | undefined
  let asking: Promise<void> | undefined

  const askWhatIsDue = async (): Promise<void> => {
    while (due !== undefined) {
      const articles = due === 'all' || due.size > MOST_ARTICLES ? null : [...due]
      due = undefined
      const answer = await host.requests.summaries(articles)
      if (!answer.ok) continue
      const before = counts.get()
      // Most changes of a set leave its counts as they were.
      const isNews = (each: ArticleSummary): boolean => JSON.stringify(each) !== JSON.stringify(before.get(each.article))
      if (!answer.value.some(isNews) && (articles !== null || answer.value.length === before.size)) continue
      const news = answer.value.map(each => [each.article, (isNews(each) ? undefined : before.get(each.article)) ?? each] as const)
      counts.set(new Map(articles === null ? news : [...before, ...news]))
    }
    asking = undefined
  }
  const ask = (articles: readonly ArticleId[] | 'all'): Promise<void> => {
    due = articles === 'all' || due === 'all' ? 'all' : new Set([...(due ?? []), ...articles])
    asking ??= askWhatIsDue()
    return asking
  }
  let wasConnected = true
  connection.observe(() => {
    const {connected} = connection.state()
    if (connected && !wasConnected) void ask('all')
    wasConnected = connected
  })
  return {counts, ask}
}
