import type {Connection} from '@hocuspocus/server'
import {createDecoder, readVarString, readVarUint, readVarUint8Array} from 'lib0/decoding'
import {RESET} from './channel.ts'
import {kindOf, REPLY, SYNC} from './message-kind.ts'

/** The steps that hold changes: what a comparison found missing, and what was just made. */
const MISSING = 1
const MADE = 2

/** `isAnswer`: what a comparison of documents found missing here, which may hold nothing new. */
export type Change = {readonly update: Uint8Array; readonly isAnswer: boolean}

/**
 * What a connection brings is dealt with in its order. Changes are taken here; the sync library gets the rest. It would ask several times about
 * each change, and read, apply and encode once more what is judged and applied already.
 */
export function takeChanges<C>(connection: Connection<C>, take: (change: Change) => Promise<void>): void {
  const pass = connection.handleMessage.bind(connection)
  const passed = connection.waitForPendingMessages.bind(connection)
  let last = Promise.resolve()
  let isOver = false
  const handle = async (message: Uint8Array): Promise<void> => {
    if (isOver) return
    if (!isOfChanges(message)) {
      pass(message)
      return passed()
    }
    try {
      await take(changeIn(message))
    } catch (error) {
      if (error !== RESET) console.error('A change could not be dealt with:', error)
      isOver = true
      connection.close(RESET)
    }
  }
  connection.handleMessage = message => {
    last = last.then(() => handle(message)).catch(error => console.error('A message could not be dealt with:', error))
  }
  connection.waitForPendingMessages = () => last
}

function isOfChanges(message: Uint8Array): boolean {
  const kind = kindOf(message)
  return kind === SYNC || kind === REPLY
}

function changeIn(message: Uint8Array): Change {
  const decoder = createDecoder(message)
  try {
    readVarString(decoder)
    readVarUint(decoder)
    const step = readVarUint(decoder)
    if (step === MISSING || step === MADE) return {update: readVarUint8Array(decoder), isAnswer: step === MISSING}
  } catch {
    // It ends too soon.
  }
  throw RESET
}
