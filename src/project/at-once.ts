import {readUpdate} from './update-reader.ts'

/** Changes that a hub takes in one message: to judge and apply them takes about a second, in which nobody else is answered. */
export const MOST_AT_ONCE = 32_000

/** Changes that are sent in one message where they can be divided. */
export const MUCH = 4000

/** Bytes that a change takes at least. */
const SMALLEST = 2

/** Whether an update holds more changes than this. Looks no further than that. */
export function isMoreThan(most: number, update: Uint8Array): boolean {
  if (update.byteLength <= most * SMALLEST) return false
  let count = 0
  readUpdate(update, {
    onStruct: struct => {
      if (++count > most) struct.broken = true
    },
    onDeleted: () => undefined,
  })
  return count > most
}
