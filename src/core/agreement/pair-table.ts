import type {Coding} from './coding.ts'
import {MISSING, pairsOf} from './coding.ts'
import type {Figure} from './figure.ts'
import {meanFigure, noFigure} from './figure.ts'
import type {Measure} from './measure.ts'

/** How often two annotators gave which two labels to the same unit: `count(a, b)` by places of labels, and the sums over one of them. */
export type PairTable = {
  readonly size: number
  readonly total: number
  readonly first: Float64Array
  readonly second: Float64Array
  count(a: number, b: number): number
}

/** Asked of each pair of annotators, over the units that both judged; of several pairs the mean (Light 1971). */
export function pairMeasure({annotators, labels}: Pick<Coding, 'annotators' | 'labels'>, ask: (table: PairTable) => Figure): Measure {
  const size = labels.length
  const pairs = pairsOf(annotators.length)
  return {
    sums: pairs.length * size * size,
    add(codes, at, to) {
      pairs.forEach(([a, b], pair) => {
        const [one, other] = [codes[at + a] as number, codes[at + b] as number]
        if (one !== MISSING && other !== MISSING) to((pair * size + one) * size + other, 1)
      })
    },
    figure(sums) {
      if (pairs.length === 0) return noFigure('one-annotator')
      return meanFigure(pairs.map((_, pair) => ask(tableOf(sums.subarray(pair * size * size, (pair + 1) * size * size), size))))
    },
  }
}

function tableOf(counts: Float64Array, size: number): PairTable {
  const first = new Float64Array(size)
  const second = new Float64Array(size)
  let total = 0
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++) {
      const count = counts[a * size + b] as number
      first[a] = (first[a] as number) + count
      second[b] = (second[b] as number) + count
      total += count
    }
  return {size, total, first, second, count: (a, b) => counts[a * size + b] as number}
}
