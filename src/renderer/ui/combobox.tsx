import {Check, Plus, X} from 'lucide-react'
import type {KeyboardEvent, ReactNode, Ref} from 'react'
import {use, useEffectEvent, useId, useImperativeHandle, useLayoutEffect, useRef, useState} from 'react'
import {Field} from './field.tsx'
import type {FieldFrameProps} from './field.tsx'
import type {Option} from './option-search.ts'
import {holdsWords, isNamed} from './option-search.ts'
import {Popover} from './popover.tsx'
import {typedDirection} from './typed-direction.ts'
import {KeepTypedContext} from './unwritten.ts'
import type {OptionSource} from './use-options.ts'
import {useOptions} from './use-options.ts'
import {say} from './say.ts'
import './combobox.css'

export type ComboboxProps = FieldFrameProps & {
  /** What is chosen; its label is shown while nobody types. */
  readonly value: Option | undefined
  readonly options: OptionSource
  readonly onChoose: (option: Option) => void
  /** The ways to make what was typed, offered unless an option is named exactly so. */
  readonly creations?: readonly Creation[]
  /** Allows to choose nothing. */
  readonly onClear?: () => void
  readonly placeholder?: string
  /** What is chosen for, where the label alone does not say it: read out with it. */
  readonly of?: string
  /** Opens the list with the focus, for a combobox that is the only thing in a dialog or popover. */
  readonly openOnFocus?: boolean
  /** Takes the focus when the dialog around it opens. */
  readonly autoFocus?: boolean
  readonly ref?: Ref<HTMLInputElement>
  readonly disabled?: boolean
  /** Before an option's label, e.g. a swatch. */
  readonly renderIcon?: (option: Option) => ReactNode
}

/** A way to make what is missing from a list. */
export type Creation = {
  /** E.g. `text => `New entity “${text}”``. */
  readonly label: (text: string) => string
  /** Shown quietly behind the label. */
  readonly detail?: string
  readonly create: (text: string) => void
}

type Row = {readonly kind: 'option'; readonly option: Option} | {readonly kind: 'create'; readonly text: string; readonly creation: Creation}

