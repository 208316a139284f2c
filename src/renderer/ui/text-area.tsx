import type {ComponentProps} from 'react'
import {useEffect, useEffectEvent} from 'react'
import {Field} from './field.tsx'
import type {FieldFrameProps} from './field.tsx'
import type {DraftOf} from './use-draft.ts'
import {typedDirection} from './typed-direction.ts'
import {useDraft} from './use-draft.ts'

export type TextAreaProps<T> = FieldFrameProps &
  Pick<DraftOf<T>, 'value' | 'onBegin'> &
  Omit<ComponentProps<'textarea'>, 'value' | 'defaultValue' | 'onChange' | 'onInput' | 'id'> & {
    /** Called as the typing pauses and when the person is done: on leaving the field, Ctrl+Enter or Escape, and when the field goes away or becomes one to read only. */
    readonly onCommit: (text: string, typing: T) => T
    /** Called with each letter, to show what is being typed. */
    readonly onTyped?: (text: string) => void
    /** Shown while somebody else has changed the value since the typing began. */
    readonly overtaken?: string
    /** A sentence when the text cannot be taken; then it is not committed. */
    readonly check?: (text: string) => string | undefined
  }

export function TextArea<T>({
  label,
  hideLabel,
  hint,
  problem,
  value,
  onBegin,
  onCommit,
  onTyped,
  overtaken,
  check,
  onBlur,
  onKeyDown,
  ...rest
}: TextAreaProps<T>) {
  const draft = useDraft({value, onBegin, onCommit, check, whileTyping: true, where: label})
  const giveUp = useEffectEvent(draft.commit)
  useEffect(() => {
    if (rest.readOnly) giveUp()
  }, [rest.readOnly])
  return (
    <Field label={label} hideLabel={hideLabel} hint={draft.overtaken ? (overtaken ?? hint) : hint} problem={problem ?? draft.problem}>
      {control => (
        <textarea
          dir={typedDirection(draft.text)}
          rows={3}
          {...control}
          {...rest}
          {...draft.composition}
          className="field-input"
          value={draft.text}
          onChange={event => {
            draft.edit(event.target.value)
            onTyped?.(event.target.value)
          }}
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
