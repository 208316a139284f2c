import {setTimeout} from 'node:timers/promises'
import {encode, writeAny} from 'lib0/encoding'
import * as z from 'zod'
import {revived} from '../../ipc/revived.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {RoundApi} from '../../ipc/round-api.ts'
import {ROUND_ANSWERS} from '../../ipc/round-api.ts'
import type {SchemaApi, SchemaEffect, SchemaInForce} from '../../ipc/schema-api.ts'
import {schemaEffectShape} from '../../ipc/schema-api.ts'
import type {PeerApi} from '../../sync/peer-api.ts'
import {ANSWER_LIMIT, PEER_ANSWERS} from '../../sync/peer-api.ts'
import {readBounded} from '../documents/bounded-any.ts'
import type {HubPoster} from './hub-poster.ts'
import {hubPoster} from './hub-poster.ts'
import type {UpstreamAccess, UpstreamProblem} from './upstream-access.ts'
import {otherVersion, problemOfStatus, signedOut} from './upstream-access.ts'

type RoundAnswer<K extends keyof RoundApi> = Extract<Awaited<ReturnType<RoundApi[K]>>, {ok: true}>['value']
type Answer<K extends keyof PeerApi> = Extract<Awaited<ReturnType<PeerApi[K]>>, {ok: true}>['value']

type WantedSchema = Readonly<Parameters<SchemaApi['takeSchema']>>

/** Requests to another hub at one of its origins. */
export interface UpstreamRequests {
  ask<K extends keyof PeerApi>(origin: string, method: K, ...args: Parameters<PeerApi[K]>): Promise<Result<Answer<K>, UpstreamProblem>>
  articleText(origin: string, id: string): Promise<Result<string, UpstreamProblem>>
  renamePerson(origin: string, name: string): Promise<Result<unknown, UpstreamProblem>>
  round<K extends keyof RoundApi>(origin: string, method: K, args: Parameters<RoundApi[K]>): Promise<Result<RoundAnswer<K>, UpstreamProblem>>
  takeSchema(origin: string, change: WantedSchema): Promise<Result<SchemaInForce, UpstreamProblem>>
  weighSchema(origin: string, change: WantedSchema): Promise<Result<SchemaEffect, UpstreamProblem>>
  close(): void
}

/** A hub that is asked too often is asked again a little later: milliseconds, and how many times. */
const PATIENT_PAUSE = 1000
const PATIENT_TRIES = 10

const BYTES = 'application/octet-stream'

export function upstreamRequests(access: UpstreamAccess): UpstreamRequests {
  let pinned = access.fingerprint
  let poster = hubPoster(pinned)
  /** Connections to another certificate than the pinned one are not used again. */
  const current = (): HubPoster => {
    if (pinned === access.fingerprint) return poster
    poster.close()
    pinned = access.fingerprint
    poster = hubPoster(pinned)
    return poster
  }

  const asked = async <T>(origin: string, method: string, args: readonly unknown[], shape: z.ZodType<T>): Promise<Result<T, UpstreamProblem>> => {
    const body = encode(encoder => writeAny(encoder, args as Parameters<typeof writeAny>[1]))
    for (let left = PATIENT_TRIES; ; left--) {
      const posted = await current().post(origin, `/api/${method}`, {'content-type': BYTES, ...access.headers()}, body)
      if (!posted.ok) return posted
      const {status, type} = posted.value
      if (status === 429 && left > 0) {
        await setTimeout(PATIENT_PAUSE)
        continue
      }
      const answer = type === BYTES ? parsed(posted.value.body) : undefined
      if (status === 401 && answer?.ok === false) return refused(signedOut(answer.error))
      if (status !== 200) return refused(problemOfStatus(origin, status))
      if (answer?.ok === false) return refused({kind: 'said', why: answer.error})
      const value = shape.safeParse(answer?.value)
      return answer !== undefined && value.success ? ok(value.data) : refused(otherVersion(origin))
    }
  }
  return {
    ask: <K extends keyof PeerApi>(origin: string, method: K, ...args: Parameters<PeerApi[K]>) =>
      asked(origin, method, args, PEER_ANSWERS[method] as unknown as z.ZodType<Answer<K>>),
    articleText: (origin, id) => asked(origin, 'articleText', [id], z.string()),
    renamePerson: (origin, name) => asked(origin, 'renamePerson', [name], z.unknown()),
    round: <K extends keyof RoundApi>(origin: string, method: K, args: Parameters<RoundApi[K]>) =>
      asked(origin, method, args, ROUND_ANSWERS[method] as unknown as z.ZodType<RoundAnswer<K>>),
    takeSchema: (origin, change) => asked(origin, 'takeSchema', change, inForceShape),
    weighSchema: (origin, change) => asked(origin, 'weighSchema', change, schemaEffectShape),
    close: () => poster.close(),
  }
}

const inForceShape = z.object({name: z.string(), version: z.number().int()})

const result = z.union([z.object({ok: z.literal(true), value: z.unknown()}), z.object({ok: z.literal(false), error: z.string(), said: z.unknown()})])

function parsed(bytes: Uint8Array): Result<unknown> | undefined {
  const {data} = result.safeParse(readBounded(bytes, ANSWER_LIMIT))
  return data && revived(data)
}
