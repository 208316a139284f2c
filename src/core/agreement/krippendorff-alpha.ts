import type {Result} from '../result.ts'
import {ok} from '../result.ts'
import type {Coding} from './coding.ts'
import {judgementsAt, MISSING} from './coding.ts'
import type {Distance, Level} from './distance.ts'
import {distanceOf} from './distance.ts'
import type {Figure} from './figure.ts'
import {figure, noFigure} from './figure.ts'
import type {Measure} from './measure.ts'

/**
 * Krippendorff's α = 1 − Do/De of any number of annotators, with missing values: a unit that only one judged does not count. Krippendorff 2011
 * (“Computing Krippendorff's Alpha-Reliability”). Undefined where all gave the same label, for then nothing could have disagreed.
 * Refused where labels are not what the level needs.
 */
export function krippendorffAlpha(coding: Coding, level: Level = 'nominal'): Result<Measure> {
  if (level === 'ordinal') return ok(ordinalAlpha(coding))
  const distance = distanceOf(level, coding.labels)
  return distance.ok ? ok(alphaByDistance(coding, distance.value)) : distance
}

/** With a distance of one's own. Sums: the disagreement within units, and how often each label was given. */
export function alphaByDistance({annotators, labels}: Coding, distance: Distance): Measure {
  const width = annotators.length
  const size = labels.length
  return {
    sums: 1 + size,
    add(codes, at, to) {
      const judged = judgementsAt(codes, at, width)
      if (judged < 2) return
      let apart = 0
      for (let one = 0; one < width; one++) {
        const code = codes[at + one] as number
        if (code === MISSING) continue
        to(1 + code, 1)
        for (let other = one + 1; other < width; other++) {
          const second = codes[at + other] as number
          if (second !== MISSING && second !== code) apart += distance(code, second)
        }
      }
      if (apart > 0) to(0, (2 * apart) / (judged - 1))
    },
    figure(sums) {
      let expected = 0
      let values = 0
      for (let a = 0; a < size; a++) {
        const given = sums[1 + a] as number
        if (given === 0) continue
        values += given
        for (let b = 0; b < a; b++) if (sums[1 + b] !== 0) expected += 2 * given * (sums[1 + b] as number) * distance(a, b)
      }
      return alpha(sums[0] as number, expected, values, width)
    },
  }
}

/**
 * Of labels with an order, that of `coding.labels`: two are as far apart as judgements lie between them, (Σ n(c…k) − (n(c)+n(k))/2)², so the distance
 * follows from the judgements that are asked for. Sums: which two labels met within a unit.
 */
function ordinalAlpha({annotators, labels}: Coding): Measure {
  const width = annotators.length
  const size = labels.length
  return {
    sums: size * size,
    add(codes, at, to) {
      const judged = judgementsAt(codes, at, width)
      if (judged < 2) return
      for (let one = 0; one < width; one++)
        for (let other = 0; other < width; other++) {
          const [a, b] = [codes[at + one] as number, codes[at + other] as number]
          if (one !== other && a !== MISSING && b !== MISSING) to(a * size + b, 1 / (judged - 1))
        }
    },
    figure(sums) {
      const given = Array.from({length: size}, (_, a) => sums.subarray(a * size, (a + 1) * size).reduce((sum, met) => sum + met, 0))
      const before = given.map((own, a) => given.slice(0, a).reduce((sum, each) => sum + each, 0) + own / 2)
      let observed = 0
      let expected = 0
      for (let a = 0; a < size; a++)
        for (let b = 0; b < size; b++) {
          const apart = ((before[a] as number) - (before[b] as number)) ** 2
          observed += (sums[a * size + b] as number) * apart
          expected += (given[a] as number) * (given[b] as number) * apart
        }
      return alpha(
        observed,
        expected,
        given.reduce((sum, own) => sum + own, 0),
        width,
      )
    },
  }
}

/** `observed`: of pairs within units, each unit by its judgements less one. `expected`: of all pairs of judgements. Both of ordered pairs. */
function alpha(observed: number, expected: number, values: number, annotators: number): Figure {
  if (values === 0) return noFigure(annotators < 2 ? 'one-annotator' : 'nothing-judged-twice')
  return expected === 0 ? noFigure('one-label') : figure(1 - ((values - 1) * observed) / expected)
}
