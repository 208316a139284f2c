import {Plus} from 'lucide-react'
import {countsBefore} from '../../../core/round/blindness.ts'
import type {Round} from '../../../core/round/round.ts'
import type {AnnotatorProgress} from '../../../ipc/round-api.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Badge} from '../../ui/badge.tsx'
import {Button} from '../../ui/button.tsx'
import {EmptyState} from '../../ui/empty-state.tsx'
import type {Hue} from '../../ui/hue.ts'
import {dayOf, say} from '../../ui/say.ts'
import {hiddenWords} from './hidden-part.tsx'
import {progressWords, stateWords} from './round-words.ts'
import {useProgress} from './use-progress.ts'
import {useWorklists} from './use-worklists.ts'

/** What may be done with a round from the list of them. */
export type RoundAct = 'progress' | 'open' | 'change' | 'edit' | 'start' | 'discuss'

const HUES: Readonly<Record<Round['state'], Hue>> = {draft: 'slate', closed: 'violet', open: 'green'}

const actsOn = ({state, unreadable}: Round): readonly {readonly act: RoundAct; readonly label: string}[] => {
  if (unreadable === true) return []
  if (state === 'draft')
    return [
      {act: 'start', label: say('Start…')},
      {act: 'edit', label: say('Edit draft…')},
    ]
  const progress = {act: 'progress', label: say('Progress')} as const
  return state === 'closed'
    ? [progress, {act: 'change', label: say('Change who does what…')}, {act: 'open', label: say('Open the round…')}]
    : [progress, {act: 'discuss', label: say('Start discussion round…')}]
}

/** All rounds, the latest first, and what may be done with each. */
export function RoundList({onNew, onAct}: {readonly onNew: () => void; readonly onAct: (act: RoundAct, round: Round) => void}) {
  const workspace = useWorkspace('project', 'connection', 'session')
  const all = workspace.project.rounds.all()
  const rounds = [...all].sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? -1 : 1))
  const running = rounds.filter(({state, unreadable}) => state === 'closed' && unreadable !== true)
  const {news} = useWorklists(workspace, running)
  const progress = useProgress(
    workspace,
    rounds.flatMap(({id, state, unreadable}) => (state === 'draft' || unreadable === true ? [] : [id])),
    news,
  )
  return (
    <>
      <div className="rounds-bar">
        <h1 className="rounds-title">{say('Rounds')}</h1>
        <Button variant="primary" icon={<Plus aria-hidden="true" />} data-autofocus data-place="new" onClick={onNew}>
          {say('New round')}
        </Button>
      </div>
      {rounds.length === 0 ? (
        <EmptyState title={say('No rounds yet')}>
          {say(
            'In a round each annotator works alone on the articles that you give out. Nobody sees anybody else’s work until you open the round. Then you can compare what each of them said.',
          )}
        </EmptyState>
      ) : (
        <ul className="rounds-list">
          {rounds.map(round => (
            <RoundItem key={round.id} round={round} progress={progress.of.get(round.id)} beside={countsBefore(all, round)} onAct={act => onAct(act, round)} />
          ))}
        </ul>
      )}
    </>
  )
}

type ItemProps = {
  readonly round: Round
  readonly progress: readonly AnnotatorProgress[] | undefined
  readonly beside: Round | undefined
  readonly onAct: (act: RoundAct) => void
}

function RoundItem({round, progress, beside, onAct}: ItemProps) {
  const workspace = useWorkspace('project')
  const {project} = workspace
  const {id, name, state, articles, annotators, startedAt, startedBy, opened, basedOn, hide = [], unreadable} = round
  const base = basedOn === undefined ? undefined : project.rounds.get(basedOn)
  const nameOf = (person: string | undefined): string => (person === undefined ? '' : (project.displayName(person) ?? person))
  const facts = [
    articles === undefined ? say('All articles') : say('{articles, plural, =0 {no articles} one {# article} other {# articles}}', {articles: articles.length}),
    annotators === undefined
      ? say('Everybody annotates')
      : say('{people, plural, =0 {no annotators} one {# annotator} other {# annotators}}', {people: annotators.length}),
    state === 'draft'
      ? say('kept by {person} on {day}', {person: nameOf(startedBy), day: dayOf(startedAt)})
      : say('begun by {person} on {day}', {person: nameOf(startedBy), day: dayOf(startedAt)}),
    ...(opened === undefined ? [] : [say('opened by {person} on {day}', {person: nameOf(opened.by), day: dayOf(opened.at)})]),
    ...(hide.length === 0 ? [] : [say('hidden: {details}', {details: hiddenWords(hide)})]),
    ...(base === undefined ? [] : [say('goes on from “{round}”', {round: base.name})]),
  ]
  return (
    <li className="rounds-item">
      <div className="rounds-item-head">
        <h2 className="rounds-name">
          <bdi>{unreadable === true ? say('A round') : name}</bdi>
        </h2>
        <Badge hue={HUES[state]}>{stateWords(round)}</Badge>
      </div>
      {unreadable === true ? (
        <p className="rounds-facts">{say('What stands there about this round cannot be read, so it counts as closed for all articles. Update Claimlight.')}</p>
      ) : (
        <>
          <p className="rounds-facts">
            {facts.map(fact => (
              <span key={fact}>{fact}</span>
            ))}
          </p>
          {progress !== undefined && <p className="rounds-progress">{progressWords(progress, round, workspace.act().at)}</p>}
          {beside !== undefined && (
            <p className="rounds-beside">
              {say(
                'The round “{name}” began before this one on some of the same articles and counts there. Open this one: what was done in it is kept, and read when both are open.',
                {name: beside.name},
              )}
            </p>
          )}
        </>
      )}
      <div className="rounds-acts">
        {actsOn(round).map(({act, label}) => (
          <Button key={act} size="small" data-place={`${act} ${id}`} aria-label={say('{act}: {name}', {act: label, name})} onClick={() => onAct(act)}>
            {label}
          </Button>
        ))}
      </div>
    </li>
  )
}
