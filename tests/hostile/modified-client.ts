import {MessageChannel} from 'node:worker_threads'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type {ClientOptions} from 'ws'
import {WebSocket} from 'ws'
import type {Person} from '../../src/core/round/owner.ts'
import {portChannel} from '../../src/hub/documents/channel.ts'
import type {Hub} from '../../src/hub/hub.ts'
import type {Sender} from '../../src/hub/documents/incoming-changes.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {isPortClosing} from '../../src/sync/port-socket.ts'
import {formatSyncToken} from '../../src/sync/sync-token.ts'

/** One message as it came. `bytes` is what follows the type; `document` is empty for a sign of life. */
export type RawMessage = {readonly document: string; readonly type: number; readonly bytes: Uint8Array}

export type Ending = {readonly code: number; readonly reason: string}

export const TYPE = {sync: 0, awareness: 1, auth: 2, queryAwareness: 3, stateless: 5, broadcastStateless: 6, close: 7, status: 8} as const

/**
 * Somebody who let a hub in by a program of her own: she speaks the protocol byte by byte, may say anything in any order,
 * and sees every answer. A document is meant by its address, or by any name at all.
 */
export interface ModifiedClient {
  /** Asks for a document; `readonly` or `read-write`, or why she is not let in. */
  open(document: DocumentAddress | string, token?: string): Promise<string>
  /** `step`: 1 answers what the hub asked for, 2 tells of a change. */
  sendUpdate(document: DocumentAddress | string, update: Uint8Array, step?: number): void
  /** Sends a change and waits for what comes of it: it is saved, it is not, or the channel or the document was closed. */
  offer(document: DocumentAddress | string, update: Uint8Array, step?: number): Promise<'saved' | 'not saved' | Ending>
  sendAwareness(document: DocumentAddress | string, update: Uint8Array): void
  sendStateless(document: DocumentAddress | string, payload: string): void
  /** Any message of any type; its body as it is. */
  send(document: DocumentAddress | string, type: number, body: Uint8Array): void
  /** Any bytes, as one message. */
  sendBytes(bytes: Uint8Array): void
  /** All that came so far, oldest first. */
  received(): readonly RawMessage[]
  /** The first message that fits, among what came and what will. Rejects when the channel closes before. */
  until(fits: (message: RawMessage) => boolean): Promise<RawMessage>
  /** Resolves when the hub has answered something that was sent after all else: what comes of that is here by then. */
  settled(document: DocumentAddress | string): Promise<void>
  readonly closed: Promise<Ending>
  close(): void
}

type Pipe = {
  send(bytes: Uint8Array): void
  close(): void
  onMessage(listener: (bytes: Uint8Array) => void): void
  onClose(listener: (ending: Ending) => void): void
}

/** At the hub's own port, as a window of the desktop app, or as another hub. */
export function modifiedWindow(hub: Pick<Hub, 'connect' | 'projectId'>, person: Person, sender: Sender = 'window'): ModifiedClient {
  const {port1, port2} = new MessageChannel()
  hub.connect(
    portChannel({
      postMessage: message => port2.postMessage(message),
      onMessage: listener => port2.on('message', listener),
      onClose: listener => port2.on('close', listener),
      close: () => port2.close(),
    }),
    new Request('http://window.local/'),
    person,
    undefined,
    sender,
  )
  let ending: Ending = {code: 1006, reason: ''}
  return speaking(hub.projectId, {
    send: bytes => port1.postMessage(bytes),
    close: () => port1.close(),
    onMessage: listener =>
      port1.on('message', message => {
        if (isPortClosing(message)) {
          ending = message.close
          port1.close()
        } else listener(message as Uint8Array)
      }),
    onClose: listener => port1.on('close', () => listener(ending)),
  })
}

/** Over a socket that is let in by what its headers hold: a cookie, or a session. */
export async function modifiedSocket(url: string, projectId: string, options: ClientOptions = {}): Promise<ModifiedClient> {
  const socket = new WebSocket(url, options)
  const early: Uint8Array[] = []
  let listen = (bytes: Uint8Array): void => void early.push(bytes)
  socket.on('message', data => listen(new Uint8Array(data as Buffer)))
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  socket.on('error', () => undefined)
  return speaking(projectId, {
    send: bytes => socket.send(bytes),
    close: () => socket.close(),
    onMessage: listener => {
      listen = listener
      for (const bytes of early.splice(0)) listener(bytes)
    },
    onClose: listener => socket.on('close', (code, reason) => listener({code, reason: reason.toString()})),
  })
}

