import WebSocket from 'ws'
import {closingOf, SHUT_OUT} from '../../sync/closing.ts'
import type {SocketClass} from '../../sync/socket.ts'
import {pinnedConnection} from './pinned-connection.ts'
import type {UpstreamAccess, UpstreamProblem} from './upstream-access.ts'
import {problemOfError, problemOfStatus, signedOut, unreachable} from './upstream-access.ts'

/** Bytes of one message: a whole document may be one. */
const LARGEST = 64 * 1024 * 1024

/** Milliseconds until a socket that does not open is given up. */
const PATIENCE = 15_000

/** Sockets to another hub, signed in, to the pinned certificate. `onEnd` is told once why one ended or was not let in. */
export function upstreamSocket(access: UpstreamAccess, origin: string, onEnd: (problem: UpstreamProblem) => void): SocketClass {
  return class extends WebSocket {
    constructor(url: string) {
      super(url, {
        headers: {origin, ...access.headers()},
        maxPayload: LARGEST,
        perMessageDeflate: false,
        handshakeTimeout: PATIENCE,
        ...(url.startsWith('wss:') ? {createConnection: pinnedConnection(access.fingerprint) as never} : {}),
      })
      let problem: UpstreamProblem | undefined
      this.on('unexpected-response', (request, response) => {
        problem ??= problemOfStatus(origin, response.statusCode ?? 0)
        request.destroy()
        this.terminate()
      })
      this.on('error', error => {
        problem ??= problemOfError(origin, error)
      })
      this.once('close', code => {
        const closing = closingOf(code)
        const sentence = closing && SHUT_OUT[closing]
        onEnd(problem ?? (sentence === undefined ? unreachable(origin) : signedOut(sentence)))
      })
    }
  } as unknown as SocketClass
}
