import type {IncomingMessage, ServerResponse} from 'node:http'
import {createDecoder, readAny} from 'lib0/decoding'
import {encode, writeAny} from 'lib0/encoding'
import {refused} from '../core/result.ts'
import type {HostApi} from '../ipc/host-api.ts'
import {HOST_REQUESTS, isHostMethod} from '../ipc/host-api.ts'
import type {PeerApi} from '../sync/peer-api.ts'
import {isPeerMethod, PEER_REQUESTS} from '../sync/peer-api.ts'

/** Bytes of one request; an import of more is sent in several by the window. */
const LARGEST = 64 * 1024 * 1024

/**
 * Answers `POST /api/<method>`: body and answer are encoded with lib0's `any` encoding, which carries bytes unharmed. In
 * comes an array of arguments, out goes a `Result`.
 */
export async function answerRequest(api: HostApi & PeerApi, method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const shape = isHostMethod(method) ? HOST_REQUESTS[method] : isPeerMethod(method) ? PEER_REQUESTS[method] : undefined
  if (shape === undefined) return answer(response, 404, refused(`There is no request "${method}".`))
  const body = await read(request)
  if (body === undefined) return answer(response, 200, refused('This is more than 64 MB at once. Import fewer files at a time.'))
  const parsed = shape.safeParse(decoded(body))
  if (!parsed.success) return answer(response, 400, refused(`The arguments of ${method} are not what it takes.`))
  try {
    const call = api[method as keyof typeof api] as (...args: readonly unknown[]) => Promise<unknown>
    answer(response, 200, await call(...(parsed.data as readonly unknown[])))
  } catch (error) {
    console.error(`${method} failed:`, error)
    answer(response, 500, refused('Something went wrong inside Claimlight. Your work is not affected; try again.'))
  }
}

/** Refuses a request before it is read, for a reason that the window can show. */
export function answerRefused(response: ServerResponse, status: number, why: string): void {
  answer(response, status, refused(why))
}

function answer(response: ServerResponse, status: number, value: unknown): void {
  if (response.headersSent || response.destroyed) return
  const body = encode(encoder => writeAny(encoder, value as Parameters<typeof writeAny>[1]))
  response.writeHead(status, {'Content-Type': 'application/octet-stream', 'Content-Length': body.byteLength})
  response.end(body)
}

/** `undefined` when it is too large; the rest of it is then read and dropped, so that the answer is still heard. */
async function read(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.byteLength
    if (length <= LARGEST) chunks.push(chunk)
    else chunks.length = 0
    if (length > 4 * LARGEST) return undefined
  }
  return length > LARGEST ? undefined : Buffer.concat(chunks)
}

function decoded(body: Uint8Array): unknown {
  try {
    const decoder = createDecoder(body)
    const value: unknown = readAny(decoder)
    return decoder.pos === body.byteLength ? value : undefined
  } catch {
    return undefined
  }
}
