import type {Database} from './database.ts'
import {textOf} from './database.ts'
import {formatCursor, parseCursor} from '../log/log-cursor.ts'
import type {StoredChanges, StoredDocument} from '../log/document-log.ts'
import {readAddress} from '../log/stored-record.ts'

/** See {@link DocumentLog.changesSince}. Reads no update: an address stands before the bytes of its record. */
export function readChanges(db: Database, cursor: string, most: number): StoredChanges | undefined {
  const from = parseCursor(cursor)
  if (from === undefined || !isOf(db, from)) return undefined
  const rows = db.all(
    'select seq, cast(sum as integer) as sum, cast(name as blob) as name, cast(address as blob) as address from record where seq > ? order by seq limit ?',
    from.seq,
    most + 1,
  )
  const taken = rows.slice(0, most)
  const found = new Map<string, {readonly document: StoredDocument; readonly place: string}>()
  for (const row of taken) {
    const address = readAddress(row.address)
    const name = textOf(row.name)
    if (address === undefined) continue
    found.delete(name)
    found.set(name, {document: {name, address}, place: placeOf(row)})
  }
  const last = taken.at(-1)
  if (last === undefined) return {documents: [], places: [], next: cursor, more: false}
  const all = [...found.values()]
  return {documents: all.map(({document}) => document), places: all.map(({place}) => place), next: placeOf(last), more: rows.length > most}
}

const placeOf = ({seq, sum}: {readonly [column: string]: unknown}): string => formatCursor({seq: Number(seq), sum: Number(sum)})

/** A record that is gone was merged with others, which says nothing; one with other bytes, or a number never given out, does. */
function isOf(db: Database, {seq, sum}: {readonly seq: number; readonly sum: number}): boolean {
  if (seq === 0) return true
  const record = db.get('select cast(sum as integer) as sum from record where seq = ?', seq)
  if (record !== undefined) return Number(record.sum) === sum
  return seq <= Number(db.get(`select seq from sqlite_sequence where name = 'record'`)?.seq ?? 0)
}
