/** Characters laid out at a time: a few milliseconds of work. */
const BATCH = 6_000

/** Milliseconds after which a batch is laid out although the window is busy. */
const PATIENCE = 250

/** Milliseconds to leave of what the browser says is free. */
const RESERVE = 3

/**
 * Lays out what is not on screen, little by little after the first paint: a screen reader is told only of text that is laid out.
 * Until then, paragraphs that are scrolled away have an estimated height.
 */
export function layOutAll({scroller, text}: {readonly scroller: HTMLElement; readonly text: HTMLElement}): () => void {
  const paragraphs = text.children
  let next = 0
  let waiting = requestIdleCallback(work, {timeout: PATIENCE})

  function work(time: IdleDeadline): void {
    do layOutSome()
    while (next < paragraphs.length && time.timeRemaining() > RESERVE)
    if (next < paragraphs.length) waiting = requestIdleCallback(work, {timeout: PATIENCE})
  }

  /** Above the screen, the text on screen stays where it is. */
  function layOutSome(): void {
    const first = firstOnScreen(scroller, paragraphs)
    const before = first?.getBoundingClientRect().top
    for (let characters = 0; characters < BATCH && next < paragraphs.length; next++) {
      const paragraph = paragraphs[next] as HTMLElement
      paragraph.dataset.laidOut = ''
      characters += paragraph.textContent.length
    }
    const after = first?.getBoundingClientRect().top
    if (before !== undefined && after !== undefined && before !== after) scroller.scrollTop += after - before
  }

  return () => cancelIdleCallback(waiting)
}

/** Unless the text is at its start, where nothing stands above it. */
function firstOnScreen(scroller: HTMLElement, paragraphs: HTMLCollection): Element | undefined {
  if (scroller.scrollTop === 0) return undefined
  const {top} = scroller.getBoundingClientRect()
  let low = 0
  let high = paragraphs.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((paragraphs[middle] as Element).getBoundingClientRect().bottom < top) low = middle + 1
    else high = middle
  }
  return paragraphs[low]
}
