import * as z from 'zod'
import {jsonValue} from '../../core/json/json-text.ts'
import type {LayerCounts, SetCounts, SetIndex} from '../index/annotation-index.ts'
import {countLayers, recounted} from '../index/annotation-index.ts'
import type {AnnotationRow} from '../index/annotation-row.ts'
import {ROWS_VERSION} from '../index/annotation-row.ts'
import {stanceKeys} from '../index/row-queries.ts'
import type {StoredDocument} from '../log/document-log.ts'
import {parseAddress} from '../log/stored-record.ts'
import type {Query, Row} from './connection.ts'

/** Writes rows of one set, in a transaction, touching only those that differ. Those of a document the store does not know are not kept. `indexed`: the last record the index knows of. */
export async function writeSetIndex(query: Query, project: string, name: string, {rows, readMarks, words = 0, of}: SetIndex, indexed: number): Promise<void> {
  const [known] = await query(
    `select set_index.layers from claimlight.document left join claimlight.set_index using (project, name) where document.project = $1 and document.name = $2 for update of document`,
    [project, name],
  )
  if (known === undefined) return
  const given = rows.map(row => ({id: plain(row.id), body: json(row)}))
  const same = await query(
    `select annotation.id from claimlight.annotation join unnest($3::text[], $4::text[]) as given (id, body) on given.id = annotation.id and given.body = annotation.body
     where project = $1 and name = $2`,
    [project, name, given.map(({id}) => id), given.map(({body}) => body)],
  )
  const unchanged = new Set(same.map(({id}) => String(id)))
  const changed = rows.filter(({id}) => !unchanged.has(plain(id)))
  const about = of?.map(plain)
  const gone = await query(
    `select id, layer, removed from claimlight.annotation where project = $1 and name = $2 and not (id = any($3)) and ($4::text[] is null or id = any($4))`,
    [project, name, [...unchanged], about ?? null],
  )
  const touched = gone.map(({id}) => String(id))
  for (const table of ['annotation', 'pointer'])
    await query(`delete from claimlight.${table} where project = $1 and name = $2 and id = any($3)`, [project, name, touched])
  await insertRows(query, project, name, changed)
  const were = countLayers(gone.filter(({removed}) => removed === false).map(({layer}) => ({layer: String(layer)})))
  const layers = of === undefined ? countLayers(rows) : recounted(parsedLayers(known.layers), were, countLayers(changed))
  await query(
    `insert into claimlight.set_index (project, name, indexed, layers, marks, rule, words) values ($1, $2, $3, $4, $5::jsonb, $6, $7)
     on conflict (project, name) do update set indexed = excluded.indexed, layers = excluded.layers, marks = excluded.marks, rule = excluded.rule, words = excluded.words`,
    [project, name, indexed, JSON.stringify(layers), json(readMarks), ROWS_VERSION, words],
  )
}

async function insertRows(query: Query, project: string, name: string, rows: readonly AnnotationRow[]): Promise<void> {
  if (rows.length === 0) return
  await query(
    `insert into claimlight.annotation (project, name, id, layer, removed, start, stances, body)
     select $1, $2, * from unnest($3::text[], $4::text[], $5::boolean[], $6::bigint[], $7::jsonb[], $8::text[]) on conflict do nothing`,
    [
      project,
      name,
      rows.map(({id}) => plain(id)),
      rows.map(({layer}) => plain(layer)),
      rows.map(({removed}) => removed !== undefined),
      rows.map(({start}) => start),
      rows.map(({stances}) => json(stances.map(stanceKeys))),
      rows.map(json),
    ],
  )
  const standing = rows.filter(({removed}) => removed === undefined)
  const pointers = standing.flatMap(({id, points}) => points.map(to => ({id: plain(id), kind: to.kind, target: plain(to.id)})))
  await query(
    `insert into claimlight.pointer (project, name, id, kind, target) select $1, $2, * from unnest($3::text[], $4::text[], $5::text[]) on conflict do nothing`,
    [project, name, pointers.map(({id}) => id), pointers.map(({kind}) => kind), pointers.map(({target}) => target)],
  )
}

export async function readUnindexed(query: Query, project: string, words: number): Promise<readonly StoredDocument[]> {
  const rows = await query(
    `select document.name, document.address from claimlight.document
     join (select name, max(seq) as seq from claimlight.record where project = $1 group by name) as latest on latest.name = document.name
     left join claimlight.set_index on set_index.project = $1 and set_index.name = document.name
     where document.project = $1 and (coalesce(set_index.indexed, 0) < latest.seq or set_index.rule <> $2 or set_index.words <> $3) order by document.first`,
    [project, ROWS_VERSION, words],
  )
  return storedDocuments(rows).filter(({address}) => address.kind === 'set')
}

const layersShape = z.record(z.string(), z.number())
/** How many rows of each layer a set has, as it is kept with it. */
export const parsedLayers = (text: unknown): LayerCounts => parsed(layersShape, text) ?? {}
const marksShape = z.array(z.object({by: z.string(), state: z.string()}))

export async function readCounts(query: Query, project: string, names: readonly string[] | undefined): Promise<readonly SetCounts[]> {
  const rows = await query(
    `select document.address, set_index.layers, set_index.marks::text as marks from claimlight.document
     left join claimlight.set_index on set_index.project = $1 and set_index.name = document.name
     where document.project = $1 and ($2::text[] is null or document.name = any($2)) order by document.first`,
    [project, names ?? null],
  )
  return rows.flatMap(row => {
    const address = parseAddress(String(row.address))
    if (address?.kind !== 'set') return []
    const marks = parsed(marksShape, row.marks) ?? []
    const readBy = marks.map(({by}) => by).sort()
    const doneBy = marks
      .filter(({state}) => state === 'done')
      .map(({by}) => by)
      .sort()
    return [{article: address.article, owner: address.owner, layers: parsedLayers(row.layers), readBy, doneBy}]
  })
}

export function storedDocuments(rows: readonly Row[]): readonly StoredDocument[] {
  return rows.flatMap(row => {
    const address = parseAddress(String(row.address))
    return address === undefined ? [] : [{name: String(row.name), address}]
  })
}

/** A text of this database cannot hold U+0000. */
export const plain = (text: string): string => text.replaceAll('\0', ' ')
export const json = (value: unknown): string => JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? plain(part) : part))

const parsed = <T>(shape: z.ZodType<T>, value: unknown): T | undefined => shape.safeParse(jsonValue(String(value))).data
