import type {Span} from '../../core/text/span.ts'

/** So many underlines fit under a line of text; deeper nesting shares the lane that is free soonest. */
export const LANES = 4

/**
 * For each span the lowest underline lane that no span it overlaps has taken. Spans come in text order, so an outer span
 * lies above what it holds, and everyone sees the same lanes.
 */
export function lanes(inOrder: readonly Span[]): number[] {
  const freeFrom: number[] = new Array<number>(LANES).fill(0)
  return inOrder.map(span => {
    let lane = freeFrom.findIndex(end => end <= span.start)
    if (lane === -1) lane = freeFrom.indexOf(Math.min(...freeFrom))
    freeFrom[lane] = Math.max(freeFrom[lane] as number, span.end)
    return lane
  })
}
