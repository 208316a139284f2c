import * as Y from 'yjs'
import {message} from '../../core/language/message.ts'
import {SentenceError} from '../../core/language/sentence-error.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {documentName} from '../../project/document-address.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import type {NewDocument} from '../../storage/project-store.ts'
import {documentFrom} from '../../project/document-from.ts'
import {documentDrafts} from './document-drafts.ts'
import type {DurableLog, LogEntry} from './durable-log.ts'
import type {HubDocuments} from './hub-documents.ts'
import {once} from './once.ts'
import {sentenceOf} from '../sentence-of.ts'

const NOT_ANY_MORE = message('You may not do that any more. Nothing was changed.')
const DONE_ELSEWHERE = message('Another hub of this project has done this at the same moment. Look at what it did, then try again. Nothing was changed here.')

/** `once`: what of several hubs of the project one does. */
export type LocalChange = {readonly address: DocumentAddress; readonly make: (doc: Y.Doc) => void; readonly once?: string}

/** Changes made by the hub itself: imports, people, datasets. */
export interface LocalChanges {
  /**
   * All of them or none; written to the log before anybody sees them. Those of one hub are made one after the other.
   * `may`: asked last before they are written, for whoever asked may have lost the right meanwhile.
   */
  run(changes: readonly LocalChange[], may?: () => boolean): Promise<Result<null>>
  /** As {@link LocalChanges.run}, with first updates of very many documents, one in memory at a time. What `added` throws is why all are refused. */
  fill(changes: readonly LocalChange[], added: AsyncIterable<NewDocument>, may?: () => boolean): Promise<Result<null>>
  /** Resolves when those asked for are made or refused. */
  settled(): Promise<void>
}

/** The same, made only while this holds. */
export const changesWhile = (changes: LocalChanges, lasts: (() => boolean) | undefined): LocalChanges => ({
  ...changes,
  run: (list, may) => changes.run(list, may ?? lasts),
  fill: (list, added) => changes.fill(list, added, lasts),
})

export function localChanges(given: {
  projectId: string
  store: DocumentLog
  log: DurableLog
  documents: Pick<HubDocuments, 'apply' | 'loaded' | 'isHere'>
  /** The project holds very many documents that it did not hold before, their rows in the index too. */
  onFilled: (addresses: readonly DocumentAddress[]) => void
}): LocalChanges {
  const {projectId, store, log, documents} = given
  const drafts = documentDrafts(documents.loaded)
  let last: Promise<unknown> = Promise.resolve()

  const entryOf = async ({address, make, once: what}: LocalChange): Promise<LogEntry | undefined> => {
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
    return changed ? {name, address, update, ...(what !== undefined && {owners: once(name, what)})} : undefined
  }
  /** One after the other: what is written into one may say what stands in those before it. */
  const entriesOf = async (changes: readonly LocalChange[]): Promise<readonly LogEntry[]> => {
    const entries: LogEntry[] = []
    for (const change of changes) {
      const entry = await entryOf(change)
      if (entry !== undefined) entries.push(entry)
    }
    return entries
  }
  const run = async (changes: readonly LocalChange[], may: () => boolean): Promise<Result<null>> => {
    const entries = await entriesOf(changes)
    if (!may()) return refused(NOT_ANY_MORE)
    if (entries.length === 0) return ok(null)
    const written = await log.append(entries)
    if (!written.ok) return refused(written.error.forGood && changes.some(({once: what}) => what !== undefined) ? DONE_ELSEWHERE : written.error.why)
    for (const entry of entries) await documents.apply(entry)
    return written
  }
  const fill = async (changes: readonly LocalChange[], added: AsyncIterable<NewDocument>, may: () => boolean): Promise<Result<null>> => {
    const entries = await entriesOf(changes)
    const here: LogEntry[] = [...entries]
    const addresses: DocumentAddress[] = []
    const all = async function* (): AsyncGenerator<NewDocument> {
      yield* entries
      for await (const document of added) {
        addresses.push(document.address)
        if (documents.isHere(document.name)) here.push(document)
        yield document
      }
      if (!may()) throw new SentenceError(NOT_ANY_MORE)
    }
    const written = await log.appendAll(all())
    if (!written.ok) return written
    for (const entry of here) await documents.apply(entry)
    given.onFilled(addresses)
    return ok(null)
  }
  const inLine = (change: () => Promise<Result<null>>): Promise<Result<null>> => {
    const running = last
      .then(change)
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
  }
  return {
    run: (changes, may = () => true) => inLine(() => run(changes, may)),
    fill: (changes, added, may = () => true) => inLine(() => fill(changes, added, may)),
    settled: async () => void (await last),
  }
}
