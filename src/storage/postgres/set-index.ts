import * as z from 'zod'
import {jsonValue} from '../../core/json/json-text.ts'
import type {SetCounts, SetIndex, StoredDocument} from '../project-store.ts'
import {countLayers} from '../libsql/store-index.ts'
import {parseAddress} from '../stored-record.ts'
import type {Query, Row} from './connection.ts'

/** Writes the rows of one set as one row. Those of a document the store does not know are not kept. `indexed`: the last record the index knows of. */
export async function writeSetIndex(query: Query, project: string, name: string, {rows, readMarks}: SetIndex, indexed: number): Promise<void> {
  await query(
    `insert into claimlight.set_index (project, name, indexed, layers, rows, marks)
     select project, name, $3, $4, $5::jsonb, $6::jsonb from claimlight.document where project = $1 and name = $2
     on conflict (project, name) do update set indexed = excluded.indexed, layers = excluded.layers, rows = excluded.rows, marks = excluded.marks`,
    [project, name, indexed, JSON.stringify(countLayers(rows)), json(rows), json(readMarks)],
  )
}

export async function readUnindexed(query: Query, project: string): Promise<readonly StoredDocument[]> {
  const rows = await query(
    `select document.name, document.address from claimlight.document
     join (select name, max(seq) as seq from claimlight.record where project = $1 group by name) as latest on latest.name = document.name
     left join claimlight.set_index on set_index.project = $1 and set_index.name = document.name
     where document.project = $1 and coalesce(set_index.indexed, 0) < latest.seq order by document.first`,
    [project],
  )
  return storedDocuments(rows).filter(({address}) => address.kind === 'set')
}

const layersShape = z.record(z.string(), z.number())
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
    return [{article: address.article, owner: address.owner, layers: parsed(layersShape, row.layers) ?? {}, readBy, doneBy}]
  })
}

export function storedDocuments(rows: readonly Row[]): readonly StoredDocument[] {
  return rows.flatMap(row => {
    const address = parseAddress(String(row.address))
    return address === undefined ? [] : [{name: String(row.name), address}]
  })
}

/** A text in a jsonb column cannot hold U+0000. */
const json = (value: unknown): string => JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? part.replaceAll('\0', ' ') : part))

const parsed = <T>(shape: z.ZodType<T>, value: unknown): T | undefined => shape.safeParse(jsonValue(String(value))).data
