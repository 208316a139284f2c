import type {Direction} from '../../core/text/direction.ts'
import {letterDirection} from '../../core/text/direction.ts'
import {paragraphAt} from '../../core/text/paragraph.ts'
import {graphemeStep} from '../../core/text/segmentation.ts'
import type {Span} from '../../core/text/span.ts'
import type {TextPositions} from './text-position.ts'

type Text = {readonly text: string; readonly positions: TextPositions}
/** Of an offset: what stands behind it in the text, or before it. */
export type Side = 'after' | 'before'

/** The character, with its marks, on one side of an offset; `undefined` where its paragraph ends. */
export function characterBeside({text, positions: {lines}}: Text, offset: number, side: Side): Span | undefined {
  const line = lines[paragraphAt(lines, offset)]
  const span = side === 'after' ? {start: offset, end: graphemeStep(text, offset, 1)} : {start: graphemeStep(text, offset, -1), end: offset}
  return line !== undefined && line.start <= span.start && span.start < span.end && span.end <= line.end ? span : undefined
}

export function boxOf({positions}: Text, {start, end}: Span): DOMRect | undefined {
  const [from, to] = [positions.pointOf(start), positions.pointOf(end)]
  const range = document.createRange()
  range.setStart(from.node, from.offset)
  range.setEnd(to.node, to.offset)
  return range.getClientRects()[0]
}

/**
 * The direction in which the letters on one side of an offset run on screen: an Arabic name in an English paragraph runs from right to left. A letter has one of its own; a sign or a
 * digit lies beside its neighbour on one side or the other; what has neither has that of its paragraph.
 */
export function runDirection(surface: Text, offset: number, side: Side): Direction {
  const here = characterBeside(surface, offset, side)
  const own = here && letterDirection(surface.text.slice(here.start, here.end))
  if (own !== undefined) return own
  const next = here && characterBeside(surface, side === 'after' ? here.end : here.start, side)
  const [box, beside] = [here && boxOf(surface, here), next && boxOf(surface, next)]
  if (box !== undefined && beside !== undefined && box.top === beside.top) {
    const [first, second] = side === 'after' ? [box, beside] : [beside, box]
    if (Math.abs(first.right - second.left) < 1) return 'ltr'
    if (Math.abs(first.left - second.right) < 1) return 'rtl'
  }
  return paragraphDirection(surface, offset)
}

function paragraphDirection({positions}: Text, offset: number): Direction {
  const {node} = positions.pointOf(offset)
  const paragraph = node.nodeType === Node.TEXT_NODE ? node.parentElement : (node as Element)
  return paragraph !== null && getComputedStyle(paragraph).direction === 'rtl' ? 'rtl' : 'ltr'
}
