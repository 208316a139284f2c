import {overlaps} from '../../core/text/span.ts'
import type {Span} from '../../core/text/span.ts'
import type {TextPositions} from './text-position.ts'

/** One thing to paint: a span under a custom highlight's name. Of two that overlap, the higher priority lies on top. */
export type Stroke = Span & {readonly key: string; readonly name: string; readonly priority: number}

/** What one view has painted. The custom highlights themselves are the page's, shared by all views on it. */
export interface Paper {
  /**
   * Makes exactly these strokes painted, touching only what differs from the last time. With `first`, strokes outside that span
   * may stay as they are; true if some did.
   */
  show(strokes: readonly Stroke[], first?: Span): boolean
  clear(): void
}

type Painted = Stroke & {readonly range: StaticRange}

export function paper(positions: TextPositions): Paper {
  let painted = new Map<string, Painted>()

  function show(strokes: readonly Stroke[], first?: Span): boolean {
    const next = new Map<string, Painted>()
    const fresh: Painted[] = []
    let left = false
    for (const stroke of strokes) {
      const old = painted.get(stroke.key)
      if (old !== undefined && same(old, stroke)) {
        next.set(stroke.key, old)
        painted.delete(stroke.key)
      } else if (first !== undefined && !overlaps(stroke, first)) {
        left = true
        if (old === undefined) continue
        next.set(stroke.key, old)
        painted.delete(stroke.key)
      } else {
        const {start, end, key, name, priority} = stroke
        const made = {start, end, key, name, priority, range: rangeOf(stroke)}
        next.set(stroke.key, made)
        fresh.push(made)
      }
    }
    for (const old of painted.values()) erase(old)
    for (const made of fresh) draw(made)
    painted = next
    return left
  }

  function rangeOf(span: Span): StaticRange {
    const start = positions.pointOf(span.start)
    const end = positions.pointOf(span.end)
    return new StaticRange({startContainer: start.node, startOffset: start.offset, endContainer: end.node, endOffset: end.offset})
  }

  return {
    show,
    clear() {
      show([])
    },
  }
}

const same = (a: Stroke, b: Stroke): boolean => a.start === b.start && a.end === b.end && a.name === b.name && a.priority === b.priority

function draw({name, priority, range}: Painted): void {
  let highlight = CSS.highlights.get(name)
  if (highlight === undefined) {
    highlight = new Highlight()
    highlight.priority = priority
    CSS.highlights.set(name, highlight)
  }
  highlight.add(range)
}

function erase({name, range}: Painted): void {
  const highlight = CSS.highlights.get(name)
  highlight?.delete(range)
  if (highlight?.size === 0) CSS.highlights.delete(name)
}
