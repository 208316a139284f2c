import type {Alignment} from './best-alignment.ts'
import type {Dissimilarity} from './dissimilarity.ts'
import {apartInPlace} from './dissimilarity.ts'
import type {Placed} from './grouping.ts'

/**
 * How far labels are apart in an alignment, each two units weighing by how well their places agree and by how many stand in their grouping (Mathet 2017,
 * section 4.2.5); with a label, of pairs that have it, a unit that stands alone weighing as one whose label differs.
 */
export function labelDisorder({groupings}: Alignment, annotators: number, {alpha, empty, labels}: Dissimilarity, label?: string): number {
  let [disorder, weights] = [0, 0]
  let [asked, compared] = [false, false]
  for (const {units} of groupings) {
    const absent = annotators - units.length
    units.forEach(({unit: one}, at) => {
      if (absent > 0 && (label === undefined || one.label === label)) {
        asked = true
        disorder += absent * empty * empty
        weights += absent * empty
      }
      for (const {unit: other} of units.slice(at + 1)) {
        if (label !== undefined && one.label !== label && other.label !== label) continue
        asked = true
        compared = true
        const weight = Math.max(0, 1 - alpha * empty * apartInPlace(one, other)) / (units.length - 1)
        disorder += empty * labels(one.label, other.label) * weight
        weights += weight
      }
    })
  }
  if (!compared) return asked ? 0 : 1
  return disorder === 0 ? 0 : disorder / weights
}

export const labelsOf = ({groupings}: Alignment): readonly string[] =>
  [...new Set(groupings.flatMap(({units}) => units.map(({unit}: Placed) => unit.label)))].sort()
