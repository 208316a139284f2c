import {useState} from 'react'
import type {ArticleId} from '../../../core/article/article.ts'
import type {RoundId} from '../../../core/round/owner.ts'
import {isClosed} from '../../../core/round/round.ts'
import {nextToDo} from '../../../core/round/worklist.ts'
import type {Project} from '../../../project/project.ts'
import {openToDo} from '../../annotate/finish.ts'
import {Guideline} from '../../guideline/guideline.tsx'
import type {Task} from '../../state/my-work.ts'
import {short} from '../../state/short-quote.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Button} from '../../ui/button.tsx'
import {ChoiceGroup} from '../../ui/choice-group.tsx'
import {EmptyState} from '../../ui/empty-state.tsx'
import {dayOf, say} from '../../ui/say.ts'
import {Progress} from '../../ui/progress.tsx'
import {TaskList} from './task-list.tsx'
import './work-screen.css'

/** Where an annotator begins: what she is to do next in a round, how far she is, and all her articles. */
export function WorkScreen() {
  const workspace = useWorkspace('worklists', 'project', 'session')
  const [chosen, setChosen] = useState<RoundId>()
  const tasks = workspace.mine.all()
  const task = tasks.find(({round}) => round.id === chosen) ?? tasks[0]
  return (
    <main className="work" aria-label={say('Your work')}>
      {tasks.length > 1 && (
        <ChoiceGroup
          label={say('Round')}
          required
          choices={tasks.map(({round}) => ({value: round.id, label: isClosed(round) ? round.name : say('{round} (over)', {round: round.name})}))}
          value={task?.round.id}
          onChange={setChosen}
        />
      )}
      {task === undefined ? (
        <EmptyState title={say('Nothing is given to you')}>{say('What you are to do in a round is listed here.')}</EmptyState>
      ) : (
        <TaskView key={task.round.id} task={task} />
      )}
    </main>
  )
}

function TaskView({task}: {readonly task: Task}) {
  const workspace = useWorkspace('project')
  const {round, articles, finished} = task
  const schema = workspace.project.schema()
  return (
    <>
      <h2>
        <bdi>{round.name}</bdi>
      </h2>
      <Progress
        label={say('Finished')}
        value={articles.filter(id => finished.has(id)).length}
        max={articles.length}
        detail={countWords(task, workspace.project)}
      />
      {isClosed(round) ? <Next task={task} /> : <p className="work-over">{overWords(task)}</p>}
      <Guideline of={{...schema, label: schema.name}} />
      <TaskList task={task} />
    </>
  )
}

/** One key, or one click: the focus is on it when the screen is gone to. */
function Next({task: {articles, finished}}: {readonly task: Task}) {
  const workspace = useWorkspace('project')
  const next = nextToDo(articles, finished)
  if (next === undefined)
    return (
      <p className="work-over" tabIndex={-1} data-autofocus>
        {say('You have finished all of it. Until the round is opened you can take an article back and go on with it.')}
      </p>
    )
  return (
    <div>
      <Button className="work-next" variant="primary" data-autofocus keys="Enter" onClick={() => void openToDo(workspace, next)}>
        {say('Next: {title}', {title: short(workspace.project.articles.get(next)?.title ?? next)})}
      </Button>
    </div>
  )
}

function countWords({articles, finished}: Task, {articles: {get}}: Project): string {
  const wordsIn = (ids: readonly ArticleId[]): number => ids.reduce((sum, id) => sum + (get(id)?.words ?? 0), 0)
  const done = articles.filter(id => finished.has(id))
  return say('{done, number} of {all, plural, one {# article} other {# articles}}, {doneWords, number} of {allWords, plural, one {# word} other {# words}}', {
    done: done.length,
    all: articles.length,
    doneWords: wordsIn(done),
    allWords: wordsIn(articles),
  })
}

function overWords({round: {opened}}: Task): string {
  return opened === undefined
    ? say('This round is opened. What you did in it stays as it was then; what you do now goes to the team.')
    : say('This round was opened on {day}. What you did in it stays as it was then; what you do now goes to the team.', {day: dayOf(opened.at)})
}
