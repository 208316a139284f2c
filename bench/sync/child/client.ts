import {request} from 'node:http'
import {createDecoder, readAny} from 'lib0/decoding'
import {encode, writeAny} from 'lib0/encoding'
import WebSocket from 'ws'
import {Awareness} from 'y-protocols/awareness'
import {WebsocketProvider} from 'y-websocket'
import * as Y from 'yjs'
import type {Result} from '../../../src/core/result.ts'
import type {Session} from '../../../src/ipc/host-api.ts'
import {writeAnnotation} from '../../../src/project/annotation-record.ts'
import type {DocumentAddress} from '../../../src/project/document-address.ts'
import type {CrashBuffer, HubConnection} from '../../../src/sync/hub-connection.ts'
import {connectHub} from '../../../src/sync/hub-connection.ts'
import type {SocketClass} from '../../../src/sync/socket.ts'
import {sharedClock, until} from './answer.ts'
import {aClaim} from './claim.ts'

/** Where a client goes. `headers`: who it is, to our hub. */
export type Place =
  | {
      readonly system: 'claimlight'
      readonly url: string
      readonly projectId: string
      readonly headers: {readonly [name: string]: string}
      readonly article: string
    }
  | {readonly system: 'y-websocket'; readonly url: string; readonly article: string}

/** One window at one annotation set, at either server. It notes how long everything took to come. */
export type Client = {
  /** Milliseconds from the author's change until it was here. */
  readonly arrived: number[]
  /** Milliseconds from a change here until the hub said that it is on disk; empty at a server that says nothing. */
  readonly acknowledged: number[]
  size(): number
  /** Adds so many annotations, each a change and a message of its own, unless `together`. */
  add(count: number, together?: boolean): void
  settled(): Promise<void>
  close(): Promise<void>
}

const NO_BUFFER: CrashBuffer = {attach: async () => undefined, detach: async () => undefined}

const hubSocket = (headers: {readonly [name: string]: string}): SocketClass =>
  class extends WebSocket {
    constructor(url: string) {
      super(url, {headers})
      this.on('error', error => console.error(error.message))
    }
  } as unknown as SocketClass

export const hubAt = (place: Extract<Place, {system: 'claimlight'}>): HubConnection =>
  connectHub({url: place.url, socket: hubSocket(place.headers), projectId: place.projectId, buffer: NO_BUFFER})

const setOf = (article: string): DocumentAddress => ({kind: 'set', article, owner: 'team'})

/** `shared`: a connection that others use too, and that outlives the client. */
export async function clientAt(place: Place, name: string, shared?: HubConnection): Promise<Client> {
  return place.system === 'claimlight' ? claimlightClient(place, name, shared) : yWebsocketClient(place, name)
}

async function claimlightClient(place: Extract<Place, {system: 'claimlight'}>, name: string, shared: HubConnection | undefined): Promise<Client> {
  const hub = shared ?? hubAt(place)
  const project = hub.open({kind: 'project'})
  const set = hub.open(setOf(place.article))
  for (const {loaded} of [project, set]) {
    const result = await loaded
    if (!result.ok) throw new Error(`${result.error}`)
  }
  let unacknowledged: number[] = []
  const acknowledged: number[] = []
  const stop = hub.observe(() => {
    if (unacknowledged.length === 0 || set.unsynced()) return
    const now = sharedClock()
    acknowledged.push(...unacknowledged.map(sent => now - sent))
    unacknowledged = []
  })
  return {
    ...traffic(set.doc, name, await personAt(place), sent => unacknowledged.push(sent)),
    acknowledged,
    settled: () => until('the hub has everything', () => !set.unsynced()),
    close: async () => {
      stop()
      await (shared === undefined ? hub : set).close()
    },
  }
}

async function yWebsocketClient({url, article}: Extract<Place, {system: 'y-websocket'}>, name: string): Promise<Client> {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  // Our clients say nothing of themselves in an annotation set either.
  awareness.setLocalState(null)
  const provider = new WebsocketProvider(url, article, doc, {WebSocketPolyfill: WebSocket as never, disableBc: true, awareness})
  await until('the server has answered', () => provider.synced)
  return {
    ...traffic(doc, name, name, () => undefined),
    acknowledged: [],
    settled: async () => undefined,
    close: async () => {
      provider.destroy()
      doc.destroy()
    },
  }
}

/** The id that the hub knows whoever comes with these headers by: it takes nothing that is written in another's name. */
async function personAt({url, headers}: Extract<Place, {system: 'claimlight'}>): Promise<string> {
  const {origin} = new URL(url.replace(/^ws/, 'http'))
  const body = encode(encoder => writeAny(encoder, []))
  const answer = await new Promise<Buffer>((resolve, reject) => {
    // `fetch` sets the Host header by itself; here it is the proxy's to say.
    const sent = request(`${origin}/api/session`, {method: 'POST', headers: {origin, ...headers}}, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks)))
    })
    sent.on('error', reject)
    sent.end(body)
  })
  const session = readAny(createDecoder(answer)) as Result<Session>
  if (!session.ok) throw new Error(`${session.error}`)
  return session.value.person.id
}

function traffic(doc: Y.Doc, name: string, by: string, onSent: (at: number) => void): Pick<Client, 'arrived' | 'size' | 'add'> {
  const records: Y.Map<Y.Map<unknown>> = doc.getMap('annotations')
  const arrived: number[] = []
  let made = 0
  records.observe((event, transaction) => {
    if (transaction.local) return
    const now = sharedClock()
    for (const id of event.keys.keys()) arrived.push(now - Number(id.split(' ', 1)[0]))
  })
  const addOne = (): void => {
    const sent = sharedClock()
    onSent(sent)
    const claim = aClaim(`${sent} ${name}-${made++}`, by)
    records.set(claim.id, writeAnnotation(claim))
  }
  return {
    arrived,
    size: () => records.size,
    add: (count, together = false) => {
      const all = (): void => {
        for (let i = 0; i < count; i++) addOne()
      }
      if (together) doc.transact(all)
      else all()
    },
  }
}
