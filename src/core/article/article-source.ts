import {sha256} from '@noble/hashes/sha2.js'
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js'
import * as z from 'zod'
import {inCodeUnits} from '../code-unit-order.ts'

/** Where a text appeared: identical copy of an agency is printed by several outlets. Dates are ISO 8601; `sourceName` is the file it came in. */
export type ArticleSource = {
  readonly outlet?: string
  readonly author?: string
  readonly published?: string
  readonly url?: string
  readonly sourceName: string
}

export const articleSourceShape = z.strictObject({
  outlet: z.string().exactOptional(),
  author: z.string().exactOptional(),
  published: z.string().exactOptional(),
  url: z.string().exactOptional(),
  sourceName: z.string(),
}) satisfies z.ZodType<ArticleSource>

/** Sources of one text; nobody prints the same so often, and each is sent to everybody. */
export const MOST_SOURCES = 1000

const DETAILS = ['outlet', 'author', 'published', 'url'] as const

/** The part of an article that is its first source. */
export function sourceOf(article: ArticleSource): ArticleSource {
  const details = DETAILS.flatMap(name => (article[name] === undefined ? [] : [[name, article[name]] as const]))
  return {...Object.fromEntries(details), sourceName: article.sourceName}
}

/** Whether a source says nothing that another does not: the same file, and the same of all that it tells. */
export const isWithin = (source: ArticleSource, other: ArticleSource): boolean =>
  source.sourceName === other.sourceName && DETAILS.every(name => source[name] === undefined || source[name] === other[name])

/** The same source gets the same id wherever it is entered. */
export const sourceId = (source: ArticleSource): string => bytesToHex(sha256(utf8ToBytes(JSON.stringify(sourceOf(source))))).slice(0, 16)

/** Earlier first, those without a date last; then by outlet and file. */
export function inSourceOrder(a: ArticleSource, b: ArticleSource): number {
  const key = (source: ArticleSource): string =>
    JSON.stringify([source.published ?? '\uffff', source.outlet ?? '', source.sourceName, source.url ?? '', source.author ?? ''])
  return inCodeUnits(key(a), key(b))
}
