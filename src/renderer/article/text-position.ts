import {paragraphAt} from '../../core/text/paragraph.ts'
import type {Span} from '../../core/text/span.ts'

/** A place in the page as DOM ranges take it. */
export type DomPoint = {readonly node: Node; readonly offset: number}

/**
 * The three ways to name a place in a text, and how to get from one to another: an offset in UTF-16 code units, a ProseMirror
 * position (offset + paragraph index + 1, one paragraph per line), and a DOM point (each paragraph element holds one text node).
 */
export interface TextPositions {
  readonly lines: readonly Span[]
  positionOf(offset: number): number
  /** Positions between paragraphs, which no character has, go to the nearest offset. */
  offsetOf(position: number): number
  pointOf(offset: number): DomPoint
  /** `undefined` for a point outside the text. */
  offsetOfPoint(node: Node, offset: number): number | undefined
}

export function textPositions(lines: readonly Span[], dom: HTMLElement): TextPositions {
  const length = (lines.at(-1) as Span).end
  const clamped = (offset: number): number => Math.max(0, Math.min(length, offset))
  const indexOf = new WeakMap<Node, number>()
  for (let index = 0; index < dom.children.length; index++) indexOf.set(dom.children[index] as Element, index)

  return {
    lines,
    positionOf(offset) {
      const place = clamped(offset)
      return place + paragraphAt(lines, place) + 1
    },
    offsetOf(position) {
      let low = 0
      let high = lines.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((lines[middle] as Span).start + middle <= position) low = middle
        else high = middle - 1
      }
      const line = lines[low] as Span
      return Math.max(line.start, Math.min(line.end, position - low - 1))
    },
    pointOf(offset) {
      const place = clamped(offset)
      const index = paragraphAt(lines, place)
      const line = lines[index] as Span
      const paragraph = dom.children[index] as Element
      const first = paragraph.firstChild
      return first instanceof Text ? {node: first, offset: place - line.start} : {node: paragraph, offset: 0}
    },
    offsetOfPoint(node, offset) {
      const paragraph = node instanceof Text ? node.parentNode : node
      const index = paragraph === null ? undefined : indexOf.get(paragraph)
      const line = index === undefined ? undefined : lines[index]
      if (line === undefined) return undefined
      if (node instanceof Text) return line.start + offset
      return offset === 0 ? line.start : line.end
    },
  }
}
