import type {AnnotationId} from '../../core/annotation/annotation.ts'
import type {Pointer} from '../../core/annotation/pointers.ts'
import {parseRow} from '../index/annotation-row.ts'
import {parsePointerCounts} from '../index/pointer-count.ts'
import type {FoundRow, Part, RowsWanted, SetTally, SetUses} from '../index/row-queries.ts'
import {stanceKeys} from '../index/row-queries.ts'
import {parseAddress} from '../log/stored-record.ts'
import type {Database, Value} from './database.ts'
import type {Page} from './pages.ts'
import {AT_ONCE, COLUMN, readTogether} from './pages.ts'
import {readLayers} from './store-counts.ts'

/** Documents whose rows are looked through at once, and whose pointers are counted: nobody waits for that. */
const FEW = 1000
const FEWER = 250

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
    const keys = Object.entries(stanceKeys(stance))
    const together = keys.map(([part]) => `stance.value ->> '${part}' = ?`).join(' and ')
    conditions.push({
      sql: `stances <> '[]' and exists (select 1 from json_each(stances) as stance where ${together || '1'})`,
      values: keys.map(([, key]) => key),
    })
  }
  return {sql: conditions.map(({sql}) => sql).join(' and '), values: conditions.flatMap(({values}) => values)}
}

export function readUses(db: Database, from: number): Page<SetUses> {
  const {next, last} = pageFrom(db, from, FEWER)
  const lines = readTogether(
    db,
    `select name || char(31) || address || char(31) || json_group_array(json_array(kind, target, count)) as line
     from (select document, kind, target, count(*) as count from pointer where document > ${from} and document <= ${next} group by document, kind, target) as counted
     join document on document.id = counted.document group by counted.document`,
  )
  const found = lines.flatMap(line => {
    const [name = '', written = '', counts = ''] = line.split(COLUMN)
    const address = parseAddress(written)
    return address === undefined ? [] : [{name, address, uses: parsePointerCounts(counts)}]
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
