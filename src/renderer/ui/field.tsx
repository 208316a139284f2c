import type {ReactNode} from 'react'
import {useId} from 'react'
import './field.css'

export type FieldFrameProps = {
  readonly label: string
  /** The label is read out but not shown. */
  readonly hideLabel?: boolean | undefined
  readonly hint?: string | undefined
  readonly problem?: string | undefined
}

type Wiring = {readonly id: string; readonly 'aria-describedby'?: string; readonly 'aria-invalid'?: true}

/** Label, hint and problem around a control, tied to it for screen readers. */
export function Field({label, hideLabel = false, hint, problem, children}: FieldFrameProps & {readonly children: (control: Wiring) => ReactNode}) {
  const id = useId()
  const described = [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'field-label'}>
        <bdi>{label}</bdi>
      </label>
      {children({id, ...(described && {'aria-describedby': described}), ...(problem !== undefined && {'aria-invalid': true as const})})}
      {hint !== undefined && (
        <div id={`${id}-hint`} className="field-hint">
          {hint}
        </div>
      )}
      <div id={`${id}-problem`} className="field-problem" role="alert">
        {problem}
      </div>
    </div>
  )
}
