import {HocuspocusProvider} from '@hocuspocus/provider'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import {MUCH} from '../project/at-once.ts'
import {recordParts} from '../project/record-parts.ts'

/**
 * As the library's, and what is much is sent in parts that a hub takes one after the other. But whole where one may only read: what a hub takes there all the
 * same is work that came after its round was opened, and it takes one message of that.
 */
export class PartedProvider extends HocuspocusProvider {
  override documentUpdateHandler(update: Uint8Array, origin: unknown): void {
    if (origin === this) return
    for (const part of this.isParted() ? recordParts(this.document, update) : [update]) super.documentUpdateHandler(part, origin)
  }

  /** Where a message asks for much, sends it in parts, and gives the question on as if the hub had them. */
  answerInParts(message: Uint8Array): Uint8Array {
    const asked = this.isParted() ? questionIn(message) : undefined
    if (asked === undefined || lackedBy(asked.vector, this.document) <= MUCH) return message
    const lacking = Y.encodeStateAsUpdate(this.document, asked.vector)
    for (const part of recordParts(this.document, lacking)) super.documentUpdateHandler(part, undefined)
    return asked.knowing(Y.encodeStateVector(this.document))
  }

  private isParted(): boolean {
    return this.authorizedScope !== 'readonly'
  }
}

/** As in y-protocols: a state vector, that is, a question for what it lacks. */
const QUESTION = 0

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
