import type {ReactNode} from 'react'
import './checkbox.css'

export type CheckboxProps = {readonly label: ReactNode; readonly checked: boolean; readonly onChange: (checked: boolean) => void; readonly disabled?: boolean}

export function Checkbox({label, checked, onChange, disabled = false}: CheckboxProps) {
  return (
    <label className="checkbox">
      <input type="checkbox" checked={checked} disabled={disabled} onChange={event => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  )
}
