import type {PastChange} from '../../project/past-change.ts'
import type {PlayedLog} from '../../project/played-log.ts'
import {playedLog} from '../../project/played-log.ts'
import type {SoundRecords} from '../../project/sound-records.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {Arrival, StoredPast} from './document-log.ts'
import {inTurns} from '../libsql/turn.ts'

/** The log of a document as it can be read, each update with its arrival. */
export const loggedUpdates = ({byRecord}: Pick<SoundRecords, 'byRecord'>, arrivals: readonly (Arrival | undefined)[]): StoredPast['log'] =>
  byRecord.flatMap((update, at) => (update === undefined ? [] : [{update, arrival: arrivals[at]}]))

/** What is to be kept of a log that is merged with a state. Only sets have a past. Rests now and then. */
export function* mergedAway(address: DocumentAddress, log: StoredPast['log'], state: Uint8Array): Generator<undefined, readonly PastChange[], undefined> {
  if (address.kind !== 'set') return []
  const {doc, changes} = yield* playedLog(log, {state, at: Date.now()})
  doc.destroy()
  return changes
}

/** The set as its store has it, and all that is known of its past, the oldest change first. */
export async function playedPast({changes, log}: StoredPast): Promise<PlayedLog> {
  const played = await inTurns(playedLog(log))
  return {doc: played.doc, changes: [...changes, ...played.changes]}
}
