import {CircleAlert, Info, TriangleAlert, X} from 'lucide-react'
import type {ReactNode} from 'react'
import {useEffect, useRef} from 'react'
import {Button} from './button.tsx'
import {IconButton} from './icon-button.tsx'
import {say} from './say.ts'
import './banner.css'

export type BannerProps = {
  readonly tone: 'error' | 'warning' | 'info'
  /** What happened. */
  readonly title: string
  /** What to do about it. */
  readonly children?: ReactNode
  readonly action?: {readonly label: string; readonly run: () => void}
  readonly onDismiss?: () => void
}

const ICONS = {error: CircleAlert, warning: TriangleAlert, info: Info}

/** A lasting state that matters for the work, across the top of what it concerns. */
export function Banner({tone, title, children, action, onDismiss}: BannerProps) {
  const Icon = ICONS[tone]
  const ref = useRef<HTMLDivElement>(null)
  // It may stand at the top of what is scrolled, over the button that was pressed.
  useEffect(() => {
    if (tone === 'error') ref.current?.scrollIntoView({block: 'nearest'})
  }, [tone])
  return (
    <div ref={ref} className="banner" data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon aria-hidden="true" />
      <div className="banner-text">
        <strong>{title}</strong> {children}
      </div>
      {action && (
        <Button size="small" onClick={action.run}>
          {action.label}
        </Button>
      )}
      {onDismiss && <IconButton size="small" label={say('Dismiss')} icon={<X />} onClick={onDismiss} />}
    </div>
  )
}
