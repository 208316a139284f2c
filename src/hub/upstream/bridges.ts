import type * as Y from 'yjs'
import type {Result} from '../../core/result.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {HubConnection, OpenDocument} from '../../sync/hub-connection.ts'
import type {LogEntry} from '../durable-log.ts'
import {applyQuietly} from '../document-from.ts'

/** The documents of this hub as the bridges to another one see them. */
export interface LocalDocuments {
  load(name: string): Promise<readonly Uint8Array[]>
  /** Writes to our log what came from the other hub, and then shows it to the windows here. */
  receive(entry: LogEntry): Promise<Result<null>>
  /** Whether a window here is at the document. */
  isOpen(name: string): boolean
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
  written(entries: readonly LogEntry[], result: Result<null>): void
  /** A window here opened a document: it goes first. */
  opened(name: string, address: DocumentAddress): void
  /** Changes that our log holds and the other hub has not acknowledged. */
  waitFor(documents: readonly {readonly name: string; readonly address: DocumentAddress}[]): void
  /** Resolves once our log has what the other hub has of these documents, as of now. */
  pull(documents: readonly {readonly name: string; readonly address: DocumentAddress}[]): Promise<void>
  /** How many documents wait, and why some of them will until a person acts. */
  waiting(): {readonly count: number; readonly why: string | undefined}
  /** Our rights there may have changed: what was refused is offered again. */
  retry(): void
  /** Counts up with every entry that our log takes from elsewhere than the other hub. */
  generation(): number
  /** The most bridges that there were at once. */
  attachedMost(): number
}

/** Bridges at a time. */
const MOST = 200

/** Milliseconds after which a change to a document that may only be read there is taken for refused: its answer names no reason. */
const STUCK = 1000

/** Milliseconds until a document is tried again that our own disk did not take. */
const AGAIN = 1000

type Bridge = {
  readonly name: string
  readonly address: DocumentAddress
  readonly document: OpenDocument
  /** The other hub's state is here, and ours may go there. */
  on: boolean
  /** Our changes from before that. */
  early: Uint8Array[]
  /** What is on its way in either direction and not done: then the bridge stays. */
  busy: number
  inbound: Promise<void>
  outbound: Promise<void>
  stuck: NodeJS.Timeout | undefined
}

/** Why a Y transaction of a bridge happened when it did not come from the other hub. */
const OURS = {source: 'ours'}

