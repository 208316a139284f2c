import {FilePlus2, Newspaper} from 'lucide-react'
import type {ReactNode} from 'react'
import {memo, useEffect, useMemo, useRef} from 'react'
import type {ArticleEntry} from '../../core/article/article.ts'
import {spokenIn} from '../../core/article/article-language.ts'
import type {Schema} from '../../core/schema/schema.ts'
import type {ArticleSummary, FoundArticle} from '../../ipc/host-api.ts'
import {COMMANDS} from '../../ipc/commands.ts'
import {atOnce} from '../annotate/command.ts'
import type {Commands} from '../annotate/commands.ts'
import {articlesSpoken} from '../annotate/spoken.ts'
import {Readers} from '../presence/readers.tsx'
import {Badge} from '../ui/badge.tsx'
import {EmptyState} from '../ui/empty-state.tsx'
import {IconButton} from '../ui/icon-button.tsx'
import {SelectField} from '../ui/select-field.tsx'
import {TextField} from '../ui/text-field.tsx'
import type {VirtualListHandle} from '../ui/virtual-list.tsx'
import {VirtualList} from '../ui/virtual-list.tsx'
import {useView, useWorkspace} from '../state/use-workspace.ts'
import type {Arrangement} from '../state/article-arrangement.ts'
import {arranged, articlesNamed} from '../state/article-arrangement.ts'
import {layerCounts} from './layer-counts.ts'
import {inNumbers, say} from '../ui/say.ts'
import './article-list.css'
import {useTextMatches} from './text-matches.ts'

const ORDERS: readonly {readonly value: Arrangement['by']; readonly label: string}[] = [
  {value: 'position', label: say('As imported')},
  {value: 'title', label: say('By title')},
  {value: 'outlet', label: say('By outlet')},
  {value: 'published', label: say('By date')},
  {value: 'progress', label: say('By progress')},
  {value: 'length', label: say('Longest first')},
  {value: 'annotations', label: say('Most annotated first')},
  {value: 'story', label: say('By story')},
]
const STATES: readonly {readonly value: Arrangement['state']; readonly label: string}[] = [
  {value: 'all', label: say('All')},
  {value: 'unread', label: say('Unread')},
  {value: 'read', label: say('Read')},
  {value: 'done', label: say('Done')},
]

/** The project's articles with how far they are; the filter looks at titles, outlets and the texts themselves. */
export const ArticleList = memo(function ArticleList({commands}: {readonly commands: Commands}) {
  const workspace = useWorkspace('project')
  const count = workspace.articles().length
  return (
    <nav className="article-list" aria-label={say('Articles')}>
      <header className="article-list-head">
        <h2>{say('Articles')}</h2>
        <span className="article-list-count">{inNumbers(count)}</span>
        <IconButton
          label={say('Import articles…')}
          icon={<FilePlus2 />}
          keys={COMMANDS['file.import'].keys}
          onClick={() => commands['file.import'](workspace, atOnce)}
        />
      </header>
      {count > 0 && <Filter />}
      <Rows />
      {count > 0 && <Progress />}
    </nav>
  )
})

function Filter() {
  const workspace = useWorkspace('preferences')
  const query = useView(view => view.query)
  const {arrangement} = workspace.preferences.get()
  const arrange = (change: Partial<Arrangement>): void => workspace.preferences.update(before => ({...before, arrangement: {...before.arrangement, ...change}}))
  return (
    <div className="article-list-filter">
      <TextField
        label={say('Filter articles')}
        hideLabel
        type="search"
        placeholder={say('Filter by title, outlet or words…')}
        value={query}
        onInput={text => workspace.view.update(before => ({...before, query: text}))}
      />
      <div className="article-list-arrangement">
        <SelectField
          label={say('Sort articles')}
          hideLabel
          choices={ORDERS}
          value={arrangement.by}
          onChange={by => arrange({by, descending: by === 'length' || by === 'annotations'})}
        />
        <SelectField label={say('Show articles')} hideLabel choices={STATES} value={arrangement.state} onChange={state => arrange({state})} />
      </div>
    </div>
  )
}

