import type {Extent} from '../../core/text/extent.ts'
import {partsOf} from '../../core/text/extent.ts'
import type {Span} from '../../core/text/span.ts'
import {overlaps} from '../../core/text/span.ts'

/** So many underlines fit under a line of text; deeper nesting shares the lane that is free soonest. */
export const LANES = 4

/** Whether nothing lies where an extent does. What ends before it is forgotten: none that comes later begins before it. */
function isFree(parts: Span[], extent: Extent): boolean {
  let kept = 0
  let isHit = false
  for (const part of parts) {
    if (part.end <= extent.start) continue
    parts[kept++] = part
    isHit ||= extent.parts === undefined ? overlaps(part, extent) : extent.parts.some(own => overlaps(part, own))
  }
  parts.length = kept
  return !isHit
}

/**
 * For each extent the lowest underline lane in which no other's part lies over one of its own: what stands between two parts is free.
 * They come in text order, so an outer one lies above what it holds, and everyone sees the same lanes.
 */
export function lanes(inOrder: readonly Extent[]): number[] {
  const taken: Span[][] = Array.from({length: LANES}, () => [])
  return inOrder.map(extent => {
    let lane = taken.findIndex(parts => isFree(parts, extent))
    if (lane === -1) {
      const freeFrom = taken.map(parts => Math.max(...parts.map(({end}) => end)))
      lane = freeFrom.indexOf(Math.min(...freeFrom))
    }
    for (const part of partsOf(extent)) taken[lane]?.push(part)
    return lane
  })
}
