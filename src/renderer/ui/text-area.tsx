import type {ComponentProps} from 'react'
import {Field} from './field.tsx'
import type {FieldFrameProps} from './field.tsx'
import {useDraft} from './use-draft.ts'

export type TextAreaProps = FieldFrameProps &
  Omit<ComponentProps<'textarea'>, 'value' | 'defaultValue' | 'onChange' | 'onInput' | 'id'> & {
    readonly value: string
    /** Called once when the person is done: on leaving the field or Ctrl+Enter, and when the field goes away. Escape takes the change back. */
    readonly onCommit: (text: string) => void
    /** A sentence when the text cannot be taken; then it is not committed. */
    readonly check?: (text: string) => string | undefined
  }

export function TextArea({label, hideLabel, hint, problem, value, onCommit, check, onBlur, onKeyDown, ...rest}: TextAreaProps) {
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
        <textarea
          dir="auto"
          rows={3}
          {...control}
          {...rest}
          className="field-input"
          value={draft.text}
          onChange={event => draft.edit(event.target.value)}
          onBlur={event => {
            draft.commit()
            onBlur?.(event)
          }}
          onKeyDown={event => {
            onKeyDown?.(event)
            if (event.defaultPrevented || event.nativeEvent.isComposing) return
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
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
