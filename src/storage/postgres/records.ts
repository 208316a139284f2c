import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Watch} from '../../core/watch.ts'
import {soundSteps} from '../../project/sound-records.ts'
import {documentTitle, isUpdate, recordSum} from '../document-state.ts'
import {impossibleRecord} from '../texts/left-out.ts'
import {formatCursor, parseCursor} from '../log/log-cursor.ts'
import type {Arrival, StoredChanges, StoredDocument} from '../log/document-log.ts'
import {parseAddress} from '../log/stored-record.ts'
import {inTurns} from '../libsql/turn.ts'
import type {Query, Row} from './connection.ts'
import {storedDocuments} from './set-index.ts'

export const recordsOf = (query: Query, project: string, name: string): Promise<readonly Row[]> =>
  query('select seq, address, bytes, sum, at, person from claimlight.record where project = $1 and name = $2 order by seq', [project, name])

/** The bytes of a record, `undefined` when the checksum says they are not what was written. */
export function wholeBytes(name: string, row: Row): Uint8Array | undefined {
  return row.bytes instanceof Uint8Array && recordSum(name, row.bytes) === Number(row.sum) ? new Uint8Array(row.bytes) : undefined
}

/** When a record came; `undefined` for what was there before arrivals were kept, or was merged. */
export const arrivalOf = ({at, person}: Row): Arrival | undefined => (typeof person === 'string' ? {at: Number(at), by: person} : undefined)

/** As in the embedded store, a record that is gone was merged with others; one with other bytes, or a number never given out, is of another log. */
export async function readChanges(query: Query, project: string, cursor: string, most: number): Promise<StoredChanges | undefined> {
  const from = parseCursor(cursor)
  if (from === undefined) return undefined
  const [own] = await query(
    `select seq, (select sum from claimlight.record where record.project = $1 and record.seq = $2) as sum from claimlight.project where id = $1`,
    [project, from.seq],
  )
  if (from.seq > Number(own?.seq ?? 0) || (typeof own?.sum === 'string' && Number(own.sum) !== from.sum)) return undefined
  const rows = await query('select seq, name, address, sum from claimlight.record where project = $1 and seq > $2 order by seq limit $3', [
    project,
    from.seq,
    most + 1,
  ])
  const taken = rows.slice(0, most)
  const last = taken.at(-1)
  if (last === undefined) return {documents: [], places: [], next: cursor, more: false}
  const found = new Map<string, {readonly document: StoredDocument; readonly place: string}>()
  for (const row of taken) {
    for (const document of storedDocuments([row])) {
      found.delete(document.name)
      found.set(document.name, {document, place: placeOf(row)})
    }
  }
  const all = [...found.values()]
  return {documents: all.map(({document}) => document), places: all.map(({place}) => place), next: placeOf(last), more: rows.length > most}
}

const placeOf = ({seq, sum}: Row): string => formatCursor({seq: Number(seq), sum: Number(sum)})

/** Every problem of the server and of the records, a sentence each. */
export async function checkRecords(query: Query, project: string, {signal, onPart}: Watch): Promise<readonly Sentence[]> {
  const problems: Sentence[] = []
  const [setting] = await query("select current_setting('fsync') as fsync")
  if (setting?.fsync === 'off')
    problems.push(message('The database server runs with fsync = off: a power failure can lose what was acknowledged. Set fsync = on in postgresql.conf.'))
  for (let after = 0; ; ) {
    const rows = await query('select seq, name, address, bytes, sum from claimlight.record where project = $1 and seq > $2 order by seq limit 1000', [
      project,
      after,
    ])
    for (const row of rows) {
      const bytes = wholeBytes(String(row.name), row)
      const address = parseAddress(String(row.address))
      if (bytes !== undefined && isUpdate(bytes) && address !== undefined) continue
      const where = address === undefined ? message('an unknown document') : documentTitle(address)
      problems.push(
        message('Record {seq} of {where} is damaged and was left out. A backup made before may still have it; the rest is unharmed.', {
          seq: String(row.seq),
          where,
        }),
      )
    }
    if (rows.length < 1000 || signal?.aborted === true) break
    after = Number(rows.at(-1)?.seq)
  }
  onPart?.(0.5)
  return [...problems, ...(await impossibleRecords(query, project, {signal, onPart}))]
}

/** What no document can take, a sentence each; one document after the other, since how deep maps are nested shows only in all its records. */
async function impossibleRecords(query: Query, project: string, {signal, onPart}: Watch): Promise<readonly Sentence[]> {
  const problems: Sentence[] = []
  const documents = storedDocuments(await query('select name, address from claimlight.document where project = $1 order by first', [project]))
  for (const [n, {name, address}] of documents.entries()) {
    if (signal?.aborted === true) break
    const whole = (await recordsOf(query, project, name)).flatMap(row => {
      const bytes = wholeBytes(name, row)
      return bytes === undefined || !isUpdate(bytes) ? [] : [{seq: String(row.seq), bytes}]
    })
    const {damage} = await inTurns(soundSteps(whole.map(({bytes}) => bytes)))
    for (const {record, problem} of damage)
      problems.push(impossibleRecord(`${whole[record]?.seq}`, address, problem, message('To set it aside, use “claimlight repair” with --postgres.')))
    onPart?.(0.5 + (n + 1) / documents.length / 2)
  }
  return problems
}
