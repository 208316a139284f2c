import type {ComponentProps} from 'react'
import {Field} from './field.tsx'
import type {FieldFrameProps} from './field.tsx'
import {typedDirection} from './typed-direction.ts'
import {useDraft} from './use-draft.ts'
import {say} from './say.ts'

export type TextFieldProps = FieldFrameProps &
  Omit<ComponentProps<'input'>, 'value' | 'defaultValue' | 'onChange' | 'onInput' | 'id'> & {
    readonly value: string
    /** Called with each change; for forms that have a button of their own. */
    readonly onInput?: (text: string) => void
    /** Called when the person is done: on leaving the field or Enter, and when the field goes away. Escape takes the change back. `step` is the same for all of one typing. */
    readonly onCommit?: (text: string, step: object) => void
    /** Says it as the typing pauses, too: for what must not be lost. */
    readonly whileTyping?: boolean
    /** A sentence when the text cannot be taken; then it is not committed. */
    readonly check?: (text: string) => string | undefined
    /** As its writer is told of what could not be taken when the field goes away; the label, where nothing else is said. */
    readonly where?: string
  }

export function TextField({
  label,
  hideLabel,
  hint,
  problem,
  value,
  onInput,
  onCommit,
  whileTyping = false,
  check,
  where = label,
  onBlur,
  onKeyDown,
  ...rest
}: TextFieldProps) {
  const draft = useDraft<object>({
    value,
    onBegin: () => ({}),
    onCommit:
      onCommit &&
      ((text, step) => {
        onCommit(text, step)
        return step
      }),
    check,
    whileTyping,
    where,
  })
  const overtaken = draft.isUnwritten
    ? say('Meanwhile this was changed to “{value}”. What you leave here takes its place; Escape keeps the change.', {value})
    : say('Meanwhile this was changed to “{value}”.', {value})
  return (
    <Field label={label} hideLabel={hideLabel} hint={draft.overtaken ? overtaken : hint} problem={problem ?? draft.problem}>
      {control => (
        <input
          type="text"
          dir={typedDirection(onInput ? value : draft.text)}
          autoComplete="off"
          {...control}
          {...rest}
          {...draft.composition}
          className="field-input"
          value={onInput ? value : draft.text}
          onChange={event => (onInput ? onInput(event.target.value) : draft.edit(event.target.value))}
          onBlur={event => {
            draft.commit()
            onBlur?.(event)
          }}
          onKeyDown={event => {
            onKeyDown?.(event)
            draft.onKey(event, {finishes: onCommit !== undefined})
          }}
        />
      )}
    </Field>
  )
}
