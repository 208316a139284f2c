import type {Span} from '../../core/text/span.ts'
import {snapToGraphemes, snapToWords} from '../../core/text/segmentation.ts'
import type {Highlight} from './highlight-index.ts'
import {boxOf, characterBeside, runDirection} from './run-direction.ts'
import type {Side} from './run-direction.ts'
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
export function caretBox(surface: Surface, offset: number, side: Side): CaretBox | undefined {
  const {positions, page} = surface
  const origin = page.getBoundingClientRect()
  const placed = ({left, top, height}: CaretBox): CaretBox => ({left: left - origin.left, top: top - origin.top, height})
  const character = characterBeside(surface, offset, side)
  const box = character && boxOf(surface, character)
  if (box !== undefined) {
    const isRightEdge = (side === 'after') === (runDirection(surface, offset, side) === 'rtl')
    return placed({left: isRightEdge ? box.right : box.left, top: box.top, height: box.height})
  }
  const {node, offset: at} = positions.pointOf(offset)
  const paragraph = node.nodeType === Node.TEXT_NODE ? node.parentElement : (node as Element)
  if (paragraph === null) return undefined
  const range = document.createRange()
  range.setStart(node, at)
  return placed(range.getClientRects()[0] ?? paragraph.getBoundingClientRect())
}
