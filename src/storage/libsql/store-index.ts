import * as z from 'zod'
import {jsonValue} from '../../core/json/json-text.ts'
import type {Database, Row} from './database.ts'
import {textOf} from './database.ts'
import type {IndexRow, SetCounts, SetIndex, StoredDocument} from '../project-store.ts'
import {indexTerms, indexWords} from '../search-words.ts'
import {parseAddress, readAddress} from '../stored-record.ts'

/**
 * Writes the rows of one set, touching only those that differ. Rows of a document the store does not know are not kept.
 * `newer`: how many of the document's last records the index does not know of yet.
 */
export function writeSetIndex(db: Database, name: string, {rows, readMarks}: SetIndex, newer: number): void {
  const document = db.get('select id from document where name = ?', name)?.id
  if (typeof document !== 'number') return
  const json = JSON.stringify(rows)
  db.run(`delete from annotation where document = ? and id not in (select value ->> 'id' from json_each(?))`, document, json)
  db.run(
    `insert into annotation (document, id, layer, start, "end", label, by)
     select ?, value ->> 'id', value ->> 'layer', value ->> 'start', value ->> 'end', value ->> 'label', value ->> 'by' from json_each(?) where true
     on conflict (document, id) do update set layer = excluded.layer, start = excluded.start, "end" = excluded."end", label = excluded.label, by = excluded.by
     where (layer, start, "end", label, by) is not (excluded.layer, excluded.start, excluded."end", excluded.label, excluded.by)`,
    document,
    json,
  )
  db.run('delete from read_mark where document = ?', document)
  for (const {by, state} of readMarks) db.run('insert or replace into read_mark (document, by, state) values (?, ?, ?)', document, by, state)
  db.run(
    `update document set layers = ?, indexed = coalesce((select seq from record where name = ? order by seq desc limit 1 offset ${newer}), 0) where id = ?`,
    JSON.stringify(countLayers(rows)),
    name,
    document,
  )
}

/** What was found among the documents whose ids come after a number, and the number to go on from; `undefined` when there are no more. */
export type Page<T> = {readonly found: readonly T[]; readonly next: number | undefined}

