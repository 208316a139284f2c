import type {ReactNode} from 'react'
import {useEffect, useId, useRef, useState} from 'react'
import {KeyHint} from './key-hint.tsx'
import {placeBeside} from './place.ts'
import './tooltip.css'

/** How long the tip stays for the pointer to reach it, in milliseconds. */
const LINGER = 120
/** How long the pointer rests before more than a few words are shown, in milliseconds. */
const REST = 300

export type TooltipProps = {
  /** Words, or what stands there in their place: that is dismissed by Escape before anything else is. */
  readonly text: ReactNode
  /** The key that does the same, in Electron's spelling. */
  readonly keys?: string
  /** The text is the control's name already: do not read it out twice. */
  readonly named?: boolean
  /** One focusable element. */
  readonly children: ReactNode
}

export function Tooltip({text, keys, named = false, children}: TooltipProps) {
  const id = useId()
  const wrapper = useRef<HTMLSpanElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [shown, setShown] = useState(false)
  const isRich = typeof text !== 'string'

  const later = (show: boolean, delay: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setShown(show), delay)
  }
  const now = (show: boolean) => {
    clearTimeout(timer.current)
    setShown(show)
  }
  useEffect(() => () => clearTimeout(timer.current), [])

  useEffect(() => {
    if (!shown) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setShown(false)
      if (!isRich) return
      event.preventDefault()
      event.stopPropagation()
    }
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [shown, isRich])

  const show = (tip: HTMLSpanElement | null) => {
    const control = wrapper.current?.firstElementChild
    if (!tip || !control) return
    tip.showPopover()
    const {left, top, maxHeight} = placeBeside(
      control.getBoundingClientRect(),
      {width: tip.offsetWidth, height: tip.offsetHeight},
      {width: window.innerWidth, height: window.innerHeight},
      {side: 'below', align: 'center'},
    )
    tip.style.left = `${left}px`
    tip.style.top = `${top}px`
    tip.style.maxHeight = `${maxHeight}px`
    if (named) return
    control.setAttribute('aria-describedby', id)
    return () => control.removeAttribute('aria-describedby')
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches the control inside it
    <span
      ref={wrapper}
      className="tooltip-anchor"
      onPointerEnter={event => event.pointerType !== 'touch' && later(true, isRich ? REST : 0)}
      onPointerLeave={() => later(false, LINGER)}
      onPointerMove={() => shown && clearTimeout(timer.current)}
      onPointerDown={event => !isInTip(event.target) && now(false)}
      onFocus={event => event.target.matches(':focus-visible') && !comesFromMenu(event.relatedTarget) && now(true)}
      onBlur={() => now(false)}
    >
      {children}
      {shown && (
        <span ref={show} id={id} role="tooltip" popover="manual" className={isRich ? 'tooltip tooltip-rich' : 'tooltip'}>
          {text}
          {keys !== undefined && <KeyHint keys={keys} />}
        </span>
      )}
    </span>
  )
}

/** It may be scrolled. */
const isInTip = (target: EventTarget): boolean => target instanceof Element && target.closest('[role=tooltip]') !== null

/** A menu that closes gives the focus back to its button: the person knows what that is, and looks at what the menu did. */
const comesFromMenu = (from: EventTarget | null): boolean => from instanceof Element && from.closest('[role=menu]') !== null
