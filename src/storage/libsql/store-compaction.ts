import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {soundRecords} from '../../project/sound-records.ts'
import type {Database} from './database.ts'
import {diskSentence} from '../disk-problem.ts'
import {isSound, mergedState, recordSum} from '../document-state.ts'
import {loggedUpdates, mergedAway} from '../log/logged-past.ts'
import {dropArrival, readArrivals, writePast} from './store-past.ts'
import {readRecord, recordsOf} from '../log/stored-record.ts'
import {inTurns} from './turn.ts'

const lastSeq = (db: Database, name: string): number => Number(db.get('select max(seq) as seq from record where name = ?', name)?.seq ?? 0)

/** Makes one record of a document's records, and of `state`; what they did is kept in the same transaction. Nothing else may be asked of the database meanwhile. */
export async function compacted(db: Database, name: string, state: Uint8Array): Promise<Result<null>> {
  try {
    const records = recordsOf(db, name).flatMap(row => readRecord(row) ?? [])
    const [first] = records
    if (first === undefined) return refused(message('The document could not be compacted, because the store holds nothing of it. Nothing was changed.'))
    // What is damaged stays where it is: it may be needed to find out what happened.
    const sound = soundRecords(records.map(({bytes}) => bytes))
    const damaged = new Set(sound.damage.map(({record}) => records[record]?.seq))
    const arrivals = readArrivals(db, name)
    const log = loggedUpdates(
      sound,
      records.map(({seq}) => arrivals.get(seq)),
    )
    const past = await inTurns(mergedAway(first.address, log, state))
    const merged = mergedState([state, ...sound.updates])
    if (!isSound(merged)) throw new Error('Yjs cannot read the state it has just written.')
    await db.txUnhurried(() => {
      const current = Number(db.get('select indexed from document where name = ?', name)?.indexed ?? 0) >= lastSeq(db, name)
      for (const {seq} of records) {
        if (damaged.has(seq)) continue
        db.run('delete from record where seq = ?', seq)
        dropArrival(db, seq)
      }
      db.run('insert into record (name, address, bytes, sum) values (?, ?, ?, ?)', name, JSON.stringify(first.address), merged, recordSum(name, merged))
      writePast(db, name, past)
      if (current) db.run('update document set indexed = ? where name = ?', lastSeq(db, name), name)
    })
    return ok(null)
  } catch (error) {
    return refused(diskSentence(message('The document could not be compacted'), error))
  }
}
