import type {Span} from '../text/span.ts'
import type {Figure} from './figure.ts'
import {figure, noFigure} from './figure.ts'
import {bestMatching} from './matching.ts'

/**
 * Boundary similarity B (Fournier 2013) of two annotators' spans of one layer: the ends of spans are boundaries of two types, starts and ends. A boundary is
 * matched (1), stands near by (less, by its distance; “transposed”), or is missing (0); B is the sum by the number of boundaries after that pairing.
 * `near`: up to how many positions apart boundaries are taken for one; positions are what the spans count, tokens or code units. 2, as in the paper, makes
 * only neighbours one.
 */
export function boundarySimilarity(first: readonly Span[], second: readonly Span[], near = 2): Figure {
  const {similar, boundaries} = boundaryCounts(first, second, near)
  return boundaries === 0 ? noFigure('no-spans') : figure(similar / boundaries)
}

/** What one text gives to both parts of the quotient, so that texts can be added up. */
export function boundaryCounts(first: readonly Span[], second: readonly Span[], near = 2): {readonly similar: number; readonly boundaries: number} {
  const types = ['start', 'end'] as const
  let [similar, boundaries] = [0, 0]
  for (const type of types) {
    const own = new Set(first.map(span => span[type]))
    const other = new Set(second.map(span => span[type]))
    const matched = [...own].filter(place => other.has(place))
    const left = [...own].filter(place => !other.has(place)).sort((a, b) => a - b)
    const right = [...other].filter(place => !own.has(place)).sort((a, b) => a - b)
    const moved = bestMatching(
      left.flatMap((a, at) => right.flatMap((b, index) => (Math.abs(a - b) < near ? [{a: at, b: index, worth: 2 - Math.abs(a - b) / near}] : []))),
    )
    similar += matched.length + moved.reduce((sum, {a, b}) => sum + 1 - Math.abs((left[a] as number) - (right[b] as number)) / near, 0)
    boundaries += matched.length + left.length + right.length - moved.length
  }
  return {similar, boundaries}
}
