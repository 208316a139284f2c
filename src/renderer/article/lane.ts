import type {Extent} from '../../core/text/extent.ts'
import {partsOf} from '../../core/text/extent.ts'
import type {Span} from '../../core/text/span.ts'
import {overlaps} from '../../core/text/span.ts'

/** So many underlines fit under a line of text; deeper nesting shares the lane that is free soonest. */
export const LANES = 4

/**
 * For each extent the lowest underline lane in which no other's part lies over one of its own: what stands between two parts is free.
 * They come in text order, so an outer one lies above what it holds, and everyone sees the same lanes.
 */
export function lanes(inOrder: readonly Extent[]): number[] {
  const taken: Span[][] = Array.from({length: LANES}, () => [])
  return inOrder.map(extent => {
    for (const [at, parts] of taken.entries()) taken[at] = parts.filter(({end}) => end > extent.start)
    let lane = taken.findIndex(parts => !parts.some(part => partsOf(extent).some(own => overlaps(part, own))))
    if (lane === -1) {
      const freeFrom = taken.map(parts => Math.max(...parts.map(({end}) => end)))
      lane = freeFrom.indexOf(Math.min(...freeFrom))
    }
    taken[lane]?.push(...partsOf(extent))
    return lane
  })
}
