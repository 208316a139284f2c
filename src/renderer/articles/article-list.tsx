import {FilePlus2, Newspaper} from 'lucide-react'
import type {ReactNode} from 'react'
import {useEffect, useMemo, useRef} from 'react'
import type {ArticleEntry, ArticleId} from '../../core/article.ts'
import type {ArticleSummary, FoundArticle} from '../../ipc/host-api.ts'
import {COMMANDS} from '../../ipc/commands.ts'
import type {Commands} from '../annotate/commands.ts'
import {Readers} from '../presence/readers.tsx'
import {Badge} from '../ui/badge.tsx'
import {EmptyState} from '../ui/empty-state.tsx'
import {fold} from '../ui/fold.ts'
import {IconButton} from '../ui/icon-button.tsx'
import {TextField} from '../ui/text-field.tsx'
import type {VirtualListHandle} from '../ui/virtual-list.tsx'
import {VirtualList} from '../ui/virtual-list.tsx'
import {useWorkspace} from '../workspace/use-workspace.ts'
import './article-list.css'
import {useTextMatches} from './text-matches.ts'

/** The project's articles with how far they are; the filter looks at titles, outlets and the texts themselves. */
export function ArticleList({commands}: {readonly commands: Commands}) {
  const workspace = useWorkspace()
  const {query} = workspace.view.get()
  const setQuery = (text: string): void => workspace.view.update(before => ({...before, query: text}))
  const list = useRef<VirtualListHandle>(null)
  const articles = workspace.articles()
  const matches = useTextMatches(workspace.host, query)
  const shown = useMemo(() => filtered(articles, query, matches), [articles, query, matches])
  const summaries = workspace.summaries.get()
  const colleagues = workspace.presence.colleagues.get()
  const read = articles.filter(each => (summaries.get(each.id)?.readBy.length ?? 0) > 0).length

  useEffect(() => {
    workspace.panes.focusArticles = () => list.current?.focus()
    return () => {
      workspace.panes.focusArticles = undefined
    }
  }, [workspace])

  return (
    <nav className="article-list" aria-label="Articles">
      <header className="article-list-head">
        <h2>Articles</h2>
        <span className="article-list-count">{articles.length.toLocaleString()}</span>
        <IconButton label="Import articles…" icon={<FilePlus2 />} keys={COMMANDS['file.import'].keys} onClick={commands['file.import'].run} />
      </header>
      {articles.length > 0 && (
        <div className="article-list-filter">
          <TextField label="Filter articles" hideLabel type="search" placeholder="Filter by title, outlet or words…" value={query} onInput={setQuery} />
        </div>
      )}
      <VirtualList
        ref={list}
        label="Articles"
        items={shown}
        keyOf={each => each.id}
        textOf={each => each.title}
        selected={workspace.view.get().article}
        onSelect={each => void workspace.open(each.id)}
        onOpen={() => workspace.panes.article?.focus()}
        estimate={76}
        renderItem={each => (
          <Row
            entry={each}
            summary={summaries.get(each.id)}
            found={matches.get(each.id)}
            readers={<Readers workspace={workspace} colleagues={colleagues.filter(({article}) => article === each.id)} />}
          />
        )}
        empty={
          articles.length === 0 ? (
            <EmptyState title="No articles yet" icon={<Newspaper />}>
              What you import is listed here.
            </EmptyState>
          ) : (
            <EmptyState title="No article matches">No title, outlet or text holds “{query.trim()}”.</EmptyState>
          )
        }
      />
      {articles.length > 0 && (
        <footer className="article-list-progress">
          <progress aria-label="Articles read" max={articles.length} value={read} />
          <span>
            {read.toLocaleString()} of {articles.length.toLocaleString()} read
          </span>
        </footer>
      )}
    </nav>
  )
}

type RowProps = {
  readonly entry: ArticleEntry
  readonly summary: ArticleSummary | undefined
  readonly found: FoundArticle | undefined
  readonly readers: ReactNode
}

function Row({entry, summary, found, readers}: RowProps) {
  const claims = summary?.layers.claim ?? 0
  const total = Object.values(summary?.layers ?? {}).reduce((sum, count) => sum + count, 0)
  const done = (summary?.doneBy.length ?? 0) > 0
  const read = (summary?.readBy.length ?? 0) > 0
  return (
    <div className="article-row">
      <span className="article-row-title" dir="auto">
        {entry.title}
      </span>
      {found !== undefined && (
        <span className="article-row-snippet" dir="auto">
          {marked(found)}
        </span>
      )}
      <span className="article-row-facts">
        {entry.outlet !== undefined && <span>{entry.outlet}</span>}
        <span>{entry.words.toLocaleString()} words</span>
        {found !== undefined && found.hits > 0 && <Badge hue="blue">{found.hits === 1 ? '1 hit' : `${found.hits.toLocaleString()} hits`}</Badge>}
        {claims > 0 && <Badge hue="amber">{claims === 1 ? '1 claim' : `${claims.toLocaleString()} claims`}</Badge>}
        {total > claims && <Badge hue="blue">{`${(total - claims).toLocaleString()} other`}</Badge>}
        {readers}
        {done ? <Badge hue="green">Done</Badge> : read && <Badge hue="green">Read</Badge>}
      </span>
    </div>
  )
}

/** The snippet with its hits marked. */
function marked({snippet, marks}: FoundArticle): readonly ReactNode[] {
  const parts: ReactNode[] = []
  let at = 0
  for (const {start, end} of marks) {
    parts.push(snippet.slice(at, start), <mark key={start}>{snippet.slice(start, end)}</mark>)
    at = end
  }
  return [...parts, snippet.slice(at)]
}

function filtered(articles: readonly ArticleEntry[], query: string, matches: ReadonlyMap<ArticleId, FoundArticle>): readonly ArticleEntry[] {
  const words = fold(query)
    .split(' ')
    .filter(word => word !== '')
  if (words.length === 0) return articles
  return articles.filter(each => {
    const known = fold(
      [each.title, ...[each, ...(each.otherSources ?? [])].flatMap(({outlet, author, sourceName}) => [outlet, author, sourceName])]
        .filter(part => part !== undefined)
        .join(' '),
    )
    return matches.has(each.id) || words.every(word => known.includes(word))
  })
}
