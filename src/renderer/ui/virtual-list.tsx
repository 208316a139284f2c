import type {Range} from '@tanstack/react-virtual'
import {defaultRangeExtractor, useVirtualizer} from '@tanstack/react-virtual'
import type {KeyboardEvent, ReactNode, Ref} from 'react'
import {useEffect, useEffectEvent, useId, useImperativeHandle, useRef} from 'react'
import {classNames} from './class-names.ts'
import './virtual-list.css'

export type VirtualListHandle = {
  readonly focus: () => void
  readonly scrollTo: (index: number) => void
}

export type VirtualListProps<Item> = {
  readonly label: string
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  /** The key of the item that arrow keys start from and that is shown as selected. */
  readonly selected: string | undefined
  readonly onSelect: (item: Item, index: number) => void
  /** Enter, or a double click. */
  readonly onOpen?: (item: Item, index: number) => void
  /** Nothing in it takes the focus: a list of options holds no buttons. */
  readonly renderItem: (item: Item, state: {readonly selected: boolean; readonly index: number}) => ReactNode
  /** About how high an item is, in CSS pixels; the true height is measured. */
  readonly estimate: number
  /** What typed letters look for. Leave it out where bare letters are commands. */
  readonly textOf?: (item: Item) => string
  /** Shown instead of no items. */
  readonly empty?: ReactNode
  readonly className?: string
  readonly ref?: Ref<VirtualListHandle>
}

/** Typed letters within this many milliseconds of each other make one search. */
const TYPING = 600

function destination(key: string, current: number, last: number, page: number): number | undefined {
  if (key === 'ArrowDown') return Math.min(last, current + 1)
  if (key === 'ArrowUp') return current < 0 ? last : Math.max(0, current - 1)
  if (key === 'PageDown') return Math.min(last, current + page)
  if (key === 'PageUp') return Math.max(0, current - page)
  if (key === 'Home') return 0
  return key === 'End' ? last : undefined
}

/** A list of any length of which one item is selected. The list has the focus, and names the selected item to screen readers. */
export function VirtualList<Item>({
  label,
  items,
  keyOf,
  selected,
  onSelect,
  onOpen,
  renderItem,
  estimate,
  textOf,
  empty,
  className,
  ref,
}: VirtualListProps<Item>) {
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const typed = useRef({text: '', at: 0})
  const current = selected === undefined ? -1 : items.findIndex(item => keyOf(item) === selected)

  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: index => {
      const item = items[index]
      return item === undefined ? index : keyOf(item)
    },
    overscan: 6,
    // aria-activedescendant must name an element that exists, so the selected item is there even when scrolled away.
    rangeExtractor: (range: Range) => {
      const shown = defaultRangeExtractor(range)
      return current < 0 || shown.includes(current) ? shown : [...shown, current].sort((a, b) => a - b)
    },
  })
  useImperativeHandle(ref, () => ({focus: () => scroller.current?.focus(), scrollTo: index => virtual.scrollToIndex(index, {align: 'auto'})}), [virtual])

  const reveal = useEffectEvent(() => current >= 0 && virtual.scrollToIndex(current, {align: 'auto'}))
  useEffect(() => {
    if (selected !== undefined) reveal()
  }, [selected])

  const go = (index: number) => {
    const item = items[index]
    if (item !== undefined && index !== current) onSelect(item, index)
  }
  const page = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / estimate) - 1)
  const typeahead = (letter: string, at: number): boolean => {
    if (!textOf || letter.length !== 1 || (letter === ' ' && typed.current.text === '')) return false
    const text = (at - typed.current.at < TYPING ? typed.current.text : '') + letter.toLowerCase()
    typed.current = {text, at}
    for (let step = text.length === 1 ? 1 : 0; step <= items.length; step += 1) {
      const index = (Math.max(current, 0) + step) % items.length
      const item = items[index]
      if (item !== undefined && textOf(item).toLowerCase().startsWith(text)) {
        go(index)
        break
      }
    }
    return true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (items.length === 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const last = items.length - 1
    const to = destination(event.key, current, last, page())
    const item = items[current]
    if (to !== undefined) go(to)
    else if (event.key === 'Enter' && onOpen && item !== undefined) onOpen(item, current)
    else if (!typeahead(event.key, event.timeStamp)) return
    event.preventDefault()
  }

  if (items.length === 0) return <div className={classNames('virtual-list', className)}>{empty}</div>
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={current < 0 ? undefined : `${id}-${current}`}
      className={classNames('virtual-list', className)}
      onKeyDown={onKeyDown}
      // With Shift a press would select the page from where its last selection began.
      onMouseDown={event => {
        if (!event.shiftKey) return
        event.preventDefault()
        scroller.current?.focus()
      }}
      onFocus={event => {
        const first = items[0]
        if (current < 0 && first !== undefined && event.target.matches(':focus-visible')) onSelect(first, 0)
      }}
    >
      <div className="virtual-list-room" role="presentation" style={{height: virtual.getTotalSize()}}>
        {virtual.getVirtualItems().map(({index, key, start}) => {
          const item = items[index]
          if (item === undefined) return null
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and its keys
            // biome-ignore lint/a11y/useFocusableInteractive: the list names it by aria-activedescendant
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === current}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              className="virtual-list-item"
              style={{transform: `translateY(${start}px)`}}
              onClick={() => go(index)}
              onDoubleClick={() => onOpen?.(item, index)}
            >
              {renderItem(item, {selected: index === current, index})}
            </div>
          )
        })}
      </div>
    </div>
  )
}
