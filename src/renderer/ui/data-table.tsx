import {useVirtualizer} from '@tanstack/react-virtual'
import {ArrowDown, ArrowUp} from 'lucide-react'
import type {KeyboardEvent, MouseEvent, ReactNode, Ref} from 'react'
import {useEffect, useEffectEvent, useId, useImperativeHandle, useRef} from 'react'
import {classNames} from './class-names.ts'
import {inLetters} from './rem.ts'
import {say} from './say.ts'
import './data-table.css'

export type Sorting = {readonly column: string; readonly descending: boolean}

export type Column<Row> = {
  readonly id: string
  readonly label: string
  /** A track of a CSS grid. */
  readonly width: string
  readonly align?: 'end'
  readonly sorts?: boolean
  readonly render: (row: Row) => ReactNode
}

export type DataTableHandle = {readonly focus: () => void}

export type DataTableProps<Row> = {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  /** In the order in which they are shown. */
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly nameOf: (row: Row) => string
  readonly sorting: Sorting
  readonly onSort: (sorting: Sorting) => void
  /** The row that keys start from, whose details are shown. */
  readonly current: string | undefined
  readonly onCurrent: (key: string) => void
  /** Rows that an act on several is for. */
  readonly marked: ReadonlySet<string>
  readonly onMark: (marked: ReadonlySet<string>) => void
  /** Enter, or a double click. */
  readonly onOpen?: (row: Row) => void
  readonly empty?: ReactNode
  readonly ref?: Ref<DataTableHandle>
}

/** Pixels of a row where letters have their usual size: thirty fit on a small screen. */
const ROW = 21

