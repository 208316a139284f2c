import type {Coding} from './coding.ts'
import {judgementsAt, MISSING} from './coding.ts'
import type {Distance} from './distance.ts'
import {nominal} from './distance.ts'
import type {Figure} from './figure.ts'
import {figure, noFigure} from './figure.ts'
import type {Measure} from './measure.ts'

/** What was said of all units by however many. */
export type Ratings = {
  /** The part of pairs of judgements on one unit that agree (1 − their distance), mean over the units that two or more judged. */
  readonly agreed: number
  /** Of each label the part of the judgements on one unit that gave it, mean over all units that anybody judged. Sums up to 1. */
  readonly given: Float64Array
}

/**
 * A measure (agreed − chance) / (1 − chance) of any number of annotators, who need not all have judged every unit: as in Gwet 2014, chapter 2, to which
 * Fleiss 1971 and the others reduce where all did.
 */
function ratingsMeasure({annotators, labels}: Coding, distance: Distance, chance: (ratings: Ratings) => number | undefined): Measure {
  const [units, pairedUnits, agreement, given] = [0, 1, 2, 3]
  const width = annotators.length
  return {
    sums: given + labels.length,
    add(codes, at, to) {
      const judged = judgementsAt(codes, at, width)
      if (judged === 0) return
      let agreed = 0
      for (let one = 0; one < width; one++) {
        const code = codes[at + one] as number
        if (code === MISSING) continue
        to(given + code, 1 / judged)
        for (let other = one + 1; other < width; other++) {
          const second = codes[at + other] as number
          if (second !== MISSING) agreed += 1 - distance(code, second)
        }
      }
      to(units, 1)
      if (judged < 2) return
      to(pairedUnits, 1)
      to(agreement, agreed / ((judged * (judged - 1)) / 2))
    },
    figure(sums): Figure {
      if (sums[pairedUnits] === 0) return noFigure(width < 2 ? 'one-annotator' : 'nothing-judged-twice')
      const agreed = (sums[agreement] as number) / (sums[pairedUnits] as number)
      const byChance = chance({agreed, given: sums.slice(given).map(sum => sum / (sums[units] as number))})
      if (byChance === undefined || Math.abs(1 - byChance) < 1e-12) return noFigure('one-label')
      return figure((agreed - byChance) / (1 - byChance))
    },
  }
}

/** The mean over units of the pairs of judgements that agree: what is agreed, chance included. */
export const percentAgreement = (coding: Coding): Measure => ratingsMeasure(coding, nominal, () => 0)

/** Fleiss' κ: chance from what all give together. Fleiss 1971; not all having judged all: Gwet 2014. */
export const fleissKappa = (coding: Coding): Measure => ratingsMeasure(coding, nominal, ({given}) => given.reduce((sum, part) => sum + part * part, 0))

/** Bennett, Alpert and Goldstein's S (1954): by chance each label is given as often as the others. */
export const bennettS = (coding: Coding): Measure => ratingsMeasure(coding, nominal, () => (coding.labels.length < 2 ? undefined : 1 / coding.labels.length))

/**
 * Gwet's AC1, and with a distance AC2 (Gwet 2008, 2014): chance from how evenly the labels are given, so that one label given nearly always does not
 * make it low. The distance goes from 0 to 1.
 */
export function gwetAc(coding: Coding, distance: Distance = nominal): Measure {
  const size = coding.labels.length
  let weights = 0
  for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) weights += 1 - distance(a, b)
  return ratingsMeasure(coding, distance, ({given}) => {
    if (size < 2) return undefined
    return (weights * given.reduce((sum, part) => sum + part * (1 - part), 0)) / (size * (size - 1))
  })
}
