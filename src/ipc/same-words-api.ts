import * as z from 'zod'
import type {ArticleId} from '../core/article/article.ts'
import {articleIdShape} from '../core/article/article-shape.ts'
import {LONGEST_MENTION} from '../core/text/identical-mentions.ts'
import type {Result} from '../core/result.ts'

/** Words that are looked for in all articles, and the layer they are to be labelled in. */
export type SoughtWords = {readonly quote: string; readonly layer: string; readonly wholeWords: boolean; readonly matchCase: boolean}

/** A place with a few words of the text on each side; `ends` where the text goes no further. */
export type WordsPlace = {
  readonly start: number
  readonly end: number
  readonly before: string
  readonly quote: string
  readonly after: string
  readonly ends: boolean
}

/**
 * The places of one article that nobody has labelled yet in the set that this person works in, and how many are labelled there.
 * `rights`: hers to that set. Where it is closed to her, nothing is said of what is labelled.
 */
export type WordsInArticle = {
  readonly article: ArticleId
  readonly rights: 'write' | 'read' | 'none'
  readonly places: readonly WordsPlace[]
  readonly labelled: number
}

/** A place in the list of articles, that of the last one looked at. */
export type ListPlace = {readonly position: number; readonly article: ArticleId}

/** One page, in list order; `next` to ask on from, absent at the end. `looked`: how many of all articles come up to there. `unread`: texts of this page that could not be read. */
export type FoundWords = {
  readonly articles: readonly WordsInArticle[]
  readonly looked: number
  readonly of: number
  readonly unread: number
  readonly next?: ListPlace
}

export interface SameWordsApi {
  /** Looks through some of the articles, from the first or from after a place on: ask until there is no `next`. */
  sameWords(sought: SoughtWords, after: ListPlace | null): Promise<Result<FoundWords>>
}

const sought = z.object({
  quote: z.string().min(1).max(LONGEST_MENTION),
  layer: z.string().min(1).max(200),
  wholeWords: z.boolean(),
  matchCase: z.boolean(),
})

/** The arguments of each request, parsed from unknown where they arrive. */
export const SAME_WORDS_REQUESTS: {readonly [K in keyof SameWordsApi]: z.ZodType<Parameters<SameWordsApi[K]>>} = {
  sameWords: z.tuple([sought, z.object({position: z.number(), article: articleIdShape}).nullable()]),
}
