import {message} from '../language/message.ts'
import {workRoundOf} from '../round/blindness.ts'
import type {Owner, RoundId} from '../round/owner.ts'
import {EARLIER, workOf} from '../round/owner.ts'
import type {Round} from '../round/round.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'

/** What was made alone before rounds had sets of their own. */
const EARLIER_WORK: Round = {id: EARLIER, name: EARLIER, state: 'open', startedAt: 0, openers: []}

/**
 * The rounds to compare: those that are asked for, or, where none are, all that are opened and begin with nothing: what people judged blind. To compare rounds with each other, a
 * round brings the one that it is based on. Refused where one is not opened: nobody knows what others say in it.
 */
export function chosenRounds(
  rounds: readonly Round[],
  owners: Iterable<Owner>,
  wanted: readonly RoundId[] | undefined,
  withBases: boolean,
): Result<readonly Round[]> {
  const worked = new Set([...owners].flatMap(owner => workOf(owner)?.round ?? []))
  const known = worked.has(EARLIER) ? [...rounds, EARLIER_WORK] : rounds
  if (wanted === undefined) {
    const opened = known.filter(round => round.state === 'open' && worked.has(workRoundOf(round)) && (round.ownSets === true || round.id === EARLIER))
    if (!withBases) return ok(opened.filter(({basedOn}) => !opened.some(({id}) => id === basedOn)))
    return ok(opened.filter(({id, basedOn}) => opened.some(other => other.id === basedOn || other.basedOn === id)))
  }
  const chosen: Round[] = []
  for (const id of wanted) {
    const round = known.find(each => each.id === id)
    if (round === undefined)
      return refused(
        message('There is no round “{id}”. The rounds are {known}.', {id, known: known.map(each => `${each.id} (${each.name})`).join(', ') || '–'}),
      )
    if (round.state !== 'open')
      return refused(message('The round “{name}” is not opened yet. What was said in it can be compared once it is.', {name: round.name || round.id}))
    const base = withBases && round.basedOn !== undefined ? known.find(each => each.id === round.basedOn && each.state === 'open') : undefined
    chosen.push(...(base === undefined ? [] : [base]), round)
  }
  return ok([...new Set(chosen)])
}
