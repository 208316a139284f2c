import type {Unit} from '../continuum.ts'
import type {Dissimilarity} from './dissimilarity.ts'
import type {Grouping, Placed} from './grouping.ts'
import {groupings, placed} from './grouping.ts'
import {leastShares} from './lower-bound.ts'

/** Which units of several annotators are taken for the same: every unit in one grouping. */
export type Alignment = {
  readonly groupings: readonly {readonly units: readonly Placed[]; readonly disorder: number}[]
  /** The sum of their disorders by the mean number of units of an annotator. */
  readonly disorder: number
  /** How much lower the disorder of the best one may be: 0 where this is proven to be it. */
  readonly gap: number
}

/** States kept at a place in the text. Beyond, only the most promising go on, and the gap says what that may have cost. */
const MOST_STATES = 4_000

/** States of the first, quick try, whose cost then bounds the exact one. */
const FIRST_TRY = 40

/** Units after the first free one of which a state says whether they are taken: two halves, so that both together are one exact number. */
const HALF = 26
const AHEAD = 2 * HALF

/** Rounding in sums of some hundred disorders. */
const TRACE = 1e-9

/**
 * The alignment with the least disorder, exactly: units are given to groupings in text order, and ways to the same rest of the text are compared
 * (dynamic programming over the units that are taken ahead), none being followed that cannot be the best (branch and bound by `leastShares`).
 * Of several that are best, one with the fewest groupings. `undefined` where too many units lie over each other.
 */
export function bestAlignment(units: readonly (readonly Unit[])[], dissimilarity: Dissimilarity): Alignment | undefined {
  const all = placed(units)
  const complete = groupings(all, units.length, dissimilarity)
  if (complete === undefined) return undefined
  const options = complete.map(found => found.filter(({members}) => (members.at(-1) as number) - (members[0] as number) <= AHEAD))
  const isCut = options.some((found, unit) => found.length < (complete[unit]?.length ?? 0))
  const shares = leastShares(complete)
  const left = new Float64Array(all.length + 1)
  for (let unit = all.length - 1; unit >= 0; unit--) left[unit] = (left[unit + 1] as number) + (shares[unit] as number)
  const quick = search(options, shares, left, Number.POSITIVE_INFINITY, FIRST_TRY)
  const best = quick.isExact ? quick : search(options, shares, left, quick.cost + TRACE, MOST_STATES)
  const found = best.cost <= quick.cost ? best : quick
  const mean = all.length / units.length
  return {
    groupings: found.groupings.map(({members, disorder}) => ({units: members.map(member => all[member] as Placed), disorder})),
    disorder: mean === 0 ? 0 : found.cost / mean,
    gap: (best.isExact && !isCut) || mean === 0 ? 0 : Math.max(0, found.cost - (left[0] as number)) / mean,
  }
}

type Found = {readonly cost: number; readonly groupings: readonly Grouping[]; readonly isExact: boolean}

/** A way from the start of the text: which of the units ahead are taken, what it cost, and its last step. */
type Way = {
  readonly low: number
  readonly high: number
  readonly cost: number
  readonly least: number
  readonly steps: number
  readonly from: Way | undefined
  readonly by: Grouping | undefined
}

const START: Way = {low: 0, high: 0, cost: 0, least: 0, steps: 0, from: undefined, by: undefined}

function search(options: readonly (readonly Grouping[])[], shares: Float64Array, left: Float64Array, bound: number, most: number): Found {
  const layers: (Map<number, Way> | undefined)[] = Array.from({length: options.length + 1})
  layers[0] = new Map([[0, START]])
  let isExact = true
  for (let unit = 0; unit < options.length; unit++) {
    const layer = layers[unit]
    layers[unit] = undefined
    if (layer === undefined) continue
    let ways = [...layer.values()]
    if (ways.length > most) {
      ways = ways.sort((a, b) => a.least - b.least).slice(0, most)
      isExact = false
    }
    for (const way of ways) for (const grouping of options[unit] as readonly Grouping[]) step(layers, way, unit, grouping, shares, left, bound)
  }
  const end = layers[options.length]?.get(0)
  if (end === undefined) return {cost: Number.POSITIVE_INFINITY, groupings: [], isExact: false}
  const taken: Grouping[] = []
  for (let way: Way | undefined = end; way?.by !== undefined; way = way.from) taken.push(way.by)
  return {cost: end.cost, groupings: taken.reverse(), isExact}
}

function step(
  layers: (Map<number, Way> | undefined)[],
  way: Way,
  unit: number,
  grouping: Grouping,
  shares: Float64Array,
  left: Float64Array,
  bound: number,
): void {
  let {low, high} = way
  for (const member of grouping.members) {
    const ahead = member - unit - 1
    if (ahead < 0) continue
    if (ahead < HALF) {
      if ((low >> ahead) & 1) return
      low |= 1 << ahead
    } else {
      if ((high >> (ahead - HALF)) & 1) return
      high |= 1 << (ahead - HALF)
    }
  }
  let next = unit + 1
  for (; low & 1; next++) {
    low = (low >> 1) | ((high & 1) << (HALF - 1))
    high >>= 1
  }
  // The place itself is free: what is said is about the units after it.
  low = (low >> 1) | ((high & 1) << (HALF - 1))
  high >>= 1
  const cost = way.cost + grouping.disorder
  let least = cost + (left[next] as number)
  for (let bits = low, at = next + 1; bits !== 0; bits >>= 1, at++) if (bits & 1) least -= shares[at] as number
  for (let bits = high, at = next + 1 + HALF; bits !== 0; bits >>= 1, at++) if (bits & 1) least -= shares[at] as number
  if (least > bound) return
  const key = low + high * 2 ** HALF
  layers[next] ??= new Map()
  const layer = layers[next] as Map<number, Way>
  const known = layer.get(key)
  const steps = way.steps + 1
  if (known === undefined || cost < known.cost - TRACE || (cost < known.cost + TRACE && steps < known.steps))
    layer.set(key, {low, high, cost, least, steps, from: way, by: grouping})
}