function speaking(projectId: string, pipe: Pipe): ModifiedClient {
  const messages: RawMessage[] = []
  const waiting = new Set<() => void>()
  let ending: Ending | undefined
  const look = (): void => {
    for (const each of [...waiting]) each()
  }
  const closed = new Promise<Ending>(resolve => {
    pipe.onClose(end => {
      ending ??= end
      resolve(ending)
      look()
    })
  })
  pipe.onMessage(bytes => {
    messages.push(parsed(bytes))
    look()
  })
  const nameOf = (document: DocumentAddress | string): string => (typeof document === 'string' ? document : documentName(projectId, document))
  const send = (document: DocumentAddress | string, type: number, body: Uint8Array): void => {
    const to = encoding.createEncoder()
    encoding.writeVarString(to, nameOf(document))
    encoding.writeVarUint(to, type)
    encoding.writeUint8Array(to, body)
    pipe.send(encoding.toUint8Array(to))
  }
  const after = (place: number, fits: (message: RawMessage) => boolean): Promise<RawMessage | Ending> =>
    new Promise(resolve => {
      const check = (): void => {
        const found = messages.slice(place).find(fits) ?? ending
        if (found === undefined) return
        waiting.delete(check)
        resolve(found)
      }
      waiting.add(check)
      check()
    })
  const of = (document: DocumentAddress | string, type: number) => (message: RawMessage) => message.type === type && message.document === nameOf(document)
  const sendUpdate = (document: DocumentAddress | string, update: Uint8Array, step = 2): void =>
    send(
      document,
      TYPE.sync,
      body(to => {
        encoding.writeVarUint(to, step)
        encoding.writeVarUint8Array(to, update)
      }),
    )

  return {
    open: async (document, token) => {
      const place = messages.length
      const asked = token ?? (typeof document === 'string' ? '' : formatSyncToken({address: document}))
      send(
        document,
        TYPE.auth,
        body(to => {
          encoding.writeVarUint(to, 0)
          encoding.writeVarString(to, asked)
          encoding.writeVarString(to, '4.0.0')
        }),
      )
      const answer = await after(place, of(document, TYPE.auth))
      if ('code' in answer) return answer.reason
      const decoder = decoding.createDecoder(answer.bytes)
      decoding.readVarUint(decoder)
      return decoding.readVarString(decoder)
    },
    sendUpdate,
    offer: async (document, update, step) => {
      const place = messages.length
      sendUpdate(document, update, step)
      const answer = await after(place, message => of(document, TYPE.status)(message) || of(document, TYPE.close)(message))
      if ('code' in answer) return answer
      if (answer.type === TYPE.close) return {code: 0, reason: decoding.readVarString(decoding.createDecoder(answer.bytes))}
      return answer.bytes[0] === 1 ? 'saved' : 'not saved'
    },
    sendAwareness: (document, update) =>
      send(
        document,
        TYPE.awareness,
        body(to => encoding.writeVarUint8Array(to, update)),
      ),
    sendStateless: (document, payload) =>
      send(
        document,
        TYPE.stateless,
        body(to => encoding.writeVarString(to, payload)),
      ),
    send,
    sendBytes: pipe.send,
    received: () => messages,
    until: async fits => {
      const found = await after(0, fits)
      if ('code' in found) throw new Error(`The channel was closed with ${found.code} ${found.reason}.`)
      return found
    },
    settled: async document => {
      const place = messages.length
      send(document, TYPE.sync, Uint8Array.of(0, 1, 0))
      await after(place, message => of(document, TYPE.sync)(message) && message.bytes[0] === 1)
    },
    closed,
    close: pipe.close,
  }
}

function body(write: (to: encoding.Encoder) => void): Uint8Array {
  const to = encoding.createEncoder()
  write(to)
  return encoding.toUint8Array(to)
}

function parsed(bytes: Uint8Array): RawMessage {
  if (bytes.length === 1) return {document: '', type: bytes[0] ?? 0, bytes}
  const decoder = decoding.createDecoder(bytes)
  const document = decoding.readVarString(decoder)
  const type = decoding.readVarUint(decoder)
  return {document, type, bytes: decoding.readTailAsUint8Array(decoder)}
}
