import {Check, Circle, CircleDashed, Copy} from 'lucide-react'
import {useMemo, useState} from 'react'
import type {ReactNode} from 'react'
import type {Round} from '../../../core/round/round.ts'
import {expectedEnd} from '../../../core/round/expected-end.ts'
import type {AnnotatorProgress, RoundGrid} from '../../../ipc/round-api.ts'
import {GRID} from '../../../ipc/round-api.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Badge} from '../../ui/badge.tsx'
import {Banner} from '../../ui/banner.tsx'
import {Button} from '../../ui/button.tsx'
import {CopyField} from '../../ui/copy-field.tsx'
import {Dialog} from '../../ui/dialog.tsx'
import type {MatrixCell, MatrixHead} from '../../ui/matrix.tsx'
import {Matrix} from '../../ui/matrix.tsx'
import {Spinner} from '../../ui/spinner.tsx'
import {inNumbers, say, tell} from '../../ui/say.ts'
import {endWords, progressWords, reminderText, seenWords, stateWords} from './round-words.ts'
import {statesIn} from './states-in.ts'
import {useGrid, useProgress} from './use-progress.ts'
import {useWorklists} from './use-worklists.ts'

type Props = {readonly round: Round; readonly onBack: () => void; readonly onOpen: () => void; readonly onChange: () => void}

/** How far everybody is in a round: who has finished what, and nothing of what anybody said. */
export function RoundProgress({round, onBack, onOpen, onChange}: Props) {
  const workspace = useWorkspace('project', 'connection', 'session')
  const runs = round.state === 'closed'
  const watched = useMemo(() => (runs ? [round] : []), [runs, round])
  const {news} = useWorklists(workspace, watched)
  const {of, problem} = useProgress(workspace, [round.id], news)
  const grid = useGrid(workspace, [round.id], news).of.get(round.id)
  const progress = of.get(round.id)
  return (
    <>
      <div className="rounds-bar">
        <h1 className="rounds-title">
          <bdi>{round.name}</bdi>
        </h1>
        <Badge hue={runs ? 'violet' : 'green'}>{stateWords(round)}</Badge>
        <Button data-autofocus onClick={onBack}>
          {say('Back to the rounds')}
        </Button>
        {runs && (
          <>
            <Button onClick={onChange}>{say('Change who does what…')}</Button>
            <Button variant="primary" onClick={onOpen}>
              {say('Open the round…')}
            </Button>
          </>
        )}
      </div>
      {problem !== undefined && (
        <Banner tone="warning" title={say('How far everybody is could not be asked.')}>
          {tell(problem)}
        </Banner>
      )}
      {progress === undefined || grid === undefined ? (
        problem === undefined && <Spinner label={say('Asking how far everybody is')} />
      ) : (
        <>
          <p className="rounds-progress" role="status">
            {progressWords(progress, round, workspace.act().at)}
          </p>
          <PeopleTable round={round} progress={progress} />
          <ProgressMatrix grid={grid} progress={progress} />
        </>
      )}
    </>
  )
}

