import {everyObjectHas, isKey} from '../json/key.ts'
import {EARLIER, workOf} from '../round/owner.ts'
import {parseRound} from '../round/round.ts'
import {doubled} from './check-dataset.ts'
import type {RoundEntry} from './dataset-document.ts'
import type {ProblemList} from './problem-list.ts'
import {openRound} from './round-entries.ts'
import type {Survey} from './survey.ts'

/** What would close a project that is made of the file, for ever, or keep its document from guests and folders. */
export function checkRounds({rounds, entities, claims}: Survey['head'], groups: Survey['groups'], problems: ProblemList): void {
  const seen = new Map<string, number>()
  for (const [at, round] of rounds.entries()) {
    const earlier = seen.get(round.id)
    if (earlier === undefined) seen.set(round.id, at)
    else problems.add(0, 0, doubled('rounds', at, earlier))
    for (const problem of roundProblems(round)) problems.add(0, 0, `rounds[${at}]${problem}`)
  }
  const owners = new Set([...[...groups.sets().values()].flat(), ...entities, ...claims].map(({owner}) => owner))
  const worked = new Set([...owners].flatMap(owner => workOf(owner)?.round ?? []))
  for (const round of worked)
    if (round !== EARLIER && !seen.has(round)) problems.add(0, 0, `There is work in the round ${round}, but it is not in rounds. Add it there.`)
}

function* roundProblems(round: RoundEntry): Generator<string, void, undefined> {
  const {id, startedAt, openedAt, openedBy} = round
  if (!isKey(id) || everyObjectHas(id) || parseRound(id, openRound(round)).unreadable === true)
    yield `.id is ${JSON.stringify(id)}, which no round can have. Choose another one, in the owners of its work too.`
  if (openedAt !== undefined && openedBy === undefined) yield ' was opened, but nobody opened it. Say who did in openedBy.'
  for (const [field, time] of [['startedAt', startedAt] as const, ['openedAt', openedAt] as const])
    if (time !== undefined && Date.parse(time) < 0) yield `.${field} is before 1970. Correct it.`
}
