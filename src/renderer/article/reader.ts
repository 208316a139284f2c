import type {Extent} from '../../core/text/extent.ts'
import {partsOf} from '../../core/text/extent.ts'
import type {Span} from '../../core/text/span.ts'
import {graphemeStep} from '../../core/text/segmentation.ts'
import {thisPlatform} from '../ui/shortcuts.ts'
import {exactSelection} from './exact-selection.ts'
import {innermostFirst} from './highlight-index.ts'
import {layOutAll} from './lay-out.ts'
import type {Highlight, HighlightIndex} from './highlight-index.ts'
import {painter} from './painter.ts'
import type {Shown} from './painter.ts'
import {readingView} from './reading-view.ts'
import type {Caret, Mark} from './reading-view.ts'
import {watchRestingFinger} from './resting-finger.ts'
import {runDirection} from './run-direction.ts'
import {spokenHighlights} from './spoken-highlights.ts'
import {snapped} from './surface.ts'
import type {Snap, Surface} from './surface.ts'
import {characterAtPoint, offsetAtPoint} from './visible-span.ts'
import {say} from '../ui/say.ts'

/** An article opened on the page: the text, its paint, and what the person does with them. */
export interface Reader {
  readonly surface: Surface
  show(part: Partial<Shown>): void
  setMarks(marks: readonly Mark[]): void
  focus(): void
  reveal(span: Span): void
  select(span: Span): void
  /** Brings the caret to the words, unless it is in them, and leaves the focus where it is. */
  place(extent: Extent): void
  /** Where the caret is: the end of a selection that moves. */
  caret(): number
  selection(): Span | undefined
  rectOf(span: Span): DOMRect | undefined
  close(): void
}

/** What may change while the article stays open; asked for when it is needed. */
export type Wishes = {
  readonly snap: Snap
  onSelection(span: Span | undefined): void
  onPick(ids: readonly string[], offset: number): void
  onEnter?(ids: readonly string[], offset: number): void
  onContextMenu?(ids: readonly string[], offset: number, event: MouseEvent): void
}

