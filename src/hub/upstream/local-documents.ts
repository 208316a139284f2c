import type {Result} from '../../core/result.ts'
import type {NumberOwners} from '../../storage/log/document-log.ts'
import type {LogEntry} from '../documents/durable-log.ts'
import type {Untaken} from '../documents/foreign-updates.ts'

/** The documents of this hub as the bridges to another one see them. */
export interface LocalDocuments {
  load(name: string): Promise<readonly Uint8Array[]>
  owners(name: string): Promise<NumberOwners>
  /** Writes to our log what came from the other hub, and then shows it to the windows here. */
  receive(entry: LogEntry): Promise<Result<null, Untaken>>
  /** Whether a window here is at the document. */
  isOpen(name: string): boolean
  /** Whether one of these numbers is of a window here. */
  isOfWindowHere(name: string, clients: Iterable<number>): boolean
}
