import type {Extent} from '../../core/text/extent.ts'
import {lengthOf, shareText} from '../../core/text/extent.ts'
import {inTextOrder} from '../../core/text/span.ts'
import type {Span} from '../../core/text/span.ts'

/** An annotation as the reader sees it: where, in one piece or several, how it is painted, and what it is called when read aloud. */
export type Highlight = Extent & {
  readonly id: string
  /** Name of a registered {@link Look}, its layer, with its stance or label behind it where that has a colour of its own. */
  readonly look: string
  /** Spoken and shown in titles, its layer and what it says. */
  readonly label: string
}

/**
 * Where the annotations of one text stand. Kept beside the document, never in it, so that ten thousand of them cost
 * nothing until they are looked at. A highlight that does not fit the text is left out: who re-checks quotes reports it.
 */
export interface HighlightIndex {
  /** Replaces everything. */
  set(all: Iterable<Highlight>): void
  /** Adds one, or replaces the one with its id. */
  put(highlight: Highlight): void
  delete(id: string): void
  get(id: string): Highlight | undefined
  /** Those that hold either neighbour of a caret at `offset`, in text order. What stands between two parts of one is not held. */
  at(offset: number): Highlight[]
  /** Those that share a character with `span`, in text order. */
  inRange(span: Span): Highlight[]
  /** Called after every change, several times for a burst: collect before acting. Returns how to stop. */
  observe(listener: () => void): () => void
}

/** Text is indexed in blocks of this many code units, so that one line of a megabyte is searched as fast as many short ones. */
const BLOCK = 1024

export function highlightIndex(text: string): HighlightIndex {
  const byId = new Map<string, Highlight>()
  const blocks: Highlight[][] = Array.from({length: Math.floor(text.length / BLOCK) + 1}, () => [])
  const listeners = new Set<() => void>()

  const blockOf = (offset: number): number => Math.floor(Math.max(0, Math.min(text.length, offset)) / BLOCK)
  const changed = (): void => {
    for (const listener of listeners) listener()
  }

  function add(highlight: Highlight): void {
    if (highlight.start < 0 || highlight.end > text.length || !(highlight.start < highlight.end)) return
    byId.set(highlight.id, highlight)
    for (let block = blockOf(highlight.start); block <= blockOf(highlight.end - 1); block++) blocks[block]?.push(highlight)
  }

  function remove(id: string): void {
    const old = byId.get(id)
    if (old === undefined) return
    byId.delete(id)
    for (let block = blockOf(old.start); block <= blockOf(old.end - 1); block++) {
      const list = blocks[block] as Highlight[]
      list.splice(list.indexOf(old), 1)
    }
  }

  function inRange(span: Span): Highlight[] {
    const found: Highlight[] = []
    const first = blockOf(span.start)
    for (let block = first; block <= blockOf(span.end - 1); block++) {
      for (const highlight of blocks[block] ?? []) {
        const firstSeenHere = block === Math.max(first, blockOf(highlight.start))
        if (firstSeenHere && shareText(highlight, span)) found.push(highlight)
      }
    }
    return found.sort(inTextOrder)
  }

  return {
    set(all) {
      byId.clear()
      for (const block of blocks) block.length = 0
      for (const highlight of all) {
        remove(highlight.id)
        add(highlight)
      }
      changed()
    },
    put(highlight) {
      remove(highlight.id)
      add(highlight)
      changed()
    },
    delete(id) {
      remove(id)
      changed()
    },
    get: id => byId.get(id),
    at: offset => inRange({start: offset - 1, end: offset + 1}),
    inRange,
    observe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Innermost first: the shortest, and of two of one length the one that starts later. */
export const innermostFirst = (a: Extent, b: Extent): number => lengthOf(a) - lengthOf(b) || b.start - a.start
