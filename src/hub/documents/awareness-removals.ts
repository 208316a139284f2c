import {createDecoder, readVarString, readVarUint, readVarUint8Array} from 'lib0/decoding'

const AWARENESS = 1

/**
 * The clients that a message of the sync protocol takes back from the presence of a document. The sync server passes on
 * only what clients say they are, not that they are gone.
 */
export function awarenessRemovals(message: Uint8Array): readonly number[] {
  try {
    const decoder = createDecoder(message)
    readVarString(decoder)
    if (readVarUint(decoder) !== AWARENESS) return []
    const states = createDecoder(readVarUint8Array(decoder))
    const removed: number[] = []
    for (let left = readVarUint(states); left > 0; left--) {
      const client = readVarUint(states)
      readVarUint(states)
      if (readVarString(states) === 'null') removed.push(client)
    }
    return removed
  } catch {
    // Not a whole message: the sync server refuses it by itself.
    return []
  }
}
