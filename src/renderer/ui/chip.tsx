import {X} from 'lucide-react'
import type {ReactNode} from 'react'
import type {Hue} from './hue.ts'
import type {LinePattern} from './line-swatch.tsx'
import {LineSwatch} from './line-swatch.tsx'
import {say} from './say.ts'
import './chip.css'

export type ChipProps = {
  readonly label: string
  readonly hue?: Hue
  readonly line?: LinePattern
  readonly icon?: ReactNode
  /** Makes the chip a button. */
  readonly onClick?: () => void
  /** Adds a button that takes the chip away. */
  readonly onRemove?: () => void
}

/** A value that was chosen: it can be opened, or taken away. */
export function Chip({label, hue, line, icon, onClick, onRemove}: ChipProps) {
  const content = (
    <>
      {hue && line && <LineSwatch hue={hue} line={line} />}
      {icon}
      <span className="chip-text" dir="auto">
        {label}
      </span>
    </>
  )
  return (
    <span className="chip" data-hue={hue} data-tinted={hue && !line ? '' : undefined}>
      {onClick ? (
        <button type="button" className="chip-main" onClick={onClick}>
          {content}
        </button>
      ) : (
        <span className="chip-main">{content}</span>
      )}
      {onRemove && (
        <button type="button" className="chip-remove" aria-label={say('Remove {label}', {label})} onClick={onRemove}>
          <X aria-hidden="true" />
        </button>
      )}
    </span>
  )
}
