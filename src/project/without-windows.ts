import * as Y from 'yjs'
import {joined, number} from './update-bytes.ts'
import {readUpdate} from './update-reader.ts'
import {MOST_CHANGES} from './update-structure.ts'

/** What of an update other windows than these wrote, without what it takes out: that nobody signs. */
export function withoutWindows(update: Uint8Array, windows: Iterable<number>): Uint8Array {
  const all = new Map([...windows].map(client => [client, MOST_CHANGES]))
  const kept = Y.diffUpdate(update, Y.encodeStateVector(all))
  // An update without structs begins with a zero of one byte.
  let end = 1
  readUpdate(kept, {
    onStruct: ({at}) => {
      end = at
    },
    onDeleted: () => undefined,
  })
  return joined([kept.subarray(0, end), number(0)])
}
