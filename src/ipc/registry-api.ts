import * as z from 'zod'
import type {ArticleId} from '../core/article/article.ts'
import type {Pointer} from '../core/annotation/pointers.ts'
import type {Result} from '../core/result.ts'

/** How often something of the registry is pointed at. `articles` are places in the list beside. */
export type PointerUse = Pointer & {readonly mentions: number; readonly articles: readonly number[]}

export type RegistryUse = {readonly articles: readonly ArticleId[]; readonly uses: readonly PointerUse[]}

/** An annotation that points at something of the registry. Whose set it is in is said by `owner`. */
export type Mention = {
  readonly article: ArticleId
  readonly owner: string
  readonly annotation: string
  readonly layer: string
  readonly start: number
  readonly end: number
  /** Its beginning, where it is long. */
  readonly quote: string
  /** A few words of the text on each side. */
  readonly before: string
  readonly after: string
  readonly by: string
}

/** In list order of their articles, then in text order; `total` of all that there are. */
export type Mentions = {readonly mentions: readonly Mention[]; readonly total: number}

/** What a window may ask about what annotations point at, over the sets this person may see. */
export interface RegistryApi {
  /** Of everything that is pointed at. What was merged is counted by itself. */
  registryUse(): Promise<Result<RegistryUse>>
  /** At most {@link MENTIONS_AT_ONCE}, from this place on. */
  mentions(of: readonly Pointer[], from: number): Promise<Result<Mentions>>
}

export const MENTIONS_AT_ONCE = 500

/** What was merged into one record is asked for together. */
const MOST_POINTERS = 2000

const pointer = z.object({kind: z.enum(['entity', 'claim', 'topic']), id: z.string().min(1).max(200)})

/** The arguments of each request, parsed from unknown where they arrive. */
export const REGISTRY_REQUESTS: {readonly [K in keyof RegistryApi]: z.ZodType<Parameters<RegistryApi[K]>>} = {
  registryUse: z.tuple([]),
  mentions: z.tuple([z.array(pointer).max(MOST_POINTERS), z.number().int().nonnegative()]),
}
