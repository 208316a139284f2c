import type {Act, AnnotationId, AnnotatorId} from '../../core/annotation/annotation.ts'
import type {Result} from '../../core/result.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {PastChange} from '../../project/past-change.ts'
import type {LoggedUpdate} from '../../project/played-log.ts'

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

/**
 * The truth of one project. What `append` has resolved for is on disk and survives SIGKILL and power loss; all
 * else can be made again from it. Appends called in one turn of the event loop are committed together or not at all; a
 * call that reads sees every call made before it. Reading rejects with a sentence when the disk or the database is gone.
 */
export interface DocumentLog {
  /**
   * Appends one update to a document's log. Rejects with a sentence when the disk is full or gone, the database out of
   * reach, or the bytes no update; then later appends are tried afresh. `owners`: whose numbers it is that the update is
   * written under. They are kept with it, and stay whose they are. `arrival`: now, where it is not given; `null` for what holds
   * what was there before. It is kept for sets.
   */
  append(name: string, address: DocumentAddress, update: Uint8Array, owners?: NumberOwners, arrival?: Arrival | null): Promise<Appended>
  /** Whose the numbers are that a document was written under, as far as that was ever told. */
  owners(name: string): Promise<NumberOwners>
  /** Snapshot and log of a document, oldest first; applied in this order they are its state. Empty for an unknown one. Damaged records are left out, and what no document can hold: see `check`. */
  load(name: string): Promise<readonly Uint8Array[]>
  /** The documents that `load` has left something out of. */
  damaged(): readonly DamagedDocument[]
  /**
   * Replaces what `load` gives by one update that holds both that and `state`, so that a state that lacks something
   * loses nothing. A crash in between loses nothing either. Refused (disk full): all is as it was. What the updates of a set did to
   * each annotation is kept in the same write: see {@link DocumentLog.past}.
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
}
