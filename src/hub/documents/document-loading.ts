import * as Y from 'yjs'
import {HUB_REASONS} from '../../sync/hub-reasons.ts'
import {SentenceError} from '../../core/language/sentence-error.ts'
import {fill, fillSteps, loadedDocument} from '../../project/document-from.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import {inTurns} from '../../storage/libsql/turn.ts'

/** Loads documents from the log. What of it no document can take is left out; all else is there for everybody. */
export interface DocumentLoading {
  /** Fills a document that is still empty; how many records it was made of. Rejects with a sentence. */
  into(document: Y.Doc, name: string): Promise<number>
  /** Yjs has failed at a change of this document: from now on each of its records is tried before it is loaded. */
  doubt(name: string): void
}

export function documentLoading(store: Pick<DocumentLog, 'load'>): DocumentLoading {
  const doubted = new Set<string>()
  return {
    into: async (document, name) => {
      const updates = await store.load(name)
      if (!doubted.has(name)) {
        if (await untold(document, () => inTurns(fillSteps(document, updates)))) return updates.length
        doubted.add(name)
        // The document that Yjs failed in cannot be emptied again: whoever asked for it asks again, as windows do by themselves, and then it is tried first.
        throw new SentenceError(HUB_REASONS.again)
      }
      const {doc} = loadedDocument(updates)
      const works = await untold(document, () => fill(document, [Y.encodeStateAsUpdate(doc)]))
      doc.destroy()
      if (!works) throw new SentenceError(HUB_REASONS.damaged)
      return updates.length
    },
    doubt: name => void doubted.add(name),
  }
}

/**
 * Nobody is at a document that is being loaded, and the sync library would encode and merge what each step of it brings, some hundred milliseconds at a
 * time, only to send it to nobody.
 */
async function untold<T>(document: Y.Doc, work: () => T | Promise<T>): Promise<T> {
  const {_observers: observers} = document
  const told = observers.get('update') ?? new Set()
  observers.delete('update')
  try {
    return await work()
  } finally {
    observers.set('update', new Set([...told, ...(observers.get('update') ?? [])]))
  }
}
