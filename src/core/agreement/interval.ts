import {numbersFrom} from '../seeded.ts'
import type {Coding} from './coding.ts'
import type {Figure} from './figure.ts'
import {isDefined} from './figure.ts'
import type {GroupSums} from './group-sums.ts'
import {groupSums} from './group-sums.ts'
import type {Measure} from './measure.ts'
import {drawingOf} from './multinomial.ts'
import {normalAt, normalUpTo} from './normal.ts'

export type IntervalMethod = 'percentile' | 'bca'

/** How sure a figure is: from resampling articles, or single units, with replacement. */
export type Interval = {
  readonly low: number
  readonly high: number
  /** The part of resamples between the two, such as .95. */
  readonly level: number
  readonly method: IntervalMethod
  readonly over: 'group' | 'unit'
  readonly resamples: number
  /** Resamples in which the figure was undefined; they are left out. */
  readonly undefined: number
}

export type Resampling = {
  readonly resamples: number
  readonly seed: string
  readonly level: number
  readonly method: IntervalMethod
  readonly over: 'group' | 'unit'
}

/** Resamples between two reports of progress. */
const AT_A_TIME = 20

/** What is drawn, and the figures that follow from the sums of what was drawn. */
export type Resampled = {readonly sums: number; readonly groups: GroupSums; readonly figures: (sums: Float64Array) => readonly Figure[]}

/** Of one measure of a coding: see {@link intervalsOf}. */
export function* bootstrapped(measure: Measure, coding: Coding, wanted: Resampling): Generator<number, Interval | undefined> {
  const groups = groupSums(measure, coding, wanted.over)
  const [interval] = yield* intervalsOf({sums: measure.sums, groups, figures: sums => [measure.figure(sums)]}, wanted)
  return interval
}

/**
 * Bootstrap intervals (Efron and Tibshirani 1993, chapters 13 and 14) of several figures from the same draws: *percentile*, or *BCa*, which corrects for bias and skew by a jackknife
 * over the same groups. Yields the part that is done, 0 to 1. `undefined` where there are fewer than two groups or the figure is undefined in every resample.
 */
export function* intervalsOf(given: Resampled, wanted: Resampling): Generator<number, readonly (Interval | undefined)[]> {
  const {resamples, seed, level, method, over} = wanted
  const {groups} = given
  const all = figuresOf(given, groups.sizes)
  if (groups.sizes.reduce((sum, size) => sum + size, 0) < 2) return all.map(() => undefined)
  const next = numbersFrom(seed)
  const draw = drawingOf(groups.sizes)
  const values: number[][] = all.map(() => [])
  for (let done = 0; done < resamples; done++) {
    figuresOf(given, draw(next)).forEach((drawn, at) => {
      if (isDefined(drawn)) values[at]?.push(drawn.value)
    })
    if (done % AT_A_TIME === 0) yield done / resamples
  }
  const tail = (1 - level) / 2
  const skews = method === 'bca' ? accelerations(given, all.length) : []
  return values.map((drawn, at) => {
    if (drawn.length === 0) return undefined
    const sorted = Float64Array.from(drawn).sort()
    const [low, high] = method === 'bca' ? corrected(all[at] as Figure, skews[at] as number, sorted, tail) : [tail, 1 - tail]
    return {low: quantile(sorted, low), high: quantile(sorted, high), level, method, over, resamples, undefined: resamples - drawn.length}
  })
}

function figuresOf({sums: size, groups, figures}: Resampled, times: Int32Array): readonly Figure[] {
  const sums = new Float64Array(size)
  for (let kind = 0; kind < times.length; kind++) if (times[kind] !== 0) groups.addTo(sums, kind, times[kind] as number)
  return figures(sums)
}

/** Where in the sorted resamples the ends stand: Efron 1987. */
function corrected(all: Figure, skew: number, values: Float64Array, tail: number): readonly [number, number] {
  if (!isDefined(all)) return [tail, 1 - tail]
  const below = values.filter(value => value < all.value).length + values.filter(value => value === all.value).length / 2
  const bias = normalAt(Math.min(Math.max(below / values.length, 1e-9), 1 - 1e-9))
  const end = (probability: number): number => {
    const moved = bias + normalAt(probability)
    return normalUpTo(bias + moved / (1 - skew * moved))
  }
  return [end(tail), end(1 - tail)]
}

/** Of each figure, from those without one group each. */
function accelerations(given: Resampled, figures: number): readonly number[] {
  const without: {readonly value: number; readonly times: number}[][] = Array.from({length: figures}, () => [])
  given.groups.sizes.forEach((size, kind) => {
    const times = given.groups.sizes.slice()
    times[kind] = size - 1
    figuresOf(given, times).forEach((left, at) => {
      if (isDefined(left)) without[at]?.push({value: left.value, times: size})
    })
  })
  return without.map(accelerationIn)
}

function accelerationIn(without: readonly {readonly value: number; readonly times: number}[]): number {
  const count = without.reduce((sum, {times}) => sum + times, 0)
  const mean = without.reduce((sum, {value, times}) => sum + value * times, 0) / count
  const squares = without.reduce((sum, {value, times}) => sum + times * (mean - value) ** 2, 0)
  const cubes = without.reduce((sum, {value, times}) => sum + times * (mean - value) ** 3, 0)
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
}

/** Between the two nearest, by their distance (Hyndman and Fan 1996, type 7). */
function quantile(sorted: ArrayLike<number>, probability: number): number {
  const place = probability * (sorted.length - 1)
  const below = Math.floor(place)
  const [low, high] = [sorted[below] as number, sorted[Math.min(below + 1, sorted.length - 1)] as number]
  return low + (place - below) * (high - low)
}
