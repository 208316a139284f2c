import type {CodedUnit} from '../core/agreement/coding.ts'
import {message} from '../core/language/message.ts'
import type {Sentence} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {TableRow} from '../storage/texts/csv.ts'
import {readTable} from '../storage/texts/csv.ts'

/** What annotators said of units: a row for each unit, a column for each annotator. */
export type CodesTable = {readonly annotators: readonly string[]; readonly units: readonly CodedUnit[]; readonly note: Sentence}

/** Each two are compared. */
const MOST_ANNOTATORS = 100

/** Columns with these names are not an annotator's: what names a unit, and the article that a unit belongs to. */
const UNIT = ['unit', 'id', 'item']
const ARTICLE = ['article', 'document', 'group']

/** `header`: whether the first row has the names; by default it does unless something in it is given as a label below. */
export async function readCodes(path: string, header: boolean | undefined): Promise<Result<CodesTable>> {
  const table = await readTable(path)
  if (!table.ok) return table
  const [first, ...others] = table.value as [TableRow, ...TableRow[]]
  const width = first.cells.length
  const uneven = others.find(({cells}) => cells.length !== width)
  if (uneven !== undefined)
    return refused(
      message(
        '{path}: row {row, number} has {cells, plural, one {# column} other {# columns}}, and the first has {width, number}. Give each row as many, and leave a cell empty where somebody said nothing.',
        {
          path,
          row: uneven.row,
          cells: uneven.cells.length,
          width,
        },
      ),
    )
  const hasNames = header ?? !first.cells.some((cell, at) => cell !== '' && others.some(({cells}) => cells[at] === cell))
  const names = hasNames ? first.cells : first.cells.map((_, at) => `${at + 1}`)
  const isKind = (kinds: readonly string[], at: number): boolean => hasNames && kinds.includes((names[at] as string).toLowerCase())
  const columns = names.map((_, at) => at).filter(at => !isKind(UNIT, at) && !isKind(ARTICLE, at))
  const article = names.findIndex((_, at) => isKind(ARTICLE, at))
  const rows = hasNames ? others : table.value
  const annotators = columns.map(at => names[at] as string)
  if (annotators.length > MOST_ANNOTATORS)
    return refused(
      message('{path} has {count, number} columns of annotators, and {most, number} at most can be compared.', {
        path,
        count: annotators.length,
        most: MOST_ANNOTATORS,
      }),
    )
  const twice = annotators.find((name, at) => annotators.indexOf(name) !== at)
  if (twice !== undefined) return refused(message('{path}: two columns are named “{name}”. Give each annotator a name of her own.', {path, name: twice}))
  const units = rows.map(({row, cells}) => ({
    group: article === -1 ? `row ${row}` : (cells[article] as string),
    labels: columns.map(at => (cells[at] === '' ? undefined : cells[at])),
  }))
  return ok({
    annotators,
    units,
    note: hasNames
      ? message('The first row was read as the names of annotators: {names}.', {names: annotators.join(', ')})
      : message('The first row was read as labels; annotators are numbered.'),
  })
}
