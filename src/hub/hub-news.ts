import type {HostEvent} from '../ipc/host-event.ts'
import type {Sentence} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import type {DocumentAddress} from '../project/document-address.ts'
import type {LogEntry} from './documents/durable-log.ts'
import type {Listeners} from './listeners.ts'
import {listeners} from './listeners.ts'

type Document = {readonly name: string; readonly address: DocumentAddress}

/** What happens in a hub. Parts that are made early tell it, and those that are made later listen. */
export interface HubNews {
  /** About to be written, before a reader of the store could see it. */
  readonly writing: Listeners<readonly LogEntry[]>
  readonly written: Listeners<{readonly entries: readonly LogEntry[]; readonly result: Result<null, unknown>}>
  /** What the disk had refused and has taken now. */
  readonly retried: Listeners<LogEntry>
  /** What keeps the hub from writing; `null` once it can again. */
  readonly problem: Listeners<Sentence | null>
  /** A document has changed, by whomever. */
  readonly changed: Listeners<Document>
  /** A window has come to a document. */
  readonly opened: Listeners<Document>
  /** Very many documents came at once, their rows in the index too. */
  readonly filled: Listeners<readonly DocumentAddress[]>
  /** How the project is shared, with whom it is connected. */
  readonly sharing: Listeners<null>
  /** What a host is told for its windows. */
  readonly events: Listeners<HostEvent>
}

export const hubNews = (): HubNews => ({
  writing: listeners(),
  written: listeners(),
  retried: listeners(),
  problem: listeners(),
  changed: listeners(),
  opened: listeners(),
  filled: listeners(),
  sharing: listeners(),
  events: listeners(),
})
