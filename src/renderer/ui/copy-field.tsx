import {Check, Copy} from 'lucide-react'
import {useRef, useState} from 'react'
import {Button} from './button.tsx'
import './copy-field.css'
import {Field} from './field.tsx'
import {say} from './say.ts'

/** A text to take along, `long` where it may have lines. Where the clipboard is closed to us, the text is marked and the person presses the keys. */
export function CopyField({label, text, long = false}: {readonly label: string; readonly text: string; readonly long?: boolean}) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const [outcome, setOutcome] = useState<'copied' | 'marked'>()
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      field.current?.focus()
      field.current?.select()
      setOutcome('marked')
    }
  }
  return (
    <div className="copy-field">
      <Field label={label}>
        {control => {
          const shown = {...control, ref: field, className: 'field-input', readOnly: true, value: text}
          return long ? (
            <textarea {...shown} dir="auto" rows={2} onFocus={event => event.target.select()} />
          ) : (
            <input {...shown} type="text" dir="ltr" onFocus={event => event.target.select()} />
          )
        }}
      </Field>
      <Button
        aria-label={outcome === 'copied' ? say('Copied: {label}', {label}) : say('Copy: {label}', {label})}
        icon={outcome === 'copied' ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        onClick={() => void copy()}
      >
        {outcome === 'copied' ? say('Copied') : say('Copy')}
      </Button>
      <span className="copy-field-news" role="status">
        {outcome === 'copied' ? <span className="sr-only">{say('Copied')}</span> : outcome === 'marked' && say('Marked: press Ctrl+C or ⌘C')}
      </span>
    </div>
  )
}
