import type {Connection, Document} from '@hocuspocus/server'
import {createDecoder, readVarString, readVarUint, readVarUint8Array} from 'lib0/decoding'
import {encode, writeVarString, writeVarUint} from 'lib0/encoding'
import {setTimeout as pause} from 'node:timers/promises'
import * as Y from 'yjs'
import {joined} from '../../project/update-bytes.ts'
import {stateSteps} from '../../project/state-steps.ts'
import {turn} from '../../storage/libsql/turn.ts'
import {RESET} from './channel.ts'

/** Milliseconds and bytes that an answer may cost without anybody having to wait. */
const CHEAP = {milliseconds: 5, bytes: 256 * 1024}

/** How long whoever asked rests before her next answer: so many times what the last one took, and the time its bytes take at this rate. */
const REST = {times: 4, bytesPerMillisecond: 64 * 1024}

/** Bytes of a state vector: one that names a hundred thousand windows. */
const LARGEST_VECTOR = 1024 * 1024

/** Costly answers that are kept as long as nothing changes: a class opens the same set at nine. */
const KEPT = 4

/** Answers what a window asks when it compares a document with the hub's: what it lacks. */
export interface StateAnswers {
  isAsked(message: Uint8Array): boolean
  /** Takes what is asked for in turn, one after the other for each person. Never rejects. */
  answer(connection: Connection, who: string, message: Uint8Array): Promise<void>
}

/** `mayRead`: whether the connection's person may still have the document; where she may not, the answer is up to it. */
export function stateAnswers(mayRead: (connection: Connection) => boolean): StateAnswers {
  const lines = new Map<string, {last: Promise<void>; until: number}>()
  const kept = new Map<Document, {readonly vector: string; readonly update: Uint8Array}>()
  const forget = (_update: unknown, _origin: unknown, document: Y.Doc): void => {
    kept.delete(document as Document)
    document.off('update', forget)
  }
  const keep = (document: Document, vector: string, update: Uint8Array): void => {
    if (!kept.has(document)) document.on('update', forget)
    kept.set(document, {vector, update})
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) forget(undefined, undefined, oldest)
  }
  const updateFor = async (document: Document, asked: Uint8Array): Promise<{readonly update: Uint8Array; readonly took: number}> => {
    const began = performance.now()
    const vector = vectorFor(document, Y.decodeStateVector(asked))
    const known = kept.get(document)
    if (known !== undefined && known.vector === keyOf(vector)) return {update: known.update, took: performance.now() - began}
    let isChanged = false
    const onUpdate = (): void => {
      isChanged = true
    }
    document.on('update', onUpdate)
    try {
      const {value: update, took} = await timed(stateSteps(document, vector))
      // What came meanwhile was sent to her by itself.
      if (!isChanged && took > CHEAP.milliseconds) keep(document, keyOf(vector), update)
      return {update, took}
    } finally {
      document.off('update', onUpdate)
    }
  }
  const mayHave = (connection: Connection): boolean => connection.document.hasConnection(connection) && mayRead(connection)
  /** Milliseconds to rest. */
  const answerNow = async (connection: Connection, message: Uint8Array): Promise<number> => {
    const {document, messageAddress} = connection
    if (!mayHave(connection)) return 0
    const {update, took} = await updateFor(document, vectorOf(message))
    if (!mayHave(connection)) return 0
    // What the hub asks in turn comes first, as the sync server does it: else a window that has just opened a document seems not to be saved.
    connection.send(syncMessage(messageAddress, 0, Y.encodeStateVector(document)))
    connection.send(syncMessage(messageAddress, 1, update))
    const isCheap = took <= CHEAP.milliseconds && update.byteLength <= CHEAP.bytes
    return isCheap ? 0 : Math.max(took * REST.times, update.byteLength / REST.bytesPerMillisecond)
  }
  return {
    isAsked: message => {
      const at = 1 + (message[0] ?? 0)
      return (message[at] === 0 || message[at] === 4) && message[at + 1] === 0
    },
    answer: (connection, who, message) => {
      const line = lines.get(who) ?? {last: Promise.resolve(), until: 0}
      lines.set(who, line)
      const answering = line.last.then(async () => {
        const left = line.until - performance.now()
        if (left > 0) await pause(left, undefined, {ref: false})
        try {
          // What came before on this document is taken first.
          await connection.waitForPendingMessages()
          await turn()
          const rest = await answerNow(connection, message)
          line.until = performance.now() + rest
        } catch {
          connection.close(RESET)
        }
      })
      line.last = answering
      return answering
    },
  }
}

/** Takes all steps with turns for others between; `took`: the milliseconds of the steps alone. */
async function timed<T>(steps: Iterator<unknown, T, undefined>): Promise<{readonly value: T; readonly took: number}> {
  let took = 0
  for (;;) {
    const began = performance.now()
    const step = steps.next()
    took += performance.now() - began
    if (step.done) return {value: step.value, took}
    await turn()
  }
}

const keyOf = (vector: Uint8Array): string => Buffer.from(vector).toString('latin1')

function vectorOf(message: Uint8Array): Uint8Array {
  const decoder = createDecoder(message)
  readVarString(decoder)
  readVarUint(decoder)
  readVarUint(decoder)
  const vector = readVarUint8Array(decoder)
  if (vector.byteLength > LARGEST_VECTOR) throw new Error('This names more windows than there have been.')
  return vector
}

/**
 * What the hub answers from: of what somebody says she has, only what the document knows, so that what is made up makes no
 * answer a new one. Whoever lacks more than half of it gets it whole, which is kept.
 */
function vectorFor({store}: Y.Doc, asked: ReadonlyMap<number, number>): Uint8Array {
  const known = new Map<number, number>()
  let [lacks, has] = [0, 0]
  for (const client of store.clients.keys()) {
    const all = Y.getState(store, client)
    const hers = Math.min(asked.get(client) ?? 0, all)
    if (hers > 0) known.set(client, hers)
    has += hers
    lacks += all - hers
  }
  return Y.encodeStateVector(lacks > has ? new Map() : known)
}

/** Put together at once: a large state is copied once, not each time that an encoder grows. */
const syncMessage = (address: string, kind: 0 | 1, content: Uint8Array): Uint8Array =>
  joined([
    encode(encoder => {
      writeVarString(encoder, address)
      writeVarUint(encoder, 0)
      writeVarUint(encoder, kind)
      writeVarUint(encoder, content.byteLength)
    }),
    content,
  ])
