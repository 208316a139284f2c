import {useLayoutEffect, useRef} from 'react'
import type {Span} from '../../core/text/span.ts'
import type {Line} from './look.ts'
import type {CaretBox, Surface} from './surface.ts'
import {caretBox} from './surface.ts'
import './relation-lines.css'

/** A relation between two places of the text, and how its layer looks. `beside`: how many others between the same two are drawn before it. */
export type RelationLine = {
  readonly id: string
  readonly from: Span
  readonly to: Span
  readonly beside: number
  readonly hue: string
  readonly line: Line
}

/** Lines over the text from one end of a relation to the other, with a head where it goes. The list tells the same in words, so they are not read aloud. */
export function RelationLines({lines, surface}: {readonly lines: readonly RelationLine[]; readonly surface: Surface}) {
  const drawing = useRef<SVGSVGElement>(null)

  useLayoutEffect(() => {
    const place = (): void => {
      for (const [nth, {from, to, beside}] of lines.entries()) {
        const group = drawing.current?.children[nth]
        const drawn = between(surface, from, to, beside)
        group?.toggleAttribute('hidden', drawn === undefined)
        if (group === undefined || drawn === undefined) continue
        group.children[0]?.setAttribute('d', drawn.path)
        group.children[1]?.setAttribute('d', drawn.path)
        group.children[2]?.setAttribute('d', drawn.head)
      }
    }
    place()
    return surface.onPainted(place)
  }, [lines, surface])

  return (
    <svg ref={drawing} className="article-relations" aria-hidden="true" focusable="false">
      {lines.map(({id, hue, line}) => (
        <g key={id} data-hue={hue} data-line={line}>
          <path className="article-relation-ground" />
          <path className="article-relation-line" />
          <path className="article-relation-head" />
        </g>
      ))}
    </svg>
  )
}

type Point = {readonly x: number; readonly y: number}

/** How far the line goes up between two ends on one row, in pixels. */
const RISE = 22
const HEAD = 7
/** How far lines between the same two are apart, in pixels. */
const APART = 14

/** From the middle of one end's first row to that of the other: over a row, or from below the upper end to above the lower one. */
function between(surface: Surface, from: Span, to: Span, beside: number): {readonly path: string; readonly head: string} | undefined {
  const [one, other] = [rowOf(surface, from), rowOf(surface, to)]
  if (one === undefined || other === undefined) return undefined
  const down = other.top - one.top
  const isRow = Math.abs(down) < Math.max(one.height, other.height) / 2
  // To the right and to the left in turn, so that all stay near the middle.
  const shift = Math.ceil(beside / 2) * (beside % 2 === 0 ? -APART : APART)
  const start = {x: one.middle + shift, y: isRow || down < 0 ? one.top : one.top + one.height}
  const end = {x: other.middle + shift, y: isRow || down > 0 ? other.top : other.top + other.height}
  const reach = isRow ? -RISE - beside * APART : Math.sign(down) * Math.max(RISE, Math.min(70, Math.abs(end.y - start.y) / 2))
  const second = {x: end.x, y: isRow ? end.y + reach : end.y - reach}
  return {path: `M ${at(start)} C ${at({x: start.x, y: start.y + reach})} ${at(second)} ${at(end)}`, head: headAt(end, second)}
}

function rowOf(surface: Surface, {start, end}: Span): (CaretBox & {readonly middle: number}) | undefined {
  const [first, last] = [caretBox(surface, start, 'after'), caretBox(surface, end, 'before')]
  if (first === undefined || last === undefined) return undefined
  const isRow = Math.abs(last.top - first.top) < first.height / 2
  return {...first, middle: isRow ? (first.left + last.left) / 2 : first.left}
}

/** A triangle that points at the end, coming from where the line comes from. */
function headAt(end: Point, from: Point): string {
  const length = Math.hypot(end.x - from.x, end.y - from.y) || 1
  const along = {x: ((end.x - from.x) / length) * HEAD, y: ((end.y - from.y) / length) * HEAD}
  const corner = (side: 1 | -1): Point => ({x: end.x - along.x - (side * along.y) / 2, y: end.y - along.y + (side * along.x) / 2})
  return `M ${at(end)} L ${at(corner(1))} L ${at(corner(-1))} Z`
}

const at = ({x, y}: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`
