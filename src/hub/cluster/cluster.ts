import {setTimeout as pause} from 'node:timers/promises'
import type {Extension} from '@hocuspocus/server'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {Common} from '../../storage/postgres/common.ts'
import type {LogEntry} from '../documents/durable-log.ts'
import type {AccessRecords} from '../network/access-record.ts'
import {commonAccess} from './common-access.ts'
import {commonRounds} from './common-rounds.ts'
import type {LogFollower} from './follow-log.ts'
import {followLog} from './follow-log.ts'
import {lease} from './lease.ts'
import type {RoundRecords} from '../rounds/round-records.ts'

/** Milliseconds between looks into the common log: Redis carries everything at once but promises nothing; without it the log is all there is. */
const BESIDE_REDIS = 2000
const WITHOUT_REDIS = 300

/** The other hubs of the same project. */
export interface Cluster {
  readonly extensions: Extension[]
  /** Who may come in, the same at every hub. */
  readonly access: AccessRecords
  /** What is known of rounds, the same at every hub. */
  readonly rounds: RoundRecords
  /** Resolves when every hub that still hands out anything knows what the rounds say now. */
  everywhere(): Promise<void>
  /** By which the others know this hub. */
  readonly hub: string
  /** Resolves with `true` when another hub hands out nothing any more, with `false` when this one stops. */
  gone(hub: string): Promise<boolean>
  /** Whether this hub has heard of the others lately; else it hands out nothing new. */
  isInStep(): boolean
  onStep(listener: () => void): void
  /** Whether live traffic goes through Redis now. */
  isLive(): boolean
  follow(given: {
    isHere: (name: string) => boolean
    apply: (entry: LogEntry) => Promise<void>
    onElsewhere: (document: {readonly name: string; readonly address: DocumentAddress}) => void
  }): void
  close(): Promise<void>
}

/** Milliseconds that opening a document waits for a database that is away, and between attempts. */
const PATIENCE = 25_000
const TRY_AGAIN = 500

/** Reads again while the database is away: a window whose document was refused would not ask again by itself. */
export async function patiently<T>(read: () => Promise<T>): Promise<T> {
  for (let waited = 0; ; waited += TRY_AGAIN) {
    try {
      return await read()
    } catch (error) {
      if (waited >= PATIENCE) throw error
      await pause(TRY_AGAIN)
    }
  }
}

/** To be joined before any document is loaded. Without Redis the hubs hear of each other through the common log alone. */
export async function joinCluster({common, projectId, redis}: {common: Common; projectId: string; redis: string | undefined}): Promise<Cluster> {
  const place = await common.log.position()
  const access = await commonAccess(common.files)
  const rounds = await commonRounds(common.files)
  const inStep = await lease(common.files, rounds.look)
  let follower: LogFollower | undefined
  const paceFor = (isLive: boolean): number => (isLive ? BESIDE_REDIS : WITHOUT_REDIS)
  const link =
    redis === undefined
      ? undefined
      : (await import('./redis-link.ts')).redisLink({url: redis, projectId, isInStep: inStep.holds, onChange: isUp => follower?.pace(paceFor(isUp))})
  const isLive = (): boolean => link?.isUp() === true
  return {
    extensions: link === undefined ? [] : [link.extension],
    access,
    rounds,
    everywhere: () => inStep.everywhere(rounds.version),
    hub: inStep.hub,
    gone: inStep.gone,
    isInStep: inStep.holds,
    onStep: inStep.onChange,
    isLive,
    follow: given => {
      follower = followLog({log: common.log, isInStep: inStep.holds, place, pace: paceFor(isLive()), ...given})
    },
    close: async () => {
      access.stop()
      await inStep.stop()
      await follower?.stop()
      await link?.close()
    },
  }
}
