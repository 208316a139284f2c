import {SentenceError} from '../../core/language/sentence-error.ts'
import {message} from '../../core/language/message.ts'
import {DAMAGED_CHANGE, isSound} from '../document-state.ts'
import type {NewDocument} from '../project-store.ts'
import {arrivedNow, NO_OWNERS} from '../log/document-log.ts'
import {appendRecords} from './append.ts'
import type {Connection, Query} from './connection.ts'
import {databaseSentence} from './database-problem.ts'
import {writeSetIndex} from './set-index.ts'

type Place = {readonly project: string; readonly writer: string}

/** Documents, and bytes of them, that are sent together. */
const BATCH = {documents: 200, bytes: 8 * 1024 * 1024}

/** Writes documents as they come in one transaction: the number of the record of each. Rejects with a sentence, or with what `documents` throws. */
export async function appendDocuments(db: Connection, place: Place, documents: AsyncIterable<NewDocument>): Promise<ReadonlyMap<string, number>> {
  let theirs: {readonly error: unknown} | undefined
  const watched = async function* (): AsyncGenerator<NewDocument> {
    try {
      for await (const document of documents) {
        if (!isSound(document.update)) throw new SentenceError(DAMAGED_CHANGE)
        yield document
      }
    } catch (error) {
      theirs = {error}
      throw error
    }
  }
  try {
    return await db.tx(query => write(query, place, watched()))
  } catch (error) {
    throw theirs === undefined ? new SentenceError(databaseSentence(message('The change could not be saved'), error), {cause: error}) : theirs.error
  }
}

async function write(query: Query, place: Place, documents: AsyncIterable<NewDocument>): Promise<ReadonlyMap<string, number>> {
  const written = new Map<string, number>()
  let batch: NewDocument[] = []
  let bytes = 0
  const send = async (): Promise<void> => {
    if (batch.length === 0) return
    const records = batch.map(({name, address, update}) => ({
      name,
      address: JSON.stringify(address),
      update,
      owners: NO_OWNERS,
      arrival: address.kind === 'set' ? arrivedNow() : null,
    }))
    const {before} = await appendRecords(query, place, records)
    for (const [at, {name, index}] of batch.entries()) {
      written.set(name, before + at + 1)
      if (index !== undefined) await writeSetIndex(query, place.project, name, index, before + at + 1)
    }
    batch = []
    bytes = 0
  }
  for await (const document of documents) {
    batch.push(document)
    bytes += document.update.byteLength
    if (batch.length >= BATCH.documents || bytes >= BATCH.bytes) await send()
  }
  await send()
  return written
}
