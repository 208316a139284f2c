import {HocuspocusProviderWebsocket} from '@hocuspocus/provider'
import type {Awareness} from 'y-protocols/awareness'
import {Awareness as NewAwareness} from 'y-protocols/awareness'
import * as Y from 'yjs'
import {reasonOf} from './hub-reasons.ts'
import type {Sentence} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'
import {jsonValue} from '../core/json/json-text.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {DocumentAddress} from '../project/document-address.ts'
import {documentName} from '../project/document-address.ts'
import type {SocketClass} from './socket.ts'
import type {Closing} from './closing.ts'
import {closingOf, SHUT_OUT} from './closing.ts'
import type {Damage} from './incoming.ts'
import {takeChanges} from './incoming.ts'
import {PartedProvider} from './outgoing.ts'
import {syncStatus} from './sync-status.ts'
import {formatSyncToken} from './sync-token.ts'

/** Keeps what the hub has not acknowledged yet, in the window's own storage, for the case that both are gone at once. */
export interface CrashBuffer {
  /** Loads what an earlier window left and follows the document. Resolves even when there is no storage to use. What is from the hub need not be kept. */
  attach(name: string, doc: Y.Doc, isFromHub: (origin: unknown) => boolean): Promise<void>
  /** Stops following. With `forget`, nothing of this document may come back: the hub has everything, or will never take it. */
  detach(name: string, forget: boolean): Promise<void>
}

/**
 * `unsynced`: changes made here that the hub has not acknowledged as written to its log. `refused`: why it does not take
 * some of them, though it is reached. `shutOut`: the hub let this person go for good, for this reason; nothing is tried any more.
 */
export type ConnectionState = {readonly connected: boolean; readonly unsynced: boolean; readonly refused?: Sentence; readonly shutOut?: Closing}

export interface OpenDocument {
  readonly doc: Y.Doc
  readonly awareness: Awareness | undefined
  /** Resolves once the hub's state is here; refused when the hub does not let this person open it. */
  readonly loaded: Promise<Result<null>>
  /** The hub takes no changes to it from this person. Known once `loaded`. */
  readOnly(): boolean
  /** The hub has not acknowledged everything here, or it is not known yet whether it has. */
  unsynced(): boolean
  /** As {@link unsynced}, and something was changed here. */
  changed(): boolean
  /** Whether something that the hub sent was left out, because no document can hold it. */
  damage(): Damage
  /** Why the hub does not let this person open it at present, also after it did. It is asked again and again. */
  refusal(): Sentence | undefined
  close(): Promise<void>
  /** Closes it and forgets here, in the crash buffer too, what the hub has not acknowledged. */
  discard(): Promise<void>
}

export interface HubConnection {
  /** Opens a document, once: a second call for the same address gives the same one until it is closed. */
  open(address: DocumentAddress): OpenDocument
  state(): ConnectionState
  observe(listener: () => void): () => void
  /**
   * Told once per document, when the hub says that this person may only read it and that it did not take her changes. They
   * stay in the document, and are offered again, until it is discarded.
   */
  onRefused(listener: (address: DocumentAddress, document: OpenDocument) => void): () => void
  /** Messages that the hub sends unasked, on the project document. */
  onEvent(listener: (payload: unknown) => void): () => void
  close(): Promise<void>
}

/** Reconnecting starts at once and slows down to this, in milliseconds: a hub on this machine is back quickly. */
const RETRY = {delay: 200, minDelay: 200, maxDelay: 3000, factor: 1.5}

/** The library reads the name of a document from each message, and what is none would end this process. Nobody is concerned by it. */
class Websocket extends HocuspocusProviderWebsocket {
  override onMessage(event: Parameters<HocuspocusProviderWebsocket['onMessage']>[0]): void {
    try {
      super.onMessage(event)
    } catch {
      return
    }
  }
}

/**
 * `changes`: be told of changes of documents that are not open here (`{type: 'changes'}`). `judged`: what is taken of something
 * that the hub sends, for somebody who does not let it alter everything here; `early`: documents are
 * compared again; `undefined` for nothing.
 */
