import {Command} from 'cmdk'
import {Search} from 'lucide-react'
import {useMemo, useState} from 'react'
import {flushSync} from 'react-dom'
import {useModal} from './dialog.tsx'
import {KeyHint} from './key-hint.tsx'
import type {PaletteGroup} from './palette-search.ts'
import {searchPalette} from './palette-search.ts'
import {say} from './say.ts'
import './dialog.css'
import './command-palette.css'

export type CommandPaletteProps = {
  readonly open: boolean
  /** Also called before `onChoose`. */
  readonly onClose: () => void
  readonly groups: readonly PaletteGroup[]
  /** Called when the palette is gone and the focus is back where it was. */
  readonly onChoose: (id: string) => void
  readonly label?: string
  readonly placeholder?: string
}

/** Finds every command and article by a few letters of its name. */
export function CommandPalette({open, ...rest}: CommandPaletteProps) {
  return open ? <OpenPalette {...rest} /> : null
}

function OpenPalette({
  onClose,
  groups,
  onChoose,
  label = say('Command palette'),
  placeholder = say('Type a command or an article…'),
}: Omit<CommandPaletteProps, 'open'>) {
  const modal = useModal(onClose)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState('')
  const found = useMemo(() => searchPalette(groups, query), [groups, query])
  const items = found.flatMap(group => group.items)
  const shown = items.some(item => item.id === active && !item.disabled) ? active : (items.find(item => !item.disabled)?.id ?? '')

  const choose = (id: string) => {
    // The dialog gives the focus back as it leaves the page: only then may the command move it.
    flushSync(onClose)
    onChoose(id)
  }
  return (
    <dialog {...modal} className="dialog palette" aria-label={label}>
      <Command label={label} shouldFilter={false} loop vimBindings={false} value={shown} onValueChange={setActive} className="palette-frame">
        <div className="palette-search">
          <Search aria-hidden="true" />
          <Command.Input
            data-autofocus=""
            placeholder={placeholder}
            value={query}
            onValueChange={text => {
              setQuery(text)
              setActive('')
            }}
          />
        </div>
        <Command.List label={label} className="palette-list">
          {found.map(({heading, items: groupItems}) => (
            <Command.Group key={heading} heading={heading}>
              {groupItems.map(item => (
                <Command.Item
                  key={item.id}
                  value={item.id}
                  disabled={item.disabled ?? false}
                  className="popover-item palette-item"
                  onSelect={() => choose(item.id)}
                >
                  {item.icon}
                  <span className="palette-label" dir="auto">
                    {item.label}
                  </span>
                  {item.detail !== undefined && <bdi className="palette-detail">{item.detail}</bdi>}
                  {item.keys !== undefined && <KeyHint keys={item.keys} />}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
        {items.length === 0 && <div className="palette-nothing">{say('Nothing is called “{query}”.', {query: query.trim()})}</div>}
        <div className="sr-only" role="status">
          {say('{results, plural, one {# result} other {# results}}', {results: items.length})}
        </div>
      </Command>
    </dialog>
  )
}
