import {useEffect, useLayoutEffect, useRef} from 'react'
import type {KeyboardEvent, PointerEvent} from 'react'
import {graphemeStep, wordStep} from '../../core/text/segmentation.ts'
import type {Extent} from '../../core/text/extent.ts'
import {partsOf, sameExtent, withPart} from '../../core/text/extent.ts'
import type {Span} from '../../core/text/span.ts'
import {slice} from '../../core/text/span.ts'
import {paragraphAt, paragraphs} from '../../core/text/paragraph.ts'
import type {Edge} from './edge.ts'
import {edgeAtPoint} from './edge.ts'
import type {Highlight, HighlightIndex} from './highlight-index.ts'
import {runDirection} from './run-direction.ts'
import {caretBox, snapped} from './surface.ts'
import type {CaretBox, Snap, Surface} from './surface.ts'
import {say} from '../ui/say.ts'

/** How near to the upper or lower rim of the pane, in pixels, a dragged handle scrolls the text. */
const SCROLL_RIM = 28

/** A press that moves less than this, in pixels, is none of a drag. */
const TREMOR = 3

/** How far apart, in pixels, the middles of the two handles stand at least, so that each can be taken at a short word. */
const APART = 24

/** Words or letters that Page Up and Page Down move an edge by. */
const PAGE = 5

/** By the pattern of sliders: up is more, which here is later in the text. */
const STEPS: {readonly [key: string]: number} = {ArrowUp: 1, ArrowDown: -1, PageUp: PAGE, PageDown: -PAGE}

export type PartHandlesProps = {
  readonly id: string
  /** Which of the parts. */
  readonly at: number
  readonly highlights: HighlightIndex
  readonly surface: Surface
  readonly snap: Snap
  readonly onResize: (id: string, extent: Extent) => void
}

/**
 * The two handles of one part of the selected annotation: dragged by pointer, stepped by arrow keys, given up with Escape. Each takes
 * presses only above the letters of its own line, so that words beside, above and below can be selected as always.
 */