/** Each annotator with how far she is, and a reminder to copy. */
function PeopleTable({round, progress}: {readonly round: Round; readonly progress: readonly AnnotatorProgress[]}) {
  const workspace = useWorkspace('project')
  const {project, toasts} = workspace
  const [shown, setShown] = useState<{readonly person: string; readonly text: string}>()
  const now = workspace.act().at
  const runs = round.state === 'closed'
  const remind = async ({annotator, finished, given}: AnnotatorProgress): Promise<void> => {
    const person = project.displayName(annotator) ?? annotator
    const text = reminderText({person, round: round.name, project: project.name(), finished, given})
    try {
      await navigator.clipboard.writeText(text)
      toasts.show({text: say('The reminder for {person} is copied. Paste it into a message.', {person}), tone: 'success', subject: 'reminder'})
    } catch {
      setShown({person, text})
    }
  }
  return (
    <div className="rounds-people">
      <table className="rounds-table">
        <thead>
          <tr>
            <th scope="col">{say('Annotator')}</th>
            <th scope="col">{say('Finished')}</th>
            <th scope="col">{say('Begun')}</th>
            {runs && <th scope="col">{say('Last seen')}</th>}
            {runs && <th scope="col">{say('Expected end')}</th>}
            {runs && (
              <th scope="col">
                <span className="sr-only">{say('Reminder')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {progress.map(each => {
            const {annotator, finished, given, begun, lastSeen} = each
            const person = project.displayName(annotator) ?? annotator
            return (
              <tr key={annotator}>
                <th scope="row">
                  <bdi>{person}</bdi>
                </th>
                <td>
                  <span className="rounds-bar-of" aria-hidden="true">
                    <span style={{inlineSize: `${given === 0 ? 0 : (100 * finished) / given}%`}} />
                  </span>
                  {say('{finished, number} of {given, number}', {finished, given})}
                </td>
                <td>{inNumbers(begun - finished)}</td>
                {runs && <td>{seenWords(lastSeen, now)}</td>}
                {runs && <td>{given === 0 ? '' : endWords(expectedEnd(each, {startedAt: round.startedAt, now}))}</td>}
                {runs && (
                  <td>
                    {finished < given && (
                      <Button
                        size="small"
                        variant="quiet"
                        icon={<Copy aria-hidden="true" />}
                        aria-label={say('Copy a reminder for {person}', {person})}
                        onClick={() => void remind(each)}
                      >
                        {say('Copy a reminder')}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
      {shown !== undefined && (
        <Dialog open title={say('Reminder for {person}', {person: shown.person})} size="small" onClose={() => setShown(undefined)}>
          <CopyField label={say('Reminder')} text={shown.text} long />
        </Dialog>
      )}
    </div>
  )
}

type State = NonNullable<ReturnType<ReturnType<typeof statesIn>>>

const CELLS: Readonly<Record<State, MatrixCell>> = {
  finished: {tone: 'done', words: say('finished', {}, 'an article'), sign: <Check aria-hidden="true" />},
  begun: {tone: 'begun', words: say('begun', {}, 'an article'), sign: <CircleDashed aria-hidden="true" />},
  given: {tone: 'quiet', words: say('not begun', {}, 'an article'), sign: <Circle aria-hidden="true" />},
  notGiven: {tone: 'none', words: say('not given', {}, 'an article'), sign: '·'},
}
const LEGEND: readonly State[] = ['finished', 'begun', 'given', 'notGiven']

function ProgressMatrix({grid, progress}: {readonly grid: RoundGrid; readonly progress: readonly AnnotatorProgress[]}) {
  const {project} = useWorkspace('project')
  const stateOf = useMemo(() => statesIn(grid), [grid])
  const done = useMemo(() => doneIn(grid), [grid])
  const rows = grid.articles.map((id, at) => ({key: id, name: project.articles.get(id)?.title ?? id.slice(0, 12), note: done[at] ?? ''}))
  const columns = progress.map(({annotator, finished, given}) => ({
    key: annotator,
    name: project.displayName(annotator) ?? annotator,
    note: say('{finished, number} of {given, number}', {finished, given}),
  }))
  const cell = ({key: article}: MatrixHead, {key: annotator}: MatrixHead): MatrixCell => CELLS[stateOf(article, annotator) ?? 'notGiven']
  return (
    <section className="rounds-grid" aria-label={say('Article by article')}>
      <p className="rounds-legend">
        {LEGEND.map(state => (
          <Sign key={state} {...CELLS[state]} />
        ))}
      </p>
      <Matrix label={say('Progress, article by article')} corner={say('Articles')} rows={rows} columns={columns} cell={cell} />
    </section>
  )
}

const Sign = ({tone, sign, words}: {readonly tone: MatrixCell['tone']; readonly sign: ReactNode; readonly words: string}) => (
  <span className="rounds-sign">
    <span className="matrix-sample" data-tone={tone} aria-hidden="true">
      {sign}
    </span>
    {words}
  </span>
)

/** Of each article, by how many of those that have it it is finished. */
function doneIn({articles, rows}: RoundGrid): readonly string[] {
  return articles.map((_, at) => {
    const states = rows.map(row => row.states[at]).filter(sign => sign !== GRID.notGiven)
    return say('{finished, number} of {given, number}', {finished: states.filter(sign => sign === GRID.finished).length, given: states.length})
  })
}
