import {useEffect, useEffectEvent, useState} from 'react'

/**
 * Text that is being typed and not yet said. It is handed to `onCommit` once, when `commit` is called, the field goes away or the
 * page does; a colleague's change of `value` shows only while nobody types here. Give fields of different objects different keys.
 */
export function useDraft(value: string, onCommit: ((text: string) => void) | undefined, check: ((text: string) => string | undefined) | undefined) {
  const [draft, setDraft] = useState<string>()
  const [problem, setProblem] = useState<string>()

  const commit = (): void => {
    if (draft === undefined) return
    const refusal = draft === value ? undefined : check?.(draft)
    setProblem(refusal)
    if (refusal !== undefined) return
    setDraft(undefined)
    if (draft !== value) onCommit?.(draft)
  }
  const flush = useEffectEvent(() => {
    if (draft !== undefined && draft !== value && check?.(draft) === undefined) onCommit?.(draft)
  })
  useEffect(() => {
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [])

  return {
    text: draft ?? value,
    problem,
    edit: (text: string) => {
      setDraft(text)
      if (problem !== undefined) setProblem(check?.(text))
    },
    commit,
    /** Whether there was something to take back. */
    revert: (): boolean => {
      setDraft(undefined)
      setProblem(undefined)
      return draft !== undefined && draft !== value
    },
  }
}
