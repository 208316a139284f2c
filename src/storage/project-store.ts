import type {Act, AnnotationId, AnnotatorId} from '../core/annotation/annotation.ts'
import type {Result} from '../core/result.ts'
import type {Span} from '../core/text/span.ts'
import type {Watch} from '../core/watch.ts'
import type {DocumentAddress} from '../project/document-address.ts'
import type {PastChange} from '../project/past-change.ts'
import type {LoggedUpdate} from '../project/played-log.ts'

/** One annotation as the index knows it: enough for lists, counts and progress without opening its set. */
export type IndexRow = {readonly id: string; readonly layer: string; readonly start: number; readonly end: number; readonly label: string; readonly by: string}

/** What the index keeps of one annotation set. */
export type SetIndex = {readonly rows: readonly IndexRow[]; readonly readMarks: readonly {readonly by: string; readonly state: 'no-claim' | 'done'}[]}

/** `readBy`: everyone with a read mark of either state; `doneBy`: those among them who marked it done. Both sorted. */
export type SetCounts = {
  readonly article: string
  readonly owner: string
  readonly layers: {readonly [layer: string]: number}
  readonly readBy: readonly string[]
  readonly doneBy: readonly string[]
}

export type StoredDocument = {readonly name: string; readonly address: DocumentAddress}

/**
 * What was written to after a place in the log, and the place after that, from which to ask on when there is `more`. A
 * document comes again when it was written to again. `places`: for each, the place after its last record among these.
 */
export type StoredChanges = {
  readonly documents: readonly StoredDocument[]
  readonly places: readonly string[]
  readonly next: string
  readonly more: boolean
}

/** A document of which so many records are left out, whole or in part, whenever it is read. */
export type DamagedDocument = StoredDocument & {readonly records: number}

/** Whose the numbers are under which Yjs counts changes; `ELSEWHERE` for those that a folder or a file brought, of nobody who has signed in. */
export type NumberOwners = ReadonlyMap<number, AnnotatorId | typeof ELSEWHERE>

/** No person has this id. */
export const ELSEWHERE = ''

export const NO_OWNERS: NumberOwners = new Map()

/** When a change came, and who was at the window it came from; `ELSEWHERE` for what was brought. */
export type Arrival = Act

/** As for what the hub makes or is brought itself. */
export const arrivedNow = (): Arrival => ({by: ELSEWHERE, at: Date.now()})

/** What is known of how a set came to be as it is: what was kept when its log was merged, and the log since. */
export type StoredPast = {readonly changes: readonly PastChange[]; readonly log: readonly LoggedUpdate[]}

/** `taken`: another hub has made one of the numbers somebody else's meanwhile. Nothing was written. */
export type Appended = 'written' | 'taken'

/** The first update of a document that is not there yet; `index`: of a set, its rows. */
export type NewDocument = StoredDocument & {readonly update: Uint8Array; readonly index?: SetIndex}

/** `snippet`: words around the first hit, with the hits in it as `marks`. `hits`: how many there are in the text. */
export type SearchHit = {readonly article: string; readonly snippet: string; readonly marks: readonly Span[]; readonly hits: number}

/**
 * The working store of one project. What `append` has resolved for is on disk and survives SIGKILL and power loss; all
 * else can be made again from it. Appends called in one turn of the event loop are committed together or not at all; a
 * call that reads sees every call made before it. Reading rejects with a sentence when the disk or the database is gone.
 */
export interface ProjectStore {
  /**
   * Appends one update to a document's log. Rejects with a sentence when the disk is full or gone, the database out of
   * reach, or the bytes no update; then later appends are tried afresh. `owners`: whose numbers it is that the update is
   * written under. They are kept with it, and stay whose they are. `arrival`: now, where it is not given; `null` for what holds
   * what was there before. It is kept for sets.
   */
  append(name: string, address: DocumentAddress, update: Uint8Array, owners?: NumberOwners, arrival?: Arrival | null): Promise<Appended>
  /**
   * Appends first updates of very many documents as they come, one in memory at a time: all of them or none. Other calls wait meanwhile. Rejects as `append` does, and with
   * what `documents` throws; then nothing was written.
   */
  appendAll(documents: AsyncIterable<NewDocument>): Promise<void>
  /** Whose the numbers are that a document was written under, as far as that was ever told. */
  owners(name: string): Promise<NumberOwners>
  /** Snapshot and log of a document, oldest first; applied in this order they are its state. Empty for an unknown one. Damaged records are left out, and what no document can hold: see `check`. */
  load(name: string): Promise<readonly Uint8Array[]>
  /** The documents that `load` has left something out of. */
  damaged(): readonly DamagedDocument[]
  /**
   * Replaces what `load` gives by one update that holds both that and `state`, so that a state that lacks something
   * loses nothing. A crash in between loses nothing either. Refused (disk full): all is as it was. What the updates of a set did to
   * each annotation is kept in the same write: see {@link ProjectStore.past}.
   */
  compact(name: string, state: Uint8Array): Promise<Result<null>>
  /** The past of a set, or of one annotation in it: its changes in their order, then what the log has of the set. */
  past(name: string, annotation?: AnnotationId): Promise<StoredPast>
  /** Enters what another store has kept of a set's past, before anything else of it is merged here. Entering it twice changes nothing. */
  bringPast(name: string, changes: readonly PastChange[]): Promise<void>
  documents(): Promise<readonly StoredDocument[]>
  /**
   * The documents that were written to after `cursor` (the empty text is the beginning), from at most `most` records, in
   * the order of the log. Whatever is written once a cursor was given out comes after it, also when several processes
   * write at once. `undefined` for a cursor of another log, as after a backup was put back: begin anew then.
   */
  changesSince(cursor: string, most: number): Promise<StoredChanges | undefined>
  /** Rebuildable: rows of one set, for counts and progress. Waits for space when the disk is full; not kept for a document the store does not know. */
  index(name: string, index: SetIndex): void
  /** Documents of kind `set` that have changed since they were last indexed, or never were. */
  unindexed(): Promise<readonly StoredDocument[]>
  /** Of the sets with these names, or of all. */
  counts(names?: readonly string[]): Promise<readonly SetCounts[]>
  /** Rebuildable: full-text search over titles and texts. A text given again replaces the one before. `words`: those of the text, where they are cut already. */
  indexArticle(article: string, title: string, text: string, words?: readonly string[]): void
  /** The articles that can be found, each with the title it was indexed under. */
  indexedTitles(): Promise<ReadonlyMap<string, string>>
  /** Articles that hold every word of the query (which may go on), and each phrase in quotation marks as it stands, best first, at most 100. Case and accents do not matter. */
  search(query: string): Promise<readonly SearchHit[]>
  /** Problems of the store itself, each a sentence; empty when all is well. Whoever writes goes on meanwhile. Once cancelled, it ends with what was found. */
  check(watch?: Watch): Promise<readonly string[]>
  /** A consistent copy while the store is in use. Refused when there is a file already. */
  backup(path: string): Promise<Result<null>>
  /** Commits what is waiting. Calls after it are bugs and reject. */
  close(): Promise<void>
}
