import type {KeyboardEvent} from 'react'
import {useEffect, useEffectEvent, useState} from 'react'

/**
 * Text that is being typed and not yet said. It is handed to `onCommit` once, when `commit` is called, the field goes away or the
 * page does, with the `value` that stood there when the typing began; a colleague's change of `value` shows only while nobody types here. Give fields of different objects different keys.
 */
export function useDraft(
  value: string,
  onCommit: ((text: string, over: string) => void) | undefined,
  check: ((text: string) => string | undefined) | undefined,
) {
  const [typed, setTyped] = useState<{readonly text: string; readonly over: string}>()
  const draft = typed?.text
  const [problem, setProblem] = useState<string>()

  const commit = (): void => {
    if (draft === undefined) return
    const refusal = draft === value ? undefined : check?.(draft)
    setProblem(refusal)
    if (refusal !== undefined) return
    setTyped(undefined)
    if (draft !== value) onCommit?.(draft, typed?.over ?? value)
  }
  const flush = useEffectEvent(() => {
    if (draft !== undefined && draft !== value && check?.(draft) === undefined) onCommit?.(draft, typed?.over ?? value)
  })
  useEffect(() => {
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [])

  const revert = (): boolean => {
    setTyped(undefined)
    setProblem(undefined)
    return draft !== undefined && draft !== value
  }

  return {
    text: draft ?? value,
    /** Somebody else has changed the value since the typing began. */
    overtaken: typed !== undefined && typed.over !== value,
    problem,
    edit: (text: string) => {
      setTyped(before => ({text, over: before?.over ?? value}))
      if (problem !== undefined) setProblem(check?.(text))
    },
    commit,
    /**
     * Escape takes back what was typed, or says it where it `keeps` what is long to type; Enter says it where it is meant so (`finishes`). A key
     * that somebody took before is left alone.
     */
    onKey: (event: KeyboardEvent, {finishes, keeps = false}: {readonly finishes: boolean; readonly keeps?: boolean}): void => {
      if (event.defaultPrevented || event.nativeEvent.isComposing) return
      if (event.key === 'Enter' && finishes) {
        event.preventDefault()
        commit()
      }
      if (event.key !== 'Escape') return
      if (keeps) commit()
      else if (revert()) event.preventDefault()
    },
  }
}
