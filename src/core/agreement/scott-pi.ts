import type {Coding} from './coding.ts'
import {figure, noFigure} from './figure.ts'
import type {Measure} from './measure.ts'
import {pairMeasure} from './pair-table.ts'

/** Scott's π of two annotators: chance from what both give together. Of more than two, the mean of their pairs; for one figure of all see Fleiss' κ. Scott 1955. */
export const scottPi = (coding: Coding): Measure =>
  pairMeasure(coding, ({size, total, first, second, count}) => {
    if (total === 0) return noFigure('nothing-judged-twice')
    let agreed = 0
    let byChance = 0
    for (let label = 0; label < size; label++) {
      agreed += count(label, label)
      byChance += (((first[label] as number) + (second[label] as number)) / (2 * total)) ** 2
    }
    return byChance === 1 ? noFigure('one-label') : figure((agreed / total - byChance) / (1 - byChance))
  })
