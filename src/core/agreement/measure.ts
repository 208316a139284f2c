import type {Coding} from './coding.ts'
import type {Figure} from './figure.ts'

/**
 * A measure of what annotators said of units, which follows from sums over the units: so it can be asked of any choice of them, as resampling does,
 * without going through them again.
 */
export type Measure = {
  /** How many sums there are. */
  readonly sums: number
  /** Adds what one unit gives. `at` is the place in `coding.codes` where its labels begin. */
  add(codes: Int32Array, at: number, to: (sum: number, amount: number) => void): void
  figure(sums: Float64Array): Figure
}

/** Of all units. */
export function measured(measure: Measure, coding: Coding): Figure {
  const sums = new Float64Array(measure.sums)
  const to = (sum: number, amount: number): void => {
    sums[sum] = (sums[sum] as number) + amount
  }
  const width = coding.annotators.length
  for (let at = 0; at < coding.codes.length; at += width) measure.add(coding.codes, at, to)
  return measure.figure(sums)
}