/**
 * A table of any length: columns sort, rows are marked for acts on several. The table has the focus and names the current row to screen
 * readers; arrows walk, Space marks, Shift marks as far as one goes, Ctrl+A marks all.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {label, columns, rows, keyOf, nameOf, sorting, onSort, current, onCurrent, marked, onMark, onOpen, empty, ref} = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const at = current === undefined ? -1 : rows.findIndex(row => keyOf(row) === current)
  const virtual = useVirtualizer({count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => inLetters(ROW), overscan: 12})
  useImperativeHandle(ref, () => ({focus: () => scroller.current?.focus()}), [])
  const reveal = useEffectEvent(() => at >= 0 && virtual.scrollToIndex(at, {align: 'auto'}))
  useEffect(() => {
    if (current !== undefined) reveal()
  }, [current])

  const keysBetween = (from: number, to: number): readonly string[] => rows.slice(Math.max(0, Math.min(from, to)), Math.max(from, to) + 1).map(keyOf)
  const go = (index: number, extends_: boolean): void => {
    const row = rows[index]
    if (row === undefined) return
    if (extends_) onMark(new Set([...marked, ...keysBetween(at < 0 ? index : at, index)]))
    onCurrent(keyOf(row))
  }
  const toggle = (key: string): void => onMark(marked.has(key) ? new Set([...marked].filter(each => each !== key)) : new Set([...marked, key]))
  const markAll = (): void => onMark(rows.every(row => marked.has(keyOf(row))) ? new Set() : new Set(rows.map(keyOf)))
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== scroller.current || event.altKey) return
    const to = destination(event.key, at, rows.length - 1, Math.floor((scroller.current?.clientHeight ?? 0) / inLetters(ROW)) - 1)
    const row = rows[at]
    if (to !== undefined) go(to, event.shiftKey)
    else if (event.key === ' ' && row !== undefined) toggle(keyOf(row))
    else if (event.key === 'Enter' && row !== undefined) onOpen?.(row)
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) markAll()
    else return
    event.preventDefault()
  }
  const press = (event: MouseEvent, index: number, row: Row): void => {
    const {target} = event
    if (target instanceof Element && target.closest('.data-table-mark') !== null) toggle(keyOf(row))
    else if (event.ctrlKey || event.metaKey) toggle(keyOf(row))
    else go(index, event.shiftKey)
  }
  const template = {gridTemplateColumns: `1.75rem ${columns.map(({width}) => width).join(' ')}`}
  const all = rows.length > 0 && rows.every(row => marked.has(keyOf(row)))
  return (
    // biome-ignore lint/a11y/useSemanticElements: only rows on screen are there, which a table element cannot say
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-multiselectable="true"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
      tabIndex={0}
      className="data-table"
      onKeyDown={onKeyDown}
      // With Shift a press would select the page from where its last selection began.
      onMouseDown={event => {
        if (!event.shiftKey) return
        event.preventDefault()
        scroller.current?.focus()
      }}
      onFocus={event => {
        if (event.target === scroller.current && at < 0 && event.target.matches(':focus-visible')) go(0, false)
      }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      <div role="row" aria-rowindex={1} className="data-table-head" style={template}>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
        <div role="columnheader" className="data-table-mark">
          <input type="checkbox" aria-label={say('Mark all')} checked={all} onChange={markAll} />
        </div>
        {columns.map(column => (
          <Head key={column.id} column={column} sorting={sorting} onSort={onSort} />
        ))}
      </div>
      {rows.length === 0 ? (
        // biome-ignore lint/a11y/useSemanticElements: as above
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        <div role="row">
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
          <div role="gridcell" aria-colspan={columns.length + 1}>
            {empty}
          </div>
        </div>
      ) : (
        <div role="presentation" className="data-table-room" style={{height: virtual.getTotalSize()}}>
          {virtual.getVirtualItems().map(({index, start}) => {
            const row = rows[index]
            if (row === undefined) return null
            const key = keyOf(row)
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the table has the focus and its keys
              // biome-ignore lint/a11y/useSemanticElements: as above
              // biome-ignore lint/a11y/useFocusableInteractive: as above
              <div
                key={key}
                id={`${id}-${index}`}
                role="row"
                aria-rowindex={index + 2}
                aria-labelledby={columns.map(column => `${id}-${index}-${column.id}`).join(' ')}
                aria-selected={marked.has(key)}
                data-current={index === at || undefined}
                className="data-table-row"
                style={{...template, transform: `translateY(${start}px)`}}
                onClick={event => press(event, index, row)}
                onDoubleClick={() => onOpen?.(row)}
              >
                {/* biome-ignore lint/a11y/useSemanticElements: as above */}
                {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
                <div role="gridcell" className="data-table-mark">
                  <input type="checkbox" tabIndex={-1} aria-label={say('Mark {name}', {name: nameOf(row)})} checked={marked.has(key)} readOnly />
                </div>
                {columns.map(column => (
                  // biome-ignore lint/a11y/useSemanticElements: as above
                  // biome-ignore lint/a11y/useFocusableInteractive: as above
                  <div
                    key={column.id}
                    id={`${id}-${index}-${column.id}`}
                    role="gridcell"
                    dir="auto"
                    className={classNames('data-table-cell', column.align === 'end' && 'data-table-end')}
                  >
                    {column.render(row)}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      )}
    </div>
  )
}

type HeadProps<Row> = {readonly column: Column<Row>; readonly sorting: Sorting; readonly onSort: (sorting: Sorting) => void}

function Head<Row>({column, sorting, onSort}: HeadProps<Row>) {
  const {id, label, align, sorts = true} = column
  const isSorted = sorting.column === id
  const Arrow = sorting.descending ? ArrowDown : ArrowUp
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    <div
      role="columnheader"
      aria-sort={isSorted ? (sorting.descending ? 'descending' : 'ascending') : undefined}
      className={classNames(align === 'end' && 'data-table-end')}
      title={label}
    >
      {sorts ? (
        <button type="button" onClick={() => onSort({column: id, descending: isSorted ? !sorting.descending : align === 'end'})}>
          <span className="data-table-name">{label}</span>
          {isSorted && <Arrow aria-hidden="true" />}
        </button>
      ) : (
        <span>{label}</span>
      )}
    </div>
  )
}

function destination(key: string, at: number, last: number, page: number): number | undefined {
  if (key === 'ArrowDown') return Math.min(last, at + 1)
  if (key === 'ArrowUp') return Math.max(0, at - 1)
  if (key === 'PageDown') return Math.min(last, at + page)
  if (key === 'PageUp') return Math.max(0, at - page)
  if (key === 'Home') return 0
  return key === 'End' ? last : undefined
}
