import type {IncomingMessage, Server, ServerResponse} from 'node:http'
import {createServer} from 'node:http'
import type {AddressInfo, Socket} from 'node:net'
import {WebSocketServer} from 'ws'
import type {Person} from '../../src/core/round/owner.ts'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import {webSocketChannel} from '../../src/hub/documents/channel.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {requestEndpoint} from '../../src/hub/serving/request-endpoint.ts'
import {uploads} from '../../src/hub/serving/uploads.ts'
import type {GuestOf} from '../../src/hub/upstream/guest-link.ts'
import type {UpstreamStatus} from '../../src/ipc/share-api.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import type {ProjectFolder} from '../../src/storage/project-folder.ts'
import {documentFrom} from '../../src/project/document-from.ts'
import {until} from './hub-bench.ts'

/** A hub on a socket of 127.0.0.1 that knows its people by their sessions, at a port that stays when it is started again. */
export type Door = {
  readonly origin: string
  /** Sync connections that are open, and how many there were. */
  connections(): number
  /** Answers for a hub from now on; without one, every connection is cut and none is taken. */
  open(hub: Hub | undefined): void
  /** Cuts what is open, as a network does that fails. */
  cut(): void
  /** Sessions that are not let in any more. */
  readonly revoked: Set<string>
  /** Looks at sync messages on their way to guests, and may send others in their place. */
  say: (message: Uint8Array) => readonly Uint8Array[]
  /** Looks at answers on their way, and may alter them. */
  alter: (method: string, body: Buffer) => Buffer
  close(): Promise<void>
}

/** Sessions are `session-of-<person id>`. */
export async function aDoor(people: readonly Person[]): Promise<Door> {
  let hub: Hub | undefined
  const revoked = new Set<string>()
  const sockets = new Set<Socket>()
  const endpoint = requestEndpoint(uploads())
  const server: Server = createServer()
  const upgrades = new WebSocketServer({noServer: true, perMessageDeflate: false})
  const personOf = (request: IncomingMessage): Person | undefined => {
    const session = request.headers.authorization?.replace('Bearer ', '') ?? ''
    return revoked.has(session) ? undefined : people.find(({id}) => session === `session-of-${id}`)
  }
  const door: Door = {
    origin: '',
    connections: () => upgrades.clients.size,
    open: next => {
      hub = next
      if (hub === undefined) door.cut()
    },
    cut: () => {
      for (const socket of sockets) socket.destroy()
    },
    revoked,
    say: message => [message],
    alter: (_method, body) => body,
    close: async () => {
      door.cut()
      await new Promise(resolve => server.close(resolve))
    },
  }
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    if (hub === undefined) socket.destroy()
  })
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const person = personOf(request)
    if (person === undefined || hub === undefined) {
      response.writeHead(401)
      response.end()
      return
    }
    const method = (request.url ?? '').slice('/api/'.length)
    const end = response.end.bind(response)
    const writeHead = response.writeHead.bind(response)
    response.writeHead = ((status: number) => writeHead(status, {'content-type': 'application/octet-stream'})) as typeof response.writeHead
    response.end = ((body: Buffer) => end(door.alter(method, Buffer.from(body)))) as typeof response.end
    void endpoint.answer(hub.requests(person, 'browser'), method, person.id, request, response)
  })
  server.on('upgrade', (request, socket, head) => {
    const person = personOf(request)
    if (person === undefined || hub === undefined) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const at = hub
    upgrades.handleUpgrade(request, socket, head, webSocket => {
      const channel = webSocketChannel(webSocket)
      const send = (message: Uint8Array): void => {
        for (const each of door.say(message)) channel.send(each)
      }
      at.connect(Object.create(channel, {send: {value: send}}), new Request('http://hub.local/sync'), person, undefined, 'hub')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(door, {origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`})
}

/** Being a guest at a door, as this person. */
export const guestAt = (origin: string, person: Person): GuestOf => ({
  access: {origins: [origin], fingerprint: '', headers: () => ({authorization: `Bearer session-of-${person.id}`})},
  owner: person.id,
  person: {id: person.id, name: person.name},
})

export const aGuestHub = (folder: ProjectFolder, guest: GuestOf): Promise<Hub> => createHub({folder, version: '0.0.0', guest})

export const upstreamOf = async (hub: Hub): Promise<UpstreamStatus | {readonly state: 'none'}> => hub.upstream?.status() ?? {state: 'none'}

/** Connected, and everything that was done here acknowledged there. */
export async function shared(hub: Hub): Promise<void> {
  let status = await upstreamOf(hub)
  await until('the other hub has everything', async () => {
    status = await upstreamOf(hub)
    return status.state === 'connected' && status.waiting === 0
  }).catch(error => {
    throw new Error(`${String(error)}: ${JSON.stringify(status)}`)
  })
}

/** The annotations of a set as a project's log has them, removed ones too. */
export async function logged(folder: ProjectFolder, address: DocumentAddress): Promise<readonly Annotation[]> {
  const doc = documentFrom(await folder.store.load(documentName(folder.projectId, address)))
  const all = annotationSet(doc).all()
  doc.destroy()
  return all
}
