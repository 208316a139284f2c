import type {Unit} from '../continuum.ts'
import {byPlace} from '../continuum.ts'
import type {Dissimilarity} from './dissimilarity.ts'
import {apart} from './dissimilarity.ts'

/** A unit of one annotator, by her place among them. */
export type Placed = {readonly unit: Unit; readonly annotator: number}

/** Units, at most one of each annotator, taken for the same; places in the list of all units, the earliest first. */
export type Grouping = {readonly members: readonly number[]; readonly disorder: number}

/** Choices of units: a second's work. */
const MOST_LOOKED_AT = 300_000

/** Rounding in sums of a few disorders. */
const TRACE = 1e-12

/** All units of a text in text order. */
export const placed = (units: readonly (readonly Unit[])[]): readonly Placed[] =>
  units.flatMap((own, annotator) => own.map(unit => ({unit, annotator}))).sort((a, b) => byPlace(a.unit, b.unit) || a.annotator - b.annotator)

/**
 * The groupings that a best alignment can be made of, by their earliest unit: each unit alone, and those that cost no more than any two parts of them.
 * The disorder of a grouping is the mean over all pairs of annotators, an empty place costing `empty` (Mathet et al. 2015, equation 4).
 * `undefined` where so many lie over each other that there are too many to be looked at.
 */
export function groupings(units: readonly Placed[], annotators: number, given: Dissimilarity): readonly (readonly Grouping[])[] | undefined {
  let looked = 0
  const pairs = (annotators * (annotators - 1)) / 2
  const {empty} = given
  const memo = new Map<string, number>()

  const cost = (members: readonly number[], apartSum: number): number => (apartSum + (pairs - (members.length * (members.length - 1)) / 2) * empty) / pairs

  /** The least that these units can cost, in one grouping or several. */
  function least(members: readonly number[]): number {
    if (members.length === 1) return empty
    const key = members.join()
    const known = memo.get(key)
    if (known !== undefined) return known
    const best = Math.min(cost(members, sumApart(members)), leastSplit(members))
    memo.set(key, best)
    return best
  }

  function leastSplit(members: readonly number[]): number {
    let best = Number.POSITIVE_INFINITY
    // The first member stays in the first part: each way to split is met once.
    for (let choice = 0; choice < 2 ** (members.length - 1) - 1; choice++) {
      const first = [members[0] as number]
      const second: number[] = []
      for (let at = 1; at < members.length; at++) ((choice >> (at - 1)) & 1 ? first : second).push(members[at] as number)
      best = Math.min(best, least(first) + least(second))
    }
    return best
  }

  const between = new Map<number, number>()
  function apartOf(a: number, b: number): number {
    const key = a * units.length + b
    let found = between.get(key)
    if (found === undefined) {
      found = apart(given, (units[a] as Placed).unit, (units[b] as Placed).unit)
      between.set(key, found)
    }
    return found
  }

  function sumApart(members: readonly number[]): number {
    let sum = 0
    for (let one = 0; one < members.length; one++)
      for (let other = one + 1; other < members.length; other++) sum += apartOf(members[one] as number, members[other] as number)
    return sum
  }

  // Two units farther apart than this are better alone, whoever stands between them.
  const farthest = annotators * pairs * empty
  const near = units.map((_, first) => {
    const later: number[] = []
    for (let other = first + 1; other < units.length; other++)
      if (units[other]?.annotator !== units[first]?.annotator && apartOf(first, other) < farthest) later.push(other)
    return later
  })

  const found = units.map((_, first) => {
    const own: Grouping[] = [{members: [first], disorder: empty}]
    const grow = (members: readonly number[], candidates: readonly number[], sum: number): void => {
      candidates.forEach((next, at) => {
        if (looked++ > MOST_LOOKED_AT) return
        if (members.some(member => units[member]?.annotator === units[next]?.annotator)) return
        const together = [...members, next]
        const apartSum = members.reduce((all, member) => all + apartOf(member, next), sum)
        if (apartSum >= farthest) return
        const disorder = cost(together, apartSum)
        if (disorder <= leastSplit(together) + TRACE) own.push({members: together, disorder})
        if (together.length < annotators) grow(together, candidates.slice(at + 1), apartSum)
      })
    }
    grow([first], near[first] as readonly number[], 0)
    return own
  })
  return looked > MOST_LOOKED_AT ? undefined : found
}
