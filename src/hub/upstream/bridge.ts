import * as Y from 'yjs'
import type {Result} from '../../core/result.ts'
import {refused} from '../../core/result.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {OpenDocument} from '../../sync/hub-connection.ts'
import type {Untaken} from '../foreign-updates.ts'
import {sentenceOf} from '../sentence-of.ts'

/** Why a Y transaction of a bridge happened when it did not come from the other hub. */
export const OURS = {source: 'ours'}

/** Milliseconds after which a change to a document that may only be read there is taken for refused: its answer names no reason. */
const STUCK = 1000

/** One document between two hubs. It keeps nothing: durability is each log's own. */
export interface Bridge {
  readonly name: string
  readonly address: DocumentAddress
  readonly document: OpenDocument
  /** The other hub's state is here, and ours may go there. */
  isOn(): boolean
  /** Something is on its way in either direction and not done: then the bridge stays. */
  isBusy(): boolean
  /** A change that our log has taken; it goes to the other hub once the bridge is on. */
  give(update: Uint8Array): void
  /** Calls `onStuck` when a moment has passed and it was not told meanwhile that all is well. */
  doubt(onStuck: () => void): void
  trust(): void
  /** Nothing more is told of it. Resolves once our log has what had come from the other hub. */
  end(): Promise<void>
}

export function bridge(given: {
  name: string
  address: DocumentAddress
  document: OpenDocument
  receive: (update: Uint8Array) => Promise<Result<null, Untaken>>
  /** What must be at the other hub before a change goes out. */
  before: (() => Promise<void>) | undefined
  /** It is on now, or something that was on its way has arrived. */
  onStep: () => void
  /** The other hub does not let us have the document. */
  onRefused: (why: string) => void
  /** Our own log did not take what came. */
  onNotTaken: (untaken: Untaken) => void
}): Bridge {
  const {name, address, document, before} = given
  /** Our changes from before the bridge was on. */
  const early: Uint8Array[] = []
  let on = false
  let ended = false
  let busy = 0
  let inbound: Promise<void> = Promise.resolve()
  let outbound: Promise<void> = Promise.resolve()
  let stuck: NodeJS.Timeout | undefined

  const takeIn = (update: Uint8Array): void => {
    busy++
    inbound = inbound.then(async () => {
      const taken = await given.receive(update).catch((error: unknown) => refused({forGood: false, why: sentenceOf(error)}))
      if (taken.ok) {
        busy--
        given.onStep()
      } else if (!ended) given.onNotTaken(taken.error)
    })
  }
  const giveOut = (update: Uint8Array): void => {
    const apply = (): void => {
      try {
        Y.applyUpdate(document.doc, update, OURS)
      } catch {
        failed()
      }
    }
    if (before === undefined) return apply()
    busy++
    outbound = outbound
      .then(before)
      .catch(() => undefined)
      .then(() => {
        if (!ended) apply()
        busy--
        given.onStep()
      })
  }
  const failed = (): void => {
    if (!ended) given.onRefused('A change of yours could not be joined with what the other hub has.')
  }
  const trust = (): void => {
    clearTimeout(stuck)
    stuck = undefined
  }

  document.doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== OURS) takeIn(update)
  })
  void document.loaded.then(loaded => {
    if (ended) return
    if (!loaded.ok) return given.onRefused(loaded.error)
    on = true
    for (const update of early.splice(0)) giveOut(update)
    given.onStep()
  })

  return {
    name,
    address,
    document,
    isOn: () => on,
    isBusy: () => busy > 0,
    give: update => {
      if (on) giveOut(update)
      else early.push(update)
    },
    doubt: onStuck => {
      stuck ??= setTimeout(() => {
        if (!ended) onStuck()
      }, STUCK)
    },
    trust,
    end: () => {
      ended = true
      clearTimeout(stuck)
      return inbound
    },
  }
}
