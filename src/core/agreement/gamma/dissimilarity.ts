import type {Unit} from '../continuum.ts'

/** How far two units of a text are apart. `alpha` weighs their places, `beta` their labels, and `empty` is what a unit costs that nothing stands beside. */
export type Dissimilarity = {
  readonly alpha: number
  readonly beta: number
  readonly empty: number
  /** Of labels, 0 to 1. */
  readonly labels: (a: string, b: string) => number
}

/** As in Mathet, Widlöcher and Métivier 2015, but α = 3 as their software has it, so that units that only touch are not taken for one. */
export const COMBINED: Dissimilarity = {alpha: 3, beta: 1, empty: 1, labels: (a, b) => (a === b ? 0 : 1)}

/** Of places alone: 0 where they are the same, 1 where two of one length touch, and growing with the square. */
export function apartInPlace(a: Unit, b: Unit): number {
  const apart = (Math.abs(a.start - b.start) + Math.abs(a.end - b.end)) / (a.end - a.start + b.end - b.start)
  return apart * apart
}

export const apart = ({alpha, beta, empty, labels}: Dissimilarity, a: Unit, b: Unit): number =>
  empty * (alpha * apartInPlace(a, b) + beta * labels(a.label, b.label))
