import type {ComponentProps} from 'react'
import {Field} from './field.tsx'
import type {FieldFrameProps} from './field.tsx'
import {useDraft} from './use-draft.ts'

export type TextFieldProps = FieldFrameProps &
  Omit<ComponentProps<'input'>, 'value' | 'defaultValue' | 'onChange' | 'onInput' | 'id'> & {
    readonly value: string
    /** Called with each change; for forms that have a button of their own. */
    readonly onInput?: (text: string) => void
    /** Called once when the person is done: on leaving the field or Enter, and when the field goes away. Escape takes the change back. */
    readonly onCommit?: (text: string) => void
    /** A sentence when the text cannot be taken; then it is not committed. */
    readonly check?: (text: string) => string | undefined
  }

export function TextField({label, hideLabel, hint, problem, value, onInput, onCommit, check, onBlur, onKeyDown, ...rest}: TextFieldProps) {
  const draft = useDraft(value, onCommit, check)
  const shownProblem = problem ?? draft.problem
  return (
    <Field
      label={label}
      {...(hideLabel !== undefined && {hideLabel})}
      {...(hint !== undefined && {hint})}
      {...(shownProblem !== undefined && {problem: shownProblem})}
    >
      {control => (
        <input
          type="text"
          dir="auto"
          autoComplete="off"
          {...control}
          {...rest}
          className="field-input"
          value={onInput ? value : draft.text}
          onChange={event => (onInput ? onInput(event.target.value) : draft.edit(event.target.value))}
          onBlur={event => {
            draft.commit()
            onBlur?.(event)
          }}
          onKeyDown={event => {
            onKeyDown?.(event)
            if (event.defaultPrevented || event.nativeEvent.isComposing) return
            if (event.key === 'Enter' && onCommit) {
              event.preventDefault()
              draft.commit()
            }
            if (event.key === 'Escape' && draft.revert()) event.preventDefault()
          }}
        />
      )}
    </Field>
  )
}
