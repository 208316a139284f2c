import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import {soundRecords} from '../project/sound-records.ts'

/**
 * What came of a message: `none`: it brings no changes, or all of them were taken. `part`: what no document can hold, or
 * what is refused here, was left out. `failed`: Yjs could not apply it, and the document here is not to be used any more.
 */
export type Damage = 'none' | 'part' | 'failed'

/** As in y-protocols: the answer to a state vector, and a change. */
const ANSWER = 1
const CHANGE = 2

/**
 * Applies the changes that a message from a hub brings, and gives the message on without them. The library would apply them
 * unseen: one that Yjs fails at would end a process in one case, and be passed over in the other, as if all were well.
 */
export function takeChanges(
  message: Uint8Array,
  doc: Y.Doc,
  origin: unknown,
  judged: (update: Uint8Array) => Uint8Array | 'early' | undefined = update => update,
): {readonly message: Uint8Array; readonly damage: Damage; readonly isEarly?: true} {
  const found = changesIn(message)
  if (found === undefined) return {message, damage: 'none'}
  const {updates, damage} = soundRecords([found.update])
  let isPart = damage.length > 0
  try {
    for (const update of updates) {
      const taken = judged(update)
      if (taken === undefined) isPart = true
      else if (taken === 'early') return {message: found.without, damage: 'none', isEarly: true}
      else Y.applyUpdate(doc, taken, origin)
    }
  } catch {
    return {message: found.without, damage: 'failed'}
  }
  return {message: found.without, damage: isPart ? 'part' : 'none'}
}

const NOTHING = new Uint8Array([0, 0])

function changesIn(message: Uint8Array): {readonly update: Uint8Array; readonly without: Uint8Array} | undefined {
  try {
    const decoder = decoding.createDecoder(message)
    const name = decoding.readVarString(decoder)
    const type = decoding.readVarUint(decoder)
    const step = type === 0 ? decoding.readVarUint(decoder) : -1
    if (step !== ANSWER && step !== CHANGE) return undefined
    const update = decoding.readVarUint8Array(decoder)
    const to = encoding.createEncoder()
    encoding.writeVarString(to, name)
    encoding.writeVarUint(to, type)
    encoding.writeVarUint(to, step)
    encoding.writeVarUint8Array(to, NOTHING)
    return {update, without: encoding.toUint8Array(to)}
  } catch {
    // What is no message is for the library to drop.
    return undefined
  }
}
