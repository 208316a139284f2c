import {ChevronDown} from 'lucide-react'
import type {KeyboardEvent, ReactNode} from 'react'
import {useId, useRef, useState} from 'react'
import {Button} from './button.tsx'
import {IconButton} from './icon-button.tsx'
import type {MenuItem} from './menu-list.tsx'
import {MenuList} from './menu-list.tsx'
import type {Align} from './place.ts'
import {Popover} from './popover.tsx'

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
