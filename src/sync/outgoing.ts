import {HocuspocusProvider} from '@hocuspocus/provider'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import {MUCH} from '../project/at-once.ts'
import {recordParts} from '../project/record-parts.ts'

/** As the library's, and what is much is sent in parts that a hub takes one after the other. */
export class PartedProvider extends HocuspocusProvider {
  override documentUpdateHandler(update: Uint8Array, origin: unknown): void {
    if (origin === this) return
    for (const part of recordParts(this.document, update)) super.documentUpdateHandler(part, origin)
  }
}

/** As in y-protocols: a state vector, that is, a question for what it lacks. */
const QUESTION = 0

/** Where a message asks for much, sends it in parts, and gives the question on as if the hub had them. */
export function answerInParts(message: Uint8Array, doc: Y.Doc, send: (update: Uint8Array) => void): Uint8Array {
  const asked = questionIn(message)
  if (asked === undefined || lackedBy(asked.vector, doc) <= MUCH) return message
  for (const part of recordParts(doc, Y.encodeStateAsUpdate(doc, asked.vector))) send(part)
  return asked.knowing(Y.encodeStateVector(doc))
}

function lackedBy(vector: Uint8Array, doc: Y.Doc): number {
  const known = Y.decodeStateVector(vector)
  let changes = 0
  for (const client of doc.store.clients.keys()) changes += Math.max(0, Y.getState(doc.store, client) - (known.get(client) ?? 0))
  return changes
}

function questionIn(message: Uint8Array): {readonly vector: Uint8Array; knowing(vector: Uint8Array): Uint8Array} | undefined {
  const decoder = decoding.createDecoder(message)
  const name = decoding.readVarString(decoder)
  if (decoding.readVarUint(decoder) !== 0 || decoding.readVarUint(decoder) !== QUESTION) return undefined
  return {
    vector: decoding.readVarUint8Array(decoder),
    knowing: vector => {
      const to = encoding.createEncoder()
      encoding.writeVarString(to, name)
      encoding.writeVarUint(to, 0)
      encoding.writeVarUint(to, QUESTION)
      encoding.writeVarUint8Array(to, vector)
      return encoding.toUint8Array(to)
    },
  }
}
