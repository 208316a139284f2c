import {useId} from 'react'
import {Checkbox} from './checkbox.tsx'
import './field.css'
import './checkbox-group.css'

export type CheckboxGroupProps<Value extends string> = {
  readonly label: string
  readonly hint?: string
  readonly problem?: string | undefined
  readonly choices: readonly {readonly value: Value; readonly label: string}[]
  readonly chosen: readonly string[]
  /** In the order of the choices. */
  readonly onChange: (chosen: readonly Value[]) => void
  readonly disabled?: boolean
}

/** Any of a few, all in sight. */
export function CheckboxGroup<Value extends string>({label, hint, problem, choices, chosen, onChange, disabled = false}: CheckboxGroupProps<Value>) {
  const id = useId()
  return (
    <fieldset className="checkbox-group" aria-describedby={hint === undefined ? `${id}-problem` : `${id}-hint ${id}-problem`}>
      <legend className="field-label">
        <bdi>{label}</bdi>
      </legend>
      {choices.map(({value, label: words}) => (
        <Checkbox
          key={value}
          label={<bdi>{words}</bdi>}
          checked={chosen.includes(value)}
          disabled={disabled}
          onChange={checked => onChange(choices.map(each => each.value).filter(each => (each === value ? checked : chosen.includes(each))))}
        />
      ))}
      {hint !== undefined && (
        <div id={`${id}-hint`} className="field-hint">
          {hint}
        </div>
      )}
      <div id={`${id}-problem`} className="field-problem" role="alert">
        {problem}
      </div>
    </fieldset>
  )
}
