import * as z from 'zod'
import type {AnnotatorId} from '../annotation/annotation.ts'
import type {Owner} from './owner.ts'
import {EARLIER, ownerOf} from './owner.ts'

/**
 * Who opened a round and when. `key` and `signature`: by which devices that exchange files know that somebody entitled did;
 * absent where the hub that opened it knows of no key.
 */
export type Opening = {readonly by: AnnotatorId; readonly at: number; readonly key?: string; readonly signature?: string}

/**
 * `closed`: everybody works in a set of her own, and nobody reaches another’s. `open`: over, for ever. `openers`: the public keys
 * that may open it, as they stood when it began.
 */
export type Round = {
  readonly id: string
  readonly name: string
  readonly state: 'closed' | 'open'
  readonly startedAt: number
  readonly startedBy?: AnnotatorId
  readonly openers: readonly string[]
  readonly opened?: Opening
  /** What stands there is not understood, so it counts as closed. */
  readonly unreadable?: true
}

export const openingShape: z.ZodType<Opening> = z.object({
  by: z.string(),
  at: z.number(),
  key: z.string().exactOptional(),
  signature: z.string().exactOptional(),
})
const fields = {name: z.string(), startedAt: z.number(), startedBy: z.string().exactOptional(), openers: z.array(z.string()).default([])}
const closed = z.object({...fields, state: z.literal('closed')})
const open = z.object({...fields, state: z.literal('open'), opened: openingShape})
/** As rounds were written before openings were signed. */
const former = z.object({name: z.string(), startedAt: z.number(), mode: z.enum(['together', 'independent']), open: z.boolean()})

/** A round that nobody can read is closed: what it says may be that all is blind. */
const unreadableRound = (id: string): Round => ({id, name: '', state: 'closed', startedAt: 0, openers: [], unreadable: true})

/** In place of a list of rounds that cannot be read. */
export const UNREADABLE_ROUNDS: readonly Round[] = [unreadableRound('')]

/** As a hub tells another one. */
export const toldRoundShape: z.ZodType<Round> = z.looseObject({id: z.string()}).transform(({id, ...record}) => parseRound(id, record))

export function parseRound(id: string, record: unknown): Round {
  const now = z.union([closed, open]).safeParse(record)
  if (now.success) return {id, ...now.data}
  const before = former.safeParse(record)
  if (!before.success || (typeof record === 'object' && record !== null && 'state' in record)) return unreadableRound(id)
  const {name, startedAt, mode} = before.data
  return {id, name, startedAt, openers: [], state: mode === 'together' || before.data.open ? 'open' : 'closed'}
}

export const isClosed = ({state}: Round): boolean => state !== 'open'

/** Whether a round is closed: then nobody may know of anybody else's judgements, nor of where she reads. */
export const isBlind = (rounds: readonly Round[]): boolean => rounds.some(isClosed)

/** Whose set a person works in now: her own while a round is closed, else the team's. */
export const activeOwner = (rounds: readonly Round[], person: AnnotatorId): Owner => (isBlind(rounds) ? ownerOf(person, EARLIER) : 'team')

/** What is signed when a round is opened: this one, in this project, by this person and then. */
export const openingText = (projectId: string, round: string, {by, at}: Opening): string => JSON.stringify(['claimlight', 'open', projectId, round, at, by])
