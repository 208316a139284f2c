import type {Span} from '../../core/text/span.ts'
import {snapToGraphemes, snapToWords} from '../../core/text/segmentation.ts'
import type {Highlight} from './highlight-index.ts'
import type {TextPositions} from './text-position.ts'

/** An open article as the things drawn over it (handles, colleagues' names) see it. */
export type Surface = {
  readonly text: string
  readonly positions: TextPositions
  /** What the drawn things are placed in; it scrolls with the text. */
  readonly page: HTMLElement
  readonly scroller: HTMLElement
  /** Called when places may have changed, in the frame in which they did. Returns how to stop. */
  onPainted(listener: () => void): () => void
  /** Paints an annotation as if it had this span, until called with `undefined`. */
  preview(highlight: Highlight | undefined): void
}

export type Snap = 'grapheme' | 'word'

export const snapped = (text: string, span: Span, snap: Snap): Span => (snap === 'word' ? snapToWords : snapToGraphemes)(text, span)

/** A caret's place in pixels from the page's top left corner, or `undefined` while the view is not laid out. */
export type CaretBox = {readonly left: number; readonly top: number; readonly height: number}

/** `side` tells which of the two neighbours the caret belongs to: they may stand on different lines or run in different directions. */
export function caretBox({positions, page}: Surface, offset: number, side: 'after' | 'before'): CaretBox | undefined {
  const point = positions.pointOf(offset)
  const paragraph = point.node.nodeType === Node.TEXT_NODE ? point.node.parentElement : (point.node as Element)
  if (paragraph === null) return undefined
  const range = document.createRange()
  range.setStart(point.node, point.offset)
  const box = range.getClientRects()[0] ?? paragraph.getBoundingClientRect()
  const line = side === 'after' ? neighbour(point.node, point.offset, 1) : neighbour(point.node, point.offset - 1, 1)
  const row = line ?? box
  const origin = page.getBoundingClientRect()
  const sameRow = Math.abs(row.top - box.top) < row.height / 2
  const left = sameRow ? box.left : side === 'after' ? row.left : row.right
  return {left: left - origin.left, top: row.top - origin.top, height: row.height}
}

function neighbour(node: Node, offset: number, length: number): DOMRect | undefined {
  if (!(node instanceof Text) || offset < 0 || offset + length > node.length) return undefined
  const range = document.createRange()
  range.setStart(node, offset)
  range.setEnd(node, offset + length)
  return range.getClientRects()[0]
}
