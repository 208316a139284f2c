import type {Span} from '../../core/text/span.ts'

/** Milliseconds that a finger rests to mean the word under it: browsers that select it themselves have done so by then. */
const REST = 650

/** Pixels that a resting finger may stray. */
const STRAY = 10

/**
 * A finger that rests on a word selects it, and goes on to select as far as it moves: where the browser does not do so itself, as for a text that takes no input.
 * Moving before that scrolls. Returns how to stop.
 */
export function watchRestingFinger(given: {
  readonly dom: HTMLElement
  /** The word at a point of the window. */
  readonly wordAt: (x: number, y: number) => Span | undefined
  readonly select: (caret: {readonly anchor: number; readonly head: number}) => void
}): () => void {
  const {dom, wordAt, select} = given
  let resting: {readonly x: number; readonly y: number; readonly timer: ReturnType<typeof setTimeout>} | undefined
  /** The word that the finger rested on, while it is down. */
  let word: Span | undefined

  const stopResting = (): void => {
    clearTimeout(resting?.timer)
    resting = undefined
  }
  const rested = (before: string): void => {
    const selected = String(document.getSelection())
    if (resting === undefined || (selected !== '' && selected !== before)) return
    word = wordAt(resting.x, resting.y)
    if (word !== undefined) select({anchor: word.start, head: word.end})
  }
  const start = ({touches}: TouchEvent): void => {
    stopResting()
    word = undefined
    const [finger, another] = touches
    if (finger === undefined || another !== undefined) return
    const {clientX: x, clientY: y} = finger
    const before = String(document.getSelection())
    resting = {x, y, timer: setTimeout(() => rested(before), REST)}
  }
  const move = (event: TouchEvent): void => {
    const [finger] = event.touches
    if (finger === undefined || resting === undefined) return
    if (word === undefined) {
      if (Math.hypot(finger.clientX - resting.x, finger.clientY - resting.y) > STRAY) stopResting()
      return
    }
    event.preventDefault()
    const now = wordAt(finger.clientX, finger.clientY)
    if (now === undefined) return
    select(now.start < word.start ? {anchor: word.end, head: now.start} : {anchor: word.start, head: now.end})
  }
  // The browser would take the end of it for a tap, and put the caret there.
  const end = (event: TouchEvent): void => {
    if (word !== undefined) event.preventDefault()
    word = undefined
    stopResting()
  }
  const listening = new AbortController()
  const {signal} = listening
  dom.addEventListener('touchstart', start, {passive: true, signal})
  dom.addEventListener('touchmove', move, {passive: false, signal})
  dom.addEventListener('touchend', end, {passive: false, signal})
  dom.addEventListener('touchcancel', end, {signal})
  return () => {
    listening.abort()
    stopResting()
  }
}
