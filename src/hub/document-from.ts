import * as Y from 'yjs'

/** A document as the log has it. A damaged update costs what it held, not the document. */
export function documentFrom(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) applyQuietly(doc, update)
  return doc
}

export function applyQuietly(doc: Y.Doc, update: Uint8Array): void {
  try {
    Y.applyUpdate(doc, update, {source: 'local', skipStoreHooks: true})
  } catch {
    return
  }
}
