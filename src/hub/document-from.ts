import * as Y from 'yjs'

/** A document as the log has it. A damaged update costs what it held, not the document. */
export function documentFrom(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) applyQuietly(doc, update)
  return doc
}

const FROM_LOG = {source: 'local', skipStoreHooks: true}

export function applyQuietly(doc: Y.Doc, update: Uint8Array, origin: object = FROM_LOG): void {
  try {
    Y.applyUpdate(doc, update, origin)
  } catch {
    return
  }
}
