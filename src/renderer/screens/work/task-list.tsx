import {BookOpen, Undo2} from 'lucide-react'
import {useRef, useState} from 'react'
import {spokenIn} from '../../../core/article/article-language.ts'
import type {ArticleEntry, ArticleId} from '../../../core/article/article.ts'
import {isClosed} from '../../../core/round/round.ts'
import type {ArticleSummary} from '../../../ipc/host-api.ts'
import {openToDo, takeBack} from '../../annotate/finish.ts'
import {annotationsIn, stateOf} from '../../state/article-arrangement.ts'
import type {Task} from '../../state/my-work.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Badge} from '../../ui/badge.tsx'
import {Button} from '../../ui/button.tsx'
import {ChoiceGroup} from '../../ui/choice-group.tsx'
import {EmptyState} from '../../ui/empty-state.tsx'
import type {Hue} from '../../ui/hue.ts'
import {inNumbers, say} from '../../ui/say.ts'
import type {VirtualListHandle} from '../../ui/virtual-list.tsx'
import {VirtualList} from '../../ui/virtual-list.tsx'

type State = 'to-do' | 'begun' | 'finished'
type Row = {readonly entry: ArticleEntry; readonly state: State; readonly nth: number}

const WORDS: Readonly<Record<State, string>> = {
  'to-do': say('To do'),
  begun: say('Begun', {}, 'an article that somebody works on'),
  finished: say('Finished', {}, 'an article'),
}
const HUES: Readonly<Record<State, Hue>> = {'to-do': 'slate', begun: 'amber', finished: 'green'}
const STATES = ['to-do', 'begun', 'finished'] as const

/** All her articles in a round, in her order, with how far each is. */
export function TaskList({task}: {readonly task: Task}) {
  const workspace = useWorkspace('project', 'summaries')
  const [filter, setFilter] = useState<State>()
  const [current, setCurrent] = useState<ArticleId>()
  const list = useRef<VirtualListHandle>(null)
  const {round} = task
  const isRunning = isClosed(round)
  const rows = rowsOf(task, isRunning, workspace.project.articles.get, workspace.summaries.get())
  const shown = filter === undefined ? rows : rows.filter(({state}) => state === filter)
  const chosen = shown.find(({entry}) => entry.id === current)
  const open = ({entry}: Row): void => void openToDo(workspace, entry.id)
  const countOf = (state: State): number => rows.filter(each => each.state === state).length
  const choices = STATES.filter(state => countOf(state) > 0).map(value => ({
    value,
    label: say('{state} {articles, number}', {state: WORDS[value], articles: countOf(value)}),
  }))
  return (
    <section className="work-list" aria-label={say('Your articles')}>
      <div className="work-list-bar">
        <ChoiceGroup label={say('Show')} hideLabel choices={choices} value={filter} onChange={setFilter} />
        <div className="work-list-acts">
          <Button size="small" icon={<BookOpen aria-hidden="true" />} disabled={chosen === undefined} onClick={() => chosen !== undefined && open(chosen)}>
            {say('Open', {}, 'an article')}
          </Button>
          {isRunning && (
            <Button
              size="small"
              icon={<Undo2 aria-hidden="true" />}
              disabled={chosen?.state !== 'finished'}
              onClick={() => {
                if (chosen === undefined) return
                void takeBack(workspace, round.id, chosen.entry.id, false)
                list.current?.focus()
              }}
            >
              {say('Take back')}
            </Button>
          )}
        </div>
      </div>
      <VirtualList
        ref={list}
        label={say('Your articles')}
        items={shown}
        keyOf={({entry}) => entry.id}
        textOf={({entry}) => entry.title}
        selected={chosen?.entry.id}
        onSelect={({entry}) => setCurrent(entry.id)}
        onOpen={open}
        estimate={52}
        renderItem={({entry, state, nth}) => (
          <div className="work-row">
            <span className="work-row-title">
              <span className="work-row-nth">{inNumbers(nth)}</span> <bdi {...spokenIn(entry.language)}>{entry.title}</bdi>
            </span>
            <span className="work-row-about">
              <Badge hue={HUES[state]}>{WORDS[state]}</Badge> {say('{words, plural, other {# words}}', {words: entry.words})}
            </span>
          </div>
        )}
        empty={<EmptyState title={say('No article matches')}>{say('No article is in this state. Choose another above.')}</EmptyState>}
      />
    </section>
  )
}

/** While the round runs nobody but her has said anything in its articles that is counted here. */
function rowsOf(
  {articles, finished}: Task,
  isRunning: boolean,
  get: (id: ArticleId) => ArticleEntry | undefined,
  summaries: ReadonlyMap<ArticleId, ArticleSummary>,
): readonly Row[] {
  return articles.flatMap((id, at) => {
    const entry = get(id)
    if (entry === undefined) return []
    const summary = summaries.get(id)
    const isBegun = isRunning && (annotationsIn(summary) > 0 || stateOf(summary) !== 'unread')
    return [{entry, nth: at + 1, state: finished.has(id) ? 'finished' : isBegun ? 'begun' : 'to-do'}]
  })
}
