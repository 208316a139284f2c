import {createDecoder, readVarString, readVarUint} from 'lib0/decoding'

/** Holds back what says that a document's changes are saved until the log has them. */
export interface Acknowledgements {
  /** A change of the document is on its way to the disk; `written` never rejects. */
  writing(document: string, written: Promise<void>): void
  /** What an outgoing message has to wait for: all that was on its way to the disk when it was to be sent. */
  due(message: Uint8Array): Promise<void> | undefined
}

export function acknowledgements(): Acknowledgements {
  const onTheWay = new Map<string, Promise<void>>()
  return {
    writing: (document, written) => {
      const before = onTheWay.get(document)
      const all = before === undefined ? written : before.then(() => written)
      onTheWay.set(document, all)
      void all.then(() => {
        if (onTheWay.get(document) === all) onTheWay.delete(document)
      })
    },
    due: message => {
      if (onTheWay.size === 0) return undefined
      const document = savedDocument(message)
      return document === undefined ? undefined : onTheWay.get(document)
    },
  }
}

const SYNC_STATUS = 8
const SAVED = 1

/** Which document a message says is saved; `undefined` for any other message. */
function savedDocument(message: Uint8Array): string | undefined {
  // Nearly all others are told by their last bytes.
  if (message.at(-1) !== SAVED || message.at(-2) !== SYNC_STATUS) return undefined
  const decoder = createDecoder(message)
  const document = readVarString(decoder)
  if (readVarUint(decoder) !== SYNC_STATUS || readVarUint(decoder) !== SAVED) return undefined
  // A window that may open a document twice on one channel adds which of the two it is.
  const [name] = document.split('\0', 1)
  return name
}
