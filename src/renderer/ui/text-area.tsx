import type {ComponentProps} from 'react'
import {useEffect, useEffectEvent} from 'react'
import {Field} from './field.tsx'
import type {FieldFrameProps} from './field.tsx'
import {useDraft} from './use-draft.ts'

export type TextAreaProps = FieldFrameProps &
  Omit<ComponentProps<'textarea'>, 'value' | 'defaultValue' | 'onChange' | 'onInput' | 'id'> & {
    readonly value: string
    /** Called once when the person is done: on leaving the field, Ctrl+Enter or Escape, and when the field goes away or becomes one to read only. `over`: what stood there when she began. */
    readonly onCommit: (text: string, over: string) => void
    /** Shown while somebody else has changed the value since the typing began. */
    readonly overtaken?: string
    /** A sentence when the text cannot be taken; then it is not committed. */
    readonly check?: (text: string) => string | undefined
  }

export function TextArea({label, hideLabel, hint, problem, value, onCommit, overtaken, check, onBlur, onKeyDown, ...rest}: TextAreaProps) {
  const draft = useDraft(value, onCommit, check)
  const giveUp = useEffectEvent(draft.commit)
  useEffect(() => {
    if (rest.readOnly) giveUp()
  }, [rest.readOnly])
  return (
    <Field label={label} hideLabel={hideLabel} hint={draft.overtaken ? (overtaken ?? hint) : hint} problem={problem ?? draft.problem}>
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
            draft.onKey(event, {finishes: event.ctrlKey || event.metaKey, keeps: true})
          }}
        />
      )}
    </Field>
  )
}
