import {Check} from 'lucide-react'
import type {KeyboardEvent, ReactNode} from 'react'
import {Fragment, useEffect, useRef} from 'react'
import {KeyHint} from './key-hint.tsx'
import {ariaKeys, thisPlatform} from './shortcuts.ts'
import './menu.css'

export type MenuItem = {
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  readonly keys?: string
  /** Makes the item one that can be on or off. */
  readonly checked?: boolean
  readonly danger?: boolean
  readonly disabled?: boolean
  /** A line above. */
  readonly separated?: boolean
}

/** Typed letters within this many milliseconds of each other make one search. */
const TYPING = 600

export type MenuListProps = {
  readonly id: string
  readonly label: string
  readonly items: readonly MenuItem[]
  /** Which item takes the focus. */
  readonly from: 'first' | 'last'
  readonly onChoose: (id: string) => void
  /** Asked by Escape and Tab. */
  readonly onClose: () => void
}

const rowsOf = (list: HTMLElement | null): HTMLElement[] => [...(list?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]

/** The actions of a menu: arrow keys walk them, letters find them. */
export function MenuList({id, label, items, from, onChoose, onClose}: MenuListProps) {
  const list = useRef<HTMLDivElement>(null)
  const typed = useRef({text: '', at: 0})
  // Not a layout effect: those run before the popover around the list is shown.
  useEffect(() => {
    rowsOf(list.current)
      .at(from === 'first' ? 0 : -1)
      ?.focus()
  }, [from])

  const typeahead = (letter: string, at: number) => {
    const text = (at - typed.current.at < TYPING ? typed.current.text : '') + letter.toLowerCase()
    typed.current = {text, at}
    const all = rowsOf(list.current)
    const current = all.indexOf(document.activeElement as HTMLElement)
    // The same letter again goes on to the next item; a longer word may keep the present one.
    const same = [...text].every(one => one === text[0])
    const start = text.length === 1 || same ? current + 1 : current
    const sought = same ? text.slice(0, 1) : text
    const order = [...all.slice(start), ...all.slice(0, start)]
    order.find(row => row.dataset.label?.toLowerCase().startsWith(sought))?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const all = rowsOf(list.current)
    const at = all.indexOf(document.activeElement as HTMLElement)
    const moves: {readonly [key: string]: number} = {
      ArrowDown: (at + 1) % all.length,
      ArrowUp: (at - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    }
    const move = moves[event.key]
    if (move !== undefined) all[move]?.focus()
    else if (event.key === 'Escape' || event.key === 'Tab') onClose()
    else if (event.key === 'Enter' || event.key === ' ') all[at]?.click()
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) typeahead(event.key, event.timeStamp)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div ref={list} id={id} role="menu" aria-label={label} className="menu" tabIndex={-1} onKeyDown={onKeyDown}>
      {items.map(({id: itemId, label: text, icon, keys, checked, danger, disabled, separated}) => (
        <Fragment key={itemId}>
          {separated && <hr className="menu-separator" />}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the menu hands Enter and Space on as clicks */}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: its role is spread in */}
          <div
            {...(checked === undefined ? {role: 'menuitem'} : {role: 'menuitemcheckbox', 'aria-checked': checked})}
            className="popover-item menu-item"
            tabIndex={-1}
            data-label={text}
            data-danger={danger || undefined}
            aria-disabled={disabled || undefined}
            aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys, thisPlatform())}
            onClick={() => !disabled && onChoose(itemId)}
            onPointerMove={event => event.currentTarget.focus({preventScroll: true})}
          >
            {items.some(item => item.checked !== undefined) && <span className="menu-check">{checked && <Check aria-hidden="true" />}</span>}
            {icon}
            <span>{text}</span>
            {keys !== undefined && <KeyHint keys={keys} />}
          </div>
        </Fragment>
      ))}
    </div>
  )
}
