import type {StoredDocument} from '../project-store.ts'

/** What several hubs of one project have in common: a hub follows here what the others have appended. */
export interface CommonLog {
  /** The place in the log that has been reached. What is loaded afterwards holds all that stands before it. */
  position(): Promise<number>
  /** Documents that others have appended to after a place, or that were compacted, and the place reached. */
  newsSince(place: number): Promise<{readonly documents: readonly StoredDocument[]; readonly place: number}>
  /** The updates of a document after a place, oldest first. */
  updatesSince(name: string, place: number): Promise<readonly Uint8Array[]>
}