export function connectHub(given: {
  url: string
  socket: SocketClass
  projectId: string
  buffer: CrashBuffer
  changes?: true
  judged?: (doc: Y.Doc, address: DocumentAddress, update: Uint8Array) => Uint8Array | 'early' | undefined
}): HubConnection {
  const {projectId, buffer} = given
  const websocket = new Websocket({url: given.url, WebSocketPolyfill: given.socket, ...RETRY})
  const open = new Map<string, OpenDocument>()
  /** The same document is not opened again before it is closed: the two would share a place in the buffer. */
  const closing = new Map<string, Promise<void>>()
  const waiting = new Set<(result: Result<null>) => void>()
  const listeners = new Set<() => void>()
  const eventListeners = new Set<(payload: unknown) => void>()
  const refusedListeners = new Set<(address: DocumentAddress, document: OpenDocument) => void>()
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  /** What was refused may be taken a moment later: a database that was away is back. */
  const again = new Set<() => void>()
  let shutOut: Closing | undefined
  websocket.on('message', ({data}: {readonly data: ArrayBuffer}) => {
    if (isSignOfLife(data)) for (const ask of again) ask()
  })
  websocket.on('status', tell)
  websocket.on('close', ({event}: {readonly event: {readonly code: number}}) => {
    const reason = closingOf(event.code)
    const sentence = reason && SHUT_OUT[reason]
    if (sentence === undefined) return
    shutOut = reason
    websocket.disconnect()
    for (const settle of waiting) settle(refused(sentence))
    tell()
  })

  const openDocument = (address: DocumentAddress, name: string): OpenDocument => {
    const doc = new Y.Doc({gc: true})
    const awareness = address.kind === 'project' ? new NewAwareness(doc) : undefined
    let settle: (result: Result<null>) => void = () => undefined
    const loaded = new Promise<Result<null>>(resolve => {
      settle = resolve
    })
    waiting.add(settle)
    void loaded.then(() => waiting.delete(settle))
    const gone = shutOut && SHUT_OUT[shutOut]
    if (gone !== undefined) settle(refused(gone))
    let closed = false
    /** Something was changed here since the hub last had everything. */
    let changed = false
    let told = false
    let refusal: Sentence | undefined
    /** It was asked again and has not answered. */
    let asking = false
    const provider = new PartedProvider({
      websocketProvider: websocket,
      name,
      // A document that is opened again right after it was closed must not take the answers meant for the one before.
      sessionAwareness: true,
      document: doc,
      awareness: awareness ?? null,
      token: formatSyncToken({address, ...(given.changes && address.kind === 'project' ? {changes: true} : {})}),
      onClose: () => {
        asking = false
      },
      onSynced: () => {
        asking = false
        refusal = undefined
        settle(ok(null))
        tell()
      },
      onAuthenticationFailed: ({reason}) => {
        asking = false
        refusal = reasonOf(reason)
        settle(refused(refusal))
        tell()
      },
      onUnsyncedChanges: ({number}) => {
        if (number === 0) changed = false
        tell()
      },
      onMessage: ({event}) => {
        if (told || closed || !changed || provider.authorizedScope !== 'readonly' || !isNotSaved(event.data as ArrayBuffer)) return
        told = true
        for (const listener of refusedListeners) listener(address, document)
      },
      onStateless: ({payload}) => {
        const value = jsonValue(payload)
        for (const listener of eventListeners) listener(value)
      },
    })
    doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin === provider || changed) return
      changed = true
      tell()
    })
    let damage: Damage = 'none'
    const pass = provider.onMessage.bind(provider)
    provider.onMessage = event => {
      if (damage === 'failed') return
      try {
        const taken = takeChanges(new Uint8Array(event.data as ArrayBuffer), doc, provider, given.judged && (update => given.judged?.(doc, address, update)))
        if (taken.isEarly) provider.forceSync()
        if (taken.damage !== 'none') damage = taken.damage
        if (damage === 'failed') refusal = FAILED
        else pass({data: provider.answerInParts(taken.message)} as typeof event)
      } catch {
        // What is no message must not end this process.
        damage = 'part'
      }
      if (damage !== 'none') tell()
      if (damage === 'failed') settle(refused(FAILED))
    }
    const session = provider.sessionId
    let asked = 0
    const askAgain = (): void => {
      if (closed || refusal === undefined || asking || damage === 'failed') return
      asking = true
      // Under a name of its own, so that answers to what was sent meanwhile are not taken for answers to this.
      websocket.configuration.providerMap.delete(provider.effectiveName)
      provider.sessionId = `${session}-${++asked}`
      websocket.configuration.providerMap.set(provider.effectiveName, provider)
      void provider.sendToken().then(() => {
        if (!closed) provider.startSync()
      })
    }
    again.add(askAgain)
    const changedHere = (): boolean => changed && provider.hasUnsyncedChanges
    // The buffer comes first: what it kept must be in the document before the hub is told what is missing.
    const ready = Promise.resolve(closing.get(name))
      .then(() => buffer.attach(name, doc, origin => origin === provider))
      .then(() => {
        if (!closed) provider.attach()
      })
    const end = async (forget: boolean): Promise<void> => {
      await ready
      again.delete(askAgain)
      const acknowledged = provider.synced && !provider.hasUnsyncedChanges
      provider.destroy()
      await buffer.detach(name, forget || acknowledged)
      doc.destroy()
      settle(refused(message('The document was closed.')))
    }
    const close = async (forget: boolean): Promise<void> => {
      if (closed) return closing.get(name)
      closed = true
      open.delete(name)
      const ended = end(forget)
      closing.set(name, ended)
      tell()
      await ended
      if (closing.get(name) === ended) closing.delete(name)
      tell()
    }
    const document: OpenDocument = {
      doc,
      awareness,
      loaded,
      readOnly: () => provider.authorizedScope === 'readonly',
      unsynced: () => (refusal === undefined ? provider.hasUnsyncedChanges : changedHere()),
      changed: changedHere,
      damage: () => damage,
      refusal: () => refusal,
      close: () => close(false),
      discard: () => close(true),
    }
    return document
  }

  return {
    open: address => {
      const name = documentName(projectId, address)
      const found = open.get(name) ?? openDocument(address, name)
      open.set(name, found)
      return found
    },
    state: () => {
      const unsynced = [...open.values()].filter(each => each.unsynced())
      const why = unsynced.map(each => each.refusal()).find(reason => reason !== undefined)
      return {
        connected: websocket.status === 'connected',
        unsynced: unsynced.length > 0,
        ...(why === undefined ? {} : {refused: why}),
        ...(shutOut === undefined ? {} : {shutOut}),
      }
    },
    observe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onRefused: listener => {
      refusedListeners.add(listener)
      return () => refusedListeners.delete(listener)
    },
    onEvent: listener => {
      eventListeners.add(listener)
      return () => eventListeners.delete(listener)
    },
    close: async () => {
      await Promise.all([...open.values()].map(each => each.close()))
      await Promise.all(closing.values())
      websocket.destroy()
    },
  }
}

const FAILED = message('This document cannot be read here. Reload the window; if that does not help, check the project.')

/** What a hub sends on every channel now and then. It names no document, as all other messages do. */
const isSignOfLife = (message: ArrayBuffer): boolean => message.byteLength === 1

const isNotSaved = (message: ArrayBuffer): boolean => syncStatus(new Uint8Array(message))?.saved === false
