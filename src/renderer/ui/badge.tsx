import type {ReactNode} from 'react'
import type {Hue} from './hue.ts'
import type {LinePattern} from './line-swatch.tsx'
import {LineSwatch} from './line-swatch.tsx'
import './badge.css'

export type BadgeProps = {
  readonly children: ReactNode
  readonly hue?: Hue
  /** Shows a swatch with this line before the text. */
  readonly line?: LinePattern
}

/** A small word or number about something. It does nothing. */
export function Badge({children, hue = 'slate', line}: BadgeProps) {
  return (
    <span className="badge" data-hue={hue} data-swatch={line && ''}>
      {line && <LineSwatch hue={hue} line={line} />}
      <span className="badge-text">{children}</span>
    </span>
  )
}
