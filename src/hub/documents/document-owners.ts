import type * as Y from 'yjs'
import type {ClientOwners} from '../../project/judgement/client-owners.ts'
import {clientOwners} from '../../project/judgement/client-owners.ts'
import type {NumberOwners} from '../../storage/log/document-log.ts'

/** Whose the numbers are under which the documents in memory are written. */
export interface DocumentOwners {
  of(document: Y.Doc): ClientOwners
  /** What the log says of a document that has just been read from it. */
  told(document: Y.Doc, owners: NumberOwners): void
}

export function documentOwners(): DocumentOwners {
  const known = new WeakMap<Y.Doc, ClientOwners>()
  return {
    of: document => {
      const found = known.get(document) ?? clientOwners(document)
      known.set(document, found)
      return found
    },
    told: (document, owners) => void known.set(document, clientOwners(document, owners)),
  }
}
