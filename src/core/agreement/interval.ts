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

/**
 * A bootstrap interval (Efron and Tibshirani 1993, chapters 13 and 14): *percentile*, or *BCa*, which corrects for bias and skew by a jackknife over the
 * same groups. Yields the part that is done, 0 to 1. `undefined` where there are fewer than two groups or the figure is undefined in every resample.
 */
export function* bootstrapped(measure: Measure, coding: Coding, wanted: Resampling): Generator<number, Interval | undefined> {
  const {resamples, seed, level, method, over} = wanted
  const groups = groupSums(measure, coding, over)
  if (groups.sizes.reduce((sum, size) => sum + size, 0) < 2) return undefined
  const next = numbersFrom(seed)
  const draw = drawingOf(groups.sizes)
  const values: number[] = []
  for (let done = 0; done < resamples; done++) {
    const drawn = figureOf(measure, groups, draw(next))
    if (isDefined(drawn)) values.push(drawn.value)
    if (done % AT_A_TIME === 0) yield done / resamples
  }
  if (values.length === 0) return undefined
  values.sort((a, b) => a - b)
  const tail = (1 - level) / 2
  const [low, high] = method === 'bca' ? corrected(measure, groups, values, tail) : [tail, 1 - tail]
  return {low: quantile(values, low), high: quantile(values, high), level, method, over, resamples, undefined: resamples - values.length}
}

function figureOf(measure: Measure, groups: GroupSums, times: Int32Array): Figure {
  const sums = new Float64Array(measure.sums)
  for (let kind = 0; kind < times.length; kind++) if (times[kind] !== 0) groups.addTo(sums, kind, times[kind] as number)
  return measure.figure(sums)
}

/** Where in the sorted resamples the ends stand: Efron 1987. */
function corrected(measure: Measure, groups: GroupSums, values: readonly number[], tail: number): readonly [number, number] {
  const all = figureOf(measure, groups, groups.sizes)
  if (!isDefined(all)) return [tail, 1 - tail]
  const below = values.filter(value => value < all.value).length + values.filter(value => value === all.value).length / 2
  const bias = normalAt(Math.min(Math.max(below / values.length, 1e-9), 1 - 1e-9))
  const skew = acceleration(measure, groups)
  const end = (probability: number): number => {
    const moved = bias + normalAt(probability)
    return normalUpTo(bias + moved / (1 - skew * moved))
  }
  return [end(tail), end(1 - tail)]
}

/** From the figures without one group each. */
function acceleration(measure: Measure, groups: GroupSums): number {
  const without: {value: number; times: number}[] = []
  groups.sizes.forEach((size, kind) => {
    const times = groups.sizes.slice()
    times[kind] = size - 1
    const left = figureOf(measure, groups, times)
    if (isDefined(left)) without.push({value: left.value, times: size})
  })
  const count = without.reduce((sum, {times}) => sum + times, 0)
  const mean = without.reduce((sum, {value, times}) => sum + value * times, 0) / count
  const squares = without.reduce((sum, {value, times}) => sum + times * (mean - value) ** 2, 0)
  const cubes = without.reduce((sum, {value, times}) => sum + times * (mean - value) ** 3, 0)
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
}

/** Between the two nearest, by their distance (Hyndman and Fan 1996, type 7). */
function quantile(sorted: readonly number[], probability: number): number {
  const place = probability * (sorted.length - 1)
  const below = Math.floor(place)
  const [low, high] = [sorted[below] as number, sorted[Math.min(below + 1, sorted.length - 1)] as number]
  return low + (place - below) * (high - low)
}
