import {createDecoder, readVarString, readVarUint} from 'lib0/decoding'

/** The number of the sync server's messages that say whether a change was saved. */
export const SYNC_STATUS = 8
/** What follows the number, last of all, when it was. */
export const SAVED = 1

/** Which document's change a message says was saved or not; `undefined` for any other message. Throws when it ends too soon. */
export function syncStatus(message: Uint8Array): {readonly document: string; readonly saved: boolean} | undefined {
  const decoder = createDecoder(message)
  const name = readVarString(decoder)
  if (readVarUint(decoder) !== SYNC_STATUS) return undefined
  // A window that may open a document twice on one channel adds which of the two it is.
  const [document = name] = name.split('\0', 1)
  return {document, saved: readVarUint(decoder) === SAVED}
}
