import type * as Y from 'yjs'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {Result} from '../../core/result.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {ELSEWHERE} from '../../storage/log/document-log.ts'
import type {HubConnection} from '../../sync/hub-connection.ts'
import type {LogEntry} from '../documents/durable-log.ts'
import type {Bridge} from './bridge.ts'
import {bridge as newBridge} from './bridge.ts'
import type {LocalDocuments} from './local-documents.ts'
import {ownRecords} from './own-records.ts'
import {pulls} from './pulls.ts'
import {unsharedChanges} from './unshared-changes.ts'

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
  const unshared = unsharedChanges()
  const wanted = new Map<string, DocumentAddress>()
  const first = new Map<string, DocumentAddress>()
  const queue = new Map<string, DocumentAddress>()
  /** Documents of which the other hub sent what none can hold. */
  const damagedThere = new Set<string>()
  const pulling = pulls()
  let connection: HubConnection | undefined
  let stopFollowing: () => void = () => undefined
  let most = 0

  const records = ownRecords(given)
  const gone = (bridge: Bridge): boolean => attached.get(bridge.name) !== bridge
  const inStep = (bridge: Bridge): boolean =>
    bridge.isOn() && !bridge.isBusy() && !unshared.isWriting(bridge.name) && !bridge.document.unsynced() && !bridge.isHeld()

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
      if (unshared.shared(name)) onChange()
    } else if (bridge.isHeld()) {
      if (unshared.waits(name) && unshared.refusal(name) !== HELD) refuse(name, HELD)
    } else if (bridge.isOn() && document.refusal() !== undefined && unshared.waits(name)) {
      const why = document.refusal()
      if (why !== undefined && unshared.refusal(name) !== why) refuse(name, why)
    } else if (bridge.isOn() && document.readOnly() && document.unsynced() && unshared.waits(name)) {
      bridge.doubt(() => {
        if (!inStep(bridge)) refuse(name, message('You may only read there now.'))
      })
    }
  }
  const refuse = (name: string, why: Sentence): void => {
    unshared.refuse(name, why)
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
    const idle = [...attached.values()].filter(
      each => each.address.kind !== 'project' && (inStep(each) || (!each.isBusy() && unshared.refusal(each.name) !== undefined)),
    )
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
        unshared.received(entry)
        return local.receive(entry)
      },
      before: address.kind === 'project' ? given.beforeProject : undefined,
      person: given.person,
      mixed: () => records.mixed(name),
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
      unshared.takeBack()
      stopFollowing = over.observe(() => {
        for (const bridge of attached.values()) settle(bridge)
        pump()
      })
      for (const from of [unshared.documents(), wanted]) for (const [name, address] of from) queue.set(name, address)
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
    buffer: {attach: records.fill, detach: async () => undefined},
    writing: entries => {
      unshared.writing(entries)
      onChange()
    },
    written: (entries, result) => {
      for (const entry of entries) {
        if (!unshared.written(entry)) continue
        const {name, address, update, owners} = entry
        const bridge = attached.get(name)
        if (bridge === undefined) {
          queue.set(name, address)
          continue
        }
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
        unshared.waitFor(name, address)
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
    waiting: unshared.told,
    retry: () => {
      for (const name of unshared.takeBack()) {
        const bridge = attached.get(name)
        const address = unshared.documents().get(name)
        if (bridge !== undefined) bridge.trust()
        else if (address !== undefined) queue.set(name, address)
      }
      pump()
      onChange()
    },
    generation: unshared.generation,
    damagedThere: () => damagedThere.size,
    attachedMost: () => most,
  }
}
