import {Check, ChevronDown} from 'lucide-react'
import type {KeyboardEvent, ReactNode} from 'react'
import {Fragment, useId, useLayoutEffect, useRef, useState} from 'react'
import {Button} from './button.tsx'
import {IconButton} from './icon-button.tsx'
import {KeyHint} from './key-hint.tsx'
import type {Align} from './place.ts'
import {Popover} from './popover.tsx'
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

export type MenuProps = {
  readonly label: string
  readonly items: readonly MenuItem[]
  readonly onChoose: (id: string) => void
  /** With an icon, the label becomes the button's tooltip. */
  readonly icon?: ReactNode
  readonly variant?: 'plain' | 'quiet'
  readonly size?: 'normal' | 'small'
  readonly align?: Align
  readonly disabled?: boolean
}

/** A button that opens a list of actions. The focus is back on the button before the action runs. */
export function Menu({label, items, onChoose, icon, variant = 'quiet', size = 'normal', align = 'start', disabled = false}: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState<'first' | 'last'>()
  const close = (refocus: boolean) => {
    setOpen(undefined)
    if (refocus) button.current?.focus()
  }
  const trigger = {
    ref: button,
    variant,
    size,
    disabled,
    'aria-haspopup': 'menu',
    'aria-expanded': open !== undefined,
    'aria-controls': open === undefined ? undefined : id,
    onClick: () => setOpen(open ? undefined : 'first'),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      event.preventDefault()
      setOpen(event.key === 'ArrowDown' ? 'first' : 'last')
    },
  } as const
  return (
    <>
      {icon === undefined ? (
        <Button {...trigger}>
          {label}
          <ChevronDown className="menu-chevron" aria-hidden="true" />
        </Button>
      ) : (
        <IconButton {...trigger} label={label} icon={icon} />
      )}
      {open && (
        <Popover anchor={button} align={align} onClose={() => close(false)}>
          <MenuList
            id={id}
            label={label}
            items={items}
            from={open}
            onClose={() => close(true)}
            onLeave={() => close(true)}
            onChoose={chosen => {
              close(true)
              onChoose(chosen)
            }}
          />
        </Popover>
      )}
    </>
  )
}

/** Typed letters within this many milliseconds of each other make one search. */
const TYPING = 600

type MenuListProps = Pick<MenuProps, 'label' | 'items' | 'onChoose'> & {
  readonly id: string
  readonly from: 'first' | 'last'
  readonly onClose: () => void
  readonly onLeave: () => void
}

function MenuList({id, label, items, from, onChoose, onClose, onLeave}: MenuListProps) {
  const list = useRef<HTMLDivElement>(null)
  const typed = useRef({text: '', at: 0})
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]
  useLayoutEffect(() => rows().at(from === 'first' ? 0 : -1)?.focus(), [from])

  const typeahead = (letter: string, at: number) => {
    const text = (at - typed.current.at < TYPING ? typed.current.text : '') + letter.toLowerCase()
    typed.current = {text, at}
    const all = rows()
    const current = all.indexOf(document.activeElement as HTMLElement)
    // The same letter again goes on to the next item; a longer word may keep the present one.
    const same = [...text].every(one => one === text[0])
    const start = text.length === 1 || same ? current + 1 : current
    const sought = same ? text.slice(0, 1) : text
    const order = [...all.slice(start), ...all.slice(0, start)]
    order.find(row => row.dataset.label?.toLowerCase().startsWith(sought))?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const all = rows()
    const at = all.indexOf(document.activeElement as HTMLElement)
    const moves: {readonly [key: string]: number} = {ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1}
    const move = moves[event.key]
    if (move !== undefined) all[move]?.focus()
    else if (event.key === 'Escape') onClose()
    else if (event.key === 'Tab') onLeave()
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
          <div
            role={checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
            className="popover-item menu-item"
            tabIndex={-1}
            data-label={text}
            data-danger={danger || undefined}
            aria-checked={checked}
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
