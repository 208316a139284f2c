import type {FieldFrameProps} from './field.tsx'
import {Field} from './field.tsx'

/** One of some words, chosen from the system's own list. */
export function SelectField<Value extends string>({
  choices,
  value,
  onChange,
  disabled = false,
  ...frame
}: FieldFrameProps & {
  readonly choices: readonly {readonly value: Value; readonly label: string}[]
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly disabled?: boolean
}) {
  return (
    <Field {...frame}>
      {control => (
        <select
          {...control}
          className="field-input"
          disabled={disabled}
          value={value}
          onChange={event => {
            const chosen = choices.find(choice => choice.value === event.target.value)
            if (chosen !== undefined) onChange(chosen.value)
          }}
        >
          {choices.map(choice => (
            <option key={choice.value} value={choice.value} dir="auto">
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
