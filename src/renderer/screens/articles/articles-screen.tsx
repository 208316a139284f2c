import {Pencil, RotateCcw, Trash2} from 'lucide-react'
import {useMemo, useState} from 'react'
import type {ArticleEntry} from '../../../core/article/article.ts'
import {spokenIn} from '../../../core/article/article-language.ts'
import {TableNews, useTableActs} from '../../annotate/table-news.tsx'
import {Button} from '../../ui/button.tsx'
import type {Column} from '../../ui/data-table.tsx'
import {DataTable} from '../../ui/data-table.tsx'
import {EmptyState} from '../../ui/empty-state.tsx'
import {SelectField} from '../../ui/select-field.tsx'
import {TextField} from '../../ui/text-field.tsx'
import {hidesDetails} from '../../state/hidden-words.ts'
import {goToText} from '../../state/shown-screen.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {bringBack, takeOut} from '../../state/article-acts.ts'
import type {Arrangement, ArticleState, Summaries} from '../../state/article-arrangement.ts'
import {annotationsIn, arranged, articlesNamed, AS_LISTED, stateOf} from '../../state/article-arrangement.ts'
import {SeveralDetailsDialog} from './several-details-dialog.tsx'
import {useTextMatches} from '../../articles/text-matches.ts'
import {publishedDay} from '../../ui/moment.ts'
import {inNumbers, say} from '../../ui/say.ts'
import '../../ui/table-screen.css'
import './articles-screen.css'

const STATES = [
  {value: 'all', label: say('All')},
  {value: 'unread', label: say('Unread')},
  {value: 'read', label: say('Read')},
  {value: 'done', label: say('Done')},
  {value: 'out', label: say('Taken out')},
] as const
const STATE_WORDS: Readonly<Record<ArticleState, string>> = {unread: '', read: say('Read'), done: say('Done')}

/** All articles as a table, for acts on several: edit their details, take them out of the project, bring them back. */
export function ArticlesScreen() {
  const workspace = useWorkspace()
  const {project} = workspace
  const [query, setQuery] = useState('')
  const [arrangement, setArrangement] = useState<Arrangement>(AS_LISTED)
  const [showsOut, setShowsOut] = useState(false)
  const [current, setCurrent] = useState<string>()
  const [editing, setEditing] = useState(false)
  const acts = useTableActs()
  const {marked, mark, done} = acts
  const listed = workspace.articles()
  const summaries = workspace.summaries.get()
  const {found: matches, problem} = useTextMatches(workspace, query)
  const articles = showsOut ? project.articles.removed() : listed
  const shown = useMemo(() => arranged(articlesNamed(articles, query, matches), summaries, arrangement), [articles, query, matches, summaries, arrangement])
  const columns = useMemo(() => columnsOf(summaries), [summaries])
  const chosen = shown.filter(({id}) => marked.has(id))
  const ids = chosen.map(({id}) => id)
  const editable = chosen.filter(({id}) => !hidesDetails(workspace, id))
  const open = ({id}: ArticleEntry): void => {
    goToText(workspace)
    void workspace.open(id)
  }
  return (
    <main className="table-screen articles-table" aria-label={say('All articles')}>
      <div className="table-screen-bar articles-table-bar">
        <TextField
          label={say('Filter articles')}
          hideLabel
          data-autofocus
          type="search"
          placeholder={say('Filter by title, outlet, story or words…')}
          value={query}
          onInput={setQuery}
        />
        <SelectField
          label={say('State')}
          hideLabel
          choices={STATES}
          value={showsOut ? 'out' : arrangement.state}
          onChange={state => {
            setShowsOut(state === 'out')
            mark(new Set())
            setArrangement(before => ({...before, state: state === 'out' ? 'all' : state}))
          }}
        />
        {workspace.mayManage() && !showsOut && (
          <>
            <Button icon={<Pencil aria-hidden="true" />} disabled={editable.length === 0} onClick={() => setEditing(true)}>
              {say('Edit details…')}
            </Button>
            <Button
              icon={<Trash2 aria-hidden="true" />}
              disabled={ids.length === 0}
              onClick={() => {
                takeOut(workspace, ids)
                done(
                  say(
                    '{articles, plural, =0 {no articles taken out of the project.} one {# article taken out of the project, with its annotations. Undo brings it back.} other {# articles taken out of the project, with their annotations. Undo brings them back.}}',
                    {articles: ids.length},
                  ),
                )
              }}
            >
              {say('Take out')}
            </Button>
          </>
        )}
        {workspace.mayManage() && showsOut && (
          <Button
            icon={<RotateCcw aria-hidden="true" />}
            disabled={ids.length === 0}
            onClick={() => {
              bringBack(workspace, ids)
              done(say('{articles, plural, =0 {No articles} one {# article} other {# articles}} brought back.', {articles: ids.length}))
            }}
          >
            {say('Bring back')}
          </Button>
        )}
      </div>
      <TableNews
        acts={acts}
        shows={[say('{shown, number} of {all, number}', {shown: shown.length, all: articles.length}), ...(problem === undefined ? [] : [problem])]}
        marked={chosen.length}
      />
      <DataTable
        ref={acts.table}
        label={say('All articles')}
        columns={columns}
        rows={shown}
        keyOf={({id}) => id}
        nameOf={({title}) => title}
        sorting={{column: arrangement.by, descending: arrangement.descending}}
        onSort={({column, descending}) => setArrangement(before => ({...before, by: column as Arrangement['by'], descending}))}
        current={current}
        onCurrent={setCurrent}
        marked={marked}
        onMark={mark}
        onOpen={showsOut ? () => undefined : open}
        empty={
          <EmptyState title={say('No article matches')}>
            {showsOut ? say('What is taken out of the project is listed here.') : say('Choose “All”, or take words out of the field above.')}
          </EmptyState>
        }
      />
      {editing && (
        <SeveralDetailsDialog
          articles={editable}
          onClose={changed => {
            setEditing(false)
            if (changed) done(say('Details of {articles, plural, =0 {no articles} one {# article} other {# articles}} changed.', {articles: editable.length}))
          }}
        />
      )}
    </main>
  )
}

const columnsOf = (summaries: Summaries): readonly Column<ArticleEntry>[] => [
  {id: 'position', label: '#', width: '3.25rem', align: 'end', render: ({position}) => inNumbers(position + 1)},
  {id: 'title', label: say('Title'), width: 'minmax(10rem, 4fr)', render: ({title, language}) => <span {...spokenIn(language)}>{title}</span>},
  {id: 'outlet', label: say('Outlet'), width: 'minmax(7rem, 2fr)', render: ({outlet}) => outlet ?? ''},
  {id: 'published', label: say('Date'), width: '5.75rem', render: ({published = ''}) => publishedDay(published)},
  {id: 'story', label: say('Story'), width: 'minmax(4.5rem, 2fr)', render: ({story}) => story ?? ''},
  {id: 'length', label: say('Words'), width: '4.5rem', align: 'end', render: ({words}) => inNumbers(words)},
  {id: 'annotations', label: say('Annotations'), width: '6.5rem', align: 'end', render: ({id}) => inNumbers(annotationsIn(summaries.get(id)))},
  {id: 'progress', label: say('Progress'), width: '6.25rem', render: ({id}) => STATE_WORDS[stateOf(summaries.get(id))]},
]
