import {useVirtualizer} from '@tanstack/react-virtual'
import {ChevronRight} from 'lucide-react'
import type {KeyboardEvent, ReactNode} from 'react'
import {useId, useLayoutEffect, useRef, useState} from 'react'
import {classNames} from './class-names.ts'
import './check-tree.css'

/** A row of a tree: a branch that can be opened, or a leaf of the branch above it. */
export type CheckRow = {
  readonly key: string
  readonly kind: 'branch' | 'leaf'
  readonly checked: boolean | 'mixed'
  /** Cannot be checked; what it shows says why. */
  readonly disabled?: boolean
  /** Of a branch that has leaves. */
  readonly expanded?: boolean
}

export type CheckTreeProps<Row extends CheckRow> = {
  readonly label: string
  readonly rows: readonly Row[]
  readonly onCheck: (row: Row, checked: boolean) => void
  readonly onExpand: (row: Row, expanded: boolean) => void
  /** Nothing in it takes the focus. */
  readonly renderRow: (row: Row) => ReactNode
  /** About how high a row is, in CSS pixels; the true height is measured. */
  readonly estimate: number
}

type Position = {readonly rows: readonly CheckRow[]; readonly at: number; readonly isBegun: boolean; readonly page: number}

/** The row that a key goes to. */
function destination(key: string, {rows, at, isBegun, page}: Position): number | undefined {
  const row = rows[at]
  if (key === 'ArrowDown') return isBegun ? at + 1 : 0
  if (key === 'ArrowUp') return at - 1
  if (key === 'PageDown') return at + page
  if (key === 'PageUp') return at - page
  if (key === 'Home') return 0
  if (key === 'End') return rows.length - 1
  if (key === 'ArrowRight' && row?.expanded === true) return at + 1
  // To the branch that the leaf belongs to.
  if (key === 'ArrowLeft' && row?.kind === 'leaf') return rows.slice(0, at).findLastIndex(({kind}) => kind === 'branch')
  return undefined
}

/** Whether a key opens or shuts a branch. */
function expansion(key: string, {expanded}: CheckRow): boolean | undefined {
  if (expanded === undefined) return undefined
  if (key === 'Enter') return !expanded
  if (key === 'ArrowRight') return true
  return key === 'ArrowLeft' ? false : undefined
}

/** Branches and leaves that are checked or not, in any number. The tree has the focus: arrows go and open, the space bar checks. */
export function CheckTree<Row extends CheckRow>({label, rows, onCheck, onExpand, renderRow, estimate}: CheckTreeProps<Row>) {
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState<string>()
  const found = rows.findIndex(row => row.key === current)
  const at = Math.max(0, found)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: index => rows[index]?.key ?? index,
    overscan: 8,
  })
  const shown = virtual.getVirtualItems()
  const go = (index: number): void => {
    const next = Math.min(rows.length - 1, Math.max(0, index))
    setCurrent(rows[next]?.key)
    virtual.scrollToIndex(next, {align: 'auto'})
  }
  const toggle = (row: Row): void => {
    if (!row.disabled) onCheck(row, row.checked !== true)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[at]
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / estimate) - 1)
    const next = destination(event.key, {rows, at, isBegun: found !== -1, page})
    const opens = expansion(event.key, row)
    if (next !== undefined) go(next)
    else if (opens !== undefined) onExpand(row, opens)
    else if (event.key === ' ' || event.key === 'Enter') toggle(row)
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={label}
      aria-multiselectable="true"
      tabIndex={0}
      aria-activedescendant={shown.some(({index}) => index === at) ? `${id}-${at}` : undefined}
      className="check-tree"
      onKeyDown={onKeyDown}
    >
      <div className="check-tree-room" role="presentation" style={{height: virtual.getTotalSize()}}>
        {shown.map(({index, key, start}) => {
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
              aria-level={row.kind === 'branch' ? 1 : 2}
              aria-checked={row.checked}
              aria-expanded={row.expanded}
              aria-disabled={row.disabled || undefined}
              className={classNames('check-tree-row', `check-tree-${row.kind}`)}
              data-current={index === at || undefined}
              style={{transform: `translateY(${start}px)`}}
              onClick={event => {
                setCurrent(row.key)
                if (row.expanded === undefined || isBox(event.target)) toggle(row)
                else onExpand(row, !row.expanded)
              }}
            >
              <span className="check-tree-twist">{row.expanded !== undefined && <ChevronRight aria-hidden="true" data-expanded={row.expanded} />}</span>
              <Box checked={row.checked} disabled={row.disabled === true} />
              <div className="check-tree-content">{renderRow(row)}</div>
            </div>
          )
        })}
      </div>
    </div>
  )
}

const isBox = (target: EventTarget): boolean => target instanceof Element && target.closest('.check-tree-box') !== null

/** Shows what the row says of itself; the row is what is checked. */
function Box({checked, disabled}: {readonly checked: boolean | 'mixed'; readonly disabled: boolean}) {
  const ref = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (ref.current !== null) ref.current.indeterminate = checked === 'mixed'
  }, [checked])
  return (
    <span className="check-tree-box">
      <input ref={ref} type="checkbox" aria-hidden="true" tabIndex={-1} checked={checked === true} disabled={disabled} readOnly />
    </span>
  )
}
