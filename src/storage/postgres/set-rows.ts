import type {AnnotationId} from '../../core/annotation/annotation.ts'
import {parseRow} from '../index/annotation-row.ts'
import {POINTER, pointerCounter} from '../index/pointer-count.ts'
import type {FoundRow, Part, RowsWanted, SetTally, SetUses} from '../index/row-queries.ts'
import {stanceKeys} from '../index/row-queries.ts'
import {turn} from '../libsql/turn.ts'
import {parseAddress} from '../log/stored-record.ts'
import type {Query, Row} from './connection.ts'
import {json, parsedLayers, plain} from './set-index.ts'

type Condition = {readonly sql: string; readonly values: readonly unknown[]}

export async function readTally(query: Query, project: string, wanted: RowsWanted): Promise<readonly SetTally[]> {
  if (wanted.pointsAt === undefined && wanted.stance === undefined) return layersOf(query, project, wanted.layers)
  const {sql, values} = matching(project, wanted)
  const rows = await query(
    `select document.name, document.address, found.count from claimlight.document
     join (select annotation.name, count(*) as count from claimlight.annotation where ${sql} group by annotation.name) as found using (name)
     where document.project = $1 order by document.first`,
    values,
  )
  return rows.flatMap(row => {
    const address = parseAddress(String(row.address))
    return address === undefined ? [] : [{name: String(row.name), address, count: Number(row.count)}]
  })
}

/** Those of a layer are counted when they are written. */
async function layersOf(query: Query, project: string, layers: RowsWanted['layers']): Promise<readonly SetTally[]> {
  const wanted = layers && new Set(layers.map(plain))
  const rows = await query(
    `select document.name, document.address, set_index.layers from claimlight.document
     join claimlight.set_index on set_index.project = $1 and set_index.name = document.name where document.project = $1 order by document.first`,
    [project],
  )
  return rows.flatMap(row => {
    const address = parseAddress(String(row.address))
    const count = Object.entries(parsedLayers(row.layers)).reduce((sum, [layer, each]) => sum + (wanted?.has(plain(layer)) === false ? 0 : each), 0)
    return address === undefined || count === 0 ? [] : [{name: String(row.name), address, count}]
  })
}

export async function readRows(query: Query, project: string, names: readonly string[], wanted: RowsWanted, {from, most}: Part): Promise<readonly FoundRow[]> {
  const {sql, values} = matching(project, wanted)
  const place = values.length
  return foundRows(
    await query(
      `select name, body from claimlight.annotation where ${sql} and name = any($${place + 1}::text[]) order by start, id limit $${place + 2} offset $${place + 3}`,
      [...values, names, most, from],
    ),
  )
}

export async function readRowsOf(query: Query, project: string, names: readonly string[], ids: readonly AnnotationId[]): Promise<readonly FoundRow[]> {
  return foundRows(
    await query('select name, body from claimlight.annotation where project = $1 and name = any($2::text[]) and id = any($3::text[]) order by name, id', [
      project,
      names,
      ids.map(plain),
    ]),
  )
}

export async function readUses(query: Query, project: string): Promise<readonly SetUses[]> {
  const rows = await query(
    `select document.name, document.address, found.pointers from claimlight.document
     join (select name, string_agg(kind || to_json(target)::text, $2) as pointers from claimlight.pointer where project = $1 group by name) as found using (name)
     where document.project = $1 order by document.first`,
    [project, POINTER],
  )
  const counted = pointerCounter()
  const found: SetUses[] = []
  for (const row of rows) {
    await turn()
    const address = parseAddress(String(row.address))
    if (address !== undefined) found.push({name: String(row.name), address, uses: counted(String(row.pointers))})
  }
  return found
}

const foundRows = (rows: readonly Row[]): readonly FoundRow[] =>
  rows.flatMap(({name, body}) => {
    const row = parseRow(String(body))
    return row === undefined ? [] : [{name: String(name), row}]
  })

/** The first value is the project. */
function matching(project: string, {layers, pointsAt, stance}: RowsWanted): Condition {
  const values: unknown[] = [project]
  const given = (value: unknown): string => `$${values.push(value)}`
  const conditions = ['annotation.project = $1 and not removed']
  if (layers !== undefined) conditions.push(`layer = any(${given(layers.map(plain))}::text[])`)
  if (pointsAt !== undefined) {
    const [kinds, targets] = [given(pointsAt.map(({kind}) => kind)), given(pointsAt.map(({id}) => plain(id)))]
    conditions.push(
      `(annotation.name, annotation.id) in (select name, id from claimlight.pointer
       join unnest(${kinds}::text[], ${targets}::text[]) as wanted (kind, target) using (kind, target) where project = $1)`,
    )
  }
  if (stance !== undefined) {
    // Which holds where one stance of the row has all that is asked for.
    conditions.push(`stances <> '[]' and stances @> ${given(json([stanceKeys(stance)]))}::jsonb`)
  }
  return {sql: conditions.join(' and '), values}
}
