import type {KeyboardEvent, RefObject} from 'react'
import {useLayoutEffect, useRef} from 'react'

const CONTROLS = 'button:not(:disabled)'

/**
 * A toolbar is one stop of Tab: arrow keys go from control to control in it, Home and End to the first and last (the ARIA pattern of toolbars). Returns what hears its keys.
 */
export function useRovingFocus(bar: RefObject<HTMLElement | null>): {
  onKeyDown(event: KeyboardEvent): void
  onFocus(event: {readonly target: EventTarget}): void
} {
  const last = useRef<Element>(undefined)
  const controls = (): readonly HTMLElement[] => [...(bar.current?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])].filter(isShown)

  // After each drawing: controls come, go and are switched off.
  useLayoutEffect(() => {
    const all = controls()
    const stop = all.find(each => each === last.current) ?? all[0]
    for (const each of all) each.tabIndex = each === stop ? 0 : -1
  })
  const go = (to: HTMLElement | undefined): void => {
    for (const each of controls()) each.tabIndex = each === to ? 0 : -1
    to?.focus()
  }
  return {
    onFocus: ({target}) => {
      const all = controls()
      const found = all.find(each => each === target)
      if (found === undefined) return
      last.current = found
      for (const each of all) each.tabIndex = each === found ? 0 : -1
    },
    onKeyDown: event => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      const all = controls()
      const at = all.indexOf(document.activeElement as HTMLElement)
      if (at === -1) return
      const to = destination(event.key, at, all.length, getComputedStyle(event.currentTarget).direction === 'rtl')
      if (to === undefined) return
      event.preventDefault()
      go(all[to])
    },
  }
}

function destination(key: string, at: number, count: number, mirrored: boolean): number | undefined {
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  if (key !== 'ArrowRight' && key !== 'ArrowLeft') return undefined
  const step = (key === 'ArrowRight') === mirrored ? -1 : 1
  return (at + step + count) % count
}

/** What does not fit in a narrow toolbar stands in its menu instead. */
const isShown = (element: HTMLElement): boolean => element.dataset.fits !== 'false'
