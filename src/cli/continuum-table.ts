import type {Continuum, Unit} from '../core/agreement/continuum.ts'
import {withoutOverlaps} from '../core/agreement/continuum.ts'
import {message} from '../core/language/message.ts'
import type {Sentence} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {TableRow} from '../storage/texts/csv.ts'
import {readTable} from '../storage/texts/csv.ts'

const COLUMNS = ['annotator', 'start', 'end', 'label', 'article'] as const
type Column = (typeof COLUMNS)[number]
type Places = Readonly<Record<Column, number>>

/** Where no row names the columns. The second is how pygamma-agreement writes them. */
const ORDERS: readonly (readonly Column[])[] = [
  ['annotator', 'start', 'end', 'label'],
  ['annotator', 'label', 'start', 'end'],
]

export type ContinuumTable = {readonly continua: readonly Continuum[]; readonly notes: readonly Sentence[]}

/** Spans of annotators, one a row. `length`: of the text, where it goes on after the last span; with several articles, of each. */
export async function readContinuum(path: string, length: number | undefined): Promise<Result<ContinuumTable>> {
  const table = await readTable(path)
  if (!table.ok) return table
  const named = namedColumns(table.value[0] as TableRow)
  const rows = named === undefined ? table.value : table.value.slice(1)
  const fitting = named === undefined ? fittingOrders(path, rows) : [named]
  const places = fitting[0]
  if (places === undefined) return refused(whyNot(path, rows))
  const notes: Sentence[] = []
  if (named === undefined) notes.push(message('Columns were read as {columns}.', {columns: orderOf(places)}))
  if (fitting.length > 1)
    notes.push(message('They could also be {columns}. If that is what they are, name them in a first row.', {columns: orderOf(fitting[1] as Places)}))
  const broken = rows.find(row => !hasSpan(row, places))
  if (broken !== undefined) return refused(message('{path}: row {row, number} has no start before its end.', {path, row: broken.row}))
  return ok({continua: textsOf(path, rows, places, length), notes})
}

/** Those that every row fits, first those in which nobody's spans lie over each other. */
function fittingOrders(path: string, rows: readonly TableRow[]): readonly Places[] {
  const fitting = ORDERS.map(placesOf).filter(places => rows.every(row => hasSpan(row, places)))
  return fitting.toSorted((a, b) => overlapsIn(path, rows, a) - overlapsIn(path, rows, b))
}

const overlapsIn = (path: string, rows: readonly TableRow[], places: Places): number => Number(!withoutOverlaps(textsOf(path, rows, places, undefined)).ok)

function namedColumns({cells}: TableRow): Places | undefined {
  const found = COLUMNS.map(column => cells.findIndex(cell => cell.toLowerCase() === column))
  return found.slice(0, 4).includes(-1) ? undefined : (Object.fromEntries(COLUMNS.map((column, at) => [column, found[at]])) as Places)
}

const placesOf = (order: readonly Column[]): Places => Object.fromEntries(COLUMNS.map(column => [column, order.indexOf(column)])) as Places

const orderOf = (places: Places): string =>
  COLUMNS.filter(column => places[column] !== -1)
    .toSorted((a, b) => places[a] - places[b])
    .join(', ')

const numberIn = ({cells}: TableRow, at: number): number => (cells[at] === undefined || cells[at] === '' ? Number.NaN : Number(cells[at]))

const hasSpan = (row: TableRow, {start, end, label}: Places): boolean =>
  Number.isFinite(numberIn(row, start)) && numberIn(row, start) >= 0 && numberIn(row, start) < numberIn(row, end) && row.cells[label] !== undefined

function whyNot(path: string, rows: readonly TableRow[]): Sentence {
  const bad = rows.find(row => ORDERS.every(order => !hasSpan(row, placesOf(order)))) ?? rows[0]
  return message(
    '{path}: row {row, number} is not an annotator, a start, an end after it and a label. Name the columns in a first row: annotator, start, end, label.',
    {
      path,
      row: bad?.row ?? 1,
    },
  )
}

function textsOf(path: string, rows: readonly TableRow[], places: Places, length: number | undefined): readonly Continuum[] {
  const texts = new Map<string, Map<string, Unit[]>>()
  for (const row of rows) {
    const text = row.cells[places.article] ?? path
    const units = texts.get(text) ?? new Map<string, Unit[]>()
    texts.set(text, units)
    const annotator = row.cells[places.annotator] ?? ''
    const own = units.get(annotator) ?? []
    units.set(annotator, own)
    own.push({start: numberIn(row, places.start), end: numberIn(row, places.end), label: row.cells[places.label] ?? ''})
  }
  return [...texts].map(([name, units]) => ({name, length: length ?? Math.max(...[...units.values()].flat().map(({end}) => end)), units}))
}
