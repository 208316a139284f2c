import type {Extent} from '../../core/text/extent.ts'
import type {Span} from '../../core/text/span.ts'
import type {Highlight, HighlightIndex} from './highlight-index.ts'
import {lanes} from './lane.ts'
import {DISPUTED, DISPUTED_HERE, FURNITURE, HIT, HITS, hoveredName, laneName, linkName, presenceName, selectedName, WORDS} from './look.ts'
import {paper} from './paper.ts'
import type {Stroke} from './paper.ts'
import type {TextPositions} from './text-position.ts'
import {spanBetween} from './visible-span.ts'

/** What is painted besides the annotations of the index. */
export type Shown = {
  readonly selected: string | undefined
  readonly hovered: string | undefined
  /** The annotation that the selected words can be added to. */
  readonly beside: string | undefined
  /** An annotation as it would be if the handle were let go now. */
  readonly preview: Highlight | undefined
  /** Words that stay selected while the focus, and with it the browser's own selection, is elsewhere. */
  readonly words: Span | undefined
  readonly marks: readonly {readonly span: Span}[]
  /** Places that a search found. */
  readonly hits: readonly Span[]
  /** The one of them that the person is at. */
  readonly hit: Span | undefined
  readonly presence: readonly {readonly id: string; readonly hue: number; readonly span: Span}[]
  /** Places on which annotators did not agree. */
  readonly disputed: readonly Span[]
  /** The one of them that the person is at. */
  readonly disputedHere: Span | undefined
}

/**
 * Paints what stands on screen, one screen around it, and nothing else. The first change in a frame is painted as soon as its
 * task ends, so that it is seen in that very frame: what is on screen at once, its surroundings in the next frame, where also
 * whatever follows within this one is collected.
 */
export interface Painter {
  show(part: Partial<Shown>): void
  /** Lines may have moved: what is on screen is found anew. */
  moved(): void
  /** The text has moved under the window; paints only when unpainted text comes near. */
  scrolled(): void
  close(): void
}

const PRIORITY = {furniture: 0, lane: 1, disputed: 12, link: 15, presence: 20, selected: 30, hovered: 40, hits: 45, words: 50, hit: 55}

const NOTHING: Shown = {
  selected: undefined,
  hovered: undefined,
  beside: undefined,
  preview: undefined,
  words: undefined,
  marks: [],
  hits: [],
  hit: undefined,
  presence: [],
  disputed: [],
  disputedHere: undefined,
}

export function painter(given: {
  readonly scroller: HTMLElement
  readonly dom: HTMLElement
  readonly positions: TextPositions
  readonly index: HighlightIndex
  /** Called after each repaint, in the same frame. */
  readonly onPainted: () => void
}): Painter {
  const {scroller, dom, positions, index} = given
  const sheet = paper(positions)
  let shown = NOTHING
  let painted: Span | undefined
  let visible: Span | undefined
  let changed = false
  let shifted = true
  let queued = false
  let frame: number | undefined
  let closed = false

  function soon(): void {
    changed = true
    if (queued || frame !== undefined) return
    queued = true
    queueMicrotask(() => {
      queued = false
      if (closed) return
      nextFrame()
      paint(true)
    })
  }

  function nextFrame(): void {
    frame ??= requestAnimationFrame(() => {
      frame = undefined
      paint(false)
    })
  }

  function paint(urgent: boolean): void {
    if (shifted && !find()) return
    if (!changed || painted === undefined) return
    changed = sheet.show(strokes(painted), urgent ? visible : undefined)
    given.onPainted()
  }

  /** Finds the text to paint; false while there is no room to paint in. Reads the layout, which changes of paint do not need. */
  function find(): boolean {
    const view = scroller.getBoundingClientRect()
    if (view.height === 0) return false
    shifted = false
    visible = spanBetween(dom, positions, view.top, view.bottom)
    if (!changed && painted !== undefined && painted.start <= visible.start && visible.end <= painted.end) return true
    painted = spanBetween(dom, positions, view.top - view.height, view.bottom + view.height)
    changed = true
    return true
  }

  function strokes(window: Span): Stroke[] {
    const {selected, hovered, beside, preview, words, marks, hits, hit: now, presence, disputed, disputedHere} = shown
    const found: Stroke[] = []
    const add = (span: Span, key: string, name: string, priority: number): void => {
      const start = Math.max(span.start, window.start)
      const end = Math.min(span.end, window.end)
      if (start < end) found.push({start, end, key, name, priority})
    }
    // The first keeps the key, so that nothing is drawn anew where an annotation gets a second part.
    const addParts = (extent: Extent, key: string, name: string, priority: number): void => {
      if (extent.parts === undefined) add(extent, key, name, priority)
      else for (const [at, part] of extent.parts.entries()) add(part, at === 0 ? key : `${key} part ${at}`, name, priority)
    }
    for (const [at, mark] of marks.entries()) add(mark.span, `mark ${at}`, FURNITURE, PRIORITY.furniture)
    const inOrder = index.inRange(window)
    const lane = lanes(inOrder)
    for (const [at, highlight] of inOrder.entries()) {
      if (highlight.id === selected) continue
      const level = lane[at] as number
      addParts(highlight, `lane ${highlight.id}`, laneName(highlight.look, level), PRIORITY.lane + level)
    }
    for (const place of disputed) {
      const isHere = place.start === disputedHere?.start && place.end === disputedHere.end
      add(place, `disputed ${place.start} ${place.end}`, isHere ? DISPUTED_HERE : DISPUTED, PRIORITY.disputed)
    }
    const chosen = preview ?? (selected === undefined ? undefined : index.get(selected))
    if (chosen !== undefined) {
      addParts(chosen, 'selected', selectedName(chosen.look), PRIORITY.selected)
      for (const [at, gap] of gapsOf(chosen).entries()) add(gap, `link ${at}`, linkName(chosen.look), PRIORITY.link)
    }
    for (const person of presence) add(person.span, `presence ${person.id}`, presenceName(person.hue), PRIORITY.presence)
    const under = hovered === undefined || hovered === selected ? undefined : index.get(hovered)
    if (under !== undefined) addParts(under, 'hovered', hoveredName(under.look), PRIORITY.hovered)
    const waiting = beside === undefined || beside === under?.id ? undefined : index.get(beside)
    if (waiting !== undefined) addParts(waiting, 'beside', hoveredName(waiting.look), PRIORITY.hovered)
    for (const hit of hits) add(hit, `hit ${hit.start}`, HITS, PRIORITY.hits)
    if (words !== undefined) add(words, 'words', WORDS, PRIORITY.words)
    if (now !== undefined) add(now, 'hit', HIT, PRIORITY.hit)
    return found
  }

  const stopObserving = index.observe(soon)
  soon()

  return {
    show(part) {
      shown = {...shown, ...part}
      soon()
    },
    moved() {
      shifted = true
      changed = true
      nextFrame()
    },
    scrolled() {
      shifted = true
      nextFrame()
    },
    close() {
      closed = true
      stopObserving()
      if (frame !== undefined) cancelAnimationFrame(frame)
      sheet.clear()
    },
  }
}

/** What stands between the parts. */
const gapsOf = ({parts = []}: Extent): readonly Span[] => parts.slice(1).map(({start}, at) => ({start: parts[at]?.end ?? start, end: start}))
