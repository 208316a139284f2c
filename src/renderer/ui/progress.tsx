import {useId} from 'react'
import {Button} from './button.tsx'
import {say} from './say.ts'
import './progress.css'

export type ProgressProps = {
  readonly label: string
  /** How much of `max` is done; without it, nobody knows yet. */
  readonly value?: number
  readonly max?: number
  /** E.g. "12 of 340 files". */
  readonly detail?: string
  readonly onCancel?: () => void
}

export function Progress({label, value, max = 100, detail, onCancel}: ProgressProps) {
  const id = useId()
  return (
    <div className="progress">
      <div className="progress-words">
        <span id={id}>{label}</span>
        {detail !== undefined && <span className="progress-detail">{detail}</span>}
      </div>
      <div className="progress-row">
        <progress aria-labelledby={id} aria-valuetext={detail} max={max} {...(value !== undefined && {value})} />
        {onCancel && (
          <Button size="small" variant="quiet" onClick={onCancel}>
            {say('Cancel')}
          </Button>
        )}
      </div>
    </div>
  )
}
