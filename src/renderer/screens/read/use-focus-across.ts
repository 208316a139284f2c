import type {FocusEvent} from 'react'
import {useLayoutEffect, useRef} from 'react'
import type {PaneName} from '../../ui/narrow-panes.tsx'

const FOCUSABLE = 'input, textarea, select, button, [href], [tabindex]'

/** What had the focus last: the how manieth of those of its name in a pane. Of others there may be more or fewer: in a narrow window some are in menus. */
type Place = {readonly pane: PaneName; readonly name: string; readonly nth: number; readonly element: HTMLElement}

/**
 * In a window that becomes narrow or wide the panes are laid out anew: what had the focus has it again, with its caret, and a narrow window shows
 * its pane. Returns what notes where the focus is.
 */
export function useFocusAcross(isNarrow: boolean, onPane: (pane: PaneName) => void): (event: FocusEvent<HTMLElement>) => void {
  const last = useRef<Place>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another layout takes the focus away
  useLayoutEffect(() => {
    const place = last.current
    if (place === undefined || place.element.isConnected || document.activeElement !== document.body) return
    const now = named(place.pane, place.name)[place.nth]
    now?.focus({preventScroll: true})
    const before = place.element
    if (before instanceof HTMLTextAreaElement && now instanceof HTMLTextAreaElement) now.setSelectionRange(before.selectionStart, before.selectionEnd)
  }, [isNarrow])
  return ({target}) => {
    const name = target.closest('#pane-start, #pane-main, #pane-end')?.id.slice('pane-'.length) as PaneName | undefined
    const called = nameOf(target)
    last.current = name === undefined ? undefined : {pane: name, name: called, nth: named(name, called).indexOf(target), element: target}
    if (name !== undefined && !isNarrow) onPane(name)
  }
}

/** What is the same of a control however its pane is laid out. */
const nameOf = (control: HTMLElement): string =>
  [control.tagName, control.role, control.ariaLabel ?? (control instanceof HTMLButtonElement ? control.textContent : ''), control.getAttribute('name')].join(
    ' ',
  )

const named = (pane: PaneName, name: string): readonly HTMLElement[] =>
  [...(document.getElementById(`pane-${pane}`)?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])].filter(control => nameOf(control) === name)
