import type {AnnotationId} from '../../core/annotation/annotation.ts'
import {jsonValue} from '../../core/json/json-text.ts'
import type {PastChange} from '../../project/past-change.ts'
import {readPastChange} from '../../project/past-change.ts'
import type {Database} from './database.ts'
import {textOf} from './database.ts'
import type {Arrival} from '../log/document-log.ts'
import {readBytes, recordsOf} from '../log/stored-record.ts'

/**
 * When each record of the log came, and of whom; and what the records did that were merged. Neither can be made again. Stores that were made before do
 * not have them, so they are made where they are missing.
 */
export const PAST_TABLES = [
  `create table if not exists arrival (seq integer primary key, at integer not null, person text not null)`,
  `create table if not exists past (name text not null, annotation text not null, n integer not null, change text not null,
    primary key (name, annotation, n)) without rowid`,
]

/** Of the record that was written last. */
export const writeArrival = (db: Database, {at, by}: Arrival): void =>
  db.run('insert into arrival (seq, at, person) values (last_insert_rowid(), ?, ?)', at, by)

/** Absent for what was there before arrivals were kept. */
export function readArrivals(db: Database, name: string): ReadonlyMap<number, Arrival> {
  const rows = db.all(
    `select arrival.seq, cast(at as integer) as at, cast(person as blob) as person from record indexed by record_of_document
     join arrival on arrival.seq = record.seq where record.name = ?`,
    name,
  )
  return new Map(rows.map(({seq, at, person}) => [Number(seq), {at: Number(at), by: textOf(person)}]))
}

export const dropArrival = (db: Database, seq: number): void => db.run('delete from arrival where seq = ?', seq)

/** Puts changes after those that are kept of each annotation. */
export function writePast(db: Database, name: string, changes: readonly PastChange[]): void {
  for (const change of changes) {
    db.run(
      'insert into past (name, annotation, n, change) select ?, ?, coalesce(max(n) + 1, 0), ? from past where name = ? and annotation = ?',
      name,
      change.annotation,
      JSON.stringify(change),
      name,
      change.annotation,
    )
  }
}

/** Enters changes at their places among those of each annotation, unless there is something. */
export function enterPast(db: Database, name: string, changes: readonly PastChange[]): void {
  const places = new Map<AnnotationId, number>()
  for (const change of changes) {
    const n = places.get(change.annotation) ?? 0
    places.set(change.annotation, n + 1)
    db.run('insert into past (name, annotation, n, change) values (?, ?, ?, ?) on conflict do nothing', name, change.annotation, n, JSON.stringify(change))
  }
}

function readPast(db: Database, name: string, annotation?: AnnotationId): readonly PastChange[] {
  const rows =
    annotation === undefined
      ? db.all('select cast(change as blob) as change from past where name = ? order by annotation, n', name)
      : db.all('select cast(change as blob) as change from past where name = ? and annotation = ? order by n', name, annotation)
  return rows.flatMap(({change}) => readPastChange(jsonValue(textOf(change))) ?? [])
}

type StoredRecords = {readonly changes: readonly PastChange[]; readonly records: readonly {readonly bytes: Uint8Array; readonly arrival: Arrival | undefined}[]}

/** As it stands in the file, the records unjudged. A store that was made before and is only read has no past. */
export function storedPast(db: Database, name: string, annotation?: AnnotationId): StoredRecords {
  const isKept = db.get(`select 1 as found from sqlite_master where name = 'past'`) !== undefined
  const arrivals = isKept ? readArrivals(db, name) : new Map<number, Arrival>()
  const records = recordsOf(db, name).flatMap(row => {
    const bytes = readBytes(row)
    return bytes === undefined ? [] : [{bytes, arrival: arrivals.get(Number(row.seq))}]
  })
  return {changes: isKept ? readPast(db, name, annotation) : [], records}
}

type Pasts = {readonly arrivals: ReadonlyMap<number, Arrival>; readonly changes: ReadonlyMap<string, readonly PastChange[]>}

/** From a store that may be damaged or older than these tables: of each document all that was kept, or nothing, so that no change is missing between two. */
export function salvagedPast(db: Database): Pasts {
  const arrivals = new Map<number, Arrival>()
  const changes = new Map<string, readonly PastChange[]>()
  const attempt = (read: () => void): void => {
    try {
      read()
    } catch {
      // What was there is then told as the documents say it.
    }
  }
  attempt(() => {
    for (const {seq, at, person} of db.all('select seq, cast(at as integer) as at, cast(person as blob) as person from arrival'))
      arrivals.set(Number(seq), {at: Number(at), by: textOf(person)})
  })
  attempt(() => {
    const names = db.all('select distinct cast(name as blob) as name from past').map(({name}) => textOf(name))
    for (const name of names) attempt(() => changes.set(name, readPast(db, name)))
  })
  return {arrivals, changes}
}

export function writeSalvagedPast(db: Database, {arrivals, changes}: Pasts, seqs: ReadonlySet<number>): void {
  for (const [seq, {at, by}] of arrivals) if (seqs.has(seq)) db.run('insert into arrival (seq, at, person) values (?, ?, ?)', seq, at, by)
  for (const [name, ofDocument] of changes) enterPast(db, name, ofDocument)
}
