import type {StoredDocument} from '../log/document-log.ts'

/** What several hubs of one project have in common: a hub follows here what the others have appended. */
export interface CommonLog {
  /** The place in the log that has been reached. What is loaded afterwards holds all that stands before it. */
  position(): Promise<number>
  /** Documents that others have appended to after a place, or that were compacted, and the place reached. */
  newsSince(place: number): Promise<{readonly documents: readonly StoredDocument[]; readonly place: number}>
  /** The updates of a document after a place, oldest first. */
  updatesSince(name: string, place: number): Promise<readonly Uint8Array[]>
}

/** A small file that all hubs of a project read and change, and how often it was changed. */
export type CommonFile = {readonly version: number; readonly content: string}

export interface CommonFiles {
  read(name: string): Promise<CommonFile | undefined>
  /** Reads, and writes the content that `make` gives, if any; others wait meanwhile. Rejects with a sentence. */
  change<T>(name: string, make: (content: string | undefined) => {readonly value: T; readonly content?: string}): Promise<T>
}

export type Common = {readonly log: CommonLog; readonly files: CommonFiles}
