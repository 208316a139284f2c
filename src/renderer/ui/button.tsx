import type {ComponentProps, ReactNode} from 'react'
import {classNames} from './class-names.ts'
import {KeyHint} from './key-hint.tsx'
import {ariaKeys, thisPlatform} from './shortcuts.ts'
import './button.css'

export type ButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  readonly children: ReactNode
  /** `plain` has an outline, `quiet` has none. */
  readonly variant?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly size?: 'normal' | 'small'
  readonly icon?: ReactNode
  /** What it began is not done yet: it does nothing, and keeps the focus. */
  readonly busy?: boolean
  /** The key that does the same, in Electron's spelling; shown behind the label. */
  readonly keys?: string
}

export function Button({children, variant = 'plain', size = 'normal', icon, busy = false, keys, className, type = 'button', onClick, ...rest}: ButtonProps) {
  return (
    <button
      type={type}
      className={classNames('button', className)}
      data-variant={variant}
      data-size={size}
      aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys, thisPlatform())}
      aria-disabled={busy || undefined}
      onClick={event => (busy ? event.preventDefault() : onClick?.(event))}
      {...rest}
    >
      {icon}
      <span className="button-label">
        <bdi>{children}</bdi>
      </span>
      {keys !== undefined && <KeyHint keys={keys} />}
    </button>
  )
}
