import {SAVED, SYNC_STATUS, syncStatus} from '../../sync/sync-status.ts'

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

/** Which document a message says is saved; `undefined` for any other message. */
function savedDocument(message: Uint8Array): string | undefined {
  // Nearly all others are told by their last bytes.
  if (message.at(-1) !== SAVED || message.at(-2) !== SYNC_STATUS) return undefined
  const status = syncStatus(message)
  return status?.saved ? status.document : undefined
}
