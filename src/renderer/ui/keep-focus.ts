const FOCUSABLE = ['input', 'textarea', 'select', 'button', '[href]', '[tabindex]'].map(each => `${each}:not([tabindex="-1"], :disabled)`).join(', ')

/** What a person knows as a place: the focus stays within one rather than jump to another. */
const PLACES = 'dialog, aside, section[aria-label], [data-place]'

/**
 * What has the focus may go away, or be disabled by what it did: then the focus would fall to the page, where keys do nothing.
 * It goes to a control that is left near by, or, where its place has none, to `fallback`. Returns how to stop.
 */
export function keepFocus(page: Document, fallback: () => void): () => void {
  let last: {readonly element: Element; readonly around: readonly Element[]} | undefined
  const remember = ({target}: FocusEvent): void => {
    last = target instanceof Element ? {element: target, around: ancestors(target)} : undefined
  }
  const watch = new MutationObserver(() => {
    if (last === undefined || isThere(last.element)) return
    const {element, around} = last
    const {activeElement} = page
    if (activeElement !== null && activeElement !== page.body && activeElement !== element) return
    last = undefined
    const near = nearest(around)
    if (near === undefined) fallback()
    else near.focus({preventScroll: true})
  })
  page.addEventListener('focusin', remember)
  watch.observe(page.body, {subtree: true, childList: true, attributes: true, attributeFilter: ['disabled', 'hidden', 'inert']})
  return () => {
    page.removeEventListener('focusin', remember)
    watch.disconnect()
  }
}

/** Whether it can have the focus still. */
const isThere = (element: Element): boolean => element.isConnected && !element.matches(':disabled') && element.closest('[hidden], [inert]') === null

/** From the innermost outwards. */
function ancestors(element: Element): readonly Element[] {
  const found: Element[] = []
  for (let at = element.parentElement; at !== null; at = at.parentElement) found.push(at)
  return found
}

function nearest(around: readonly Element[]): HTMLElement | undefined {
  const edge = around.findIndex(each => each.matches(PLACES))
  for (const each of around.slice(0, edge + 1)) {
    // Where a dialog goes on, not where it is closed.
    const rooms = each.matches('dialog') ? [...each.querySelectorAll('.dialog-body'), ...each.querySelectorAll('.dialog-actions'), each] : [each]
    const found = each.isConnected ? rooms.flatMap(room => [...room.querySelectorAll<HTMLElement>(FOCUSABLE)]).find(isThere) : undefined
    if (found !== undefined) return found
  }
  return undefined
}
