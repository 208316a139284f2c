import * as Y from 'yjs'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {Result} from '../../core/result.ts'
import {refused} from '../../core/result.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {OpenDocument} from '../../sync/hub-connection.ts'
import type {Untaken} from '../documents/foreign-updates.ts'
import type {NumberOwners} from '../../storage/log/document-log.ts'
import {sentenceOf} from '../sentence-of.ts'
import type {MixedLog, OwnPart} from './own-part.ts'
import {ownPart} from './own-part.ts'

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
  give(update: Uint8Array, owners?: NumberOwners): void
  /** Only what is its person's own goes out. */
  isApart(): boolean
  /** Something of hers waits for what the other hub does not have. */
  isHeld(): boolean
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
  person: AnnotatorId
  /** Our log, where only what is the person's own may go from it; known once the document is being opened. */
  mixed: () => MixedLog | undefined
  /** It is on now, or something that was on its way has arrived. */
  onStep: () => void
  /** The other hub does not let us have the document. */
  onRefused: (why: Sentence) => void
  /** Our own log did not take what came. */
  onNotTaken: (untaken: Untaken) => void
}): Bridge {
  const {name, address, document, before} = given
  /** Our changes from before the bridge was on. */
  const early: {readonly update: Uint8Array; readonly owners: NumberOwners | undefined}[] = []
  let part: OwnPart | undefined
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
  const join = (update: Uint8Array): void => {
    try {
      Y.applyUpdate(document.doc, update, OURS)
    } catch {
      failed()
    }
  }
  /** As one change where we may only read there: of what a round's opening came before, the other hub takes one. */
  const together = (give: () => void): void => {
    if (document.readOnly()) Y.transact(document.doc, give, OURS)
    else give()
  }
  const giveOut = (update: Uint8Array, owners?: NumberOwners): void => {
    if (part !== undefined) return together(() => part?.offer([update], owners))
    const apply = (): void => join(update)
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
    if (!ended) given.onRefused(message('A change of yours could not be joined with what the other hub has.'))
  }
  const trust = (): void => {
    clearTimeout(stuck)
    stuck = undefined
  }

  document.doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === OURS) return
    takeIn(update)
    // What waits may go on from it. Not while Yjs is at work in the document.
    if (part?.isHeld() === true) queueMicrotask(() => !ended && together(() => part?.offer([])))
  })
  void document.loaded.then(loaded => {
    if (ended) return
    if (!loaded.ok) return given.onRefused(loaded.error)
    on = true
    const log = given.mixed()
    together(() => {
      if (log !== undefined) part = ownPart({doc: document.doc, address, person: given.person, log, give: join})
      for (const {update, owners} of early.splice(0)) giveOut(update, owners)
    })
    given.onStep()
  })

  return {
    name,
    address,
    document,
    isOn: () => on,
    isBusy: () => busy > 0,
    isApart: () => part !== undefined,
    isHeld: () => part?.isHeld() === true,
    give: (update, owners) => {
      if (on) giveOut(update, owners)
      else early.push({update, owners})
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
