import * as z from 'zod'
import type {ArticleId, ArticleMetadata} from '../core/article/article.ts'
import {articleIdShape, articleMetadataShape} from '../core/article/article-shape.ts'
import type {Person} from '../core/round/owner.ts'
import {publicKeyShape} from '../core/person/person-key.ts'
import type {Result} from '../core/result.ts'
import type {Round} from '../core/round/round.ts'
import {toldRoundShape} from '../core/round/round.ts'
import type {ValueLimit} from '../core/json/value-limit.ts'
import {SMALL} from '../core/json/value-limit.ts'
import {addressShape} from '../project/document-address.ts'
import type {DocumentAddress} from '../project/document-address.ts'

/** Counts up when hubs of two versions would misunderstand each other. 1 knew neither labels of their own keys, nor whose work a round’s is, nor schemas that map labels; 2 neither late work nor words of a schema in several languages. */
export const PEER_PROTOCOL = 3

export type PeerHello = {readonly protocol: number; readonly projectId: string; readonly projectName: string; readonly person: Person}

/**
 * Documents that this person may read and that were written to, in the order of the hub's log; `cursor` is where to ask
 * on from. `anew`: her rights have changed, so all that she may read now is told from the beginning. `restored`: the
 * hub's log is another one than the cursor is from; what it acknowledged before may be gone there, so offer all again.
 */
export type ChangesPage = {
  readonly documents: readonly DocumentAddress[]
  readonly cursor: string
  readonly more: boolean
  readonly from: 'cursor' | 'anew' | 'restored'
}

/** What one hub asks of another for one person, besides syncing documents. Travels as the requests of a window do. */
export interface PeerApi {
  hello(): Promise<Result<PeerHello>>
  /** Which rounds are closed and open: a guest believes the document alone only where it is signed. */
  rounds(): Promise<Result<readonly Round[]>>
  /** The public key by which her device signs, for everybody in the project to see. */
  putKey(key: string): Promise<Result<null>>
  /** The empty text is the beginning. Cursors are given back as they came; what is in them is the hub's affair. */
  changesSince(cursor: string): Promise<Result<ChangesPage>>
  /** Those among these articles whose text the hub does not have. */
  missingTexts(ids: readonly ArticleId[]): Promise<Result<readonly ArticleId[]>>
  /** Gives the hub a text before its article is listed. For those who may manage the project. */
  putText(id: ArticleId, text: string, metadata: ArticleMetadata): Promise<Result<null>>
}

/** Articles asked about at once. */
export const MOST_IDS = 5000

/** The arguments of each request, parsed from unknown where they arrive. */
export const PEER_REQUESTS: {readonly [K in keyof PeerApi]: z.ZodType<Parameters<PeerApi[K]>>} = {
  hello: z.tuple([]),
  rounds: z.tuple([]),
  putKey: z.tuple([publicKeyShape]),
  changesSince: z.tuple([z.string().max(200)]),
  missingTexts: z.tuple([z.array(articleIdShape).max(MOST_IDS)]),
  putText: z.tuple([articleIdShape, z.string(), articleMetadataShape]),
}

const LIMITS: {readonly [K in keyof PeerApi]?: ValueLimit} = {
  missingTexts: {bytes: 512 * 1024, values: MOST_IDS + SMALL.values},
  putText: {bytes: 64 * 1024 * 1024, values: SMALL.values},
}

/** How large the arguments of a request may be; looked at before they are parsed. */
export const peerLimit = (method: keyof PeerApi): ValueLimit => LIMITS[method] ?? SMALL

/** How large an answer may be: every text is one value, and a page of changes has no more than a hub's log gives at once. */
export const ANSWER_LIMIT: ValueLimit = {bytes: 64 * 1024 * 1024, values: 200_000}

export const isPeerMethod = (name: string): name is keyof PeerApi => Object.hasOwn(PEER_REQUESTS, name)

type Value<K extends keyof PeerApi> = Extract<Awaited<ReturnType<PeerApi[K]>>, {ok: true}>['value']

/** What each request is answered with: a hub believes another one as little as a window. A protocol of another number may say more. */
export const PEER_ANSWERS: {readonly [K in keyof PeerApi]: z.ZodType<Value<K>>} = {
  hello: z.object({
    protocol: z.number().int(),
    projectId: z.string().max(128),
    projectName: z.string(),
    person: z.object({id: z.string().min(1).max(64), name: z.string(), role: z.enum(['reader', 'annotator', 'curator', 'admin'])}),
  }),
  changesSince: z.object({documents: z.array(addressShape), cursor: z.string().max(200), more: z.boolean(), from: z.enum(['cursor', 'anew', 'restored'])}),
  rounds: z.array(toldRoundShape),
  putKey: z.null(),
  missingTexts: z.array(articleIdShape),
  putText: z.null(),
}
