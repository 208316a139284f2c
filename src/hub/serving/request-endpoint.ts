import type {IncomingMessage, ServerResponse} from 'node:http'
import {encode, writeAny, writeVarUint8Array} from 'lib0/encoding'
import type * as z from 'zod'
import {carried} from '../../ipc/revived.ts'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {ValueLimit} from '../../core/json/value-limit.ts'
import type {DatasetRequest, MadeDataset} from '../../ipc/dataset-api.ts'
import {DATASET_REQUESTS, DATASET_TYPE, datasetLimit, isDatasetMethod} from '../../ipc/dataset-api.ts'
import {HOST_REQUESTS, hostLimit, isHostMethod} from '../../ipc/host-api.ts'
import {isPeerMethod, PEER_REQUESTS, peerLimit} from '../../sync/peer-api.ts'
import {readBounded} from '../documents/bounded-any.ts'
import type {Downloads} from './downloads.ts'
import {downloads} from './downloads.ts'
import type {HubApi} from '../requests/hub-api.ts'
import type {Upload, Uploads} from './uploads.ts'

/** Requests of one person between their first byte and the last of their answer. A window has a handful, and a guest hub six. */
const MOST_AT_ONCE = 100

/** Milliseconds in which somebody takes nothing of an answer; then it is not kept any longer. */
const TAKES_WITHIN = 60_000

/** Answers `POST /api/<method>` of one server. */
export interface RequestEndpoint {
  /**
   * Body and answer are encoded with lib0's `any` encoding, which carries bytes unharmed. In comes an array of arguments, out goes a
   * `Result`. `who` is whose room and turn it takes.
   */
  answer(api: HubApi, method: string, who: string, request: IncomingMessage, response: ServerResponse): Promise<void>
}

export function requestEndpoint(bodies: Uploads, files: Downloads = downloads()): RequestEndpoint {
  const atOnce = new Map<string, number>()
  const enter = (who: string, response: ServerResponse): boolean => {
    const mine = atOnce.get(who) ?? 0
    if (mine >= MOST_AT_ONCE) return false
    atOnce.set(who, mine + 1)
    response.once('close', () => {
      const left = (atOnce.get(who) ?? 1) - 1
      if (left > 0) atOnce.set(who, left)
      else atOnce.delete(who)
    })
    return true
  }
  return {
    answer: async (api, method, who, request, response) => {
      const known = requestOf(method)
      if (known === undefined) return answer(response, 404, refused(message('There is no request "{method}".', {method})))
      if (!enter(who, response)) return answer(response, 429, refused(message('Too much was asked at once. Wait a few seconds, then try again.')))
      const upload = await bodies.read(request, who, known.limit.bytes)
      if (upload.state !== 'read') return refuse(response, upload.state, known.limit)
      try {
        const parsed = known.shape.safeParse(readBounded(upload.body, known.limit))
        if (!parsed.success) return answer(response, 400, refused(message('The arguments of {method} are not what it takes.', {method})))
        if (isDatasetMethod(method)) {
          const [unit, task] = parsed.data as DatasetRequest
          return await answerDataset(response, files.enter(who), () => api[method](unit, {signal: whileWaiting(response), task}))
        }
        const call = api[method as keyof typeof api] as (...args: readonly unknown[]) => Promise<Result<unknown>>
        answer(response, 200, await call(...parsed.data))
      } catch (error) {
        console.error(`${method} failed:`, error)
        answer(response, 500, refused(message('Something went wrong inside Claimlight. Your work is not affected; try again.')))
      } finally {
        upload.release()
      }
    },
  }
}

function requestOf(method: string): {readonly shape: z.ZodType<readonly unknown[]>; readonly limit: ValueLimit} | undefined {
  if (isHostMethod(method)) return {shape: HOST_REQUESTS[method], limit: hostLimit(method)}
  if (isDatasetMethod(method)) return {shape: DATASET_REQUESTS[method], limit: datasetLimit}
  if (isPeerMethod(method)) return {shape: PEER_REQUESTS[method], limit: peerLimit(method)}
  return undefined
}

function refuse(response: ServerResponse, state: Exclude<Upload['state'], 'read'>, {bytes}: ValueLimit): void {
  const size = bytes < 1024 * 1024 ? `${bytes / 1024} kB` : `${bytes / (1024 * 1024)} MB`
  if (state === 'too-large') answer(response, 200, refused(message('This is more than {size} at once. Import fewer files at a time.', {size})))
  else if (state === 'no-room') answer(response, 429, refused(message('Too much is being sent at once. Wait a moment, then try again.')))
  else response.destroy()
}

/** Refuses a request before it is read, for a reason that the window can show. */
export function answerRefused(response: ServerResponse, status: number, why: Sentence): void {
  answer(response, status, refused(why))
}

/** An answer that many get is written once. */
const bodies = new WeakMap<Result<unknown>, Uint8Array>()

const encoded = (value: object): Uint8Array => encode(encoder => writeAny(encoder, value as Parameters<typeof writeAny>[1]))

function bodyOf(value: Result<unknown>): Uint8Array {
  const known = bodies.get(value)
  if (known !== undefined) return known
  const body = encoded(carried(value))
  bodies.set(value, body)
  return body
}

function answer(response: ServerResponse, status: number, value: Result<unknown>): void {
  if (response.headersSent || response.destroyed) return
  const body = bodyOf(value)
  response.setTimeout(TAKES_WITHIN, () => response.destroy())
  response.writeHead(status, {'Content-Type': 'application/octet-stream', 'Content-Length': body.byteLength})
  response.end(body)
}

/** Aborted when whoever asked goes before she has her answer. */
function whileWaiting(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  const leave = (): void => {
    if (!response.writableFinished) gone.abort()
  }
  if (response.destroyed) leave()
  else response.once('close', leave)
  return gone.signal
}

/** What is known of the file, and then the file; it is not made where there is no place for it. */
async function answerDataset(response: ServerResponse, entered: ReturnType<Downloads['enter']>, make: () => Promise<Result<MadeDataset>>): Promise<void> {
  if (!entered.ok) return answer(response, 429, entered)
  const place = entered.value
  try {
    const made = await make()
    if (!made.ok) return answer(response, 200, made)
    if (response.destroyed) return
    const has = place.hold(made.value)
    if (!has.ok) return answer(response, 429, has)
    const {size, held: _held, pieces: _pieces, ...about} = made.value
    const head = encode(encoder => writeVarUint8Array(encoder, encoded(ok(about))))
    response.setTimeout(TAKES_WITHIN, () => response.destroy())
    response.writeHead(200, {'Content-Type': DATASET_TYPE, 'Content-Length': head.byteLength + size})
    await place.send(head, made.value, response)
  } finally {
    place.leave()
  }
}
