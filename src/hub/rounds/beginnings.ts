import type {Round} from '../../core/round/round.ts'
import type {KnownRounds} from './known-rounds.ts'
import {knownAt, knownOf} from './known-rounds.ts'

/** What a hub knows of a round that begins, and once it has begun. */
export const withBeginning = (known: KnownRounds, round: Round): KnownRounds => ({
  ...known,
  rounds: {...known.rounds, [round.id]: {...knownOf(round), begins: true}},
})
export function withBegun(known: KnownRounds, id: string): KnownRounds {
  const before = knownAt(known.rounds, id)
  if (before?.begins === undefined) return known
  const {begins: _, ...round} = before
  return {...known, rounds: {...known.rounds, [id]: round}}
}

/** A hub that ended while a round began, before anything of that was written, has told nobody of it, and nobody has worked in it: it has not begun. */
export function withoutHalfBegun(known: KnownRounds, rounds: readonly Round[]): KnownRounds {
  const half = Object.entries(known.rounds).flatMap(([id, {begins}]) => (begins === undefined ? [] : [id]))
  const isBegun = (id: string): boolean => rounds.some(round => round.id === id && round.state !== 'draft') || known.rounds[id]?.opened !== undefined
  return half.reduce((before, id) => (isBegun(id) ? withBegun(before, id) : withoutRound(before, id)), known)
}

export function withoutRound({rounds, ...rest}: KnownRounds, id: string): KnownRounds {
  const {[id]: _, ...others} = rounds
  return {...rest, rounds: others}
}
