import type {Figure} from './figure.ts'
import {figure, noFigure} from './figure.ts'

/** What two found in common, of what each found. `common` may be a part of one where something counts half. */
export type Found = {readonly common: number; readonly first: number; readonly second: number}

/** Of two annotators there is no gold: which is called first changes precision and recall, never F1. */
export type PrecisionRecall = Found & {
  /** The part of what the second found that the first found too. */
  readonly precision: Figure
  readonly recall: Figure
  readonly f1: Figure
}

export function precisionRecall({common, first, second}: Found): PrecisionRecall {
  const part = (of: number): Figure => (of === 0 ? noFigure('no-spans') : figure(common / of))
  return {
    common,
    first,
    second,
    precision: part(second),
    recall: part(first),
    f1: first + second === 0 ? noFigure('no-spans') : figure((2 * common) / (first + second)),
  }
}

export const addFound = (all: readonly Found[]): Found =>
  all.reduce((sum, {common, first, second}) => ({common: sum.common + common, first: sum.first + first, second: sum.second + second}), {
    common: 0,
    first: 0,
    second: 0,
  })