function Rows() {
  const workspace = useWorkspace('project', 'summaries', 'preferences')
  const query = useView(view => view.query)
  const open = useView(view => view.article)
  const list = useRef<VirtualListHandle>(null)
  const articles = workspace.articles()
  const {found: matches, problem} = useTextMatches(workspace, query)
  const summaries = workspace.summaries.get()
  const {arrangement} = workspace.preferences.get()
  const shown = useMemo(() => arranged(articlesNamed(articles, query, matches), summaries, arrangement), [articles, query, matches, summaries, arrangement])

  useEffect(() => {
    workspace.panes.focusArticles = () => {
      workspace.panes.showPane?.('start')
      list.current?.focus()
    }
    return () => {
      workspace.panes.focusArticles = undefined
    }
  }, [workspace])

  const {state} = arrangement
  const count = shown.length
  const isFiltered = query.trim() !== '' || state !== 'all'
  const told = useRef({query, state, count})
  useEffect(() => {
    const before = told.current
    told.current = {query, state, count}
    if (before.query !== query || before.state !== state || (isFiltered && before.count !== count)) workspace.announcer.say(articlesSpoken(count))
  }, [workspace, query, state, count, isFiltered])

  return (
    <>
      {problem !== undefined && (
        <p className="article-list-problem" role="status">
          {problem}
        </p>
      )}
      <VirtualList
        ref={list}
        label={say('Articles')}
        items={shown}
        keyOf={each => each.id}
        textOf={each => each.title}
        selected={open}
        onSelect={each => void workspace.open(each.id)}
        onOpen={() => workspace.panes.article?.focus()}
        estimate={76}
        renderItem={(each, {index}) => (
          <Row
            entry={each}
            heading={arrangement.by === 'story' && shown[index - 1]?.story !== each.story ? (each.story ?? say('No story')) : undefined}
            summary={summaries.get(each.id)}
            schema={workspace.project.schema()}
            found={matches.get(each.id)}
          />
        )}
        empty={
          articles.length === 0 ? (
            <EmptyState title={say('No articles yet')} icon={<Newspaper />}>
              {say('What you import is listed here.')}
            </EmptyState>
          ) : (
            <EmptyState title={say('No article matches')}>
              {query.trim() === ''
                ? say('No article is in this state. Choose “All” above.')
                : problem === undefined
                  ? say('No title, outlet or text holds “{query}”.', {query: query.trim()})
                  : say('No title or outlet holds “{query}”.', {query: query.trim()})}
            </EmptyState>
          )
        }
      />
    </>
  )
}

function Progress() {
  const workspace = useWorkspace('project', 'summaries')
  const articles = workspace.articles()
  const summaries = workspace.summaries.get()
  const read = articles.filter(each => (summaries.get(each.id)?.readBy.length ?? 0) > 0).length
  return (
    <footer className="article-list-progress">
      <progress aria-label={say('Articles read')} max={articles.length} value={read} />
      <span>{say('{read, number} of {articles, number} read', {read, articles: articles.length})}</span>
    </footer>
  )
}

type RowProps = {
  readonly entry: ArticleEntry
  readonly summary: ArticleSummary | undefined
  readonly schema: Schema
  readonly found: FoundArticle | undefined
  /** The story that begins here. */
  readonly heading: string | undefined
}

const Row = memo(function Row({entry, heading, summary, schema, found}: RowProps) {
  const counts = layerCounts(schema, new Map(Object.entries(summary?.layers ?? {})))
  const done = (summary?.doneBy.length ?? 0) > 0
  const read = (summary?.readBy.length ?? 0) > 0
  return (
    <div className="article-row">
      {heading !== undefined && (
        <span className="article-row-story" dir="auto">
          {heading}
        </span>
      )}
      <span className="article-row-title" {...spokenIn(entry.language)}>
        {entry.title}
      </span>
      {found !== undefined && (
        <span className="article-row-snippet" {...spokenIn(entry.language)}>
          {marked(found)}
        </span>
      )}
      <span className="article-row-facts">
        {entry.outlet !== undefined && <bdi>{entry.outlet}</bdi>}
        <span>{say('{words, plural, other {# words}}', {words: entry.words})}</span>
        {found !== undefined && found.hits > 0 && <Badge hue="blue">{say('{hits, plural, one {# hit} other {# hits}}', {hits: found.hits})}</Badge>}
        {counts.map(({text, hue}) => (
          <Badge key={hue} hue={hue}>
            {text}
          </Badge>
        ))}
        <Readers article={entry.id} />
        {done ? <Badge hue="green">{say('Done')}</Badge> : read && <Badge hue="green">{say('Read')}</Badge>}
      </span>
    </div>
  )
})

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
