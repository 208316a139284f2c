import {paragraphAt} from '../../core/text/paragraph.ts'
import type {Span} from '../../core/text/span.ts'
import type {TextPositions} from './text-position.ts'

/** Paragraphs longer than this, in code units, are cut to the part that is on screen. */
const LONG_PARAGRAPH = 4096

/**
 * The text between two heights of the window, in pixels from its top. Whole paragraphs, unless one is so long that painting all
 * of it would be felt. Reads layout: call it when layout is clean.
 */
export function spanBetween(dom: HTMLElement, positions: TextPositions, top: number, bottom: number): Span {
  const {lines} = positions
  const paragraphs = dom.children
  const first = firstEndingBelow(0, paragraphs.length - 1, top, index => (paragraphs[index] as Element).getBoundingClientRect().bottom)
  const last = firstEndingBelow(first, paragraphs.length - 1, bottom, index => (paragraphs[index] as Element).getBoundingClientRect().bottom)
  return {
    start: within(lines[first] as Span, top)?.start ?? (lines[first] as Span).start,
    end: within(lines[last] as Span, bottom)?.end ?? (lines[last] as Span).end,
  }

  function within(line: Span, height: number): Span | undefined {
    if (line.end - line.start <= LONG_PARAGRAPH) return undefined
    const range = document.createRange()
    const offset = firstEndingBelow(line.start, line.end - 1, height, place => {
      const point = positions.pointOf(place)
      range.setStart(point.node, point.offset)
      range.setEnd(point.node, point.offset + 1)
      return range.getBoundingClientRect().bottom
    })
    return {start: offset, end: Math.min(line.end, offset + 1)}
  }
}

/** The offset nearest to a point of the window, or `undefined` outside the text. */
export function offsetAtPoint(positions: TextPositions, x: number, y: number): number | undefined {
  const caret = document.caretPositionFromPoint(x, y)
  return caret === null ? undefined : positions.offsetOfPoint(caret.offsetNode, caret.offset)
}

/** The offset of the character under a point, or `undefined` where there is only empty paper. */
export function characterAtPoint(positions: TextPositions, x: number, y: number): number | undefined {
  const near = offsetAtPoint(positions, x, y)
  if (near === undefined) return undefined
  const line = positions.lines[paragraphAt(positions.lines, near)] as Span
  const range = document.createRange()
  for (const offset of [near, near - 1]) {
    if (offset < line.start || offset >= line.end) continue
    const point = positions.pointOf(offset)
    range.setStart(point.node, point.offset)
    range.setEnd(point.node, point.offset + 1)
    for (const box of range.getClientRects()) {
      if (box.left <= x && x <= box.right && box.top - 4 <= y && y <= box.bottom + 4) return offset
    }
  }
  return undefined
}

function firstEndingBelow(low: number, high: number, height: number, bottomOf: (index: number) => number): number {
  while (low < high) {
    const middle = (low + high) >> 1
    if (bottomOf(middle) < height) low = middle + 1
    else high = middle
  }
  return low
}
