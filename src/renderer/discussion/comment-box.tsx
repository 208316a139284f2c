import type {ChangeEvent, KeyboardEvent, Ref} from 'react'
import {useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, useState} from 'react'
import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {Person} from '../../core/round/owner.ts'
import {Avatar} from '../presence/avatar.tsx'
import {Button} from '../ui/button.tsx'
import {Field} from '../ui/field.tsx'
import {typedDirection} from '../ui/typed-direction.ts'
import {searchOptions} from '../ui/option-search.ts'
import {Popover} from '../ui/popover.tsx'
import {callAt} from './mention-text.ts'
import {say} from '../ui/say.ts'

type Props = {
  readonly label: string
  readonly hideLabel?: boolean
  readonly submitLabel: string
  readonly initial: string
  /** Those who can be called with an `@`. */
  readonly people: readonly Person[]
  readonly onInput?: (text: string) => void
  /** `chosen`: who was taken from the list, which tells people of one name apart. */
  readonly onSubmit: (text: string, chosen: ReadonlySet<AnnotatorId>) => void
  readonly onCancel?: () => void
  readonly ref?: Ref<HTMLTextAreaElement>
}

/** More would not be read; another letter narrows the list. */
const MOST = 6

/** UTF-16 units. A comment is fetched by everybody who opens the article. */
const LONGEST = 10_000

/** Where a comment is written: an `@` offers the project's people, Ctrl+Enter sends. */
export function CommentBox({label, hideLabel = false, submitLabel, initial, people, onInput, onSubmit, onCancel, ref}: Props) {
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(ref, () => area.current as HTMLTextAreaElement, [])
  const chosen = useRef(new Set<AnnotatorId>())
  const caretAfter = useRef<number>(undefined)
  const sent = useRef(false)
  const [text, setText] = useState(initial)
  const [caret, setCaret] = useState(initial.length)
  const [closed, setClosed] = useState<number>()
  const [moved, setMoved] = useState(0)

  const call = callAt(text, caret)
  const wanted =
    call === undefined || call.at === closed || (call.query.endsWith(' ') && people.some(({name}) => name === call.query.trim())) ? undefined : call
  const offered =
    wanted === undefined
      ? []
      : searchOptions(
          people.map(person => ({id: person.id, label: person.name})),
          wanted.query,
        ).slice(0, MOST)
  const active = Math.min(moved, offered.length - 1)
  const open = offered.length > 0

  useLayoutEffect(() => {
    if (caretAfter.current === undefined) return
    area.current?.setSelectionRange(caretAfter.current, caretAfter.current)
    caretAfter.current = undefined
  })

  // What was said now stands above the box, and has pushed it down.
  useEffect(() => {
    if (!sent.current) return
    sent.current = false
    area.current?.scrollIntoView({block: 'nearest'})
  })

  const write = (next: string, at: number): void => {
    setText(next)
    setCaret(at)
    onInput?.(next)
  }
  const change = ({target}: ChangeEvent<HTMLTextAreaElement>): void => {
    write(target.value, target.selectionStart)
    setMoved(0)
    if (callAt(target.value, target.selectionStart) === undefined) setClosed(undefined)
  }
  const take = (option: (typeof offered)[number] | undefined): void => {
    if (option === undefined || wanted === undefined) return
    chosen.current.add(option.id)
    const before = `${text.slice(0, wanted.at)}@${option.label} `
    setClosed(wanted.at)
    write(before + text.slice(caret).replace(/^ /, ''), before.length)
    caretAfter.current = before.length
    area.current?.focus()
  }
  const submit = (): void => {
    const said = text.trim()
    if (said === '') return
    onSubmit(said, chosen.current)
    chosen.current = new Set()
    sent.current = true
    write('', 0)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
    else if (open && step !== 0) setMoved((active + step + offered.length) % offered.length)
    else if (open && (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) take(offered[active])
    else if (open && event.key === 'Escape') setClosed(wanted?.at)
    else if (event.key === 'Escape' && onCancel) onCancel()
    else return
    event.preventDefault()
  }

  return (
    <div className="comment-box">
      <Field label={label} hideLabel={hideLabel}>
        {control => (
          <textarea
            {...control}
            ref={area}
            className="field-input"
            dir={typedDirection(text)}
            rows={2}
            maxLength={LONGEST}
            placeholder={say('Write a comment; @ calls a colleague')}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={open ? `${id}-list` : undefined}
            aria-activedescendant={open ? `${id}-${active}` : undefined}
            value={text}
            onChange={change}
            onSelect={event => setCaret(event.currentTarget.selectionStart)}
            onBlur={() => document.activeElement !== area.current && setClosed(wanted?.at)}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      {open && (
        <Popover
          anchor={area}
          onClose={() => setClosed(wanted?.at)}
          onPointerDown={event => event.preventDefault()}
          onMouseDown={event => event.preventDefault()}
        >
          <div id={`${id}-list`} role="listbox" aria-label={say('People to mention')}>
            {offered.map((option, at) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and its keys
              // biome-ignore lint/a11y/useFocusableInteractive: the field names it by aria-activedescendant
              <div
                key={option.id}
                id={`${id}-${at}`}
                role="option"
                aria-selected={at === active}
                className="popover-item combobox-option"
                data-active={at === active || undefined}
                onClick={() => take(option)}
                onPointerMove={() => setMoved(at)}
              >
                <Avatar id={option.id} name={option.label} small />
                <span className="combobox-label" dir="auto">
                  {option.label}
                </span>
              </div>
            ))}
          </div>
        </Popover>
      )}
      <span className="sr-only" role="status">
        {open
          ? say('{people, plural, one {# person} other {# people}} to mention; Enter takes {name}', {
              people: offered.length,
              name: offered[active]?.label ?? '',
            })
          : ''}
      </span>
      <div className="comment-box-acts">
        {onCancel && (
          <Button size="small" variant="quiet" onClick={onCancel}>
            {say('Cancel')}
          </Button>
        )}
        <Button size="small" variant={text.trim() === '' ? 'plain' : 'primary'} disabled={text.trim() === ''} keys="CmdOrCtrl+Enter" onClick={submit}>
          {submitLabel}
        </Button>
      </div>
    </div>
  )
}
