import type * as Y from 'yjs'
import {readUpdate} from './update-reader.ts'

/** Changes that a hub takes in one message: to judge and apply them takes about a second, in which nobody else is answered. */
export const MOST_AT_ONCE = 32_000

/** Changes that are sent in one message where they can be divided. */
export const MUCH = 4000

/** Bytes that a change takes at least. */
const SMALLEST = 2

/** Whether an update holds more changes than this, or removals in more places than there can be. Looks no further than that. */
export function isMoreThan(most: number, update: Uint8Array, places: () => number = () => Number.POSITIVE_INFINITY): boolean {
  if (update.byteLength <= most * SMALLEST) return false
  let count = 0
  let removals = 0
  const mostRemovals = places()
  readUpdate(update, {
    onStruct: struct => {
      if (++count > most) struct.broken = true
    },
    onDeletedBy: (_client, ranges) => {
      removals += ranges
      return removals <= mostRemovals
    },
    onDeleted: () => undefined,
  })
  return count > most || removals > mostRemovals
}

/** Whether it is more than a hub takes in one message for this document: a window that compares tells of all that was ever removed there. */
export const isTooMuch = (doc: Y.Doc, update: Uint8Array): boolean => isMoreThan(MOST_AT_ONCE, update, () => MOST_AT_ONCE + changesIn(doc))

const changesIn = (doc: Y.Doc): number => [...doc.store.clients.values()].reduce((sum, structs) => sum + structs.length, 0)
