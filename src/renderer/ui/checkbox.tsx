import type {ReactNode} from 'react'
import {useId} from 'react'
import './checkbox.css'

export type CheckboxProps = {
  readonly label: ReactNode
  /** What it means: no part of its name. */
  readonly hint?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
}

export function Checkbox({label, hint, checked, onChange, disabled = false}: CheckboxProps) {
  const id = useId()
  const named = hint === undefined ? {} : {'aria-labelledby': `${id}-label`, 'aria-describedby': `${id}-hint`}
  return (
    <label className="checkbox">
      <input type="checkbox" checked={checked} disabled={disabled} onChange={event => onChange(event.target.checked)} {...named} />
      <span>
        <span id={`${id}-label`}>{label}</span>
        {hint !== undefined && (
          <span id={`${id}-hint`} className="checkbox-hint">
            {hint}
          </span>
        )}
      </span>
    </label>
  )
}