export function readUnindexed(db: Database, from: number): Page<StoredDocument> {
  const last = Number(db.get('select max(id) as id from document')?.id ?? 0)
  const next = from + FEW
  const rows = db.all(
    `${DOCUMENTS} where id > ? and id <= ? and indexed < (select max(seq) from record where record.name = document.name) order by id`,
    from,
    next,
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

/** Rows that are read as one: a row costs the driver many times what its bytes do, and a large project has very many sets. */
const AT_ONCE = 5000
/** Documents whose records are looked up at once, which nobody waits for. */
const FEW = 2000
const [ROW, COLUMN] = ['\u001e', '\u001f']

/** Neither mark stands in a whole column: JSON escapes both. */
function readTogether(db: Database, select: string): readonly string[] {
  const text = textOf(db.get(`select cast(group_concat(line, char(30)) as blob) as text from (${select})`)?.text)
  return text === '' ? [] : text.split(ROW)
}

export function readCounts(db: Database, from: number): Page<SetCounts> {
  const last = Number(db.get('select max(id) as id from document')?.id ?? 0)
  const next = from + AT_ONCE
  return {found: countsWhere(db, column => `${column} > ${from} and ${column} <= ${next}`), next: next < last ? next : undefined}
}

export function readCountsOf(db: Database, names: readonly string[]): readonly SetCounts[] {
  const ids = names.flatMap(name => {
    const id = db.get('select id from document where name = ?', name)?.id
    return typeof id === 'number' ? [id] : []
  })
  return countsWhere(db, column => `${column} in (${ids.join(', ')})`)
}

/** `within`: what is asked of a column that holds the number of a document. */
function countsWhere(db: Database, within: (column: string) => string): readonly SetCounts[] {
  type Counting = {article: string; owner: string; layers: {readonly [layer: string]: number}; readBy: string[]; doneBy: string[]}
  const sets = new Map<number, Counting>()
  const layersOf = new Map<string, {readonly [layer: string]: number}>()
  for (const line of readTogether(db, `select id || char(31) || address || char(31) || layers as line from document where ${within('id')} order by id`)) {
    const [id, addressText = '', layersText = ''] = line.split(COLUMN)
    const address = setAddress(addressText)
    if (address === undefined) continue
    const layers = layersOf.get(layersText) ?? readLayers(layersText)
    layersOf.set(layersText, layers)
    sets.set(Number(id), {article: address.article, owner: address.owner, layers, readBy: [], doneBy: []})
  }
  for (const line of readTogether(db, `select json_array(document, by, state) as line from read_mark where ${within('document')} order by document, by`)) {
    const mark = parsedLine(line, markLine)
    if (mark === undefined) continue
    const [document, by, state] = mark
    const set = sets.get(document)
    set?.readBy.push(by)
    if (state === 'done') set?.doneBy.push(by)
  }
  return [...sets.values()]
}

/** As nearly all are written; anything else is left to the parser of addresses. */
const PLAIN_SET = /^\{"kind":"set","article":"([0-9a-f]*)","owner":"(team|gold|annotator:[\w-]+|round:[\w-]+\/[\w-]+)"\}$/

function setAddress(text: string): {readonly article: string; readonly owner: string} | undefined {
  const [, article, owner] = PLAIN_SET.exec(text) ?? []
  if (article !== undefined && owner !== undefined) return {article, owner}
  const address = parseAddress(text)
  return address?.kind === 'set' ? address : undefined
}

const markLine = z.tuple([z.number(), z.string(), z.string()])

const parsedLine = <T>(line: string, shape: z.ZodType<T>): T | undefined => shape.safeParse(jsonValue(line)).data

/** How many annotations each layer has, the layers in the order of their names. */
export function countLayers(rows: readonly IndexRow[]): {readonly [layer: string]: number} {
  const counts = new Map<string, number>()
  for (const {layer} of rows) counts.set(layer, (counts.get(layer) ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
}

const layerCounts = z.record(z.string(), z.number())

function readLayers(text: string): {readonly [layer: string]: number} {
  return parsedLine(text, layerCounts) ?? {}
}

const titleLine = z.tuple([z.string(), z.string()])

/** Articles and the titles they were indexed under. */
export function readTitles(db: Database, from: number): Page<readonly [article: string, title: string]> {
  const last = Number(db.get('select max(id) as id from article_text')?.id ?? 0)
  const next = from + AT_ONCE
  const lines = readTogether(db, `select json_array(article, title) as line from article_text where id > ${from} and id <= ${next}`)
  return {found: lines.map(line => parsedLine(line, titleLine)).filter(line => line !== undefined), next: next < last ? next : undefined}
}

/** `words`: those of the text, where they are cut already. */
export type IndexedArticle = {readonly title: string; readonly text: string; readonly words?: readonly string[] | undefined}

export function writeArticleIndex(db: Database, article: string, {title, text, words = indexWords(text)}: IndexedArticle): void {
  const before = db.get('select id, title is ? and text is ? as same from article_text where article = ?', title, text, article)
  if (before?.same === 1) return
  if (typeof before?.id === 'number') db.run('delete from article_word where rowid = ?', before.id)
  db.run(
    'insert into article_text (article, title, text) values (?, ?, ?) on conflict (article) do update set title = excluded.title, text = excluded.text',
    article,
    title,
    text,
  )
  db.run(
    'insert into article_word (rowid, title, text) select id, ?, ? from article_text where article = ?',
    indexWords(title).join(' '),
    words.join(' '),
    article,
  )
}

/** Rows of the articles that fit, the best first. */
export function searchRows(db: Database, query: string): readonly number[] {
  const terms = indexTerms(query)
  if (terms.length === 0) return []
  const match = terms.map(({tokens, open}) => `"${tokens.join(' ')}"${open ? ' *' : ''}`).join(' AND ')
  // A word of the title weighs as much as ten of the text.
  const found = db.all('select rowid from article_word where article_word match ? order by bm25(article_word, 10.0, 1.0), rowid limit 100', match)
  return found.map(({rowid}) => Number(rowid))
}

/** UTF-8 bytes of texts that are read at once, more only where one is longer. */
const TEXTS_AT_ONCE = 500_000

export type IndexedText = {readonly article: string; readonly text: string}

/** The texts of some of these rows, from the first on; `next`: how many of the rows that were. */
export function readTexts(db: Database, rows: readonly number[]): {readonly found: readonly IndexedText[]; readonly next: number} {
  const found: IndexedText[] = []
  let bytes = 0
  let next = 0
  for (; next < rows.length && bytes < TEXTS_AT_ONCE; next++) {
    const row = db.get('select cast(article as blob) as article, cast(text as blob) as text from article_text where id = ?', rows[next] as number)
    if (row === undefined) continue
    found.push({article: textOf(row.article), text: textOf(row.text)})
    bytes += row.text instanceof ArrayBuffer ? row.text.byteLength : 0
  }
  return {found, next}
}
