/** Escape closes what stands over the window first, and empties a search field. */
export function escapeMeansOther(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open], [popover]:not([popover=manual]):popover-open') !== null) return true
  return target instanceof HTMLInputElement && target.type === 'search' && target.value !== ''
}
