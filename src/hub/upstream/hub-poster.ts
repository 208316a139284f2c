import type {IncomingMessage} from 'node:http'
import {Agent as HttpAgent, request as httpRequest} from 'node:http'
import {Agent, request as httpsRequest} from 'node:https'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {pinnedConnection} from './pinned-connection.ts'
import type {UpstreamProblem} from './upstream-access.ts'
import {isSafe, notSecure, problemOfError} from './upstream-access.ts'

export type Posted = {readonly status: number; readonly type: string; readonly body: Uint8Array}

/** Posts to hubs that show the pinned certificate, over connections that are kept. */
export interface HubPoster {
  post(origin: string, path: string, headers: {readonly [name: string]: string}, body: Uint8Array): Promise<Result<Posted, UpstreamProblem>>
  close(): void
}

/** Milliseconds without a byte after which the other hub is taken for gone. */
const PATIENCE = 15_000

/** Bytes of one answer. */
const LARGEST = 64 * 1024 * 1024

export function hubPoster(fingerprint: string): HubPoster {
  const connections = {keepAlive: true, maxSockets: 6}
  const secure = Object.assign(new Agent(connections), {createConnection: pinnedConnection(fingerprint)})
  const plain = new HttpAgent(connections)
  const once = (
    origin: string,
    path: string,
    headers: {readonly [name: string]: string},
    body: Uint8Array,
  ): Promise<Result<Posted, UpstreamProblem> | 'stale'> =>
    new Promise(resolve => {
      const url = new URL(path, origin)
      const isSecure = url.protocol === 'https:'
      const sent = (isSecure ? httpsRequest : httpRequest)(url, {
        method: 'POST',
        agent: isSecure ? secure : plain,
        headers: {origin, 'content-length': body.byteLength, ...headers},
        timeout: PATIENCE,
      })
      // The other end may close a kept connection at the moment it is used again.
      const failed = (error: unknown): void => resolve(sent.reusedSocket && isReset(error) ? 'stale' : refused(problemOfError(origin, error)))
      sent.on('error', failed)
      sent.on('timeout', () => sent.destroy(new Error('It took too long.')))
      sent.on('response', response => {
        const {statusCode: status = 0} = response
        const type = response.headers['content-type'] ?? ''
        read(response).then(bytes => resolve(ok({status, type, body: bytes})), failed)
      })
      sent.end(body)
    })
  return {
    post: async (origin, path, headers, body) => {
      if (!isSafe(origin)) return refused(notSecure(origin))
      for (;;) {
        const posted = await once(origin, path, headers, body)
        if (posted !== 'stale') return posted
      }
    },
    close: () => {
      secure.destroy()
      plain.destroy()
    },
  }
}

const isReset = (error: unknown): boolean => error instanceof Error && 'code' in error && ['ECONNRESET', 'EPIPE'].includes(String(error.code))

async function read(response: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.byteLength
    if (length > LARGEST) throw new Error('The answer is too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
