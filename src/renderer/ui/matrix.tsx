import {useVirtualizer} from '@tanstack/react-virtual'
import type {KeyboardEvent, ReactNode} from 'react'
import {useEffect, useEffectEvent, useId, useRef, useState} from 'react'
import {classNames} from './class-names.ts'
import {inLetters} from './rem.ts'
import {say} from './say.ts'
import {useMedia} from './use-media.ts'
import './matrix.css'

/** What stands where a row and a column meet: a sign, and the same in words. */
export type MatrixCell = {
  readonly sign: ReactNode
  readonly words: string
  readonly tone: 'none' | 'quiet' | 'begun' | 'done'
  /** Otherwise than it was. */
  readonly changed?: boolean
}

/** `note`: what is counted of it. */
export type MatrixHead = {readonly key: string; readonly name: string; readonly note: string}

export type MatrixProps = {
  readonly label: string
  /** What the rows are. */
  readonly corner: string
  readonly rows: readonly MatrixHead[]
  readonly columns: readonly MatrixHead[]
  readonly cell: (row: MatrixHead, column: MatrixHead) => MatrixCell
  /** Space, Enter or a click. Without it nothing can be changed. */
  readonly onPress?: (row: MatrixHead, column: MatrixHead) => void
}

type Place = {readonly row: number; readonly column: number}

/** Pixels where letters have their usual size. */
const ROW = 24
const HEAD = 56
const COLUMN = 96
const ROW_NAME = {wide: 264, narrow: 132}

/**
 * Rows and columns of any number; only what is in sight is drawn. The matrix has the focus and names the current cell to screen readers: arrows go from cell to cell, Home and
 * End along the row, with Ctrl to the first and last, and Space changes what stands there.
 */
