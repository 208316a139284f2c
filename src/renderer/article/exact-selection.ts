/** Whether what is being selected is meant to the letter: with Alt held while dragging, or while the arrow keys select. */
export interface ExactSelection {
  isExact(): boolean
  /** Of the keys that select letter by letter: which arrow was pressed. */
  stepOf(event: KeyboardEvent): 'left' | 'right' | undefined
  close(): void
}

/** Keys that move the caret or a selection; all others leave what is selected as it is. */
const MOVES = /^(?:Arrow|Page|Home|End)/

/** `takesWords`: Alt with Shift selects word by word on a Mac; there the handles of an annotation go by letters. */
export function exactSelection(dom: HTMLElement, {takesWords, onChange}: {readonly takesWords: boolean; readonly onChange: () => void}): ExactSelection {
  let exact = false
  let isPressed = false

  const set = (next: boolean): void => {
    const changed = next !== exact
    exact = next
    if (changed) onChange()
  }
  const down = ({button, altKey}: PointerEvent): void => {
    isPressed = button === 0
    if (isPressed) exact = altKey
  }
  // Before the browser tells of the selection that the move made.
  const move = ({altKey}: PointerEvent): void => {
    if (isPressed) exact = altKey
  }
  const up = ({altKey}: PointerEvent): void => {
    if (isPressed) set(altKey)
    isPressed = false
  }
  const stepOf = (event: KeyboardEvent): 'left' | 'right' | undefined => {
    const isAsked = event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey && !takesWords
    return isAsked ? ({ArrowLeft: 'left', ArrowRight: 'right'} as const)[event.key] : undefined
  }
  const key = (event: KeyboardEvent): void => {
    if (MOVES.test(event.key) || (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey))) exact = stepOf(event) !== undefined
  }

  dom.addEventListener('pointerdown', down)
  document.addEventListener('pointermove', move, true)
  document.addEventListener('pointerup', up, true)
  dom.addEventListener('keydown', key, true)
  return {
    isExact: () => exact,
    stepOf,
    close() {
      document.removeEventListener('pointermove', move, true)
      document.removeEventListener('pointerup', up, true)
    },
  }
}