export function bridges(given: {
  local: LocalDocuments
  projectName: string
  /** Before a change of the project document goes out: texts of new articles first. */
  beforeProject: () => Promise<void>
  onChange: () => void
  /** Our own store fails: nothing can be taken in. */
  onProblem: (why: string) => void
}): Bridges {
  const {local, onChange} = given
  const attached = new Map<string, Bridge>()
  const closing = new Set<string>()
  const waiting = new Map<string, DocumentAddress>()
  const wanted = new Map<string, DocumentAddress>()
  const refusals = new Map<string, string>()
  const writes = new Map<string, number>()
  const received = new WeakSet<LogEntry>()
  const first = new Map<string, DocumentAddress>()
  const queue = new Map<string, DocumentAddress>()
  const pulls = new Set<{readonly left: Set<string>; readonly done: () => void}>()
  let connection: HubConnection | undefined
  let stopFollowing: () => void = () => undefined
  let generation = 0
  let most = 0

  const gone = (bridge: Bridge): boolean => attached.get(bridge.name) !== bridge
  const inStep = ({name, on, busy, document}: Bridge): boolean => on && busy === 0 && !writes.has(name) && !document.unsynced()

  const pulled = (name: string): void => {
    wanted.delete(name)
    for (const pull of pulls) if (pull.left.delete(name) && pull.left.size === 0) pull.done()
  }
  const settle = (bridge: Bridge): void => {
    if (gone(bridge)) return
    const {name} = bridge
    if (bridge.on && bridge.busy === 0) pulled(name)
    if (inStep(bridge)) {
      clearTimeout(bridge.stuck)
      bridge.stuck = undefined
      const had = waiting.delete(name)
      if (refusals.delete(name) || had) onChange()
    } else if (bridge.on && bridge.document.readOnly() && bridge.document.unsynced() && waiting.has(name)) {
      bridge.stuck ??= setTimeout(() => {
        if (!gone(bridge) && !inStep(bridge)) refuse(name, 'You may only read there now.')
      }, STUCK)
    }
  }
  const refuse = (name: string, why: string): void => {
    refusals.set(name, why)
    pulled(name)
    onChange()
    pump()
  }

  const detach = (bridge: Bridge): void => {
    const {name} = bridge
    clearTimeout(bridge.stuck)
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
    const idle = [...attached.values()].filter(each => each.address.kind !== 'project' && (inStep(each) || (each.busy === 0 && refusals.has(each.name))))
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
    const document = over.open(address)
    const bridge: Bridge = {name, address, document, on: false, early: [], busy: 0, inbound: Promise.resolve(), outbound: Promise.resolve(), stuck: undefined}
    attached.set(name, bridge)
    most = Math.max(most, attached.size)
    document.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== OURS) takeIn(bridge, update)
    })
    void document.loaded.then(loaded => {
      if (gone(bridge)) return
      if (!loaded.ok) {
        detach(bridge)
        return refuse(name, loaded.error)
      }
      bridge.on = true
      for (const update of bridge.early.splice(0)) giveOut(bridge, update)
      settle(bridge)
      pump()
    })
  }
  const takeIn = (bridge: Bridge, update: Uint8Array): void => {
    const {name, address} = bridge
    const entry: LogEntry = {name, address, update}
    received.add(entry)
    bridge.busy++
    bridge.inbound = bridge.inbound.then(async () => {
      const taken = await local.receive(entry)
      if (taken.ok) {
        bridge.busy--
        settle(bridge)
        pump()
      } else if (!gone(bridge)) {
        // What our disk did not take is still there: the document is fetched afresh.
        given.onProblem(taken.error)
        detach(bridge)
        setTimeout(() => {
          queue.set(name, address)
          pump()
        }, AGAIN).unref()
      }
    })
  }
  const giveOut = (bridge: Bridge, update: Uint8Array): void => {
    const apply = (): void => applyQuietly(bridge.document.doc, update, OURS)
    if (bridge.address.kind !== 'project') return apply()
    bridge.busy++
    bridge.outbound = bridge.outbound.then(given.beforeProject).then(() => {
      if (!gone(bridge)) apply()
      bridge.busy--
      settle(bridge)
    })
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
      const inbound = [...attached.values()].map(({name, address, stuck, inbound: last}) => {
        clearTimeout(stuck)
        // What was on its way here when the connection ended is fetched with the next one.
        wanted.set(name, address)
        return last
      })
      attached.clear()
      first.clear()
      await Promise.all(inbound)
    },
    buffer: {
      attach: async (name, doc) => {
        try {
          if (name === given.projectName) await given.beforeProject()
          for (const update of await local.load(name)) applyQuietly(doc, update, OURS)
        } catch (error) {
          given.onProblem(error instanceof Error ? error.message : String(error))
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
        const {name, address, update} = entry
        if (received.has(entry)) continue
        const left = (writes.get(name) ?? 1) - 1
        if (left > 0) writes.set(name, left)
        else writes.delete(name)
        const bridge = attached.get(name)
        if (bridge === undefined) queue.set(name, address)
        else {
          if (result.ok && bridge.on) giveOut(bridge, update)
          else if (result.ok) bridge.early.push(update)
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
    pull: documents =>
      new Promise(resolve => {
        const left = new Set<string>()
        for (const {name, address} of documents) {
          const bridge = attached.get(name)
          if (bridge?.on === true && bridge.busy === 0) continue
          left.add(name)
          wanted.set(name, address)
          if (bridge === undefined) queue.set(name, address)
        }
        if (left.size === 0) return resolve()
        const pull = {
          left,
          done: () => {
            pulls.delete(pull)
            resolve()
          },
        }
        pulls.add(pull)
        pump()
      }),
    waiting: () => ({count: waiting.size, why: [...refusals].find(([name]) => waiting.has(name))?.[1]}),
    retry: () => {
      const again = [...refusals.keys()]
      refusals.clear()
      for (const name of again) {
        const bridge = attached.get(name)
        const address = waiting.get(name)
        if (bridge !== undefined) bridge.stuck = undefined
        else if (address !== undefined) queue.set(name, address)
      }
      pump()
      onChange()
    },
    generation: () => generation,
    attachedMost: () => most,
  }
}
