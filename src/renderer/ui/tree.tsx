import {useVirtualizer} from '@tanstack/react-virtual'
import type {Range} from '@tanstack/react-virtual'
import {defaultRangeExtractor} from '@tanstack/react-virtual'
import {ChevronRight} from 'lucide-react'
import type {DragEvent, KeyboardEvent, ReactNode, Ref} from 'react'
import {useEffect, useEffectEvent, useId, useImperativeHandle, useRef, useState} from 'react'
import './tree.css'

/** A row of a tree at its place. `level` counts from 1. */
export type TreeRow = {
  readonly key: string
  readonly level: number
  /** Of a row that has rows below it. */
  readonly expanded?: boolean
}

/** Where a row is to go: among those of its level, or one level in or out. */
export type TreeMove = 'up' | 'down' | 'in' | 'out'
export type DropPlace = 'before' | 'after' | 'into'

export type TreeHandle = {readonly focus: () => void}

export type TreeProps<Row extends TreeRow> = {
  readonly label: string
  readonly rows: readonly Row[]
  readonly selected: string | undefined
  readonly onSelect: (row: Row) => void
  readonly onExpand: (row: Row, expanded: boolean) => void
  /** A press, also on the one that is selected. */
  readonly onPress?: ((row: Row) => void) | undefined
  /** Enter, or a double click. */
  readonly onOpen: (row: Row) => void
  /** Alt and an arrow key; absent where nothing may be moved. */
  readonly onMove?: ((row: Row, move: TreeMove) => void) | undefined
  /** Where a dragged row may be dropped on another. */
  readonly dropsAt?: (dragged: Row, over: Row) => readonly DropPlace[]
  readonly onDrop?: (dragged: Row, over: Row, place: DropPlace) => void
  readonly onDelete?: ((row: Row) => void) | undefined
  /** Nothing in it takes the focus. */
  readonly renderRow: (row: Row) => ReactNode
  /** What typed letters look for. */
  readonly textOf: (row: Row) => string
  /** About how high a row is, in CSS pixels; the true height is measured. */
  readonly estimate: number
  readonly ref?: Ref<TreeHandle>
}

const ARROWS: Readonly<Record<string, TreeMove>> = {ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'out', ArrowRight: 'in'}
const MIRRORED: Readonly<Record<TreeMove, TreeMove>> = {up: 'up', down: 'down', in: 'out', out: 'in'}

/** Typed letters within this many milliseconds of each other make one search. */
const TYPING = 600

type Position = {readonly rows: readonly TreeRow[]; readonly at: number; readonly page: number}

/** The row that a key goes to. */
function destination(key: string, {rows, at, page}: Position): number | undefined {
  const row = rows[at]
  if (key === 'ArrowDown') return at + 1
  if (key === 'ArrowUp') return Math.max(0, at - 1)
  if (key === 'PageDown') return at + page
  if (key === 'PageUp') return at - page
  if (key === 'Home') return 0
  if (key === 'End') return rows.length - 1
  if (key === 'ArrowRight' && row?.expanded === true) return at + 1
  // To what the row stands below.
  if (key === 'ArrowLeft' && row !== undefined && row.expanded !== true) return rows.slice(0, at).findLastIndex(({level}) => level < row.level)
  return undefined
}

