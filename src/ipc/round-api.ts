import * as z from 'zod'
import type {Result} from '../core/result.ts'
import type {Round, RoundPlan} from '../core/round/round.ts'
import {planShape} from '../core/round/round.ts'
import type {ValueLimit} from '../core/json/value-limit.ts'
import {SMALL} from '../core/json/value-limit.ts'

/** The one way to start and open rounds, for curators and admins; a guest's hub passes it on to the project's. */
export interface RoundApi {
  /**
   * Its articles are closed at once; resolves when every hub of the project knows it. Refused while one of them is in another closed round.
   * Without a plan it is of all articles and of everybody.
   */
  startRound(name: string, plan?: RoundPlan): Promise<Result<Round>>
  /** Shows everybody everything, for ever: a round that was opened cannot be closed again. */
  openRound(id: string): Promise<Result<Round>>
}

/** Articles and annotators of one round: what its record holds, and each look at it reads. */
export const ROUND_LIMIT: ValueLimit = {bytes: 512 * 1024, values: 6000 + SMALL.values}

/** The arguments of each request, parsed from unknown where they arrive. */
export const ROUND_REQUESTS: {readonly [K in keyof RoundApi]: z.ZodType<Parameters<RoundApi[K]>>} = {
  startRound: z.tuple([z.string().trim().min(1).max(80), z.strictObject(planShape).exactOptional()]),
  openRound: z.tuple([z.string().min(1).max(64)]),
}
