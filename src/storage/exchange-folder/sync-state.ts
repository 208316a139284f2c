import {randomBytes} from 'node:crypto'
import type {DocumentAddress} from '../../project/document-address.ts'
import {openDurableMap} from './durable-map.ts'
import type {Knowledge} from './knowledge.ts'
import {NOTHING, formatKnowledge, parseKnowledge} from './knowledge.ts'
import {idInName} from './segment.ts'

/** One of our own segments, as it lies in the folder. */
export type OwnSegment = {readonly level: number; readonly bytes: number; readonly replaces: readonly string[]}
/** A file that was merged. What could not be used yet is named, so that the file is read again when it can. */
export type Merged = {readonly writer: string; readonly seals?: readonly string[]; readonly held?: readonly HeldEntry[]}
/** An entry that its writer may not write, or that this person may not have, as far as is known. */
export type HeldEntry = {readonly writer: string; readonly person: string; readonly address: DocumentAddress}
/** The key under which a document of a closed round is written, kept here alone until the round is opened. */
export type Seal = {readonly id: string; readonly key: string; readonly address: DocumentAddress}
type Intent = OwnSegment & {readonly id: string; readonly unfinished: string}
const NEVER: Compared = {count: 0, hash: ''}

/** Room is left behind a device's id for the mark of a copy. */
const LONGEST_BASE = 64

type Published = Compared & {readonly known: string}
/** The first `count` stored updates of a document, whose hash this is, all lie in the folder. */
export type Compared = {readonly count: number; readonly hash: string}

/**
 * What a device remembers about a share. All of it but the seals could be found out again from the folder and the
 * working store: without it, more is written and merged than needed, and nothing is lost.
 */
export interface SyncState {
  /** Under this name the device writes. Not the device's id when the project was copied: no two devices may share one. */
  writer(): string
  /** Leaves the name to the other copy and takes a fresh one. */
  renameWriter(): void
  isFormerWriter(writer: string): boolean
  known(document: string): Knowledge
  setKnown(document: string, known: Knowledge, compared: Compared): void
  compared(document: string): Compared
  /** Names of documents of which anything is known to lie in the folder. */
  knownDocuments(): Iterable<string>
  readonly texts: ReadonlyMap<string, unknown>
  addText(article: string): void
  /** The project has less than it had: it is an older copy. All that lies in the folder is merged again, one's own too. */
  beginAnew(): void
  /** Only together with writing everything anew: see SyncContext. */
  forgetFolder(): void
  readonly own: ReadonlyMap<string, OwnSegment>
  nextSeq(): number
  /** What is about to be written, so that a crash is told from a stranger's file. */
  intend(intent: Intent): void
  intent(): Intent | undefined
  finishIntent(written: boolean): void
  removeOwn(id: string): void
  readonly merged: ReadonlyMap<string, Merged>
  setMerged(file: string, merged: Merged): void
  unmerge(file: string): void
  /** Segments of others that replace older ones and of which we have not said yet that we merged them. */
  readonly toConfirm: ReadonlyMap<string, unknown>
  confirmLater(id: string): void
  confirmed(ids: readonly string[]): void
  hasConfirmed(writer: string, id: string): boolean
  setConfirmedBy(writer: string, ids: readonly string[]): void
  readonly seals: ReadonlyMap<string, Seal>
  setSeal(document: string, seal: Seal | undefined): void
  readonly keys: ReadonlyMap<string, string>
  addKey(seal: string, key: string): void
  commit(): Promise<void>
  close(): Promise<void>
}

/** Opens the state in a file of its own beside the project. One of another share is begun anew. */
export async function openSyncState(path: string, given: {share: string; deviceId: string}): Promise<SyncState> {
  const map = await openDurableMap(path)
  const typed = <T>(name: string): ReadonlyMap<string, T> => map.section(name) as ReadonlyMap<string, T>
  const meta = typed<unknown>('meta')
  const clear = (section: string): void => {
    for (const key of [...map.section(section).keys()]) map.set(section, key, undefined)
  }
  const own = typed<OwnSegment>('own')
  const published = typed<Published>('document')
  const merged = typed<Merged>('merged')
  const former = typed<boolean>('former')

  const base = given.deviceId.slice(0, LONGEST_BASE)
  const writer = (): string => meta.get('writer') as string
  const intent = (): Intent | undefined => meta.get('intent') as Intent | undefined
  const renameWriter = (): void => {
    const left = writer()
    for (const id of own.keys()) map.set('merged', `${left}/${id}`, {writer: left})
    clear('own')
    map.set('former', left, true)
    map.set('meta', 'seq', undefined)
    map.set('meta', 'intent', undefined)
    map.set('meta', 'writer', `${base}-${randomBytes(6).toString('hex')}`)
  }
  const beginAnew = (): void => {
    renameWriter()
    for (const section of ['merged', 'document', 'text']) clear(section)
  }
  if (meta.get('share') !== given.share) {
    for (const section of ['meta', 'own', 'document', 'text', 'merged', 'former', 'confirm', 'confirmed', 'seal', 'key']) clear(section)
    map.set('meta', 'share', given.share)
    map.set('meta', 'writer', base)
  } else if (map.copied || !writer().startsWith(base)) beginAnew()
  await map.commit()

  return {
    writer,
    renameWriter,
    isFormerWriter: name => former.has(name),
    known: document => {
      const entry = published.get(document)
      return entry === undefined ? NOTHING : parseKnowledge(entry.known)
    },
    setKnown: (document, known, {count, hash}) => map.set('document', document, {known: formatKnowledge(known), count, hash} satisfies Published),
    compared: document => published.get(document) ?? NEVER,
    knownDocuments: () => published.keys(),
    texts: typed('text'),
    beginAnew,
    addText: article => map.set('text', article, true),
    forgetFolder: () => {
      clear('document')
      clear('text')
    },
    own,
    nextSeq: () => ((meta.get('seq') as number | undefined) ?? 0) + 1,
    intend: next => {
      map.set('meta', 'intent', next)
      map.set('meta', 'seq', Number(next.id.slice(0, 8)))
    },
    intent,
    finishIntent: written => {
      const done = intent()
      if (done !== undefined && written) map.set('own', done.id, {level: done.level, bytes: done.bytes, replaces: done.replaces} satisfies OwnSegment)
      map.set('meta', 'intent', undefined)
    },
    removeOwn: id => map.set('own', id, undefined),
    merged,
    setMerged: (file, how) => map.set('merged', file, how),
    unmerge: file => map.set('merged', file, undefined),
    toConfirm: typed('confirm'),
    confirmLater: id => map.set('confirm', id, true),
    confirmed: ids => {
      for (const id of ids) map.set('confirm', id, undefined)
    },
    hasConfirmed: (name, id) => map.section('confirmed').has(`${name}/${id}`),
    setConfirmedBy: (name, ids) => {
      for (const id of ids) if (idInName(id) === id) map.set('confirmed', `${name}/${id}`, true)
    },
    seals: typed<Seal>('seal'),
    setSeal: (document, seal) => map.set('seal', document, seal),
    keys: typed<string>('key'),
    addKey: (seal, key) => map.set('key', seal, key),
    commit: map.commit,
    close: map.close,
  }
}
