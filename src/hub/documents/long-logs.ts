import * as Y from 'yjs'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import type {DurableLog} from './durable-log.ts'

/**
 * A log of more updates than this is merged into one when nobody is at the document: merging ten thousand annotations
 * takes a second, in which nothing else is answered. One that grows past the second number is merged in any case.
 */
const LONG_LOG = 500
const ENDLESS_LOG = 20_000

/** How long the logs of the documents in memory are; those that grew long are merged. */
export interface LongLogs {
  loaded(name: string, records: number): void
  writing(name: string): void
  forget(name: string): void
  /** Merges the log of a document, if it is long enough for that and the disk takes anything. */
  merge(name: string, doc: Y.Doc, isLeft: boolean): Promise<void>
}

export function longLogs(store: Pick<DocumentLog, 'compact'>, log: Pick<DurableLog, 'written' | 'problem'>): LongLogs {
  const lengths = new Map<string, number>()
  return {
    loaded: (name, records) => void lengths.set(name, records),
    writing: name => void lengths.set(name, (lengths.get(name) ?? 0) + 1),
    forget: name => void lengths.delete(name),
    merge: async (name, doc, isLeft) => {
      if (log.problem() !== null || (lengths.get(name) ?? 0) <= (isLeft ? LONG_LOG : ENDLESS_LOG)) return
      // The store adds what its log has and the document in memory has not yet. What is in memory and not in the log would lose who did it.
      const state = Y.encodeStateAsUpdate(doc)
      await log.written()
      if (log.problem() === null && (await store.compact(name, state)).ok) lengths.set(name, 1)
    },
  }
}
