import {HocuspocusProvider, HocuspocusProviderWebsocket} from '@hocuspocus/provider'
import type {Awareness} from 'y-protocols/awareness'
import {Awareness as NewAwareness} from 'y-protocols/awareness'
import * as Y from 'yjs'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {DocumentAddress} from '../project/document-address.ts'
import {documentName} from '../project/document-address.ts'
import type {SocketClass} from './socket.ts'
import type {Closing} from './closing.ts'
import {closingOf, SHUT_OUT} from './closing.ts'
import {formatSyncToken} from './sync-token.ts'

/** Keeps what the hub has not acknowledged yet, in the window's own storage, for the case that both are gone at once. */
export interface CrashBuffer {
  /** Loads what an earlier window left and follows the document. Resolves even when there is no storage to use. */
  attach(name: string, doc: Y.Doc): Promise<void>
  /** Stops following. With `acknowledged`, the hub has everything and the buffer of this document may go. */
  detach(name: string, acknowledged: boolean): Promise<void>
}

/**
 * `unsynced`: changes made here that the hub has not acknowledged as written to its log. `shutOut`: the hub let this person
 * go for good, for this reason; nothing is tried any more.
 */
export type ConnectionState = {readonly connected: boolean; readonly unsynced: boolean; readonly shutOut?: Closing}

export interface OpenDocument {
  readonly doc: Y.Doc
  readonly awareness: Awareness | undefined
  /** Resolves once the hub's state is here; refused when the hub does not let this person open it. */
  readonly loaded: Promise<Result<null>>
  /** The hub takes no changes to it from this person. Known once `loaded`. */
  readOnly(): boolean
  unsynced(): boolean
  close(): Promise<void>
}

export interface HubConnection {
  /** Opens a document, once: a second call for the same address gives the same one until it is closed. */
  open(address: DocumentAddress): OpenDocument
  state(): ConnectionState
  observe(listener: () => void): () => void
  /** Messages that the hub sends unasked, on the project document. */
  onEvent(listener: (payload: unknown) => void): () => void
  close(): Promise<void>
}

/** Reconnecting starts at once and slows down to this, in milliseconds: a hub on this machine is back quickly. */
const RETRY = {delay: 200, minDelay: 200, maxDelay: 3000, factor: 1.5}

/** `changes`: be told of changes of documents that are not open here (`{type: 'changes'}`). */
export function connectHub(given: {url: string; socket: SocketClass; projectId: string; buffer: CrashBuffer; changes?: true}): HubConnection {
  const {projectId, buffer} = given
  const websocket = new HocuspocusProviderWebsocket({url: given.url, WebSocketPolyfill: given.socket, ...RETRY})
  const open = new Map<string, OpenDocument & {readonly provider: HocuspocusProvider}>()
  const waiting = new Set<(result: Result<null>) => void>()
  const listeners = new Set<() => void>()
  const eventListeners = new Set<(payload: unknown) => void>()
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  let shutOut: Closing | undefined
  websocket.on('status', tell)
  websocket.on('close', ({event}: {readonly event: {readonly code: number}}) => {
    const closing = closingOf(event.code)
    const sentence = closing && SHUT_OUT[closing]
    if (sentence === undefined) return
    shutOut = closing
    websocket.disconnect()
    for (const settle of waiting) settle(refused(sentence))
    tell()
  })

  const openDocument = (address: DocumentAddress, name: string): OpenDocument & {readonly provider: HocuspocusProvider} => {
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
    const provider = new HocuspocusProvider({
      websocketProvider: websocket,
      name,
      document: doc,
      awareness: awareness ?? null,
      token: formatSyncToken({address, ...(given.changes && address.kind === 'project' ? {changes: true} : {})}),
      onSynced: () => settle(ok(null)),
      onAuthenticationFailed: ({reason}) => settle(refused(reason)),
      onUnsyncedChanges: tell,
      onStateless: ({payload}) => {
        const value = parseJson(payload)
        for (const listener of eventListeners) listener(value)
      },
    })
    // The buffer comes first: what it kept must be in the document before the hub is told what is missing.
    const ready = buffer.attach(name, doc).then(() => {
      if (!closed) provider.attach()
    })
    return {
      provider,
      doc,
      awareness,
      loaded,
      readOnly: () => provider.authorizedScope === 'readonly',
      unsynced: () => provider.hasUnsyncedChanges,
      close: async () => {
        if (closed) return
        closed = true
        open.delete(name)
        await ready
        const acknowledged = provider.synced && !provider.hasUnsyncedChanges
        provider.destroy()
        await buffer.detach(name, acknowledged)
        doc.destroy()
        settle(refused('The document was closed.'))
        tell()
      },
    }
  }

  return {
    open: address => {
      const name = documentName(projectId, address)
      const found = open.get(name) ?? openDocument(address, name)
      open.set(name, found)
      return found
    },
    state: () => ({
      connected: websocket.status === 'connected',
      unsynced: [...open.values()].some(each => each.unsynced()),
      ...(shutOut === undefined ? {} : {shutOut}),
    }),
    observe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onEvent: listener => {
      eventListeners.add(listener)
      return () => eventListeners.delete(listener)
    },
    close: async () => {
      await Promise.all([...open.values()].map(each => each.close()))
      websocket.destroy()
    },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
