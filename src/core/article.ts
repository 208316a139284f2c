import {sha256} from '@noble/hashes/sha2.js'
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js'

/** `sha256(text)` in lower-case hex: the same text twice is one article. */
export type ArticleId = string

/** What is known about an article beside its text. Dates are ISO 8601 (`2025-02-04`), `language` is BCP 47. */
export type ArticleMetadata = {
  readonly title: string
  readonly outlet?: string
  readonly author?: string
  readonly published?: string
  readonly url?: string
  readonly language?: string
  readonly sourceName: string
  readonly warnings: readonly string[]
}

/** An article as the project lists it; its text travels apart, by hash. `position` orders the list, `words` and `length` (UTF-16) are of the text. */
export type ArticleEntry = ArticleMetadata & {
  readonly id: ArticleId
  readonly position: number
  readonly words: number
  readonly length: number
}

/** The one form in which texts are kept: no byte order mark, LF line ends, NFC. Offsets count in this form. */
export const normalText = (raw: string): string => raw.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n').normalize('NFC')

export const articleId = (text: string): ArticleId => bytesToHex(sha256(utf8ToBytes(text)))

const words = new Intl.Segmenter(undefined, {granularity: 'word'})

/** Words as Unicode counts them (UAX 29), so that Chinese and Arabic texts are counted too. */
export function countWords(text: string): number {
  let count = 0
  for (const line of text.split('\n')) for (const {isWordLike} of words.segment(line)) if (isWordLike) count++
  return count
}

/** A title guessed from the first line with words in it; at most 160 characters, cut at a word. */
export function guessTitle(text: string, sourceName: string): string {
  const line = text.split('\n').find(each => /[\p{L}\p{N}]/u.test(each))?.replace(/^#+\s*/, '').trim()
  if (line === undefined) return sourceName
  if (line.length <= 160) return line
  const cut = line.slice(0, 160)
  const space = cut.lastIndexOf(' ')
  return `${(space > 80 ? cut.slice(0, space) : cut).replace(/[\uD800-\uDBFF]$/, '')}…`
}
