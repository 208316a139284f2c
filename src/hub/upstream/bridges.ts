import * as Y from 'yjs'
import {sentenceIn} from '../../core/language/sentence-error.ts'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {Result} from '../../core/result.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {NumberOwners} from '../../storage/log/document-log.ts'
import {ELSEWHERE} from '../../storage/log/document-log.ts'
import type {HubConnection} from '../../sync/hub-connection.ts'
import type {LogEntry} from '../documents/durable-log.ts'
import type {Untaken} from '../documents/foreign-updates.ts'
import {documentFrom, fill} from '../../project/document-from.ts'
import type {Bridge} from './bridge.ts'
import {bridge as newBridge, OURS} from './bridge.ts'
import type {MixedLog} from './own-part.ts'
import {mixedLog} from './own-part.ts'
import {pulls} from './pulls.ts'

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

/**
 * A bridge per document between two hubs: changes written to our log go to the other hub, its changes into our log.
 * Durability is each log's own; a bridge keeps nothing. Only some documents have a bridge at a time; all others wait
 * until there is a reason: a change here, a change there, a window that opens one.
 */
export interface Bridges {
  /** Over a fresh connection. Documents are loaded through `buffer` first. */
  start(connection: HubConnection): void
  stop(): Promise<void>
  readonly buffer: {attach(name: string, doc: Y.Doc): Promise<void>; detach(): Promise<void>}
  /** Our log is about to take entries; they wait from now until the other hub has them. */
  writing(entries: readonly LogEntry[]): void
  written(entries: readonly LogEntry[], result: Result<null, unknown>): void
  /** A window here opened a document: it goes first. */
  opened(name: string, address: DocumentAddress): void
  /** Changes that our log holds and the other hub has not acknowledged. */
  waitFor(documents: readonly {readonly name: string; readonly address: DocumentAddress}[]): void
  /** Resolves once our log has what the other hub has of these documents, as of now. */
  pull(documents: readonly {readonly name: string; readonly address: DocumentAddress}[]): Promise<void>
  /** How many documents wait, and why some of them will until a person acts. */
  waiting(): {readonly count: number; readonly why: Sentence | undefined}
  /** Our rights there may have changed: what was refused is offered again. */
  retry(): void
  /** Counts up with every entry that our log takes from elsewhere than the other hub. */
  generation(): number
  /** Of how many documents the other hub sent something that no document can hold; that was left out. */
  damagedThere(): number
  /** The most bridges that there were at once. */
  attachedMost(): number
}

export const HELD = message(
  'Some of your changes go on from work of others that came through a folder or a file, and that the hub does not have yet. They are kept here and shared when it has that.',
)

const isBrought = ({owners}: LogEntry): boolean => [...(owners?.values() ?? [])].includes(ELSEWHERE)

/** Bridges at a time. */
const MOST = 200

/** Milliseconds until a document is tried again that our own disk did not take. */
const AGAIN = 1000

