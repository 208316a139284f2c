import type {Round} from '../../core/round/round.ts'
import type {KnownRounds} from './known-rounds.ts'
import {knownAt, knownOf} from './known-rounds.ts'

/** Of several hubs of a project, what rounds need to know: by what this one is known, when every one knows what the records hold, and when another is gone. */
export type OtherHubs = {readonly hub: string; everywhere(): Promise<void>; gone(hub: string): Promise<boolean>}

/** What a hub knows of a round that begins, and once it has begun. */
export const withBeginning = (known: KnownRounds, round: Round, hub: string | undefined): KnownRounds => ({
  ...known,
  rounds: {...known.rounds, [round.id]: {...knownOf(round), begins: hub ?? true}},
})
export function withBegun(known: KnownRounds, id: string): KnownRounds {
  const before = knownAt(known.rounds, id)
  if (before?.begins === undefined) return known
  const {begins: _, ...round} = before
  return {...known, rounds: {...known.rounds, [id]: round}}
}

/**
 * A hub that ended while a round began, before anything of that was written, has told nobody of it, and nobody has worked in it: it has not begun. `hub`: that
 * hub, where there are several.
 */
export function withoutHalfBegun(known: KnownRounds, rounds: readonly Round[], hub?: string): KnownRounds {
  const half = Object.entries(known.rounds).flatMap(([id, {begins}]) => (begins === undefined || (hub !== undefined && begins !== hub) ? [] : [id]))
  const isBegun = (id: string): boolean => rounds.some(round => round.id === id && round.state !== 'draft') || known.rounds[id]?.opened !== undefined
  return half.reduce((before, id) => (isBegun(id) ? withBegun(before, id) : withoutRound(before, id)), known)
}

export function withoutRound({rounds, ...rest}: KnownRounds, id: string): KnownRounds {
  const {[id]: _, ...others} = rounds
  return {...rest, rounds: others}
}

/**
 * Where several hubs serve a project, each waits for those at which a round begins: when one is gone before the log has the round, it has not begun. `rounds`: as the log
 * has them now. Calls it with what is known, and again with each change of that.
 */
export function abandonedBeginnings(given: {
  readonly hub: string
  readonly gone: (hub: string) => Promise<boolean>
  readonly rounds: () => Promise<readonly Round[]>
  readonly forget: (make: (known: KnownRounds) => KnownRounds) => void
}): (known: KnownRounds | undefined) => void {
  const waited = new Set<string>()
  const waitFor = async (hub: string): Promise<void> => {
    if (!(await given.gone(hub))) return
    const rounds = await given.rounds()
    given.forget(known => withoutHalfBegun(known, rounds, hub))
    waited.delete(hub)
  }
  return known => {
    for (const {begins} of Object.values(known?.rounds ?? {})) {
      if (typeof begins !== 'string' || begins === given.hub || waited.has(begins)) continue
      waited.add(begins)
      waitFor(begins).catch((error: unknown) => {
        waited.delete(begins)
        console.error('It could not be found out whether a round has begun:', error)
      })
    }
  }
}