/** A field that searches a list as one types, chooses from it, and can make what is missing. */
export function Combobox(props: ComboboxProps) {
  const {label, hideLabel, hint, problem, value, options, onChoose, creations = [], onClear, renderIcon} = props
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  useImperativeHandle(props.ref, () => input.current as HTMLInputElement, [])
  const [typed, setTyped] = useState<string>()
  const [open, setOpen] = useState(false)
  const [moved, setMoved] = useState<number>()

  const query = typed?.trim() ?? ''
  const found = useOptions(options, query, open)
  const named = found.options.some(option => isNamed(option, query))
  const rows: readonly Row[] = [
    ...found.options.map(option => ({kind: 'option', option}) as const),
    ...(query !== '' && !named && found.state !== 'searching' ? creations.map(creation => ({kind: 'create', text: query, creation}) as const) : []),
  ]
  const chosen = rows.findIndex(row => row.kind === 'option' && row.option.id === value?.id)
  const [best] = found.options
  const onlyAlike = creations.length > 0 && query !== '' && best !== undefined && !holdsWords(best, query)
  const eager = (query !== '' && !onlyAlike) || (query === '' && props.openOnFocus === true && chosen < 0)
  const active = moved ?? (eager ? (rows.length > 0 ? 0 : -1) : chosen)
  const activeRow = open ? rows[active] : undefined
  const tip = activeRow?.kind === 'option' ? activeRow.option.tip : undefined

  useLayoutEffect(() => {
    if (activeRow) document.getElementById(`${id}-${active}`)?.scrollIntoView({block: 'nearest'})
  }, [activeRow, active, id])

  // By its person a field is left before it goes: what she is typing then, nobody has taken or given up. Of a mere search nothing is kept.
  const isDone = useRef(false)
  const keep = use(KeepTypedContext)
  const leave = useEffectEvent(() => {
    if (query !== '' && creations.length > 0 && !isDone.current) keep({where: label, text: query})
  })
  useLayoutEffect(() => () => leave(), [])

  const show = () => {
    setOpen(true)
    setMoved(undefined)
  }
  const close = () => {
    setOpen(false)
    setMoved(undefined)
    setTyped(undefined)
  }
  const take = (row: Row) => {
    isDone.current = true
    close()
    if (row.kind === 'create') row.creation.create(row.text)
    else if (row.option.id !== value?.id) onChoose(row.option)
  }
  /** What was chosen goes with its last letter. `false`: nothing was emptied. */
  const takeEmptied = (): boolean => {
    if (typed === undefined || query !== '' || value === undefined || onClear === undefined) return false
    close()
    onClear()
    return true
  }
  const move = (step: 1 | -1) => {
    if (!open) return show()
    if (rows.length > 0) setMoved(active < 0 ? (step > 0 ? 0 : rows.length - 1) : (active + step + rows.length) % rows.length)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp' && event.altKey) close()
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'PageDown' && open) setMoved(Math.min(rows.length - 1, active + 8))
    else if (event.key === 'PageUp' && open) setMoved(Math.max(0, active - 8))
    else if (event.key === 'Enter' && open && !event.ctrlKey && !event.metaKey) {
      // While a search runs, what is listed answers an older query: Enter waits for the answer.
      if (moved === undefined && takeEmptied()) return event.preventDefault()
      if (activeRow && found.state !== 'searching') take(activeRow)
    } else if (event.key === 'Escape' && (open || typed !== undefined)) close()
    else return
    event.preventDefault()
  }
  const news = !open
    ? ''
    : found.state === 'searching'
      ? say('Searching')
      : say('{results, plural, one {# result} other {# results}}', {results: found.options.length})

  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} problem={problem}>
      {control => (
        <div ref={frame} className="combobox">
          <input
            ref={input}
            {...control}
            className="field-input"
            data-part={activeRow?.kind === 'option' ? activeRow.option.part : undefined}
            type="text"
            role="combobox"
            dir={typedDirection(typed ?? value?.label ?? '')}
            autoComplete="off"
            spellCheck={false}
            aria-description={props.of}
            aria-autocomplete="list"
            aria-expanded={open}
            aria-controls={open ? `${id}-list` : undefined}
            aria-activedescendant={activeRow ? `${id}-${active}` : undefined}
            placeholder={props.placeholder}
            disabled={props.disabled}
            data-autofocus={props.autoFocus ? '' : undefined}
            value={typed ?? value?.label ?? ''}
            onChange={event => {
              isDone.current = false
              setTyped(event.target.value)
              show()
            }}
            onFocus={event => {
              event.target.select()
              if (props.openOnFocus) show()
            }}
            onClick={() => !open && show()}
            onBlur={() => {
              // Another window came to the front: what was typed stays.
              if (document.activeElement !== input.current && !takeEmptied()) close()
            }}
            onKeyDown={onKeyDown}
          />
          {onClear && value && typed !== '' && !props.disabled && (
            <button
              type="button"
              className="combobox-clear"
              aria-label={say('Clear {label}', {label})}
              onClick={() => {
                close()
                onClear()
                input.current?.focus()
              }}
            >
              <X aria-hidden="true" />
            </button>
          )}
          {open && (
            <Popover anchor={frame} matchWidth onClose={close} onPointerDown={event => event.preventDefault()} onMouseDown={event => event.preventDefault()}>
              <div id={`${id}-list`} role="listbox" aria-label={label} aria-busy={found.state === 'searching'}>
                {rows.map((row, index) => (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and its keys
                  // biome-ignore lint/a11y/useFocusableInteractive: the field names it by aria-activedescendant
                  <div
                    key={row.kind === 'option' ? `option ${row.option.id}` : `create ${index - found.options.length}`}
                    id={`${id}-${index}`}
                    role="option"
                    aria-selected={index === chosen}
                    aria-describedby={index === active && tip !== undefined ? `${id}-tip` : undefined}
                    className="popover-item combobox-option"
                    data-active={index === active || undefined}
                    onClick={() => take(row)}
                    onPointerMove={() => index !== active && setMoved(index)}
                  >
                    {row.kind === 'create' ? (
                      <>
                        <Plus aria-hidden="true" />
                        <span className="combobox-label" dir="auto">
                          {row.creation.label(row.text)}
                        </span>
                        {row.creation.detail !== undefined && <bdi className="combobox-detail">{row.creation.detail}</bdi>}
                      </>
                    ) : (
                      <>
                        {renderIcon?.(row.option)}
                        <span className="combobox-label" dir="auto" lang={row.option.lang}>
                          {row.option.label}
                        </span>
                        {row.option.detail !== undefined && <bdi className="combobox-detail">{row.option.detail}</bdi>}
                        {index === chosen && <Check className="combobox-check" aria-hidden="true" />}
                      </>
                    )}
                  </div>
                ))}
              </div>
              {tip !== undefined && (
                <div id={`${id}-tip`} className="combobox-tip">
                  {tip}
                </div>
              )}
              {rows.length === 0 && (
                <div className="combobox-nothing">
                  {found.state === 'failed'
                    ? say('The search failed. Type again to try once more.')
                    : found.state === 'searching'
                      ? say('Searching…')
                      : query === '' && creations.length > 0
                        ? say('Type a name to add it')
                        : say('Nothing found')}
                </div>
              )}
            </Popover>
          )}
          <span className="sr-only" role="status">
            {news}
          </span>
        </div>
      )}
    </Field>
  )
}
