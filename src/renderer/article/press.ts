export interface Press {
  /** A mouse, pen or finger is held down, and begins a selection of its own where it came down. With Shift it extends the one there is. */
  begins(): boolean
  close(): void
}

const DOWN = ['pointerdown', 'mousedown'] as const
/** A finger's mouse events come after its pointer went up. */
const UP = ['pointerup', 'pointercancel', 'mouseup', 'dragend'] as const

/** Watches presses wherever on the page: one beside the text may begin a selection in it, and give it the focus, too. */
export function watchPress(page: Document): Press {
  let begins = false
  const down = (event: MouseEvent): void => {
    begins = event.button === 0 && !event.shiftKey
  }
  const up = (): void => {
    begins = false
  }
  for (const type of DOWN) page.addEventListener(type, down, true)
  for (const type of UP) page.addEventListener(type, up, true)
  return {
    begins: () => begins,
    close() {
      for (const type of DOWN) page.removeEventListener(type, down, true)
      for (const type of UP) page.removeEventListener(type, up, true)
    },
  }
}
