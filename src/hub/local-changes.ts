import * as Y from 'yjs'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {DocumentAddress} from '../project/document-address.ts'
import {documentName} from '../project/document-address.ts'
import type {ProjectStore} from '../storage/project-store.ts'
import {documentFrom} from '../project/document-from.ts'
import {documentDrafts} from './document-drafts.ts'
import type {DurableLog, LogEntry} from './durable-log.ts'
import {sentenceOf} from './sentence-of.ts'

export type LocalChange = {readonly address: DocumentAddress; readonly make: (doc: Y.Doc) => void}

/** Changes made by the hub itself: imports, people, datasets. */
export interface LocalChanges {
  /**
   * All of them or none; written to the log before anybody sees them. Those of one hub are made one after the other.
   * `may`: asked last before they are written, for whoever asked may have lost the right meanwhile.
   */
  run(changes: readonly LocalChange[], may?: () => boolean): Promise<Result<null>>
  /** Resolves when those asked for are made or refused. */
  settled(): Promise<void>
}

/** The same, made only while this holds. */
export const changesWhile = (changes: LocalChanges, lasts: (() => boolean) | undefined): LocalChanges => ({
  ...changes,
  run: (list, may) => changes.run(list, may ?? lasts),
})

export function localChanges(given: {
  projectId: string
  store: ProjectStore
  log: DurableLog
  apply: (entry: LogEntry) => Promise<void>
  /** A document as it is in memory. */
  loaded: (name: string) => Y.Doc | undefined
}): LocalChanges {
  const {projectId, store, log} = given
  const drafts = documentDrafts(given.loaded)
  let last: Promise<unknown> = Promise.resolve()

  const entryOf = async ({address, make}: LocalChange): Promise<LogEntry | undefined> => {
    const name = documentName(projectId, address)
    const drafted = drafts.of(name)
    const doc = drafted ?? documentFrom(await store.load(name))
    const before = Y.encodeStateVector(doc)
    let changed = false
    const onUpdate = (): void => {
      changed = true
    }
    doc.on('update', onUpdate)
    make(doc)
    doc.off('update', onUpdate)
    const update = Y.encodeStateAsUpdate(doc, before)
    if (drafted === undefined) doc.destroy()
    return changed ? {name, address, update} : undefined
  }
  const run = async (changes: readonly LocalChange[], may: () => boolean): Promise<Result<null>> => {
    const entries = (await Promise.all(changes.map(entryOf))).filter(entry => entry !== undefined)
    if (!may()) return refused('You may not do that any more. Nothing was changed.')
    if (entries.length === 0) return ok(null)
    const written = await log.append(entries)
    if (!written.ok) return refused(written.error.why)
    for (const entry of entries) await given.apply(entry)
    return written
  }
  return {
    run: (changes, may = () => true) => {
      const running = last
        .then(() => run(changes, may))
        .catch(error => {
          console.error('A change could not be made:', error)
          return refused(sentenceOf(error))
        })
        .then(result => {
          if (!result.ok) drafts.drop()
          return result
        })
      last = running
      return running
    },
    settled: async () => void (await last),
  }
}