export function bridges(given: {
  local: LocalDocuments
  projectName: string
  person: AnnotatorId
  /** Whether the other hub takes from her what others have done, too. */
  takesAll: () => boolean
  /** Before a change of the project document goes out: texts of new articles first. */
  beforeProject: () => Promise<void>
  onChange: () => void
  /** Our own store fails: nothing can be taken in. */
  onProblem: (why: Sentence) => void
}): Bridges {
  const {local, onChange} = given
  const attached = new Map<string, Bridge>()
  const closing = new Set<string>()
  const waiting = new Map<string, DocumentAddress>()
  const wanted = new Map<string, DocumentAddress>()
  const refusals = new Map<string, Sentence>()
  const writes = new Map<string, number>()
  const received = new WeakSet<LogEntry>()
  const first = new Map<string, DocumentAddress>()
  const queue = new Map<string, DocumentAddress>()
  /** Documents whose records Yjs has failed at: each is tried before. */
  const doubted = new Set<string>()
  /** Documents of which the other hub sent what none can hold. */
  const damagedThere = new Set<string>()
  const pulling = pulls()
  let connection: HubConnection | undefined
  let stopFollowing: () => void = () => undefined
  let generation = 0
  let most = 0

  /** Logs of which only what is hers goes out, by the documents that have a bridge. */
  const mixed = new Map<string, MixedLog>()
  const gone = (bridge: Bridge): boolean => attached.get(bridge.name) !== bridge
  const inStep = (bridge: Bridge): boolean => bridge.isOn() && !bridge.isBusy() && !writes.has(bridge.name) && !bridge.document.unsynced() && !bridge.isHeld()

  const pulled = (name: string): void => {
    wanted.delete(name)
    pulling.came(name)
  }
  const settle = (bridge: Bridge): void => {
    if (gone(bridge)) return
    const {name, document} = bridge
    if (bridge.isOn() && !bridge.isBusy()) pulled(name)
    if (inStep(bridge)) {
      bridge.trust()
      const had = waiting.delete(name)
      if (refusals.delete(name) || had) onChange()
    } else if (bridge.isHeld()) {
      if (waiting.has(name) && refusals.get(name) !== HELD) refuse(name, HELD)
    } else if (bridge.isOn() && document.refusal() !== undefined && waiting.has(name)) {
      const why = document.refusal()
      if (why !== undefined && refusals.get(name) !== why) refuse(name, why)
    } else if (bridge.isOn() && document.readOnly() && document.unsynced() && waiting.has(name)) {
      bridge.doubt(() => {
        if (!inStep(bridge)) refuse(name, message('You may only read there now.'))
      })
    }
  }
  const refuse = (name: string, why: Sentence): void => {
    refusals.set(name, why)
    pulled(name)
    onChange()
    pump()
  }

  const detach = (bridge: Bridge): void => {
    const {name} = bridge
    void bridge.end()
    attached.delete(name)
    closing.add(name)
    // Two of one name on one socket would answer for each other: the next one waits.
    void bridge.document.close().then(() => {
      closing.delete(name)
      pump()
    })
  }
  const makeRoom = (): boolean => {
    if (attached.size < MOST) return true
    const idle = [...attached.values()].filter(each => each.address.kind !== 'project' && (inStep(each) || (!each.isBusy() && refusals.has(each.name))))
    const victim = idle.find(each => !local.isOpen(each.name)) ?? idle[0]
    if (victim !== undefined) detach(victim)
    return victim !== undefined
  }
  const pump = (): void => {
    for (const from of [first, queue]) {
      for (const [name, address] of from) {
        if (connection === undefined || closing.has(name)) continue
        if (attached.has(name)) {
          from.delete(name)
          continue
        }
        if (!makeRoom()) return
        from.delete(name)
        attach(connection, name, address)
      }
    }
  }

  const attach = (over: HubConnection, name: string, address: DocumentAddress): void => {
    const bridge = newBridge({
      name,
      address,
      document: over.open(address),
      receive: update => {
        const entry: LogEntry = {name, address, update}
        received.add(entry)
        return local.receive(entry)
      },
      before: address.kind === 'project' ? given.beforeProject : undefined,
      person: given.person,
      mixed: () => mixed.get(name),
      onStep: () => {
        if (bridge.document.damage() !== 'none') damagedThere.add(name)
        settle(bridge)
        pump()
      },
      onRefused: why => {
        detach(bridge)
        refuse(name, why)
      },
      onNotTaken: ({why, forGood}) => {
        if (forGood) {
          given.onProblem(why)
          detach(bridge)
          return refuse(name, why)
        }
        // What our disk did not take is still there: the document is fetched afresh.
        given.onProblem(why)
        detach(bridge)
        setTimeout(() => {
          queue.set(name, address)
          pump()
        }, AGAIN).unref()
      },
    })
    attached.set(name, bridge)
    most = Math.max(most, attached.size)
  }

  return {
    start: over => {
      connection = over
      refusals.clear()
      stopFollowing = over.observe(() => {
        for (const bridge of attached.values()) settle(bridge)
        pump()
      })
      for (const from of [waiting, wanted]) for (const [name, address] of from) queue.set(name, address)
      pump()
      onChange()
    },
    stop: async () => {
      connection = undefined
      stopFollowing()
      const inbound = [...attached.values()].map(bridge => {
        // What was on its way here when the connection ended is fetched with the next one.
        wanted.set(bridge.name, bridge.address)
        return bridge.end()
      })
      attached.clear()
      first.clear()
      await Promise.all(inbound)
    },
    buffer: {
      attach: async (name, doc) => {
        try {
          if (name === given.projectName) await given.beforeProject()
          const updates = await local.load(name)
          const log = given.takesAll() ? undefined : mixedLog(updates, await local.owners(name))
          if (log === undefined) mixed.delete(name)
          else {
            // What the other hub has is here first: what of ours may go is found by that.
            mixed.set(name, log)
            return
          }
          if (!doubted.has(name)) {
            if (fill(doc, updates, OURS)) return
            // The library keeps the document that Yjs failed in: the next connection begins with what can be read.
            doubted.add(name)
            given.onProblem(message('A change of yours cannot be read here, and what it belongs to is not exchanged at the moment.'))
          } else fill(doc, [Y.encodeStateAsUpdate(documentFrom(updates))], OURS)
        } catch (error) {
          given.onProblem(sentenceIn(error))
        }
      },
      detach: async () => undefined,
    },
    writing: entries => {
      for (const entry of entries) {
        if (received.has(entry)) continue
        generation++
        writes.set(entry.name, (writes.get(entry.name) ?? 0) + 1)
        waiting.set(entry.name, entry.address)
      }
      onChange()
    },
    written: (entries, result) => {
      for (const entry of entries) {
        const {name, address, update, owners} = entry
        if (received.has(entry)) continue
        const left = (writes.get(name) ?? 1) - 1
        if (left > 0) writes.set(name, left)
        else writes.delete(name)
        const bridge = attached.get(name)
        if (bridge === undefined) queue.set(name, address)
        else {
          if (result.ok && isBrought(entry) && !given.takesAll() && !bridge.isApart()) {
            // From now on its work and hers go apart.
            detach(bridge)
            queue.set(name, address)
            continue
          }
          if (result.ok) bridge.give(update, owners)
          attached.delete(name)
          attached.set(name, bridge)
          settle(bridge)
        }
      }
      pump()
    },
    opened: (name, address) => {
      const bridge = attached.get(name)
      if (bridge === undefined) first.set(name, address)
      else {
        attached.delete(name)
        attached.set(name, bridge)
      }
      pump()
    },
    waitFor: documents => {
      for (const {name, address} of documents) {
        waiting.set(name, address)
        queue.set(name, address)
      }
      onChange()
      pump()
    },
    pull: documents => {
      const left = new Set<string>()
      for (const {name, address} of documents) {
        const bridge = attached.get(name)
        if (bridge?.isOn() === true && !bridge.isBusy()) continue
        left.add(name)
        wanted.set(name, address)
        if (bridge === undefined) queue.set(name, address)
      }
      const all = pulling.until(left)
      if (left.size > 0) pump()
      return all
    },
    waiting: () => ({count: waiting.size, why: [...refusals].find(([name]) => waiting.has(name))?.[1]}),
    retry: () => {
      const again = [...refusals.keys()]
      refusals.clear()
      for (const name of again) {
        const bridge = attached.get(name)
        const address = waiting.get(name)
        if (bridge !== undefined) bridge.trust()
        else if (address !== undefined) queue.set(name, address)
      }
      pump()
      onChange()
    },
    generation: () => generation,
    damagedThere: () => damagedThere.size,
    attachedMost: () => most,
  }
}
