import type {Connection, Document} from '@hocuspocus/server'
import {isTransactionOrigin} from '@hocuspocus/server'
import {encode, writeVarString, writeVarUint} from 'lib0/encoding'
import {joined} from '../../project/update-bytes.ts'

/** As the wire has them: a message of sync that tells of a change. */
const SYNC = 0
const CHANGE = 2

/** Connections call one document by names of their own: what a message to each begins with, which never changes. */
const beginnings = new WeakMap<Connection, Uint8Array>()

/**
 * Tells of a change everybody who has the document open, but not the window that it came from. The sync library tells that one too, and
 * encodes the change anew for each.
 */
export function tellOthers(document: Document): void {
  let last: {readonly update: Uint8Array; readonly from: Connection | undefined} | undefined
  document.on('update', (update: Uint8Array, origin: unknown) => {
    last = {update, from: authorIn(origin)}
  })
  const broadcast = (update: Uint8Array): void => {
    // What the library has merged from several changes is none of them, and everybody lacks some of it.
    const from = last?.update === update ? last.from : undefined
    const size = encode(encoder => writeVarUint(encoder, update.byteLength))
    for (const connection of document.getConnections()) {
      if (connection !== from) connection.send(joined([beginningFor(connection), size, update]))
    }
  }
  // The library has no other place to say this in.
  Object.assign(document, {broadcastUpdate: broadcast})
}

function beginningFor(connection: Connection): Uint8Array {
  const known = beginnings.get(connection)
  if (known !== undefined) return known
  const made = encode(encoder => {
    writeVarString(encoder, connection.messageAddress)
    writeVarUint(encoder, SYNC)
    writeVarUint(encoder, CHANGE)
  })
  beginnings.set(connection, made)
  return made
}

const authorIn = (origin: unknown): Connection | undefined => (isTransactionOrigin(origin) && origin.source === 'connection' ? origin.connection : undefined)
