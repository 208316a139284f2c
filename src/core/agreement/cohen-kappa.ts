import type {Coding} from './coding.ts'
import type {Distance} from './distance.ts'
import {nominal} from './distance.ts'
import {figure, noFigure} from './figure.ts'
import type {Measure} from './measure.ts'
import {pairMeasure} from './pair-table.ts'

/**
 * Cohen's κ of two annotators, weighted where a distance is given: 1 − Σ o(a,b) d(a,b) / Σ e(a,b) d(a,b), with e from what each of the two gives by
 * herself. Of more than two, the mean of their pairs. Cohen 1960; weighted: Cohen 1968.
 */
export const cohenKappa = (coding: Coding, distance: Distance = nominal): Measure =>
  pairMeasure(coding, ({size, total, first, second, count}) => {
    if (total === 0) return noFigure('nothing-judged-twice')
    let observed = 0
    let expected = 0
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++) {
        const apart = a === b ? 0 : distance(a, b)
        observed += count(a, b) * apart
        expected += ((first[a] as number) * (second[b] as number) * apart) / total
      }
    return expected === 0 ? noFigure('one-label') : figure(1 - observed / expected)
  })

/** By the places of labels in their order, 0 to 1. */
export const linearWeights =
  (labels: number): Distance =>
  (a, b) =>
    Math.abs(a - b) / Math.max(1, labels - 1)
export const quadraticWeights =
  (labels: number): Distance =>
  (a, b) =>
    (Math.abs(a - b) / Math.max(1, labels - 1)) ** 2
