import {CircleAlert, CircleCheck, X} from 'lucide-react'
import {useEffect, useEffectEvent, useRef, useState, useSyncExternalStore} from 'react'
import {Button} from './button.tsx'
import {IconButton} from './icon-button.tsx'
import type {Toast, Toasts} from './toasts.ts'
import {say} from './say.ts'
import './toast-region.css'

/** How long news stay, in milliseconds. With something to do about them they stay until they are dismissed, or a pointer or the focus that was on them leaves. */
const STAYS = 5_000

/** Shows the news of `toasts`. They wait while a pointer or the focus is on them, never take the focus, and give it back when they go. */
export function ToastRegion({toasts}: {readonly toasts: Toasts}) {
  const shown = useSyncExternalStore(toasts.subscribe, toasts.current)
  const [held, setHeld] = useState(false)
  const cameFrom = useRef<Element | null>(null)
  const region = useRef<HTMLElement>(null)
  const dismiss = (id: number, element: HTMLElement | null) => {
    const back = element?.contains(document.activeElement) ? cameFrom.current : null
    if (back instanceof HTMLElement && back.isConnected) back.focus()
    setHeld(false)
    toasts.dismiss(id)
  }
  const items = (urgent: boolean) =>
    shown.filter(toast => (toast.tone === 'error') === urgent).map(toast => <ToastCard key={toast.id} toast={toast} held={held} onDismiss={dismiss} />)
  return (
    <section
      ref={region}
      className="toast-region"
      aria-label={say('News')}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={event => {
        setHeld(true)
        if (!region.current?.contains(event.relatedTarget)) cameFrom.current = event.relatedTarget
      }}
      onBlur={event => !region.current?.contains(event.relatedTarget) && setHeld(false)}
    >
      <div role="status" aria-live="polite" className="toast-list">
        {items(false)}
      </div>
      <div role="alert" aria-live="assertive" className="toast-list">
        {items(true)}
      </div>
    </section>
  )
}

type ToastCardProps = {readonly toast: Toast; readonly held: boolean; readonly onDismiss: (id: number, element: HTMLElement | null) => void}

function ToastCard({toast, held, onDismiss}: ToastCardProps) {
  const card = useRef<HTMLDivElement>(null)
  const {id, tone = 'info', text, action} = toast
  const [seen, setSeen] = useState(false)
  const dismiss = useEffectEvent(() => onDismiss(id, card.current))
  const stays = tone === 'error' || (action !== undefined && !seen) ? undefined : STAYS
  useEffect(() => {
    if (held || stays === undefined) return
    const timer = setTimeout(dismiss, stays)
    return () => clearTimeout(timer)
  }, [held, stays])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape bubbles from the buttons inside it
    <div
      ref={card}
      className="toast"
      data-tone={tone}
      onPointerEnter={() => setSeen(true)}
      onFocus={() => setSeen(true)}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onDismiss(id, card.current)
      }}
    >
      {tone === 'error' && <CircleAlert aria-hidden="true" />}
      {tone === 'success' && <CircleCheck aria-hidden="true" />}
      <span className="toast-text">{text}</span>
      {action && (
        <Button
          size="small"
          variant="quiet"
          className="toast-action"
          onClick={() => {
            onDismiss(id, card.current)
            action.run()
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton size="small" label={say('Dismiss')} icon={<X />} onClick={() => onDismiss(id, card.current)} />
    </div>
  )
}
