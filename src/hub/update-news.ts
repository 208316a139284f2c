import * as Y from 'yjs'
import {structureOf} from '../project/update-structure.ts'

/**
 * What an update from outside would add to a document. `malformed` must never reach the log: it would come back at every
 * start. Each handshake repeats all deletions of a document, so most first messages carry nothing new.
 */
export function updateNews(doc: Y.Doc, update: Uint8Array): 'something' | 'nothing' | 'malformed' {
  const structure = structureOf(update)
  if (!structure.ok) return 'malformed'
  const {structs, deletes} = structure.value
  try {
    const isNew = structs.some(({id, length}) => id.clock + length > Y.getState(doc.store, id.client))
    if (isNew) return 'something'
    if (structs.length === 0 && deletes.length === 0) return 'nothing'
    return Y.snapshotContainsUpdate(Y.snapshot(doc), update) ? 'nothing' : 'something'
  } catch {
    return 'malformed'
  }
}
