import {Check, Copy} from 'lucide-react'
import {useRef, useState} from 'react'
import {Button} from './button.tsx'
import './copy-field.css'
import {Field} from './field.tsx'

/** A text to take along, `long` where it may have lines. Where the clipboard is closed to us, the text is marked and the person presses the keys. */
export function CopyField({label, text, long = false}: {readonly label: string; readonly text: string; readonly long?: boolean}) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const [news, setNews] = useState<string>()
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setNews('Copied')
    } catch {
      field.current?.focus()
      field.current?.select()
      setNews('Marked: press Ctrl+C or ⌘C')
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
        aria-label={`${news === 'Copied' ? 'Copied' : 'Copy'}: ${label}`}
        icon={news === 'Copied' ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        onClick={() => void copy()}
      >
        {news === 'Copied' ? 'Copied' : 'Copy'}
      </Button>
      <span className="copy-field-news" role="status">
        {news === 'Copied' ? <span className="sr-only">Copied</span> : news}
      </span>
    </div>
  )
}
