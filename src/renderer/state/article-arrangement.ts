import type {ArticleEntry, ArticleId} from '../../core/article/article.ts'
import type {ArticleSummary} from '../../ipc/host-api.ts'
import {inCellOrder} from '../ui/cell-order.ts'
import {fold, foldedWords, holdsFolded} from '../ui/fold.ts'

export type ArticleState = 'unread' | 'read' | 'done'

/** How articles are listed: by what, which way, and which of them. */
export type Arrangement = {
  readonly by: 'position' | 'title' | 'outlet' | 'published' | 'progress' | 'length' | 'annotations' | 'story'
  readonly descending: boolean
  readonly state: 'all' | ArticleState
}

export const AS_LISTED: Arrangement = {by: 'position', descending: false, state: 'all'}

export type Summaries = ReadonlyMap<ArticleId, ArticleSummary>

/** How far an article is: read or done by anybody. */
export function stateOf(summary: ArticleSummary | undefined): ArticleState {
  if ((summary?.doneBy.length ?? 0) > 0) return 'done'
  return (summary?.readBy.length ?? 0) > 0 ? 'read' : 'unread'
}

export const annotationsIn = (summary: ArticleSummary | undefined): number => Object.values(summary?.layers ?? {}).reduce((sum, count) => sum + count, 0)

const STATES: readonly ArticleState[] = ['unread', 'read', 'done']

/** The articles of a state in an order; those that say nothing of what is sorted by come last, whichever way. Equal ones stay in the order given. */
export function arranged(articles: readonly ArticleEntry[], summaries: Summaries, {by, descending, state}: Arrangement): readonly ArticleEntry[] {
  const shown = state === 'all' ? articles : articles.filter(({id}) => stateOf(summaries.get(id)) === state)
  if (by === 'position') return descending ? shown.toReversed() : shown
  const keys = new Map(shown.map(entry => [entry.id, keyOf(entry, summaries.get(entry.id), by)]))
  return [...shown].sort((a, b) => {
    const [one, other] = [keys.get(a.id), keys.get(b.id)]
    if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined)
    const order = inCellOrder(one, other)
    return descending ? -order : order
  })
}

function keyOf(entry: ArticleEntry, summary: ArticleSummary | undefined, by: Arrangement['by']): string | number | undefined {
  if (by === 'progress') return STATES.indexOf(stateOf(summary))
  if (by === 'annotations') return annotationsIn(summary)
  if (by === 'length') return entry.words
  return by === 'position' ? entry.position : entry[by]
}

/** The articles that hold all words of a query in what is known of them, or in their texts. */
export function articlesNamed(articles: readonly ArticleEntry[], query: string, inText: ReadonlyMap<ArticleId, unknown>): readonly ArticleEntry[] {
  const words = foldedWords(query)
  if (words.length === 0) return articles
  return articles.filter(each => {
    const sources = [each, ...(each.otherSources ?? [])].flatMap(({outlet, author, sourceName}) => [outlet, author, sourceName])
    const known = fold([each.title, each.story, ...sources].filter(part => part !== undefined).join(' '))
    return inText.has(each.id) || words.every(word => holdsFolded(known, word))
  })
}
