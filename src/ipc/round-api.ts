import * as z from 'zod'
import type {Result} from '../core/result.ts'
import type {Round} from '../core/round/round.ts'

/** The one way to start and open rounds, for curators and admins; a guest's hub passes it on to the project's. */
export interface RoundApi {
  /** All is closed at once; resolves when every hub of the project knows it. Refused while another round is closed. */
  startRound(name: string): Promise<Result<Round>>
  /** Shows everybody everything, for ever: a round that was opened cannot be closed again. */
  openRound(id: string): Promise<Result<Round>>
}

/** The arguments of each request, parsed from unknown where they arrive. */
export const ROUND_REQUESTS: {readonly [K in keyof RoundApi]: z.ZodType<Parameters<RoundApi[K]>>} = {
  startRound: z.tuple([z.string().trim().min(1).max(80)]),
  openRound: z.tuple([z.string().min(1).max(64)]),
}
