import type {KeyboardEvent} from 'react'
import {useEffect, useMemo, useRef, useState} from 'react'
import type {Sentence} from '../../../core/language/message.ts'
import type {Round} from '../../../core/round/round.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import type {Workspace} from '../../state/workspace.ts'
import {Banner} from '../../ui/banner.tsx'
import {escapeMeansOther} from '../../ui/escape.ts'
import {Spinner} from '../../ui/spinner.tsx'
import {say, tell} from '../../ui/say.ts'
import type {Editing} from './editing.ts'
import {keptIn} from './editing.ts'
import {OpenQuestion} from './open-question.tsx'
import {RoundChanger, RoundEditor} from './round-editor.tsx'
import type {Done} from './round-editor.tsx'
import type {RoundAct} from './round-list.tsx'
import {RoundList} from './round-list.tsx'
import {RoundProgress} from './round-progress.tsx'
import {StartQuestion} from './start-question.tsx'
import {useProgress} from './use-progress.ts'
import {useWorklists} from './use-worklists.ts'
import './rounds.css'

type Shown = {readonly kind: 'list'} | {readonly kind: 'progress'; readonly id: string} | {readonly kind: 'edit'; readonly editing: Editing}

/** What is asked before it is done. */
type Question = {readonly kind: 'open' | 'start'; readonly round: Round}

/** Rounds for whoever runs them: all of them, a new one, how far each is, opening, and going on from one. */
export function RoundsScreen() {
  const workspace = useWorkspace('project', 'session')
  const {project, host, toasts} = workspace
  const [shown, setShown] = useState<Shown>({kind: 'list'})
  const [question, setQuestion] = useState<Question>()
  const [problem, setProblem] = useState<Sentence>()
  const screen = useRef<HTMLElement>(null)
  /** The button that led away from the list, and whether the focus is still to go to it: what was just kept comes a moment later. */
  const place = useRef('new')
  const due = useRef(false)
  const isFirst = useRef(true)
  useEffect(() => {
    // What the focus was in is gone with each other view.
    if (!isFirst.current) beginningOf(screen.current)?.focus()
    isFirst.current = false
    due.current = shown.kind === 'list'
  }, [shown])
  useEffect(() => {
    if (!due.current || document.activeElement !== beginningOf(screen.current)) return
    const back = screen.current?.querySelector<HTMLElement>(`[data-place="${CSS.escape(place.current)}"]`)
    if (back === null || back === undefined) return
    due.current = false
    back.focus()
  })
  const go = (next: Shown, from = place.current): void => {
    place.current = from
    setProblem(undefined)
    setShown(next)
  }
  const list = (): void => go({kind: 'list'})
  const onAct = (act: RoundAct, round: Round): void => {
    const from = `${act} ${round.id}`
    if (act === 'open' || act === 'start') setQuestion({kind: act, round})
    else if (act === 'progress') go({kind: 'progress', id: round.id}, from)
    else go({kind: 'edit', editing: {kind: ({change: 'change', edit: 'draft', discuss: 'discussion'} as const)[act], round}}, from)
  }
  const done = ({round, news}: Done): void => {
    if (news !== undefined) toasts.show({text: news, tone: 'success', subject: 'rounds'})
    if (round.state === 'closed') go({kind: 'progress', id: round.id}, `progress ${round.id}`)
    else go({kind: 'list'}, `start ${round.id}`)
  }
  const answered = async ({kind, round}: Question): Promise<void> => {
    const answer = await (kind === 'open' ? host.requests.openRound(round.id) : host.requests.startDraft(round.id))
    setQuestion(undefined)
    if (!answer.ok) return setProblem(answer.error)
    if (kind === 'start') done({round: answer.value})
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || shown.kind === 'list' || event.defaultPrevented || event.nativeEvent.isComposing || escapeMeansOther(event.target)) return
    event.preventDefault()
    list()
  }
  const watched = shown.kind === 'progress' ? roundIn(project, shown.id) : undefined
  return (
    <main ref={screen} className="rounds" data-view={shown.kind} aria-label={say('Rounds')} onKeyDown={onKeyDown}>
      {problem !== undefined && (
        <Banner tone="error" title={say('That did not work.')} onDismiss={() => setProblem(undefined)}>
          {tell(problem)}
        </Banner>
      )}
      {shown.kind === 'edit' && <Edited key={JSON.stringify(shown.editing)} editing={shown.editing} onBack={list} onDone={done} />}
      {watched !== undefined && (
        <RoundProgress
          round={watched}
          onBack={list}
          onOpen={() => setQuestion({kind: 'open', round: watched})}
          onChange={() => go({kind: 'edit', editing: {kind: 'change', round: watched}})}
        />
      )}
      {shown.kind !== 'edit' && watched === undefined && <RoundList onNew={() => go({kind: 'edit', editing: {kind: 'new'}}, 'new')} onAct={onAct} />}
      {question !== undefined && <Asked question={question} onCancel={() => setQuestion(undefined)} onYes={() => answered(question)} />}
    </main>
  )
}

const beginningOf = (screen: HTMLElement | null): HTMLElement | null => screen?.querySelector<HTMLElement>('[data-autofocus]') ?? null

/** The same until the rounds change. */
const roundIn = ({rounds}: Workspace['project'], id: string): Round | undefined => rounds.all().find(each => each.id === id)

/** What it is based on is here before the form is shown. */
function Edited({editing, ...rest}: {readonly editing: Editing; readonly onBack: () => void; readonly onDone: (done: Done) => void}) {
  const workspace = useWorkspace('project')
  const {project} = workspace
  const round = editing.kind === 'new' ? undefined : (roundIn(project, editing.round.id) ?? editing.round)
  const {lists} = useWorklists(
    workspace,
    useMemo(() => (round === undefined ? [] : [round]), [round]),
  )
  const kept = useMemo(
    () => (round === undefined || lists === undefined ? undefined : keptIn(workspace, round, lists.get(round.id) ?? new Map())),
    [workspace, round, lists],
  )
  if (editing.kind === 'new') return <RoundEditor editing={editing} kept={undefined} {...rest} />
  if (kept === undefined || round === undefined) return <Spinner label={say('Fetching who was given what')} />
  return editing.kind === 'change' ? <RoundChanger round={round} kept={kept} {...rest} /> : <RoundEditor editing={editing} kept={kept} {...rest} />
}

function Asked({question: {kind, round}, onCancel, onYes}: {readonly question: Question; readonly onCancel: () => void; readonly onYes: () => Promise<void>}) {
  const workspace = useWorkspace('project', 'connection')
  const progress = useProgress(workspace, kind === 'open' ? [round.id] : [], round).of.get(round.id)
  const base = round.basedOn === undefined ? undefined : workspace.project.rounds.get(round.basedOn)?.name
  if (kind === 'start')
    return (
      <StartQuestion
        name={round.name}
        articles={round.articles?.length ?? workspace.articles().length}
        people={round.annotators?.length ?? workspace.project.people.all().filter(({role}) => role !== 'reader').length}
        basedOn={base}
        onCancel={onCancel}
        onStart={onYes}
      />
    )
  return progress === undefined ? null : <OpenQuestion round={round} progress={progress} onCancel={onCancel} onOpen={onYes} />
}
