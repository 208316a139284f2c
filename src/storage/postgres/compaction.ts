import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {soundRecords} from '../../project/sound-records.ts'
import {isSound, mergedState, recordSum} from '../document-state.ts'
import {loggedUpdates, mergedAway} from '../log/logged-past.ts'
import {parseAddress} from '../log/stored-record.ts'
import {inTurns} from '../libsql/turn.ts'
import type {Connection} from './connection.ts'
import {writePast} from './past.ts'
import {arrivalOf, recordsOf, wholeBytes} from './records.ts'

/** The record `seq` took the place of those up to `to`. */
export type Compacted = {readonly seq: number; readonly to: number}

/** Thrown to undo a compaction whose records another hub has already replaced. */
const OVERTAKEN = new Error('Another hub has compacted this document.')

/** Makes one record of a document's records, and of `state`. `overtaken`: another hub was doing the same; nothing was changed. */
export async function compacted(db: Connection, project: string, name: string, state: Uint8Array): Promise<Result<Compacted> | 'overtaken'> {
  const rows = await recordsOf(db.query, project, name)
  const whole = rows.flatMap(row => {
    const bytes = wholeBytes(name, row)
    return bytes === undefined ? [] : [{seq: String(row.seq), bytes, arrival: arrivalOf(row)}]
  })
  const sound = soundRecords(whole.map(({bytes}) => bytes))
  const {updates, damage} = sound
  const [first] = rows
  if (first === undefined || updates.length === 0)
    return refused(message('The document could not be compacted, because the store holds nothing of it. Nothing was changed.'))
  const address = parseAddress(String(first.address))
  const log = loggedUpdates(
    sound,
    whole.map(({arrival}) => arrival),
  )
  const past = address === undefined ? [] : await inTurns(mergedAway(address, log, state))
  const merged = mergedState([state, ...updates])
  if (!isSound(merged)) throw new Error('Yjs cannot read the state it has just written.')
  // Damaged records stay where they are: they may be read again one day, or tell what happened.
  const damaged = new Set(damage.map(({record}) => record))
  const seqs = whole.filter((_, record) => !damaged.has(record)).map(({seq}) => seq)
  return db
    .tx(async query => {
      const gone = await query('delete from claimlight.record where project = $1 and seq = any($2::bigint[]) returning seq', [project, seqs])
      if (gone.length !== seqs.length) throw OVERTAKEN
      const [row] = await query('update claimlight.project set seq = seq + 1 where id = $1 returning seq', [project])
      const seq = Number(row?.seq)
      await query('insert into claimlight.record (project, seq, name, address, bytes, sum) values ($1, $2, $3, $4, $5, $6)', [
        project,
        seq,
        name,
        first.address,
        Buffer.from(merged),
        recordSum(name, merged),
      ])
      await writePast(query, project, name, past)
      const to = Number(seqs.at(-1))
      await query(
        `update claimlight.set_index set indexed = $3 where project = $1 and name = $2 and indexed >= $4
         and not exists (select 1 from claimlight.record where project = $1 and name = $2 and seq > $4 and seq < $3)`,
        [project, name, seq, to],
      )
      return ok({seq, to})
    })
    .catch(error => {
      if (error === OVERTAKEN) return 'overtaken'
      throw error
    })
}
