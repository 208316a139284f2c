import type {AnnotationId} from '../../core/annotation/annotation.ts'
import type {Pointer} from '../../core/annotation/pointers.ts'
import {parseRow} from '../index/annotation-row.ts'
import type {PointerCounter} from '../index/pointer-count.ts'
import {POINTER} from '../index/pointer-count.ts'
import type {FoundRow, Part, RowsWanted, SetTally, SetUses} from '../index/row-queries.ts'
import {stanceKeys} from '../index/row-queries.ts'
import {parseAddress} from '../log/stored-record.ts'
import type {Database, Value} from './database.ts'
import type {Page} from './pages.ts'
import {AT_ONCE, COLUMN, readTogether} from './pages.ts'
import {readLayers} from './store-counts.ts'

/** Documents whose rows are looked through at once, and whose pointers are counted: nobody waits for that. */
const FEW = 1000
const FEWER = 100

type Condition = {readonly sql: string; readonly values: readonly Value[]}

/** Of documents whose numbers come after `from`, how many rows of each are wanted. */
export function readTally(db: Database, wanted: RowsWanted, from: number): Page<SetTally> {
  const {layers, pointsAt, stance} = wanted
  const isKept = pointsAt === undefined && stance === undefined
  const {next, last} = pageFrom(db, from, isKept ? AT_ONCE : FEW)
  if (isKept) return {found: layersOf(db, layers, from, next), next: last}
  const {sql, values} = matching(wanted, column => `${column} > ${from} and ${column} <= ${next}`)
  const lines = readTogether(
    db,
    `select name || char(31) || address || char(31) || count(*) as line from annotation join document on document.id = annotation.document
     where ${sql} group by document order by document`,
    ...values,
  )
  return {found: lines.flatMap(tallyOf), next: last}
}

/** Those of a layer are counted when they are written. */
function layersOf(db: Database, layers: readonly string[] | undefined, from: number, next: number): readonly SetTally[] {
  const lines = readTogether(
    db,
    `select name || char(31) || address || char(31) || layers as line from document where id > ${from} and id <= ${next} and layers <> '{}' order by id`,
  )
  return lines.flatMap(line => {
    const [name = '', address = '', counted = ''] = line.split(COLUMN)
    const counts = Object.entries(readLayers(counted)).filter(([layer]) => layers?.includes(layer) ?? true)
    const count = counts.reduce((sum, [, each]) => sum + each, 0)
    return count === 0 ? [] : tallyOf([name, address, count].join(COLUMN))
  })
}

function tallyOf(line: string): readonly SetTally[] {
  const [name = '', written = '', count = ''] = line.split(COLUMN)
  const address = parseAddress(written)
  return address === undefined ? [] : [{name, address, count: Number(count)}]
}

export function readRows(db: Database, names: readonly string[], wanted: RowsWanted, {from, most}: Part): readonly FoundRow[] {
  const {sql, values} = matching(wanted, column => `${column} in (${idsOf(db, names)})`)
  // Numbers are bound as REAL, which a limit does not take.
  return rowsWhere(db, `${sql} order by start, annotation.id limit ${Math.trunc(most)} offset ${Math.trunc(from)}`, values)
}

export function readRowsOf(db: Database, names: readonly string[], ids: readonly AnnotationId[]): readonly FoundRow[] {
  return rowsWhere(db, `annotation.document in (${idsOf(db, names)}) and annotation.id in (select value from json_each(?)) order by document, annotation.id`, [
    JSON.stringify(ids),
  ])
}

function rowsWhere(db: Database, where: string, values: readonly Value[]): readonly FoundRow[] {
  const lines = readTogether(
    db,
    `select name || char(31) || body as line from annotation join document on document.id = annotation.document where ${where}`,
    ...values,
  )
  return lines.flatMap(line => {
    const [name = '', body = ''] = line.split(COLUMN)
    const row = parseRow(body)
    return row === undefined ? [] : [{name, row}]
  })
}

function idsOf(db: Database, names: readonly string[]): string {
  const ids = names.map(name => db.get('select id from document where name = ?', name)?.id)
  return ids.filter(id => typeof id === 'number').join(', ')
}

/** `within`: what is asked of a column that holds the number of a document. */
function matching({layers, pointsAt, stance}: RowsWanted, within: (column: string) => string): Condition {
  const conditions: Condition[] = [{sql: `removed = 0 and ${within('annotation.document')}`, values: []}]
  if (layers !== undefined) conditions.push({sql: 'layer in (select value from json_each(?))', values: [JSON.stringify(layers)]})
  for (const some of [pointsAt, ...pointersIn(stance)]) if (some !== undefined) conditions.push(pointing(some, within))
  if (stance !== undefined) {
    conditions.push(...saying(stance))
  }
  return {sql: conditions.map(({sql}) => sql).join(' and '), values: conditions.flatMap(({values}) => values)}
}

/** By the text of them: all is found by a part of it, so that the stances of few rows are taken apart. Each part is as they are written, so no value is taken for another part. */
function saying(stance: NonNullable<RowsWanted['stance']>): readonly Condition[] {
  const keys = Object.entries(stanceKeys(stance))
  const found = keys.map(each => JSON.stringify(Object.fromEntries([each])).slice(1, -1))
  const together = keys.map(([part]) => `stance.value ->> '${part}' = ?`).join(' and ')
  return [
    {sql: `stances <> '[]'`, values: []},
    ...found.map(text => ({sql: 'instr(stances, ?) > 0', values: [text]})),
    ...(keys.length < 2 ? [] : [{sql: `exists (select 1 from json_each(stances) as stance where ${together})`, values: keys.map(([, key]) => key)}]),
  ]
}

export function readUses(db: Database, from: number, counted: PointerCounter): Page<SetUses> {
  const {next, last} = pageFrom(db, from, FEWER)
  const lines = readTogether(
    db,
    // Of one without pointers there is no line.
    `select name || char(31) || address || char(31) ||
       (select group_concat(kind || json_quote(target), char(${POINTER.charCodeAt(0)})) from pointer where pointer.document = document.id) as line
     from document where id > ${from} and id <= ${next} order by id`,
  )
  const found = lines.flatMap(line => {
    const [name = '', written = '', pointers = ''] = line.split(COLUMN)
    const address = parseAddress(written)
    return address === undefined ? [] : [{name, address, uses: counted(pointers)}]
  })
  return {found, next: last}
}

const pointing = (some: readonly Pointer[], within: (column: string) => string): Condition => ({
  sql: `(document, annotation.id) in (select pointer.document, pointer.id from json_each(?) as wanted
    join pointer on pointer.kind = wanted.value ->> 'kind' and pointer.target = wanted.value ->> 'id' where ${within('pointer.document')})`,
  values: [JSON.stringify(some)],
})

/** What a row points at that has such a stance: few rows, mostly. */
const pointersIn = ({holder, target}: NonNullable<RowsWanted['stance']> = {}): readonly (readonly Pointer[])[] =>
  [holder, target].flatMap(each => (each === undefined || each.kind === 'outlet' ? [] : [[each]]))

/** The end of a page of documents, and where the next one begins, if there are more. */
function pageFrom(db: Database, from: number, most: number): {readonly next: number; readonly last: number | undefined} {
  const end = Number(db.get('select max(id) as id from document')?.id ?? 0)
  const next = from + most
  return {next, last: next < end ? next : undefined}
}