/** Rows within rows, in any number, of which one is selected. The tree has the focus: arrows go and open, with Alt they move the row. */
export function Tree<Row extends TreeRow>(props: TreeProps<Row>) {
  const {label, rows, selected, onSelect, onExpand, onOpen, onMove, onDelete, renderRow, textOf, estimate} = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const typed = useRef({text: '', at: 0})
  const at = rows.findIndex(row => row.key === selected)
  const drag = useDrag(props)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: index => rows[index]?.key ?? index,
    overscan: 8,
    // aria-activedescendant must name an element that exists, so the selected row is there even when scrolled away.
    rangeExtractor: (range: Range) => {
      const shown = defaultRangeExtractor(range)
      return at < 0 || shown.includes(at) ? shown : [...shown, at].sort((a, b) => a - b)
    },
  })
  useImperativeHandle(props.ref, () => ({focus: () => scroller.current?.focus()}), [])
  const reveal = useEffectEvent(() => at >= 0 && virtual.scrollToIndex(at, {align: 'auto'}))
  // Also where it moved.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row, or another place of it
  useEffect(() => void reveal(), [selected, at])
  const go = (index: number): void => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))]
    if (row !== undefined && row.key !== selected) onSelect(row)
  }
  const find = (letter: string, time: number): boolean => {
    if (letter.length !== 1 || (letter === ' ' && typed.current.text === '')) return false
    const text = (time - typed.current.at < TYPING ? typed.current.text : '') + letter.toLowerCase()
    typed.current = {text, at: time}
    const from = Math.max(0, at) + (text.length === 1 ? 1 : 0)
    const order = [...rows.slice(from), ...rows.slice(0, from)]
    const found = order.find(row => textOf(row).toLowerCase().startsWith(text))
    if (found !== undefined && found.key !== selected) onSelect(found)
    return true
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (rows.length === 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    const row = rows[at]
    const mirrored = getComputedStyle(event.currentTarget).direction === 'rtl'
    if (event.altKey) {
      const move = ARROWS[event.key]
      if (move === undefined || row === undefined || onMove === undefined) return
      event.preventDefault()
      return onMove(row, mirrored ? MIRRORED[move] : move)
    }
    const key = mirrored && event.key === 'ArrowRight' ? 'ArrowLeft' : mirrored && event.key === 'ArrowLeft' ? 'ArrowRight' : event.key
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / estimate) - 1)
    if (row?.expanded === false && key === 'ArrowRight') onExpand(row, true)
    else if (row?.expanded === true && key === 'ArrowLeft') onExpand(row, false)
    else if (row !== undefined && key === 'Enter') onOpen(row)
    else if (row !== undefined && key === 'Delete' && onDelete !== undefined) onDelete(row)
    else {
      const to = destination(key, {rows, at, page})
      if (to !== undefined) go(to)
      else if (!find(event.key, event.timeStamp)) return
    }
    event.preventDefault()
  }
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
      className="tree"
      onKeyDown={onKeyDown}
      onFocus={event => {
        const first = rows[0]
        if (at < 0 && first !== undefined && event.target.matches(':focus-visible')) onSelect(first)
      }}
    >
      <div className="tree-room" role="presentation" style={{height: virtual.getTotalSize()}}>
        {virtual.getVirtualItems().map(({index, key, start}) => {
          const row = rows[index]
          if (row === undefined) return null
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the focus and its keys
            // biome-ignore lint/a11y/useFocusableInteractive: the tree names it by aria-activedescendant
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              id={`${id}-${index}`}
              role="treeitem"
              aria-level={row.level}
              aria-selected={index === at}
              aria-expanded={row.expanded}
              aria-keyshortcuts={onMove === undefined ? undefined : 'Alt+ArrowUp Alt+ArrowDown'}
              className="tree-row"
              style={{transform: `translateY(${start}px)`, paddingInlineStart: `calc(${Math.min(row.level, DEEPEST_SHOWN) - 1} * 0.875rem + 0.25rem)`}}
              onClick={event => {
                if (row.expanded !== undefined && isTwist(event.target)) onExpand(row, !row.expanded)
                else {
                  if (row.key !== selected) onSelect(row)
                  props.onPress?.(row)
                }
              }}
              onDoubleClick={event => isTwist(event.target) || onOpen(row)}
              {...drag(row)}
            >
              <span className="tree-twist">{row.expanded !== undefined && <ChevronRight aria-hidden="true" data-expanded={row.expanded} />}</span>
              <div className="tree-content">{renderRow(row)}</div>
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Further in nothing would be left of a narrow tree. */
const DEEPEST_SHOWN = 9

const isTwist = (target: EventTarget): boolean => target instanceof Element && target.closest('.tree-twist') !== null

/** What makes a row one that can be dragged, and dropped on. */
function useDrag<Row extends TreeRow>({onDrop, dropsAt}: Pick<TreeProps<Row>, 'onDrop' | 'dropsAt'>) {
  const dragged = useRef<Row>(undefined)
  const [over, setOver] = useState<{readonly key: string; readonly place: DropPlace}>()
  const placeAt = (event: DragEvent, row: Row): DropPlace | undefined => {
    const places = dragged.current === undefined ? [] : (dropsAt?.(dragged.current, row) ?? [])
    const {top, height} = event.currentTarget.getBoundingClientRect()
    const part = height === 0 ? 0 : (event.clientY - top) / height
    const wanted: DropPlace = places.includes('into') && part > 1 / 3 && part < 2 / 3 ? 'into' : part < 1 / 2 ? 'before' : 'after'
    return places.includes(wanted) ? wanted : places.find(place => place !== 'into')
  }
  if (onDrop === undefined) return () => ({})
  return (row: Row) => ({
    draggable: true,
    'data-drop': over?.key === row.key ? over.place : undefined,
    onDragStart: (event: DragEvent) => {
      dragged.current = row
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData('text/plain', '')
    },
    onDragOver: (event: DragEvent) => {
      const place = placeAt(event, row)
      setOver(before => (place === undefined ? undefined : before?.key === row.key && before.place === place ? before : {key: row.key, place}))
      if (place === undefined) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'move'
    },
    onDragLeave: () => setOver(undefined),
    onDragEnd: () => {
      dragged.current = undefined
      setOver(undefined)
    },
    onDrop: (event: DragEvent) => {
      const place = placeAt(event, row)
      const from = dragged.current
      dragged.current = undefined
      setOver(undefined)
      if (place === undefined || from === undefined) return
      event.preventDefault()
      onDrop(from, row, place)
    },
  })
}