export function PartHandles({id, at, highlights, surface, snap, onResize}: PartHandlesProps) {
  const draft = useRef<Span | undefined>(undefined)
  /** Where a drag began, and how far from the pointer the edge stood then. */
  const grip = useRef<{readonly x: number; readonly y: number; readonly dx: number; readonly dy: number} | undefined>(undefined)
  const handles = {start: useRef<HTMLButtonElement>(null), end: useRef<HTMLButtonElement>(null)}

  const partNow = (): Span | undefined => partsOf(highlights.get(id) ?? {start: 0, end: 0, parts: []})[at]

  function place(): void {
    const highlight = highlights.get(id)
    const parts = highlight === undefined ? [] : partsOf(highlight)
    const span = draft.current ?? parts[at]
    const boxes = {
      start: span && caretBox(surface, span.start, 'after'),
      end: span && caretBox(surface, span.end, 'before'),
    }
    const lineHeight = lineHeightOf(surface)
    const [before, after] = [parts[at - 1], parts[at + 1]]
    const aside = asideOf(boxes, {
      start: before && caretBox(surface, before.end, 'before'),
      end: after && caretBox(surface, after.start, 'after'),
    })
    for (const edge of ['start', 'end'] as const) {
      const handle = handles[edge].current
      const box = boxes[edge]
      if (handle === null) continue
      handle.hidden = box === undefined
      if (box === undefined || span === undefined || highlight === undefined) continue
      const top = box.top + box.height / 2 - lineHeight / 2
      handle.style.translate = `${box.left + aside[edge]}px ${top}px`
      handle.style.setProperty('--line', `${lineHeight}px`)
      handle.style.setProperty('--aside', `${aside[edge]}px`)
      handle.setAttribute('aria-label', edgeWords(edge, parts.length > 1 ? at + 1 : undefined, highlight.label))
      const reach = reachOf(surface.text, span, edge)
      handle.setAttribute('aria-valuemin', String(reach.start))
      handle.setAttribute('aria-valuemax', String(reach.end))
      handle.setAttribute('aria-valuenow', String(span[edge]))
      handle.setAttribute('aria-valuetext', words(slice(surface.text, span), edge))
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: another annotation, or another place of this one, ends the drag
  useLayoutEffect(() => {
    draft.current = undefined
    place()
    return surface.onPainted(place)
  }, [id, at, highlights, surface])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the preview of one annotation ends when another is selected
  useEffect(() => () => surface.preview(undefined), [id, surface])

  function move(span: Span | undefined): void {
    const highlight = highlights.get(id)
    draft.current = highlight === undefined ? undefined : span
    surface.preview(highlight === undefined || span === undefined ? undefined : resized(surface.text, highlight, at, span))
    place()
  }

  function settle(): void {
    const span = draft.current
    const old = highlights.get(id)
    const extent = span && old && withPart(surface.text, old, at, span)
    if (extent !== undefined && old !== undefined && !sameExtent(extent, old)) onResize(id, extent)
    move(undefined)
  }

  function moved(edge: Edge, offset: number, by: Snap): Span | undefined {
    const span = draft.current ?? partNow()
    if (span === undefined) return undefined
    const wanted = {start: span.start, end: span.end, [edge]: offset}
    if (wanted.start >= wanted.end) return undefined
    // Only the edge that is held moves, even where the other one is not at a word's border.
    const fitted = {...wanted, [edge]: snapped(surface.text, wanted, by)[edge]}
    return fitted.start < fitted.end ? fitted : undefined
  }

  function pointerDown(edge: Edge, event: PointerEvent<HTMLButtonElement>): void {
    if (event.button !== 0) return
    const span = partNow()
    const box = span === undefined ? undefined : caretBox(surface, span[edge], edge === 'start' ? 'after' : 'before')
    if (span === undefined || box === undefined) return
    const {left, top} = surface.page.getBoundingClientRect()
    const below = top + box.top + box.height / 2 - event.clientY
    // A finger holds a handle above its line, and means the line; a mouse means the line it is on.
    const dy = Math.abs(below) <= lineHeightOf(surface) / 2 ? 0 : below
    grip.current = {x: event.clientX, y: event.clientY, dx: left + box.left - event.clientX, dy}
    event.currentTarget.setPointerCapture(event.pointerId)
    surface.page.dataset.resizing = edge
    move({start: span.start, end: span.end})
  }

  function pointerMove(edge: Edge, event: PointerEvent<HTMLButtonElement>): void {
    if (grip.current === undefined) return
    const {x, y, dx, dy} = grip.current
    if (draft.current === undefined || Math.hypot(event.clientX - x, event.clientY - y) < TREMOR) return
    const pane = surface.scroller.getBoundingClientRect()
    if (event.clientY < pane.top + SCROLL_RIM) surface.scroller.scrollBy(0, -SCROLL_RIM / 2)
    if (event.clientY > pane.bottom - SCROLL_RIM) surface.scroller.scrollBy(0, SCROLL_RIM / 2)
    const by = event.altKey ? 'grapheme' : snap
    // A word is the one under the pointer; between letters, the edge keeps its distance from the pointer.
    const offset = edgeAtPoint(surface, edge, {x: by === 'word' ? event.clientX : event.clientX + dx, y: event.clientY + dy}, by)
    const span = offset === undefined ? undefined : moved(edge, offset, by)
    if (span !== undefined) move(span)
  }

  function letGo(keep: boolean): void {
    if (grip.current === undefined) return
    grip.current = undefined
    delete surface.page.dataset.resizing
    if (keep) settle()
    else move(undefined)
  }

  function keyDown(edge: Edge, event: KeyboardEvent<HTMLButtonElement>): void {
    if (event.key === 'Escape' && draft.current !== undefined) {
      event.preventDefault()
      event.stopPropagation()
      letGo(false)
      move(undefined)
    }
    const span = draft.current ?? partNow()
    const next = span === undefined ? undefined : steppedTo(edge, event, span)
    if (next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const wanted = moved(edge, next, event.shiftKey ? 'grapheme' : snap)
    if (wanted !== undefined) move(wanted)
  }

  /** Where a key takes an edge: a letter or word on, several with Page Up and Page Down, and to the ends of what it can reach with Home and End. */
  function steppedTo(edge: Edge, event: KeyboardEvent, span: Span): number | undefined {
    const reach = reachOf(surface.text, span, edge)
    if (event.key === 'Home') return reach.start
    if (event.key === 'End') return reach.end
    const isRightward = runDirection(surface, span[edge], edge === 'start' ? 'after' : 'before') === 'ltr'
    const step = STEPS[event.key] ?? (event.key === 'ArrowRight' ? (isRightward ? 1 : -1) : event.key === 'ArrowLeft' ? (isRightward ? -1 : 1) : undefined)
    if (step === undefined) return undefined
    const byLetter = event.shiftKey || (snap === 'grapheme' && !event.ctrlKey && !event.altKey)
    let next = span[edge]
    for (let left = Math.abs(step); left > 0; left--) {
      const on = steppedPastSpace(surface.text, next, step > 0 ? 1 : -1, !byLetter, edge)
      // Of a great step as much as there is room for.
      if (Math.abs(step) > 1 && (edge === 'start' ? on >= span.end : on <= span.start)) break
      next = on
    }
    return next
  }

  // Arrow keys show where the edge would go; it goes there when the key is let go, as one change.
  const keyUp = (event: KeyboardEvent): void => {
    if (/^(Arrow|Page|Home|End)/.test(event.key) && grip.current === undefined) settle()
  }

  return (['start', 'end'] as const).map(edge => (
    <button
      key={edge}
      ref={handles[edge]}
      type="button"
      role="slider"
      aria-valuemin={0}
      aria-valuenow={0}
      aria-label={edge === 'start' ? say('Start of the annotation') : say('End of the annotation')}
      className={`article-handle article-handle-${edge}`}
      hidden
      onPointerDown={event => pointerDown(edge, event)}
      onPointerMove={event => pointerMove(edge, event)}
      onPointerUp={() => letGo(true)}
      onPointerCancel={() => letGo(false)}
      onKeyDown={event => keyDown(edge, event)}
      onKeyUp={keyUp}
      onBlur={() => {
        if (grip.current === undefined) settle()
      }}
    />
  ))
}

/** How far an edge can go: to the ends of its paragraph, and to the letter before or after the other edge. */
function reachOf(text: string, span: Span, edge: Edge): Span {
  const lines = paragraphs(text)
  const paragraph = lines[paragraphAt(lines, edge === 'end' ? span.end - 1 : span.start)] ?? span
  return edge === 'start'
    ? {start: paragraph.start, end: Math.min(paragraph.end, graphemeStep(text, span.end, -1))}
    : {start: Math.max(paragraph.start, graphemeStep(text, span.start, 1)), end: paragraph.end}
}

function edgeWords(edge: Edge, part: number | undefined, label: string): string {
  if (part === undefined) return edge === 'start' ? say('Start of {label}', {label}) : say('End of {label}', {label})
  return edge === 'start' ? say('Start of part {part, number} of {label}', {part, label}) : say('End of part {part, number} of {label}', {part, label})
}

const lineHeightOf = ({page}: Surface): number => Number.parseFloat(getComputedStyle(page).lineHeight)

type Boxes = {readonly [edge in Edge]: CaretBox | undefined}

/**
 * How far each handle stands aside of its edge: outwards where the two of a part would lie over each other, and inwards where one would lie over that
 * of the part beside it.
 */
function asideOf({start, end}: Boxes, beside: Boxes): {readonly [edge in Edge]: number} {
  const own = apart(start, end)
  const [before, after] = [apart(beside.start, start), apart(end, beside.end)]
  const isRightward = start === undefined || end === undefined || start.top !== end.top || start.left <= end.left
  const sign = isRightward ? 1 : -1
  return {start: sign * (before - own), end: sign * (own - after)}
}

/** Half of what two edges of one line lack to be as far from each other as their handles must be. */
function apart(one: CaretBox | undefined, other: CaretBox | undefined): number {
  if (one === undefined || other === undefined || one.top !== other.top) return 0
  return Math.max(0, APART - Math.abs(other.left - one.left)) / 2
}

/** As it would be with other words in place of a part. */
function resized(text: string, {parts: _parts, ...highlight}: Highlight, at: number, span: Span): Highlight {
  const extent = withPart(text, _parts === undefined ? highlight : {...highlight, parts: _parts}, at, span)
  return {...highlight, ...extent}
}

/** One step of an edge. Spans are trimmed, so a step that only crosses space would be taken back: it goes on to the next word. */
function steppedPastSpace(text: string, offset: number, step: 1 | -1, byWord: boolean, edge: Edge): number {
  let next = byWord ? wordStep(text, offset, step) : graphemeStep(text, offset, step)
  const outwards = (edge === 'end') === (step === 1)
  const crossed = (): string => ((edge === 'end') === outwards ? text.charAt(next - 1) : text.charAt(next))
  while (outwards && next > 0 && next < text.length && /\s/.test(crossed())) next = graphemeStep(text, next, step)
  return next
}

/** The words nearest to an edge, read aloud as it moves. */
function words(quote: string, edge: Edge): string {
  const all = quote.split(/\s+/)
  return edge === 'start' ? all.slice(0, 4).join(' ') : all.slice(-4).join(' ')
}
