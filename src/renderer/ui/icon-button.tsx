import type {ComponentProps, ReactNode} from 'react'
import {classNames} from './class-names.ts'
import {ariaKeys, thisPlatform} from './shortcuts.ts'
import {Tooltip} from './tooltip.tsx'
import './button.css'

export type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  /** Names the button and is its tooltip. */
  readonly label: string
  readonly icon: ReactNode
  readonly variant?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly size?: 'normal' | 'small'
  /** The key that does the same, in Electron's spelling. */
  readonly keys?: string
}

export function IconButton({label, icon, variant = 'quiet', size = 'normal', keys, className, type = 'button', ...rest}: IconButtonProps) {
  return (
    <Tooltip text={label} named {...(keys === undefined ? {} : {keys})}>
      <button
        type={type}
        className={classNames('button', className)}
        data-icon-only=""
        data-variant={variant}
        data-size={size}
        aria-label={label}
        aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys, thisPlatform())}
        {...rest}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
