import type {IncomingMessage, Server, ServerResponse} from 'node:http'
import type {AddressInfo, Socket} from 'node:net'
import type {Duplex} from 'node:stream'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {answerPage} from './response-headers.ts'

/** What a server of ours does with what comes. Neither may end the process, whatever a stranger sends. */
export type WebHandlers = {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
}

/** What is connected to a server, also what its requests know nothing of any more. */
const connected = new WeakMap<Server, Set<Socket>>()

export function handleWith(server: Server, {answer, upgrade}: WebHandlers): void {
  const sockets = new Set<Socket>()
  connected.set(server, sockets)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('request', (request, response) => {
    answer(request, response).catch(error => {
      if (request.destroyed && !request.complete) return
      console.error('A request failed:', error)
      if (response.headersSent) response.destroy()
      else answerPage(response, 500, 'Something went wrong', 'Your work is not affected. Reload the page.')
    })
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => undefined)
    try {
      upgrade(request, socket, head)
    } catch {
      reject(socket, '400 Bad Request')
    }
  })
  server.on('clientError', (error, socket) => {
    // A browser keeps connections ready that it has not used yet: what is written there as they end would be the answer to what it just asks. Closed without a word, it asks again.
    const isUnused = 'code' in error && error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && 'bytesRead' in socket && socket.bytesRead === 0
    if (isUnused) socket.destroy()
    else reject(socket, '400 Bad Request')
  })
}

/** Where a request goes; `undefined` for what is no path of ours, such as `//`, which names another host. */
export function urlOf(request: IncomingMessage): URL | undefined {
  const {url = '/'} = request
  if (!url.startsWith('/') || url.startsWith('//')) return undefined
  try {
    return new URL(url, 'https://hub')
  } catch {
    return undefined
  }
}

export function answerBadUrl(response: ServerResponse): void {
  answerPage(response, 400, 'Not an address', 'This is no address of Claimlight. Open the link you were given, whole.')
}

export function reject(socket: Duplex, status: string): void {
  if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  else socket.destroy()
}

/** The port it got. `choose` says how another port or address is chosen. */
export function listen(server: Server, port: number, host: string, choose: Sentence): Promise<Result<number>> {
  return new Promise(resolve => {
    const failed = (error: Error): void => {
      const code = 'code' in error ? error.code : ''
      if (code === 'EADDRINUSE') resolve(refused(message('Port {port} is used by another program. {choose}', {port: `${port}`, choose})))
      else if (code === 'EADDRNOTAVAIL') resolve(refused(message('This computer has no address {host} at the moment. {choose}', {host, choose})))
      else resolve(refused(message('Port {port} of {host} cannot be opened: {problem}', {port: `${port}`, host, problem: error.message})))
    }
    server.once('error', failed)
    server.listen(port, host, () => {
      server.off('error', failed)
      server.on('error', error => console.error('The server has a problem:', error))
      resolve(ok((server.address() as AddressInfo).port))
    })
  })
}

export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  server.closeAllConnections()
  // An encrypted connection whose other end went in the middle of a request stays open otherwise.
  for (const socket of connected.get(server) ?? []) socket.destroy()
  await closed
}
