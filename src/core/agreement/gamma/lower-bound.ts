import type {Grouping} from './grouping.ts'

/** Times over all units; the bound hardly rises after a few. */
const ROUNDS = 6

/**
 * What each unit costs at least in any alignment: shares that no grouping exceeds in sum (a solution of the dual of the linear programme), begun with
 * equal shares and raised unit by unit where there is room.
 */
export function leastShares(groupings: readonly (readonly Grouping[])[]): Float64Array {
  const shares = new Float64Array(groupings.length).fill(Number.POSITIVE_INFINITY)
  const holding: Grouping[][] = groupings.map(() => [])
  for (const all of groupings)
    for (const grouping of all)
      for (const member of grouping.members) {
        shares[member] = Math.min(shares[member] as number, grouping.disorder / grouping.members.length)
        ;(holding[member] as Grouping[]).push(grouping)
      }
  const room = (grouping: Grouping): number => grouping.members.reduce((left, member) => left - (shares[member] as number), grouping.disorder)
  for (let round = 0; round < ROUNDS; round++)
    for (const [unit, all] of holding.entries()) {
      const least = all.reduce((left, grouping) => Math.min(left, room(grouping)), Number.POSITIVE_INFINITY)
      shares[unit] = (shares[unit] as number) + Math.max(0, least)
    }
  return shares
}
