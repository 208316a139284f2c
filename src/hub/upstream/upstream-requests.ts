import {Agent as HttpAgent, request as httpRequest} from 'node:http'
import type {IncomingMessage} from 'node:http'
import {Agent, request as httpsRequest} from 'node:https'
import {setTimeout} from 'node:timers/promises'
import {createDecoder, readAny} from 'lib0/decoding'
import {encode, writeAny} from 'lib0/encoding'
import * as z from 'zod'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {PeerApi} from '../../sync/peer-api.ts'
import {PEER_ANSWERS} from '../../sync/peer-api.ts'
import {pinnedConnection} from './pinned-connection.ts'
import type {UpstreamAccess, UpstreamProblem} from './upstream-access.ts'
import {isSafe, notSecure, otherVersion, problemOfError, problemOfStatus} from './upstream-access.ts'

type Answer<K extends keyof PeerApi> = Extract<Awaited<ReturnType<PeerApi[K]>>, {ok: true}>['value']

/** Requests to another hub at one of its origins. */
export interface UpstreamRequests {
  ask<K extends keyof PeerApi>(origin: string, method: K, ...args: Parameters<PeerApi[K]>): Promise<Result<Answer<K>, UpstreamProblem>>
  articleText(origin: string, id: string): Promise<Result<string, UpstreamProblem>>
  renamePerson(origin: string, name: string): Promise<Result<unknown, UpstreamProblem>>
  close(): void
}

/** Milliseconds without a byte after which the other hub is taken for gone. */
const PATIENCE = 15_000

/** A hub that is asked too often is asked again a little later: milliseconds, and how many times. */
const PATIENT_PAUSE = 1000
const PATIENT_TRIES = 10

/** Bytes of one answer. */
const LARGEST = 64 * 1024 * 1024

export function upstreamRequests(access: UpstreamAccess): UpstreamRequests {
  const connections = {keepAlive: true, maxSockets: 6}
  const secure = Object.assign(new Agent(connections), {createConnection: pinnedConnection(access.fingerprint)})
  const plain = new HttpAgent(connections)

  const post = async (origin: string, method: string, args: readonly unknown[]): Promise<Result<unknown, UpstreamProblem>> => {
    for (let left = PATIENT_TRIES; ; left--) {
      const answer = await postOnce(origin, method, args)
      if (answer !== 'too-often') return answer
      if (left === 0) return refused(problemOfStatus(origin, 429))
      await setTimeout(PATIENT_PAUSE)
    }
  }
  const postOnce = (origin: string, method: string, args: readonly unknown[]): Promise<Result<unknown, UpstreamProblem> | 'too-often'> =>
    new Promise(resolve => {
      if (!isSafe(origin)) return resolve(refused(notSecure(origin)))
      const body = encode(encoder => writeAny(encoder, args as Parameters<typeof writeAny>[1]))
      const url = new URL(`/api/${method}`, origin)
      const isSecure = url.protocol === 'https:'
      const sent = (isSecure ? httpsRequest : httpRequest)(url, {
        method: 'POST',
        agent: isSecure ? secure : plain,
        headers: {origin, 'content-type': 'application/octet-stream', 'content-length': body.byteLength, ...access.headers()},
        timeout: PATIENCE,
      })
      const failed = (error: unknown): void => resolve(refused(problemOfError(origin, error)))
      sent.on('error', failed)
      sent.on('timeout', () => sent.destroy(new Error('It took too long.')))
      sent.on('response', response => {
        if (response.statusCode !== 200) {
          response.resume()
          return resolve(response.statusCode === 429 ? 'too-often' : refused(problemOfStatus(origin, response.statusCode ?? 0)))
        }
        read(response).then(bytes => resolve(parsed(origin, bytes)), failed)
      })
      sent.end(body)
    })

  const asked = async <T>(origin: string, method: string, args: readonly unknown[], shape: z.ZodType<T>): Promise<Result<T, UpstreamProblem>> => {
    const answer = await post(origin, method, args)
    if (!answer.ok) return answer
    const value = shape.safeParse(answer.value)
    return value.success ? ok(value.data) : refused(otherVersion(origin))
  }
  return {
    ask: <K extends keyof PeerApi>(origin: string, method: K, ...args: Parameters<PeerApi[K]>) =>
      asked(origin, method, args, PEER_ANSWERS[method] as unknown as z.ZodType<Answer<K>>),
    articleText: (origin, id) => asked(origin, 'articleText', [id], z.string()),
    renamePerson: (origin, name) => asked(origin, 'renamePerson', [name], z.unknown()),
    close: () => {
      secure.destroy()
      plain.destroy()
    },
  }
}

const result = z.union([z.object({ok: z.literal(true), value: z.unknown()}), z.object({ok: z.literal(false), error: z.string()})])

function parsed(origin: string, bytes: Uint8Array): Result<unknown, UpstreamProblem> {
  try {
    const answer = result.safeParse(readAny(createDecoder(bytes)))
    if (!answer.success) return refused(otherVersion(origin))
    return answer.data.ok ? ok(answer.data.value) : refused({kind: 'said', why: answer.data.error})
  } catch {
    return refused(otherVersion(origin))
  }
}

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
