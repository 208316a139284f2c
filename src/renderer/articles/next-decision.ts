import {useLayoutEffect, useRef} from 'react'

/** While files are imported, and after a choice whose button is gone, the focus waits at the sum, then goes to the first choice of the next file, else to where one goes on. */
export function useNextDecision(running: boolean) {
  const sum = useRef<HTMLParagraphElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const goOn = useRef<HTMLButtonElement>(null)
  const place = useRef<number | undefined>(0)
  useLayoutEffect(() => {
    if (place.current === undefined) return
    const {activeElement} = document
    const isLost = activeElement === document.body || activeElement === sum.current || activeElement instanceof HTMLDialogElement
    if (running) {
      if (isLost) sum.current?.focus()
      return
    }
    const left = list.current?.querySelectorAll<HTMLElement>('[data-state="offered"]') ?? []
    const next = left[place.current] ?? left[0]
    place.current = undefined
    if (isLost) (next?.querySelector('button') ?? goOn.current)?.focus()
  }, [running])
  const decided = (at: number): void => {
    place.current = at
  }
  return {sum, list, goOn, decided}
}
