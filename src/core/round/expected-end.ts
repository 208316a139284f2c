import {DAY} from '../iso-time.ts'

/** How far somebody is in a round. `lately`: how many of those that she has finished she finished within {@link LATELY}. */
export type Pace = {readonly given: number; readonly finished: number; readonly lately: number}

/** A week, in milliseconds: free days are in it. */
export const LATELY = 7 * DAY

/**
 * When somebody will have finished, if she goes on as in the last seven days: so many articles a day as she finished in them on average, or since the round began where
 * that is less long ago, but at least a day. `unknown` where she has finished nothing in that time.
 */
export function expectedEnd(
  {given, finished, lately}: Pace,
  {startedAt, now}: {readonly startedAt: number; readonly now: number},
): number | 'finished' | 'unknown' {
  if (finished >= given) return 'finished'
  if (lately === 0) return 'unknown'
  const days = Math.min(LATELY, Math.max(DAY, now - startedAt))
  return now + ((given - finished) / lately) * days
}

/** When all will have finished: with the last of them. */
export function expectedEndOfAll(paces: readonly Pace[], clock: {readonly startedAt: number; readonly now: number}): number | 'finished' | 'unknown' {
  const ends = paces.map(pace => expectedEnd(pace, clock))
  if (ends.includes('unknown')) return 'unknown'
  const times = ends.filter(end => typeof end === 'number')
  return times.length === 0 ? 'finished' : Math.max(...times)
}
