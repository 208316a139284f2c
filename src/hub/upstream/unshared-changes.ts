import type {Sentence} from '../../core/language/message.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {LogEntry} from '../documents/durable-log.ts'

/** What our log holds, or is about to, and the other hub has not said that it has; and why some of it will wait until a person acts. */
export interface UnsharedChanges {
  /** An entry that the other hub has sent: it does not wait. */
  received(entry: LogEntry): void
  writing(entries: readonly LogEntry[]): void
  /** The log is done with an entry, whatever came of it; whether it is not the other hub's. */
  written(entry: LogEntry): boolean
  isWriting(name: string): boolean
  waitFor(name: string, address: DocumentAddress): void
  waits(name: string): boolean
  documents(): ReadonlyMap<string, DocumentAddress>
  refuse(name: string, why: Sentence): void
  refusal(name: string): Sentence | undefined
  /** The other hub has all of a document; whether that was not so before. */
  shared(name: string): boolean
  /** Of what was refused nothing is known any more: the names of these documents. */
  takeBack(): readonly string[]
  /** How many documents wait, and why some of them will until a person acts. */
  told(): {readonly count: number; readonly why: Sentence | undefined}
  /** Counts up with every entry that is not the other hub's. */
  generation(): number
}

export function unsharedChanges(): UnsharedChanges {
  const waiting = new Map<string, DocumentAddress>()
  const refusals = new Map<string, Sentence>()
  const writes = new Map<string, number>()
  const theirs = new WeakSet<LogEntry>()
  let generation = 0
  return {
    received: entry => void theirs.add(entry),
    writing: entries => {
      for (const entry of entries) {
        if (theirs.has(entry)) continue
        const {name, address} = entry
        generation++
        writes.set(name, (writes.get(name) ?? 0) + 1)
        waiting.set(name, address)
      }
    },
    written: entry => {
      if (theirs.has(entry)) return false
      const left = (writes.get(entry.name) ?? 1) - 1
      if (left > 0) writes.set(entry.name, left)
      else writes.delete(entry.name)
      return true
    },
    isWriting: name => writes.has(name),
    waitFor: (name, address) => void waiting.set(name, address),
    waits: name => waiting.has(name),
    documents: () => waiting,
    refuse: (name, why) => void refusals.set(name, why),
    refusal: name => refusals.get(name),
    shared: name => {
      const had = waiting.delete(name)
      return refusals.delete(name) || had
    },
    takeBack: () => {
      const names = [...refusals.keys()]
      refusals.clear()
      return names
    },
    told: () => ({count: waiting.size, why: [...refusals].find(([name]) => waiting.has(name))?.[1]}),
    generation: () => generation,
  }
}