export function openReader(given: {
  readonly text: string
  readonly label: string
  readonly language: string | undefined
  readonly highlights: HighlightIndex
  readonly scroller: HTMLElement
  readonly page: HTMLElement
  readonly mount: HTMLElement
  /** Says what stands at the caret. */
  readonly live: HTMLElement
  /** Has the highlights of each paragraph for who does not see them. */
  readonly spoken: HTMLElement
  readonly latest: () => Wishes
}): Reader {
  const {text, label, language, highlights, scroller, page, mount, live, spoken, latest} = given
  const placed = new Set<() => void>()
  let told: Span | undefined
  let placing = false

  const view = readingView(mount, {text, label, language, onCaret: caretMoved, onEnter: enter})
  const {dom, positions} = view
  const exact = exactSelection(dom, {takesWords: thisPlatform() === 'mac', onChange: () => caretMoved(view.caret())})
  const paint = painter({
    scroller,
    dom,
    positions,
    index: highlights,
    onPainted: () => {
      for (const listener of placed) listener()
    },
  })

  function selection(): Span | undefined {
    const {anchor, head} = view.caret()
    if (anchor === head) return undefined
    const by = exact.isExact() ? 'grapheme' : latest().snap
    const span = snapped(text, {start: Math.min(anchor, head), end: Math.max(anchor, head)}, by)
    return span.start < span.end ? span : undefined
  }

  function caretMoved({anchor, head}: Caret): void {
    const span = selection()
    if (span?.start !== told?.start || span?.end !== told?.end) latest().onSelection(span)
    told = span
    sayWhatIsAt({anchor, head})
  }

  /** What the person knows to stand at the caret. */
  let known = ''

  function sayWhatIsAt(caret: Caret): void {
    const words = wordsAt(caret)
    if (words === known) return
    known = words
    // Whoever put the caret there says what stands there.
    live.textContent = placing ? '' : words
  }

  const wordsAt = ({anchor, head}: Caret): string =>
    (anchor === head ? highlights.at(head).sort(innermostFirst) : []).map(highlight => say('in {label}', {label: highlight.label})).join('; ')

  // What stands at the caret may be another without the caret having moved: the act that made it so is what is said of it.
  let knowing: number | undefined
  const stopKnowing = highlights.observe(() => {
    knowing ??= requestAnimationFrame(() => {
      knowing = undefined
      const words = wordsAt(view.caret())
      if (words !== known) live.textContent = ''
      known = words
    })
  })

  const idsAt = (offset: number): string[] => ids(highlights.at(offset))

  function enter(): void {
    const offset = view.caret().head
    const wishes = latest()
    if (wishes.onEnter === undefined) wishes.onPick(idsAt(offset), offset)
    else wishes.onEnter(idsAt(offset), offset)
  }

  function idsUnder(event: MouseEvent): {ids: string[]; offset: number} | undefined {
    const offset = offsetAtPoint(positions, event.clientX, event.clientY)
    if (offset === undefined) return undefined
    const character = characterAtPoint(positions, event.clientX, event.clientY)
    const under = character === undefined ? [] : ids(highlights.inRange({start: character, end: character + 1}))
    return {ids: under.length > 0 || character === undefined ? under : idsAt(offset), offset}
  }

  function click(event: MouseEvent): void {
    if (event.button !== 0 || event.shiftKey || !document.getSelection()?.isCollapsed) return
    const found = idsUnder(event)
    if (found !== undefined) latest().onPick(found.ids, found.offset)
  }

  function contextMenu(event: MouseEvent): void {
    const byKey = event.button !== 2
    const offset = view.caret().head
    const found = byKey ? {ids: idsAt(offset), offset} : idsUnder(event)
    if (found !== undefined) latest().onContextMenu?.(found.ids, found.offset, event)
  }

  let hovered: string | undefined
  function hover(id: string | undefined): void {
    if (id === hovered) return
    hovered = id
    paint.show({hovered: id})
  }

  // The browser reports moves once per frame, when layout is clean: looking the character up costs no layout.
  function pointerMove(event: PointerEvent): void {
    if (event.pointerType !== 'mouse' || event.buttons !== 0) return
    const character = characterAtPoint(positions, event.clientX, event.clientY)
    hover(character === undefined ? undefined : ids(highlights.inRange({start: character, end: character + 1}))[0])
  }

  /** Selects a letter more or less, as the letters run where the caret is. */
  function selectByLetter(event: KeyboardEvent): void {
    const step = exact.stepOf(event)
    if (step === undefined) return
    event.preventDefault()
    const {anchor, head} = view.caret()
    const isOn = (step === 'right') === (runDirection({text, positions}, head, head < anchor ? 'after' : 'before') === 'ltr')
    view.select({anchor, head: graphemeStep(text, head, isOn ? 1 : -1)})
  }

  /** Lays the text out around a caret that was scrolled away, so that the browser can move it by lines and pages. */
  function beforeKey(event: KeyboardEvent): void {
    if (!/^(Arrow|Page|Home|End)/.test(event.key)) return
    const {node} = positions.pointOf(view.caret().head)
    const paragraph = node instanceof Text ? node.parentElement : (node as Element)
    const box = paragraph?.getBoundingClientRect()
    const pane = scroller.getBoundingClientRect()
    if (box === undefined || (box.bottom > pane.top - pane.height / 2 && box.top < pane.bottom + pane.height / 2)) return
    mount.dataset.laidOut = ''
    requestAnimationFrame(() => delete mount.dataset.laidOut)
  }

  function rangeOf(span: Span): Range {
    const range = document.createRange()
    const start = positions.pointOf(span.start)
    const end = positions.pointOf(span.end)
    range.setStart(start.node, start.offset)
    range.setEnd(end.node, end.offset)
    return range
  }

  /** Twice, because paragraphs on the way get their true heights only when they come near the screen. */
  function reveal(span: Span): void {
    bringIntoView(span)
    requestAnimationFrame(() => bringIntoView(span))
  }

  function bringIntoView(span: Span): void {
    const box = rangeOf(span).getBoundingClientRect()
    const pane = scroller.getBoundingClientRect()
    const rim = Math.min(64, pane.height / 6)
    const seen = box.top >= pane.top + rim && Math.min(box.bottom, box.top + pane.height / 2) <= pane.bottom - rim
    if (!seen) scroller.scrollBy({top: box.top - pane.top - pane.height / 3, behavior: 'instant'})
  }

  /** With a caret within, keys go on from here; without, from the start. */
  function place(extent: Extent): void {
    // A click selects what is under it before the browser has told where it put the caret.
    view.catchUp()
    const {anchor, head} = view.caret()
    if (anchor === head && partsOf(extent).some(({start, end}) => start <= head && head <= end)) return
    told = undefined
    paint.show({words: undefined})
    placing = true
    view.place({anchor: extent.start, head: extent.start})
    placing = false
  }

  const stopLayingOut = layOutAll({scroller, text: dom})
  const stopResting = watchRestingFinger({
    dom,
    wordAt: (x, y) => {
      const at = characterAtPoint(positions, x, y)
      return at === undefined ? undefined : snapped(text, {start: at, end: at + 1}, 'word')
    },
    select: view.select,
  })
  const stopListing = spokenHighlights({
    text,
    language,
    dom,
    place: spoken,
    index: highlights,
    onChoose: ({id, start}) => {
      latest().onPick([id], start)
      dom.focus({preventScroll: true})
    },
  })
  const resized = new ResizeObserver(paint.moved)
  resized.observe(scroller)
  resized.observe(page)
  // A font that arrives late moves words without moving the page's edges.
  document.fonts.addEventListener('loadingdone', paint.moved)
  const leave = (): void => hover(undefined)
  scroller.addEventListener('scroll', paint.scrolled, {passive: true})
  dom.addEventListener('focus', () => paint.show({words: undefined}))
  dom.addEventListener('blur', () => paint.show({words: selection()}))
  dom.addEventListener('click', click)
  dom.addEventListener('keydown', beforeKey)
  dom.addEventListener('keydown', selectByLetter)
  dom.addEventListener('contextmenu', contextMenu)
  dom.addEventListener('pointermove', pointerMove)
  dom.addEventListener('pointerleave', leave)

  return {
    surface: {
      text,
      positions,
      page,
      scroller,
      onPainted(listener) {
        placed.add(listener)
        return () => placed.delete(listener)
      },
      preview: preview => paint.show({preview}),
    },
    show: paint.show,
    setMarks(marks) {
      view.setMarks(marks)
      paint.show({marks})
    },
    focus: () => dom.focus({preventScroll: true}),
    reveal,
    select: span => view.select({anchor: span.start, head: span.end}),
    place,
    caret: () => view.caret().head,
    selection,
    rectOf(span) {
      const box = rangeOf(span).getBoundingClientRect()
      return box.width === 0 && box.height === 0 ? undefined : box
    },
    close() {
      stopLayingOut()
      stopResting()
      stopListing()
      resized.disconnect()
      document.fonts.removeEventListener('loadingdone', paint.moved)
      scroller.removeEventListener('scroll', paint.scrolled)
      exact.close()
      paint.close()
      view.close()
      stopKnowing()
      if (knowing !== undefined) cancelAnimationFrame(knowing)
      live.textContent = ''
    },
  }
}

const ids = (found: readonly Highlight[]): string[] => [...found].sort(innermostFirst).map(highlight => highlight.id)
