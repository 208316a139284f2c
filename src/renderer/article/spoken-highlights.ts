import {spokenIn} from '../../core/article/article-language.ts'
import {partsOf} from '../../core/text/extent.ts'
import {paragraphAt, paragraphs} from '../../core/text/paragraph.ts'
import {slice} from '../../core/text/span.ts'
import {say} from '../ui/say.ts'
import type {Highlight, HighlightIndex} from './highlight-index.ts'

/** Milliseconds after which lists are written although the window is busy. */
const PATIENCE = 1_000

/** Paragraphs whose lists are written at a time: a few milliseconds of work where each has some highlights. */
const BATCH = 20

type Written = {readonly list: HTMLElement; readonly said: string}

/**
 * Highlights are painted and stand in no element: for screen readers each paragraph has a list of those that begin in it, in text order, which its
 * `aria-details` points to. Written while the window has nothing to do, and only where something changed. Returns how to stop.
 */
export function spokenHighlights(given: {
  readonly text: string
  readonly language: string | undefined
  /** Its children are the paragraphs. */
  readonly dom: HTMLElement
  /** Takes the lists. */
  readonly place: HTMLElement
  readonly index: HighlightIndex
  readonly onChoose: (highlight: Highlight) => void
}): () => void {
  const {text, dom, place, index} = given
  const lines = paragraphs(text)
  const written = new Map<number, Written>()
  const {lang} = spokenIn(given.language)
  let waiting: number | undefined

  function write(): void {
    waiting = undefined
    const now = new Map<number, Highlight[]>()
    for (const highlight of index.inRange({start: 0, end: text.length})) {
      const at = paragraphAt(lines, highlight.start)
      now.set(at, [...(now.get(at) ?? []), highlight])
    }
    for (const at of [...written.keys()]) if (!now.has(at)) forget(at)
    let left = BATCH
    for (const [at, here] of now) {
      const said = JSON.stringify(here)
      if (written.get(at)?.said === said) continue
      if (left-- === 0) return later()
      forget(at)
      written.set(at, {list: listOf(at, here), said})
    }
  }

  function listOf(at: number, here: readonly Highlight[]): HTMLElement {
    const list = document.createElement('ol')
    list.id = `${place.id}-${at}`
    list.ariaLabel = say('Highlights in paragraph {paragraph, number}', {paragraph: at + 1})
    list.append(...here.map(itemOf))
    const next = [...written.keys()].filter(other => other > at).sort((a, b) => a - b)[0]
    place.insertBefore(list, next === undefined ? null : (written.get(next)?.list ?? null))
    dom.children[at]?.setAttribute('aria-details', list.id)
    return list
  }

  function itemOf(highlight: Highlight): HTMLElement {
    const item = document.createElement('li')
    const words = document.createElement('mark')
    words.lang = lang
    words.dir = 'auto'
    words.textContent = partsOf(highlight)
      .map(part => slice(text, part))
      .join(' … ')
    // Reached by reading, not by Tab: on screen it is the painted words.
    const button = document.createElement('button')
    button.type = 'button'
    button.tabIndex = -1
    button.dir = 'auto'
    button.textContent = highlight.label
    button.addEventListener('click', () => given.onChoose(highlight))
    item.append(words, ' ', button)
    return item
  }

  function forget(at: number): void {
    const known = written.get(at)
    if (known === undefined) return
    known.list.remove()
    written.delete(at)
    dom.children[at]?.removeAttribute('aria-details')
  }

  function later(): void {
    waiting ??= requestIdleCallback(write, {timeout: PATIENCE})
  }

  const stop = index.observe(later)
  later()
  return () => {
    stop()
    if (waiting !== undefined) cancelIdleCallback(waiting)
    for (const at of [...written.keys()]) forget(at)
  }
}
