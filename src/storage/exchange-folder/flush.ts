import {createHash} from 'node:crypto'
import * as Y from 'yjs'
import {SentenceError} from '../../core/language/sentence-error.ts'
import type {Sentence} from '../../core/language/message.ts'
import {documentTitle, mergedState} from '../document-state.ts'
import {LARGEST_ENTRY, tooLargeEntry} from './bounds.ts'
import {absorb, lacks, missingFrom} from './knowledge.ts'
import type {SyncContext} from './own-segments.ts'
import {writeSegment} from './own-segments.ts'
import type {Progress} from './poll.ts'
import {newSeal, sealEntry} from './seal.ts'
import type {DocumentEntry, Entry} from './segment-body.ts'
import type {Compared} from './sync-state.ts'
import {turn} from '../libsql/turn.ts'

/** A segment is written when this much has come together, so that a half-copied one is soon whole. Bytes before packing. */
const SEGMENT_SIZE = 4 << 20

/** Compares stored updates with those that were compared before: what was appended since, or `undefined` when they differ. */
function sinceCompared(updates: readonly Uint8Array[], before: Compared): {now: Compared; appended: readonly Uint8Array[] | undefined} {
  const hash = createHash('sha256')
  const soFar = (): string => hash.copy().digest('base64url').slice(0, 22)
  let same = false
  for (const [at, update] of updates.entries()) {
    hash.update(`${update.length}\n`).update(update)
    if (at + 1 === before.count) same = soFar() === before.hash
  }
  return {now: {count: updates.length, hash: soFar()}, appended: same ? updates.slice(before.count) : undefined}
}

/** What is still to be written: names of documents, or everything when it is not known yet. */
export type Unwritten = Set<string> | 'all'

/**
 * Writes to the folder what it lacks of these documents, and texts, keys and confirmations. Nothing is kept in an outbox: what
 * the folder lacks is found by comparing it with the working store, so a crash cannot lose it. Returns how many
 * documents, texts and keys were written; throws what the disk says.
 */
export async function writeMissing(context: SyncContext, unwritten: Unwritten, {onProgress, signal}: Progress = {}): Promise<number> {
  const {state, source} = context
  let written = 0
  const tooLarge: Sentence[] = []
  let size = 0
  let entries: Entry[] = []
  let after: (() => void)[] = []
  const keys: Record<string, string> = {}

  const write = async (): Promise<void> => {
    const seen = [...state.toConfirm.keys()]
    const opened = Object.keys(keys)
    if (entries.length + seen.length + opened.length === 0) return
    await writeSegment(context, {person: context.person, level: 0, replaces: [], seen, keys: {...keys}, entries})
    for (const each of after) each()
    state.confirmed(seen)
    await state.commit()
    written += entries.length + opened.length
    for (const seal of opened) delete keys[seal]
    size = 0
    entries = []
    after = []
  }
  const add = async (entry: Entry, bytes: number, done: () => void): Promise<void> => {
    entries.push(entry)
    after.push(done)
    size += bytes
    if (size >= SEGMENT_SIZE) await write()
  }

  for (const [name, seal] of [...state.seals]) {
    if (source.closed?.(seal.address) === true) continue
    keys[seal.id] = seal.key
    after.push(() => {
      state.addKey(seal.id, seal.key)
      state.setSeal(name, undefined)
    })
  }
  if (unwritten === 'all') await recogniseOlderProject(context)
  const documents = unwritten !== 'all' && unwritten.size === 0 ? [] : (await source.documents()).filter(({name}) => unwritten === 'all' || unwritten.has(name))
  const texts = (await source.texts.list()).filter(article => !state.texts.has(article))
  const total = documents.length + texts.length
  let done = 0
  for (const {name, address} of documents) {
    if (signal?.aborted === true) break
    onProgress?.(done++, total)
    await turn()
    if (source.withheld?.(address) === true) continue
    const updates = await source.load(name)
    const {now, appended} = sinceCompared(updates, state.compared(name))
    if (appended?.length === 0) continue
    const candidate = appended === undefined && updates.length > 1 ? mergedState(updates) : Y.mergeUpdates([...(appended ?? updates)])
    if (appended === undefined && lacks(candidate, state.known(name))) state.beginAnew()
    const known = state.known(name)
    const update = missingFrom(known, candidate)
    if (update === undefined) {
      state.setKnown(name, known, now)
      continue
    }
    if (update.length > LARGEST_ENTRY) {
      tooLarge.push(tooLargeEntry(documentTitle(address)))
      continue
    }
    const entry: DocumentEntry = {kind: 'document', name, address, update}
    const isClosed = source.closed?.(address) === true
    const open = isClosed ? source.openPart?.(address, updates, update) : undefined
    if (open !== undefined) await add({...entry, update: open}, open.length, () => undefined)
    await add(isClosed ? await sealed(context, name, entry) : entry, update.length, () => state.setKnown(name, absorb(known, update), now))
  }
  for (const article of texts) {
    if (signal?.aborted === true) break
    onProgress?.(done++, total)
    const text = await source.texts.get(article)
    // A text that is missing or was altered by hand is reported by the project's own check.
    if (text.ok) await add({kind: 'text', article, text: text.value}, text.value.length, () => state.addText(article))
  }
  await write()
  await state.commit()
  onProgress?.(done, total)
  const [first] = tooLarge
  if (first !== undefined) throw new SentenceError(first)
  return written
}

async function sealed({state}: SyncContext, name: string, entry: DocumentEntry): Promise<Entry> {
  const known = state.seals.get(name)
  const seal = known ?? newSeal(entry.address)
  if (known === undefined) {
    state.setSeal(name, seal)
    // The key must be on this disk before anything that only it can open leaves for the folder.
    await state.commit()
  }
  return await sealEntry(seal, entry)
}

/** A project restored from a backup has less than the folder was known to have: then that is merged again. */
async function recogniseOlderProject({state, source}: SyncContext): Promise<void> {
  const documents = new Set((await source.documents()).map(({name}) => name))
  const texts = new Set(await source.texts.list())
  if ([...state.knownDocuments()].some(name => !documents.has(name)) || [...state.texts.keys()].some(id => !texts.has(id))) state.beginAnew()
}
