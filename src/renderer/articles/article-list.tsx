import {FilePlus2, Newspaper} from 'lucide-react'
import type {ReactNode} from 'react'
import {useEffect, useMemo, useRef, useState} from 'react'
import type {ArticleEntry, ArticleId} from '../../core/article.ts'
import type {ArticleSummary} from '../../ipc/host-api.ts'
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
  const [query, setQuery] = useState('')
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
            snippet={matches.get(each.id)}
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
  readonly snippet: string | undefined
  readonly readers: ReactNode
}

function Row({entry, summary, snippet, readers}: RowProps) {
  const claims = summary?.layers.claim ?? 0
  const total = Object.values(summary?.layers ?? {}).reduce((sum, count) => sum + count, 0)
  const done = (summary?.doneBy.length ?? 0) > 0
  const read = (summary?.readBy.length ?? 0) > 0
  return (
    <div className="article-row">
      <span className="article-row-title" dir="auto">
        {entry.title}
      </span>
      {snippet !== undefined && (
        <span className="article-row-snippet" dir="auto">
          {snippet}
        </span>
      )}
      <span className="article-row-facts">
        {entry.outlet !== undefined && <span>{entry.outlet}</span>}
        <span>{entry.words.toLocaleString()} words</span>
        {claims > 0 && <Badge hue="amber">{claims === 1 ? '1 claim' : `${claims.toLocaleString()} claims`}</Badge>}
        {total > claims && <Badge hue="blue">{`${(total - claims).toLocaleString()} other`}</Badge>}
        {readers}
        {done ? <Badge hue="green">Done</Badge> : read && <Badge hue="green">Read</Badge>}
      </span>
    </div>
  )
}

function filtered(articles: readonly ArticleEntry[], query: string, matches: ReadonlyMap<ArticleId, string>): readonly ArticleEntry[] {
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
