import type {DocumentAddress} from '../project/document-address.ts'

/** One annotation as the index knows it: enough for lists, counts and progress without opening its set. */
export type IndexRow = {readonly id: string; readonly layer: string; readonly start: number; readonly end: number; readonly label: string; readonly by: string}

/** What the index keeps of one annotation set. */
export type SetIndex = {readonly rows: readonly IndexRow[]; readonly readMarks: readonly {readonly by: string; readonly state: 'no-claim' | 'done'}[]}

export type SetCounts = {
  readonly article: string
  readonly owner: string
  readonly layers: {readonly [layer: string]: number}
  readonly readBy: readonly string[]
  readonly doneBy: readonly string[]
}

/**
 * The working store of one project. What `append` has resolved for is on disk and survives SIGKILL and power loss; all
 * else can be made again from it. Calls made in one turn of the event loop are committed together.
 */
export interface ProjectStore {
  /** Appends one update to a document's log. Rejects with a sentence when the disk is full or gone; then nothing was written. */
  append(name: string, address: DocumentAddress, update: Uint8Array): Promise<void>
  /** Snapshot and log of a document, oldest first; applied in this order they are its state. Empty for an unknown one. */
  load(name: string): readonly Uint8Array[]
  /** Replaces what `load` gave up to now by one merged update. A crash in between loses nothing. */
  compact(name: string, state: Uint8Array): void
  documents(): readonly {readonly name: string; readonly address: DocumentAddress}[]
  /** Rebuildable: rows of one set, for counts and progress. */
  index(name: string, index: SetIndex): void
  counts(): readonly SetCounts[]
  /** Rebuildable: full-text search over titles and texts. */
  indexArticle(article: string, title: string, text: string): void
  search(query: string): readonly {readonly article: string; readonly snippet: string}[]
  /** Problems of the store itself, each a sentence; empty when all is well. */
  check(): readonly string[]
  /** A consistent copy while the store is in use. */
  backup(path: string): void
  close(): void
}
