export type ClickDisposition = 'foreground-tab' | 'background-tab' | 'new-window'

/**
 * Hears of links clicked for a window of their own, by a key or the middle button, and stops them: Chromium would open such
 * a page without a word. At the end of the event's way, since the page may have its own use for the click, or refuse it.
 */
export function onNewWindowClick(open: (url: string, disposition: ClickDisposition) => void): void {
  const hear = (event: MouseEvent): void => {
    const link = event.composedPath().find(each => each instanceof HTMLAnchorElement || each instanceof HTMLAreaElement)
    const disposition = dispositionOf(event)
    if (disposition === undefined || event.defaultPrevented || !link?.hasAttribute('href') || link.isContentEditable) return
    event.preventDefault()
    open(link.href, disposition)
  }
  window.addEventListener('click', hear)
  window.addEventListener('auxclick', hear)
}

function dispositionOf({button, shiftKey, ctrlKey, metaKey}: MouseEvent): ClickDisposition | undefined {
  const tab = button === 1 || (button === 0 && (navigator.platform.startsWith('Mac') ? metaKey : ctrlKey))
  if (tab) return shiftKey ? 'foreground-tab' : 'background-tab'
  return button === 0 && shiftKey ? 'new-window' : undefined
}
