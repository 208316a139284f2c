import type {AnnotationRow} from '../index/annotation-row.ts'
import type {LayerCounts, SetIndex} from '../index/annotation-index.ts'
import {countLayers, recounted} from '../index/annotation-index.ts'
import type {StoredDocument} from '../log/document-log.ts'
import {stanceKeys} from '../index/row-queries.ts'
import {readAddress} from '../log/stored-record.ts'
import type {Database, Row} from './database.ts'
import {textOf} from './database.ts'
import type {Page} from './pages.ts'
import {readLayers} from './store-counts.ts'

/** Rows that are written between two rests. */
const STEP = 500

/**
 * Writes rows of one set, touching only those that differ, and rests now and then. Rows of a document the store does not know are not kept.
 * `newer`: how many of the document's last records the index does not know of yet.
 */
export function* writeSetIndex(db: Database, name: string, index: SetIndex, newer: number): Generator<undefined, void, undefined> {
  const {rows, readMarks, words = 0, of} = index
  const found = db.get('select id, cast(layers as blob) as layers from document where name = ?', name)
  const document = found?.id
  if (typeof document !== 'number') return
  const isFirst = db.get('select 1 as found from annotation where document = ? limit 1', document) === undefined
  const {changed, touched} = isFirst ? {changed: rows, touched: []} : yield* differing(db, document, index)
  let were: LayerCounts = {}
  for (const some of inSteps(touched)) {
    const ids = JSON.stringify(some)
    if (of !== undefined) were = added(were, layersOf(db, document, ids))
    for (const table of ['annotation', 'pointer']) db.run(`delete from ${table} where document = ? and id in (select value from json_each(?))`, document, ids)
    yield
  }
  for (const some of inSteps(changed)) {
    writeRows(db, document, some)
    yield
  }
  db.run('delete from read_mark where document = ?', document)
  for (const {by, state} of readMarks) db.run('insert or replace into read_mark (document, by, state) values (?, ?, ?)', document, by, state)
  const layers = of === undefined ? countLayers(rows) : recounted(readLayers(textOf(found?.layers)), were, countLayers(changed))
  db.run(
    `update document set layers = ?, words = ?, indexed = coalesce((select seq from record where name = ? order by seq desc limit 1 offset ${newer}), 0) where id = ?`,
    JSON.stringify(layers),
    words,
    name,
    document,
  )
}

function* inSteps<T>(all: readonly T[]): Generator<readonly T[], void, undefined> {
  for (let at = 0; at < all.length; at += STEP) yield all.slice(at, at + STEP)
}

const added = (counts: LayerCounts, more: LayerCounts): LayerCounts => recounted(counts, {}, more)

/** The rows that are other than those kept, and the ids of those kept that go. */
function* differing(
  db: Database,
  document: number,
  {rows, of}: SetIndex,
): Generator<undefined, {readonly changed: SetIndex['rows']; readonly touched: readonly string[]}, undefined> {
  const changed: AnnotationRow[] = []
  for (const some of inSteps(rows)) {
    const differ = new Set(idsOfOthers(db, document, some))
    changed.push(...some.filter(({id}) => differ.has(id)))
    yield
  }
  const left = new Set(rows.map(({id}) => id))
  const gone = (of ?? idsIn(db, document)).filter(id => !left.has(id))
  return {changed, touched: [...gone, ...changed.map(({id}) => id)]}
}

/** Those among these rows that are not kept as they are. */
function idsOfOthers(db: Database, document: number, rows: SetIndex['rows']): readonly string[] {
  const found = db.all(
    `select cast(value ->> 'id' as blob) as id from json_each(?) where not exists
       (select 1 from annotation where document = ? and id = value ->> 'id' and body = value ->> 'body')`,
    JSON.stringify(rows.map(row => ({id: row.id, body: JSON.stringify(row)}))),
    document,
  )
  return found.map(({id}) => textOf(id))
}

const idsIn = (db: Database, document: number): readonly string[] =>
  db.all('select cast(id as blob) as id from annotation where document = ?', document).map(({id}) => textOf(id))

/** How many of these annotations each layer had. */
function layersOf(db: Database, document: number, ids: string): LayerCounts {
  const counted = db.all(
    `select cast(layer as blob) as layer, count(*) as count from annotation
     where document = ? and removed = 0 and id in (select value from json_each(?)) group by layer`,
    document,
    ids,
  )
  return Object.fromEntries(counted.map(({layer, count}) => [textOf(layer), Number(count)]))
}

function writeRows(db: Database, document: number, rows: readonly AnnotationRow[]): void {
  const given = rows.map(row => ({
    id: row.id,
    layer: row.layer,
    removed: row.removed === undefined ? 0 : 1,
    start: row.start,
    stances: JSON.stringify(row.stances.map(stanceKeys)),
    body: JSON.stringify(row),
  }))
  db.run(
    `insert or replace into annotation (document, id, layer, removed, start, stances, body)
     select ?, value ->> 'id', value ->> 'layer', value ->> 'removed', value ->> 'start', value ->> 'stances', value ->> 'body' from json_each(?)`,
    document,
    JSON.stringify(given),
  )
  const standing = rows.filter(({removed}) => removed === undefined)
  const pointers = standing.flatMap(({id, points}) => points.map(to => ({id, kind: to.kind, target: to.id})))
  if (pointers.length === 0) return
  db.run(
    `insert or ignore into pointer (kind, target, document, id)
       select value ->> 'kind', value ->> 'target', ?, value ->> 'id' from json_each(?)`,
    document,
    JSON.stringify(pointers),
  )
}

export function readUnindexed(db: Database, words: number, from: number): Page<StoredDocument> {
  const last = Number(db.get('select max(id) as id from document')?.id ?? 0)
  const next = from + FEW
  const rows = db.all(
    `${DOCUMENTS} where id > ? and id <= ? and (words <> ? or indexed < (select max(seq) from record where record.name = document.name)) order by id`,
    from,
    next,
    words,
  )
  return {found: readDocuments(rows).filter(({address}) => address.kind === 'set'), next: next < last ? next : undefined}
}

export const DOCUMENTS = 'select cast(name as blob) as name, cast(address as blob) as address from document'

export function readDocuments(rows: readonly Row[]): readonly StoredDocument[] {
  return rows.flatMap(row => {
    const address = readAddress(row.address)
    return address === undefined ? [] : [{name: textOf(row.name), address}]
  })
}

/** Documents whose records are looked up at once, which nobody waits for. */
const FEW = 2000
