import type {KeyboardEvent, ReactNode} from 'react'
import {useId, useRef} from 'react'
import type {Hue} from './hue.ts'
import {KeyHint} from './key-hint.tsx'
import {matchesKey, parseAccelerator, thisPlatform} from './shortcuts.ts'
import {Tooltip} from './tooltip.tsx'
import './field.css'
import './line-swatch.css'
import './choice-group.css'

export type GroupChoice<Value extends string> = {
  readonly value: Value
  readonly label: string
  /** The digit or letter that chooses it while the group has the focus, shown on the chip. */
  readonly key?: string
  readonly hue?: Hue
  /** When it is the right one: shown as the pointer or the keyboard comes to it. */
  readonly tip?: ReactNode
  /** What it is in the schema, as `data-part` says it. */
  readonly part?: string
}

export type ChoiceGroupProps<Value extends string> = {
  readonly label: string
  readonly hideLabel?: boolean
  /** What is chosen for, where the label alone does not say it: read out with it. */
  readonly of?: string
  readonly choices: readonly GroupChoice<Value>[]
  readonly value: Value | undefined
  /** `undefined` when the choice was taken back: by choosing it again, Delete or Backspace. */
  readonly onChange: (value: Value | undefined) => void
  /** Once chosen, something stays chosen. */
  readonly required?: boolean
  readonly disabled?: boolean
  /** The keys work nowhere else: they are shown only while the group has the focus. */
  readonly innerKeys?: boolean
  /** Called after a choice that is meant to be the last: by click or key, not while arrow keys pass over choices. */
  readonly onChosen?: () => void
}

const STEPS: {readonly [key: string]: number} = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}

/** One of a few, all in sight. */
export function ChoiceGroup<Value extends string>({
  label,
  hideLabel,
  of,
  choices,
  value,
  onChange,
  required = false,
  disabled = false,
  innerKeys = false,
  onChosen,
}: ChoiceGroupProps<Value>) {
  const id = useId()
  const group = useRef<HTMLDivElement>(null)
  const chosen = choices.findIndex(choice => choice.value === value)
  const radio = (index: number) => group.current?.querySelectorAll<HTMLButtonElement>('[role=radio]')[index]

  const choose = (wanted: Value) => {
    if (wanted !== value) onChange(wanted)
    else if (!required) onChange(undefined)
    onChosen?.()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const mirrored = getComputedStyle(event.currentTarget).direction === 'rtl' && event.key.startsWith('ArrowLeft') !== event.key.startsWith('ArrowRight')
    const step = (STEPS[event.key] ?? 0) * (mirrored ? -1 : 1)
    const platform = thisPlatform()
    const byKey = choices.findIndex(({key}) => {
      const accelerator = key === undefined ? undefined : parseAccelerator(key)
      return accelerator && matchesKey(event.nativeEvent, accelerator, platform)
    })
    if (step !== 0 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const focused = choices.findIndex((_, index) => radio(index) === document.activeElement)
      const next = (focused + step + choices.length) % choices.length
      radio(next)?.focus()
      if (choices[next]) onChange(choices[next].value)
    } else if (byKey >= 0) {
      radio(byKey)?.focus()
      if (choices[byKey]) choose(choices[byKey].value)
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && !required && value !== undefined) onChange(undefined)
    else return
    event.preventDefault()
  }
  return (
    <div className="choice-group" data-disabled={disabled || undefined}>
      <span id={id} className={hideLabel ? 'sr-only' : 'field-label'}>
        <bdi>{label}</bdi>
      </span>
      <div
        ref={group}
        role="radiogroup"
        aria-labelledby={id}
        aria-description={of}
        aria-required={required || undefined}
        data-inner-keys={innerKeys || undefined}
        className="choice-group-chips"
        onKeyDown={onKeyDown}
      >
        {choices.map((choice, index) => (
          <Tipped key={choice.value} tip={choice.tip}>
            {/* biome-ignore lint/a11y/useSemanticElements: an input of type radio cannot be cleared */}
            <button
              type="button"
              role="radio"
              aria-checked={index === chosen}
              aria-keyshortcuts={choice.key?.toUpperCase()}
              tabIndex={index === Math.max(chosen, 0) ? 0 : -1}
              disabled={disabled}
              className="choice"
              data-hue={choice.hue}
              data-part={choice.part}
              onClick={() => choose(choice.value)}
            >
              <bdi className="choice-label">{choice.label}</bdi>
              {choice.key !== undefined && <KeyHint keys={choice.key} />}
            </button>
          </Tipped>
        ))}
      </div>
    </div>
  )
}

const Tipped = ({tip, children}: {readonly tip: ReactNode; readonly children: ReactNode}) =>
  tip === undefined ? children : <Tooltip text={tip}>{children}</Tooltip>
