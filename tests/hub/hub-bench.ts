import {once} from 'node:events'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {MessageChannel} from 'node:worker_threads'
import type {MessagePort} from 'node:worker_threads'
import {HocuspocusProvider, HocuspocusProviderWebsocket} from '@hocuspocus/provider'
import * as Y from 'yjs'
import type {Person, Role} from '../../src/core/round/owner.ts'
import {portChannel} from '../../src/hub/documents/channel.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import type {HostEvent} from '../../src/ipc/host-event.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import type {ProjectFolder} from '../../src/storage/project-folder.ts'
import {createProjectFolder, openProjectFolder} from '../../src/storage/project-folder.ts'
import type {PortLike} from '../../src/sync/port-socket.ts'
import {portSocket} from '../../src/sync/port-socket.ts'
import type {SocketClass} from '../../src/sync/socket.ts'
import {formatSyncToken} from '../../src/sync/sync-token.ts'

export const aPerson = (name: string, role: Role): Person => ({id: name.toLowerCase(), name, role})
export const ALICE = aPerson('Alice', 'admin')
export const BOB = aPerson('Bob', 'annotator')
export const CAROL = aPerson('Carol', 'reader')

/** Polls until a condition holds; fails with its name after a minute, so that a busy machine is not taken for a fault. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

/** A folder of its own for a test, and how to remove it. */
export async function newFolder(): Promise<{path: string; remove: () => Promise<void>}> {
  const path = await mkdtemp(join(tmpdir(), 'claimlight-hub-'))
  return {path, remove: () => rm(path, {recursive: true, force: true})}
}

export async function aProjectFolder(path: string): Promise<ProjectFolder> {
  const made = await createProjectFolder(path, {projectId: 'project-1'})
  if (!made.ok) throw new Error(`${made.error}`)
  return made.value
}

export async function openedFolder(path: string): Promise<ProjectFolder> {
  const opened = await openProjectFolder(path, {mode: 'write'})
  if (!opened.ok) throw new Error(`${opened.error}`)
  return opened.value
}

export const aHub = (folder: ProjectFolder, given: {heartbeat?: number; taskThread?: URL | undefined} = {}): Promise<Hub> =>
  createHub({folder, version: '0.0.0', ...given})

/** A window on a hub: its own socket, and documents opened through the real provider. */
export type TestWindow = {
  readonly events: HostEvent[]
  open(address: DocumentAddress, token?: {address: DocumentAddress}, name?: string): OpenedDocument
  /** Cuts its connection, as a network does that fails; it comes back by itself. */
  cut(): void
  close(): void
}
export type OpenedDocument = {
  readonly doc: Y.Doc
  readonly provider: HocuspocusProvider
  /** Resolves with `undefined` once in step with the hub, with the hub's reason when it refuses. */
  readonly opened: Promise<string | undefined>
  /** Everything done here has been acknowledged. */
  saved(): Promise<void>
}

/** `patience`: milliseconds without a message after which it takes the hub for gone. */
export function windowOver(socket: SocketClass, projectId: string, url = 'ws://hub', patience = 30_000): TestWindow {
  const websocket = new HocuspocusProviderWebsocket({
    url,
    WebSocketPolyfill: socket,
    delay: 50,
    minDelay: 50,
    maxDelay: 200,
    messageReconnectTimeout: patience,
  })
  const providers: HocuspocusProvider[] = []
  const events: HostEvent[] = []
  return {
    events,
    open: (address, token = {address}, name = documentName(projectId, address)) => {
      const doc = new Y.Doc()
      let settle: (reason: string | undefined) => void = () => undefined
      const opened = new Promise<string | undefined>(resolve => {
        settle = resolve
      })
      const provider = new HocuspocusProvider({
        websocketProvider: websocket,
        name,
        document: doc,
        token: formatSyncToken(token),
        sessionAwareness: true,
        onSynced: () => settle(undefined),
        onAuthenticationFailed: ({reason}) => settle(reason),
        onStateless: ({payload}) => events.push(JSON.parse(payload) as HostEvent),
      })
      provider.attach()
      providers.push(provider)
      return {doc, provider, opened, saved: () => until('everything is acknowledged', () => provider.synced && !provider.hasUnsyncedChanges)}
    },
    cut: () => websocket.webSocket?.close(),
    close: () => {
      for (const provider of providers) provider.destroy()
      websocket.destroy()
    },
  }
}

const portLike = (port: MessagePort): PortLike => ({
  postMessage: message => port.postMessage(message),
  onMessage: listener => void port.on('message', listener),
  onClose: listener => void port.on('close', listener),
  close: () => port.close(),
})

/** A window of this person over a MessagePort. `ended` resolves once the hub's end of it has closed, after the last message. */
export function windowOf(hub: Pick<Hub, 'connect' | 'projectId'>, person: Person, patience?: number): TestWindow & {ended(): Promise<unknown>} {
  let ended: Promise<unknown> = Promise.resolve()
  const socket = portSocket(() => {
    const {port1, port2} = new MessageChannel()
    ended = once(port2, 'close')
    hub.connect(portChannel(portLike(port2)), new Request('http://window.local/'), person)
    return portLike(port1)
  })
  return {...windowOver(socket, hub.projectId, 'ws://hub', patience), ended: () => ended}
}

/** The windows of a test, to be closed together at its end. */
export function openWindows() {
  const open: TestWindow[] = []
  const keep = (window: TestWindow): TestWindow => {
    open.push(window)
    return window
  }
  return {
    keep,
    at: (hub: Hub, person: Person): TestWindow => keep(windowOf(hub, person)),
    close: (): void => {
      for (const window of open.splice(0)) window.close()
    },
  }
}
