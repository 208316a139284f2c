import type {KeyboardEvent} from 'react'
import {use, useEffect, useEffectEvent, useLayoutEffect, useRef, useState} from 'react'
import {KeepTypedContext, UnwrittenContext} from './unwritten.ts'

/** Milliseconds without a key after which what is being typed is said. */
const PAUSE = 1000

/** Milliseconds after which it is said though the typing does not pause. */
const LONGEST = 5000

export type DraftOf<T> = {
  readonly value: string
  /** What one typing begins with. */
  readonly onBegin: () => T
  /** Says the text; what it gives back goes along with the next text of the same typing. */
  readonly onCommit: ((text: string, typing: T) => T) | undefined
  /** A sentence when the text cannot be taken; then it is not said. */
  readonly check: ((text: string) => string | undefined) | undefined
  /** Says it as the typing pauses, too. */
  readonly whileTyping: boolean
  /** As its writer is told of what could not be taken when the field goes away. */
  readonly where: string
}

type Typed<T> = {readonly text: string; readonly over: string; readonly said: string; readonly typing: T}

/**
 * Text that is being typed. It is said when `commit` is called, the field or the page goes away, and where wanted as the typing pauses; never in
 * the middle of a composed character. A colleague's change of `value` shows only while nobody types here. What cannot be taken stays, with the reason, until
 * it is mended or taken back; where the field goes away first it is kept for its writer. Give fields of different objects different keys.
 */
export function useDraft<T>({value, onBegin, onCommit, check, whileTyping, where}: DraftOf<T>) {
  const [typed, setTyped] = useState<Typed<T>>()
  const [problem, setProblem] = useState<string>()
  const [isComposing, setComposing] = useState(false)
  const since = useRef(0)
  const hold = use(UnwrittenContext)
  const keep = use(KeepTypedContext)
  const draft = typed?.text
  const isUnwritten = typed !== undefined && typed.text !== typed.said && typed.text !== value

  const say = (): Typed<T> | undefined => {
    if (typed === undefined || !isUnwritten || onCommit === undefined) return typed
    return {...typed, said: typed.text, typing: onCommit(typed.text, typed.typing)}
  }
  const pause = useEffectEvent((isGoing: boolean) => {
    if (!isUnwritten) return
    const refusal = check?.(typed.text)
    setProblem(refusal)
    if (refusal === undefined) setTyped(say())
    else if (isGoing) keep({where, text: typed.text})
  })
  const commit = (): void => {
    if (draft === undefined) return
    const refusal = isUnwritten ? check?.(draft) : undefined
    setProblem(refusal)
    if (refusal !== undefined) return
    say()
    setTyped(undefined)
  }
  const flush = useEffectEvent(() => {
    if (!isUnwritten) return
    if (check?.(typed.text) === undefined) say()
    else keep({where, text: typed.text})
  })
  useEffect(() => {
    const onHidden = (): void => {
      if (document.visibilityState === 'hidden') pause(false)
    }
    const onGone = (): void => pause(true)
    window.addEventListener('pagehide', onGone)
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      window.removeEventListener('pagehide', onGone)
      document.removeEventListener('visibilitychange', onHidden)
      flush()
    }
  }, [])
  useLayoutEffect(() => {
    if (!isUnwritten) return undefined
    since.current = performance.now()
    return hold()
  }, [isUnwritten, hold])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each letter begins the pause anew
  useEffect(() => {
    if (!whileTyping || !isUnwritten || isComposing) return undefined
    const timer = setTimeout(() => pause(false), Math.max(0, Math.min(PAUSE, since.current + LONGEST - performance.now())))
    return () => clearTimeout(timer)
  }, [whileTyping, isUnwritten, isComposing, draft])

  const revert = (): boolean => {
    if (typed === undefined) return false
    // What a pause has said is taken back too, unless somebody else went on from it.
    if (typed.said !== typed.over && typed.said === value) onCommit?.(typed.over, typed.typing)
    setTyped(undefined)
    setProblem(undefined)
    return typed.text !== typed.over
  }

  return {
    text: draft ?? value,
    /** Somebody else has changed the value since the typing began. */
    overtaken: typed !== undefined && value !== typed.over && value !== typed.said,
    isUnwritten,
    problem,
    edit: (text: string) => {
      setTyped(before => (before === undefined ? {text, over: value, said: value, typing: onBegin()} : {...before, text}))
      if (problem !== undefined) setProblem(check?.(text))
    },
    commit,
    /** For the field itself. */
    composition: {onCompositionStart: () => setComposing(true), onCompositionEnd: () => setComposing(false)},
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
