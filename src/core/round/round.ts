import * as z from 'zod'
import type {AnnotatorId} from '../annotation/annotation.ts'
import type {ArticleId} from '../article/article.ts'
import type {RoundId} from './owner.ts'
import {EARLIER} from './owner.ts'

/**
 * Who opened a round and when. `key` and `signature`: by which devices that exchange files know that somebody entitled did;
 * absent where the hub that opened it knows of no key.
 */
export type Opening = {readonly by: AnnotatorId; readonly at: number; readonly key?: string; readonly signature?: string}

/** What of an article’s details annotators of a round are not shown. */
export type HiddenDetail = 'outlet' | 'author' | 'published' | 'url'

/**
 * What whoever starts a round decides of it. `articles`, `annotators`: absent for all that there are and come. `perArticle`: how many
 * annotators each article is given to. `basedOn`: the round whose sets it begins with. `worklists`: each annotator has a list of her own, and writes on what is in it
 * alone.
 */
export type RoundPlan = {
  readonly articles?: readonly ArticleId[]
  readonly annotators?: readonly AnnotatorId[]
  readonly perArticle?: number
  readonly order?: 'listed' | {readonly seed: string}
  readonly hide?: readonly HiddenDetail[]
  readonly suggestions?: boolean
  readonly basedOn?: RoundId
  readonly worklists?: true
}

/**
 * `draft`: it has not begun. `closed`: its annotators work in sets of their own, and nobody reaches another’s. `open`: over, for ever.
 * `openers`: the public keys that may open it, as they stood when it began.
 */
export type Round = RoundPlan & {
  readonly id: RoundId
  readonly name: string
  readonly state: 'draft' | 'closed' | 'open'
  readonly startedAt: number
  readonly startedBy?: AnnotatorId
  /** Absent where it began before rounds had sets of their own: then its work is the earlier work. */
  readonly ownSets?: true
  readonly openers: readonly string[]
  readonly opened?: Opening
  /** What came to it after it was planned: it is among `articles` and `annotators` too. */
  readonly added?: Scope
  /** What stands there is not understood, so it counts as closed. */
  readonly unreadable?: true
}

export const openingShape: z.ZodType<Opening> = z.object({
  by: z.string(),
  at: z.number(),
  key: z.string().exactOptional(),
  signature: z.string().exactOptional(),
})
/** Most articles of a round, and most annotators: its record is read whole. */
export const MOST_ARTICLES = 5000
export const MOST_ANNOTATORS = 1000

/** Which articles and people a round is of, and where its work is, as it stands: what is kept already is read however much it is. */
export const scopeShape = {
  articles: z.array(z.string()).exactOptional(),
  annotators: z.array(z.string()).exactOptional(),
  ownSets: z.literal(true).exactOptional(),
  worklists: z.literal(true).exactOptional(),
}
/** As it is asked for. */
export const planShape = {
  articles: z.array(z.string()).max(MOST_ARTICLES).exactOptional(),
  annotators: z.array(z.string()).max(MOST_ANNOTATORS).exactOptional(),
  perArticle: z.int().min(1).exactOptional(),
  order: z.union([z.literal('listed'), z.object({seed: z.string()})]).exactOptional(),
  hide: z.array(z.enum(['outlet', 'author', 'published', 'url'])).exactOptional(),
  suggestions: z.boolean().exactOptional(),
  basedOn: z.string().exactOptional(),
  worklists: scopeShape.worklists,
}
const fields = {
  name: z.string(),
  startedAt: z.number(),
  startedBy: z.string().exactOptional(),
  openers: z.array(z.string()).default([]),
  ...planShape,
  ...scopeShape,
}
const unopened = z.object({...fields, state: z.enum(['draft', 'closed'])})
const open = z.object({...fields, state: z.literal('open'), opened: openingShape})
/** As rounds were written before openings were signed. */
const former = z.object({name: z.string(), startedAt: z.number(), mode: z.enum(['together', 'independent']), open: z.boolean()})

/** A round that nobody can read is closed, for every article and everybody: what it says may be that all is blind. */
const unreadableRound = (id: RoundId): Round => ({id, name: '', state: 'closed', startedAt: 0, openers: [], unreadable: true})

/** In place of a list of rounds that cannot be read. */
export const UNREADABLE_ROUNDS: readonly Round[] = [unreadableRound('')]

/** As a hub tells another one. */
export const toldRoundShape: z.ZodType<Round> = z.looseObject({id: z.string()}).transform(({id, ...record}) => parseRound(id, record))

export function parseRound(id: RoundId, record: unknown): Round {
  // The name of what was made before: two rounds would be taken for one.
  if (id === EARLIER) return unreadableRound(id)
  const now = z.union([unopened, open]).safeParse(record)
  if (now.success) {
    const added = addedTo(record)
    const round: Round = {id, ...now.data}
    return added.articles.length + added.annotators.length === 0 ? round : {...round, ...scopeWith(round, added), added}
  }
  const before = former.safeParse(record)
  if (!before.success || (typeof record === 'object' && record !== null && 'state' in record)) return unreadableRound(id)
  const {name, startedAt, mode} = before.data
  return {id, name, startedAt, openers: [], state: mode === 'together' || before.data.open ? 'open' : 'closed'}
}

/** What is added later stands beside the plan, each under a key of its own: two curators who add at once both have. */
export const ADDED = {articles: 'article/', annotators: 'annotator/'} as const

const addedTo = (record: unknown): {readonly articles: readonly ArticleId[]; readonly annotators: readonly AnnotatorId[]} => {
  const keys = typeof record === 'object' && record !== null ? Object.keys(record).sort() : []
  const under = (prefix: string): readonly string[] => keys.flatMap(key => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []))
  return {articles: under(ADDED.articles), annotators: under(ADDED.annotators)}
}

type Scope = Pick<RoundPlan, 'articles' | 'annotators'>

/** What a round is of with what was added to it, as far as there is room. One of all needs no adding to. */
export function scopeWith({articles, annotators}: Scope, added: Scope = {}): Scope {
  const more = (list: readonly string[], others: readonly string[] = [], most: number): readonly string[] =>
    [...new Set([...list, ...others])].slice(0, Math.max(most, list.length))
  return {
    ...(articles && {articles: more(articles, added.articles, MOST_ARTICLES)}),
    ...(annotators && {annotators: more(annotators, added.annotators, MOST_ANNOTATORS)}),
  }
}

/** Whether there is no room for what is added. */
export function isBeyond({articles, annotators}: Scope, added: Scope): boolean {
  const isMore = (list: readonly string[] | undefined, others: readonly string[] = [], most: number): boolean =>
    list !== undefined && others.length > 0 && new Set([...list, ...others]).size > most
  return isMore(articles, added.articles, MOST_ARTICLES) || isMore(annotators, added.annotators, MOST_ANNOTATORS)
}

export const isClosed = ({state}: Round): boolean => state === 'closed'

/** What is signed when a round is opened: this one, in this project, by this person and then. */
export const openingText = (projectId: string, round: RoundId, {by, at}: Opening): string => JSON.stringify(['claimlight', 'open', projectId, round, at, by])
