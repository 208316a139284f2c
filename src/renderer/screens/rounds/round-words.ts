import {DAY} from '../../../core/iso-time.ts'
import {expectedEndOfAll} from '../../../core/round/expected-end.ts'
import type {Round} from '../../../core/round/round.ts'
import type {AnnotatorProgress} from '../../../ipc/round-api.ts'
import {dayOf, say} from '../../ui/say.ts'

export function stateWords({state, unreadable}: Pick<Round, 'state' | 'unreadable'>): string {
  if (unreadable === true) return say('Cannot be read', {}, 'a round')
  if (state === 'draft') return say('Draft', {}, 'a round')
  return state === 'closed' ? say('Runs blind') : say('Opened', {}, 'a round')
}

/** When somebody was last at the hub, which is told by the day. */
export function seenWords(seen: number | undefined, now: number): string {
  if (seen === undefined) return say('not known')
  const days = Math.max(0, Math.floor(now / DAY) - Math.floor(seen / DAY))
  return say('{days, plural, =0 {today} =1 {yesterday} other {# days ago}}', {days})
}

/** When something will be finished, in a word or by the day. */
export function endWords(end: number | 'finished' | 'unknown'): string {
  if (end === 'finished') return say('finished', {}, 'an annotator or a round')
  return end === 'unknown' ? say('cannot be foreseen yet') : dayOf(end)
}

/** How far a round is, as one sentence of facts. */
export function progressWords(progress: readonly AnnotatorProgress[], {startedAt, state}: Pick<Round, 'startedAt' | 'state'>, now: number): string {
  const sum = (count: (each: AnnotatorProgress) => number): number => progress.reduce((all, each) => all + count(each), 0)
  const [finished, all] = [sum(each => each.finished), sum(each => each.given)]
  if (all === 0) return say('Nobody is given any article')
  if (state !== 'closed') return say('{finished, number} of {all, number} finished', {finished, all})
  const end = expectedEndOfAll(progress, {startedAt, now})
  if (end === 'finished') return say('All {all, number} finished', {all})
  return end === 'unknown'
    ? say('{finished, number} of {all, number} finished; the end cannot be foreseen yet', {finished, all})
    : say('{finished, number} of {all, number} finished; at this pace all on {day}', {finished, all, day: dayOf(end)})
}

/** What somebody who is not finished can be sent. */
export const reminderText = ({
  person,
  round,
  project,
  finished,
  given,
}: {
  person: string
  round: string
  project: string
  finished: number
  given: number
}): string =>
  say(
    'Hello {person}, in the round “{round}” of “{project}” you have finished {finished, number} of {given, number} articles. {left, plural, one {# article is} other {# articles are}} still to do. Open the project in Claimlight to go on; what you do is saved as you work. Thank you!',
    {person, round, project, finished, given, left: given - finished},
  )
