import * as Y from 'yjs'
import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {Writer} from './rules.ts'
import {isBy} from './rules.ts'

/**
 * Whose windows the numbers are under which Yjs counts changes. Whoever could write under another person's number would
 * have the next changes of that person's window taken for known, and so lost.
 */
export interface ClientOwners {
  /** One of these numbers that is somebody else's. */
  foreign(clients: Iterable<number>, writer: Pick<Writer, 'person' | 'as'>): number | undefined
  /** One of these numbers under which a window at this hub writes that is somebody else's: no other hub can have more of it than this one. */
  ofWindowHere(clients: Iterable<number>, person?: AnnotatorId): number | undefined
  note(clients: Iterable<number>, person: AnnotatorId, from?: 'window' | 'hub'): void
  /** Those of these numbers of which the log does not yet say that they are hers. */
  unkept(clients: Iterable<number>, person: AnnotatorId): ReadonlyMap<number, AnnotatorId>
  /** The log says so now. */
  kept(owners: ReadonlyMap<number, AnnotatorId>): void
  /** The log says that one of them is another's, as another hub has written there. */
  forget(clients: Iterable<number>): void
}

/** Structs that are looked through for a name; each step of a window writes its person's. */
const LOOKED_THROUGH = 2000

/** `told`: what the log says; who signed what is asked for numbers from before it did, and for those that were brought (the empty name). */
export function clientOwners(doc: Y.Doc, told: ReadonlyMap<number, AnnotatorId> = new Map()): ClientOwners {
  const inLog = new Map([...told].filter(([, person]) => person !== ''))
  const owners = new Map<number, AnnotatorId | undefined>(inLog)
  const windowsHere = new Map<number, AnnotatorId>()
  const ownerOf = (client: number): AnnotatorId | undefined => {
    if (!owners.has(client)) owners.set(client, signatureOf(doc, client))
    return owners.get(client)
  }
  return {
    foreign: (clients, writer) => [...clients].find(client => !isBy(writer, ownerOf(client) ?? writer.person)),
    ofWindowHere: (clients, person) => [...clients].find(client => windowsHere.has(client) && windowsHere.get(client) !== person),
    note: (clients, person, from = 'hub') => {
      for (const client of clients) {
        owners.set(client, person)
        if (from === 'window') windowsHere.set(client, person)
      }
    },
    unkept: (clients, person) => new Map([...clients].filter(client => inLog.get(client) !== person).map(client => [client, person])),
    kept: written => {
      for (const [client, person] of written) inLog.set(client, person)
    },
    forget: clients => {
      for (const client of clients) {
        owners.delete(client)
        windowsHere.delete(client)
      }
    },
  }
}

/** Who last signed what was written under a number, as far as the document still says so. */
export function signatureOf(doc: Y.Doc, client: number): AnnotatorId | undefined {
  const structs = doc.store.clients.get(client) ?? []
  for (let at = structs.length - 1; at >= Math.max(0, structs.length - LOOKED_THROUGH); at--) {
    const struct = structs[at]
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) continue
    const [value] = struct.content.arr as readonly unknown[]
    const map = struct.parent instanceof Y.AbstractType && struct.parent._item === null ? Y.findRootTypeKey(struct.parent) : undefined
    if (map === 'readMarks') return struct.parentSub ?? undefined
    if (map !== undefined && ACTS.has(map) && isAct(value)) return value.by
    if (SIGNED.has(struct.parentSub ?? '') && typeof value === 'string') return value
    if (MARKS.has(struct.parentSub ?? '') && isAct(value)) return value.by
  }
  return undefined
}

const isAct = (value: unknown): value is {readonly by: AnnotatorId} =>
  typeof value === 'object' && value !== null && 'by' in value && typeof value.by === 'string'

/** What somebody finished, and with what it was sealed. */
const ACTS: ReadonlySet<string> = new Set(['finished', 'nonces'])
const SIGNED: ReadonlySet<string> = new Set(['by', 'editedBy'])
const MARKS: ReadonlySet<string> = new Set(['removed', 'resolved'])