export function Matrix({label, corner, rows, columns, cell, onPress}: MatrixProps) {
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState<Place>()
  const names = inLetters(useMedia('(width < 40rem)') ? ROW_NAME.narrow : ROW_NAME.wide)
  const isRtl = getComputedStyle(document.documentElement).direction === 'rtl'
  const getScrollElement = () => scroller.current
  const head = inLetters(HEAD)
  // What stays in sight takes room before the first row and the first column, and hides what is scrolled under it.
  const down = useVirtualizer({
    count: rows.length,
    getScrollElement,
    estimateSize: () => inLetters(ROW),
    overscan: 8,
    paddingStart: head,
    scrollPaddingStart: head,
  })
  const across = useVirtualizer({
    horizontal: true,
    isRtl,
    count: columns.length,
    getScrollElement,
    estimateSize: () => inLetters(COLUMN),
    overscan: 3,
    paddingStart: names,
    scrollPaddingStart: names,
  })
  const at = wanted && inside(wanted, rows.length, columns.length)
  const reveal = useEffectEvent((place: Place) => {
    down.scrollToIndex(place.row, {align: 'auto'})
    across.scrollToIndex(place.column, {align: 'auto'})
  })
  useEffect(() => {
    if (wanted !== undefined) reveal(wanted)
  }, [wanted])

  const press = ({row, column}: Place): void => {
    const [one, other] = [rows[row], columns[column]]
    if (one !== undefined && other !== undefined) onPress?.(one, other)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== scroller.current || event.altKey || event.shiftKey) return
    const page = Math.max(1, Math.floor((scroller.current.clientHeight - head) / inLetters(ROW)) - 1)
    const to = destination(event, at ?? {row: 0, column: 0}, {rows: rows.length, columns: columns.length, page, isRtl})
    if (to !== undefined) setWanted(inside(to, rows.length, columns.length))
    else if ((event.key === ' ' || event.key === 'Enter') && at !== undefined) press(at)
    else return
    event.preventDefault()
  }
  const width = across.getTotalSize()
  const isDrawn =
    at !== undefined && down.getVirtualItems().some(({index}) => index === at.row) && across.getVirtualItems().some(({index}) => index === at.column)
  return (
    // biome-ignore lint/a11y/useSemanticElements: only what is in sight is there, which a table element cannot say
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-readonly={onPress === undefined || undefined}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={isDrawn ? `${id}-${at.row}-${at.column}` : undefined}
      tabIndex={0}
      className="matrix"
      onKeyDown={onKeyDown}
      onFocus={event => {
        if (event.target === scroller.current && at === undefined && event.target.matches(':focus-visible')) setWanted({row: 0, column: 0})
      }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the matrix has the focus */}
      <div role="row" aria-rowindex={1} className="matrix-head" style={{width, height: head}}>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
        <div role="columnheader" aria-colindex={1} className="matrix-name matrix-corner" style={{width: names}}>
          {corner}
        </div>
        {across.getVirtualItems().map(({index, start, size}) => {
          const column = columns[index]
          return (
            column !== undefined && (
              // biome-ignore lint/a11y/useSemanticElements: as above
              // biome-ignore lint/a11y/useFocusableInteractive: as above
              <div
                key={column.key}
                role="columnheader"
                aria-colindex={index + 2}
                className="matrix-column"
                style={{insetInlineStart: start, width: size}}
                title={column.name}
              >
                <bdi className="matrix-column-name">{column.name}</bdi>
                <span className="matrix-note">{column.note}</span>
              </div>
            )
          )
        })}
      </div>
      <div role="presentation" className="matrix-room" style={{width, height: down.getTotalSize() - head}}>
        {down.getVirtualItems().map(({index, start, size}) => {
          const row = rows[index]
          return (
            row !== undefined && (
              // biome-ignore lint/a11y/useSemanticElements: as above
              // biome-ignore lint/a11y/useFocusableInteractive: as above
              <div
                key={row.key}
                role="row"
                aria-rowindex={index + 2}
                className="matrix-row"
                style={{width, height: size, transform: `translateY(${start - head}px)`}}
              >
                {/* biome-ignore lint/a11y/useSemanticElements: as above */}
                {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
                <div role="rowheader" aria-colindex={1} className="matrix-name" style={{width: names}} title={row.name}>
                  <bdi className="matrix-row-name">{row.name}</bdi>
                  <span className="matrix-note">{row.note}</span>
                </div>
                {across.getVirtualItems().map(({index: nth, start: left, size: wide}) => {
                  const column = columns[nth]
                  if (column === undefined) return null
                  const {sign, words, tone, changed = false} = cell(row, column)
                  return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the matrix has the focus and its keys
                    // biome-ignore lint/a11y/useSemanticElements: as above
                    // biome-ignore lint/a11y/useFocusableInteractive: as above
                    <div
                      key={column.key}
                      id={`${id}-${index}-${nth}`}
                      role="gridcell"
                      aria-colindex={nth + 2}
                      aria-label={say('{row}, {column}: {state}', {row: row.name, column: column.name, state: words})}
                      className={classNames('matrix-cell', changed && 'matrix-changed')}
                      data-tone={tone}
                      data-current={(at?.row === index && at.column === nth) || undefined}
                      style={{insetInlineStart: left, width: wide}}
                      title={words}
                      onClick={() => {
                        setWanted({row: index, column: nth})
                        press({row: index, column: nth})
                      }}
                    >
                      {sign}
                    </div>
                  )
                })}
              </div>
            )
          )
        })}
      </div>
    </div>
  )
}

const inside = ({row, column}: Place, rows: number, columns: number): Place | undefined =>
  rows === 0 || columns === 0 ? undefined : {row: Math.min(rows - 1, Math.max(0, row)), column: Math.min(columns - 1, Math.max(0, column))}

type Extent = {readonly rows: number; readonly columns: number; readonly page: number; readonly isRtl: boolean}

function destination({key, ctrlKey, metaKey}: KeyboardEvent, {row, column}: Place, {rows, columns, page, isRtl}: Extent): Place | undefined {
  const isFar = ctrlKey || metaKey
  const forward = isRtl ? -1 : 1
  if (key === 'Home') return {row: isFar ? 0 : row, column: 0}
  if (key === 'End') return {row: isFar ? rows - 1 : row, column: columns - 1}
  if (isFar) return undefined
  if (key === 'ArrowDown') return {row: row + 1, column}
  if (key === 'ArrowUp') return {row: row - 1, column}
  if (key === 'ArrowRight') return {row, column: column + forward}
  if (key === 'ArrowLeft') return {row, column: column - forward}
  if (key === 'PageDown') return {row: row + page, column}
  return key === 'PageUp' ? {row: row - page, column} : undefined
}
