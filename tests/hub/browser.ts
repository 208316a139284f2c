import {createDecoder, readAny} from 'lib0/decoding'
import {encode, writeAny} from 'lib0/encoding'
import WebSocket from 'ws'
import type {Result} from '../../src/core/result.ts'
import type {HostApi, HostMethod} from '../../src/ipc/host-api.ts'
import type {SocketClass} from '../../src/sync/socket.ts'
import type {TestWindow} from './hub-bench.ts'
import {windowOver} from './hub-bench.ts'

/** A browser that followed a sign-in link: it has the cookie and speaks as a page of that origin. */
export type TestBrowser = {
  readonly origin: string
  readonly cookie: string
  request<M extends HostMethod>(method: M, ...args: Parameters<HostApi[M]>): Promise<Awaited<ReturnType<HostApi[M]>>>
  window(projectId: string): TestWindow
  /** Its sockets, for a connection of ours; `onSent` is told of each message that goes out. */
  socket(onSent: () => void): SocketClass
}

export async function signedIn(signInUrl: string): Promise<TestBrowser> {
  const {origin} = new URL(signInUrl)
  const visit = await fetch(signInUrl, {redirect: 'manual'})
  if (visit.status !== 303) throw new Error(`The sign-in link answered ${visit.status}.`)
  const cookie = visit.headers.get('set-cookie')?.split(';')[0] ?? ''
  return {
    origin,
    cookie,
    request: async (method, ...args) => {
      const answer = await fetch(`${origin}/api/${method}`, {method: 'POST', headers: {cookie, origin}, body: encoded(args)})
      return decoded(await answer.arrayBuffer()) as never
    },
    window: projectId => windowOver(socketWith({cookie, origin}), projectId, `${origin.replace('http', 'ws')}/sync`),
    socket: onSent => socketWith({cookie, origin}, onSent),
  }
}

export const encoded = (value: unknown): Uint8Array<ArrayBuffer> => new Uint8Array(encode(encoder => writeAny(encoder, value as never)))
export const decoded = (body: ArrayBuffer): Result<unknown> => readAny(createDecoder(new Uint8Array(body))) as Result<unknown>

/** A WebSocket that sends these headers, as a browser does by itself. */
const socketWith = (headers: {readonly [name: string]: string}, onSent: () => void = () => undefined): SocketClass =>
  class extends WebSocket {
    constructor(url: string) {
      super(url, {headers})
      // A refused connection is told by `close` too.
      this.on('error', () => undefined)
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(data)
      onSent()
    }
  } as unknown as SocketClass
