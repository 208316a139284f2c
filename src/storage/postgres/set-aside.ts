import {soundRecords} from '../../project/sound-records.ts'
import {isUpdate, recordSum} from '../document-state.ts'
import type {Connection, Query, Row} from './connection.ts'
import {recordsOf, wholeBytes} from './records.ts'
import {storedDocuments} from './set-index.ts'

/**
 * Takes out of a project's log what no document can hold, and what is not as it was written, and keeps those records as they are in a
 * table beside it; how many. Hubs may serve the project meanwhile: they left it out, too.
 */
export async function setAside(db: Connection, project: string): Promise<number> {
  let count = 0
  for (const {name} of storedDocuments(await db.query('select name, address from claimlight.document where project = $1 order by first', [project]))) {
    if (damagedIn(name, await recordsOf(db.query, project, name)).length > 0) count += await db.tx(query => cleaned(query, project, name))
  }
  return count
}

/** `sound`: what can be kept of the record. */
type Damaged = {readonly row: Row; readonly sound: Uint8Array | undefined}

function damagedIn(name: string, rows: readonly Row[]): readonly Damaged[] {
  const bytes = rows.map(row => {
    const whole = wholeBytes(name, row)
    return whole !== undefined && isUpdate(whole) ? whole : undefined
  })
  const whole = rows.flatMap((row, at) => (bytes[at] === undefined ? [] : [{row, bytes: bytes[at]}]))
  const {byRecord, damage} = soundRecords(whole.map(each => each.bytes))
  return [
    ...rows.flatMap((row, at) => (bytes[at] === undefined ? [{row, sound: undefined}] : [])),
    ...damage.flatMap(({record}) => (whole[record] === undefined ? [] : [{row: whole[record].row, sound: byRecord[record]}])),
  ]
}

/** What is kept of a record goes to the end of the log, like a merged one: places in it that others know stay what they are. */
async function cleaned(query: Query, project: string, name: string): Promise<number> {
  const [counter] = await query('select seq from claimlight.project where id = $1 for update', [project])
  const damaged = damagedIn(name, await recordsOf(query, project, name))
  let seq = Number(counter?.seq)
  for (const {row, sound} of damaged) {
    await query(
      `with gone as (delete from claimlight.record where project = $1 and seq = $2 returning project, seq, name, address, bytes, sum)
       insert into claimlight.damaged_record (project, seq, name, address, bytes, sum) select project, seq, name, address, bytes, sum from gone`,
      [project, row.seq],
    )
    if (sound === undefined) continue
    await query('insert into claimlight.record (project, seq, name, address, bytes, sum, at, person) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      project,
      ++seq,
      name,
      row.address,
      Buffer.from(sound),
      recordSum(name, sound),
      row.at,
      row.person,
    ])
  }
  await query('update claimlight.project set seq = $2 where id = $1', [project, seq])
  return damaged.length
}
