import {readFile, stat} from 'node:fs/promises'
import Papa from 'papaparse'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'

/** Bytes; a million rows of five labels have some 30 MB. */
const LARGEST = 64 * 1024 * 1024
const GUESSED_FROM = 100

/** Rows of a CSV or TSV file in UTF-8, as text; the separator is found. Rows with nothing in them are left out. `row` counts from 1, as spreadsheets do. */
export type TableRow = {readonly row: number; readonly cells: readonly string[]}

export async function readTable(path: string): Promise<Result<readonly TableRow[]>> {
  const info = await stat(path).catch(() => undefined)
  if (info !== undefined && info.size > LARGEST)
    return refused(message('{path} is larger than {most, number} MB. Take it in parts.', {path, most: LARGEST / 1024 / 1024}))
  const bytes = await readFile(path).catch(() => undefined)
  if (bytes === undefined) return refused(message('There is no file “{path}” that can be read.', {path}))
  let text: string
  try {
    text = new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    return refused(message('{path} is no text in UTF-8. Save it as UTF-8.', {path}))
  }
  const rows: TableRow[] = []
  // Guessed without empty lines, which would count as rows of one cell.
  const {delimiter} = Papa.parse<string[]>(text, {preview: GUESSED_FROM, skipEmptyLines: 'greedy', delimitersToGuess: [',', ';', '\t']}).meta
  const {data, errors} = Papa.parse<string[]>(text, {delimiter})
  const broken = errors.find(({type}) => type === 'Quotes')
  if (broken !== undefined)
    return refused(message('{path}: the quotation marks of row {row, number} do not close. Correct it there.', {path, row: (broken.row ?? 0) + 1}))
  data.forEach((cells, at) => {
    if (cells.some(cell => cell.trim() !== '')) rows.push({row: at + 1, cells: cells.map(cell => cell.trim())})
  })
  return rows.length === 0 ? refused(message('{path} is empty.', {path})) : ok(rows)
}

/**
 * Rows of named columns as CSV (RFC 4180) with line feeds, the names first; what is `undefined` is left empty. `isText`: somebody else wrote what is in it, so that
 * what a spreadsheet would take for a formula begins with an apostrophe.
 */
export const csvOf = <C extends string>(
  columns: readonly C[],
  rows: readonly {readonly [column in C]: string | number | null | undefined}[],
  {isText = false}: {readonly isText?: boolean} = {},
): string => `${Papa.unparse({fields: [...columns], data: rows.map(row => columns.map(column => row[column]))}, {newline: '\n', escapeFormulae: isText})}\n`
