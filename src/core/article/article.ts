import {sha256} from '@noble/hashes/sha2.js'
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js'
import type {ArticleSource} from './article-source.ts'
import {snapToGraphemes, wordsOf} from '../text/segmentation.ts'

/** `sha256(text)` in lower-case hex: the same text twice is one article. */
export type ArticleId = string

/** The largest file taken as one article, in bytes (5 MiB): some twenty novels; more is a corpus in one file, to be split first. */
export const MAX_ARTICLE_BYTES = 5 * 1024 * 1024

/** What is known about an article beside its text. Dates are ISO 8601 (`2025-02-04`), `language` is BCP 47. */
export type ArticleMetadata = {
  readonly title: string
  readonly outlet?: string
  readonly author?: string
  readonly published?: string
  readonly url?: string
  readonly language?: string
  /** The event that it reports on, with others. */
  readonly story?: string
  readonly sourceName: string
  readonly warnings: readonly string[]
  /** Where else the same text appeared; the first source is told by the article itself. */
  readonly otherSources?: readonly ArticleSource[]
}

/** An article as the project lists it; its text travels apart, by hash. `position` orders the list, `words` and `length` (UTF-16) are of the text. */
export type ArticleEntry = ArticleMetadata & {
  readonly id: ArticleId
  readonly position: number
  readonly words: number
  readonly length: number
}

/**
 * The one form in which texts are kept: no byte order mark, LF line ends, NFC. Offsets count in this form. Half a
 * surrogate pair, which UTF-8 cannot hold, becomes U+FFFD: else two texts would have one id and the file another text.
 */
export const normalText = (raw: string): string =>
  raw
    .toWellFormed()
    .replace(/^\uFEFF+/, '')
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')

/** Of a text in normal form. */
export const articleId = (text: string): ArticleId => bytesToHex(sha256(utf8ToBytes(text)))

/** Letters between blanks are one word whatever stands beyond the blanks; most words of many texts, and a fifth of the time. */
const PLAIN_WORD = /(?<![^ \n])[A-Za-z]+[.,;:!?]?(?![^ \n])/g

/** Words as Unicode counts them (UAX 29), so that Arabic texts are counted too; in scripts without spaces between words, as Chinese, each sign. */
export function countWords(text: string): number {
  let count = 0
  const others = text.replace(PLAIN_WORD, () => {
    count++
    return ''
  })
  for (const _word of wordsOf(others)) count++
  return count
}

/** A text as it would be with other line ends behind its last words: copies of one text differ in nothing more often. */
export function sameButForEnd(text: string): readonly string[] {
  const bare = text.replace(/\n+$/, '')
  return [text, bare, `${bare}\n`, `${bare}\n\n`].filter((each, at, all) => all.indexOf(each) === at)
}

/**
 * A title guessed from the first line with words in it that is no comment, without the marks of Markdown for headings, emphasis and links; at most 160 UTF-16 units and an ellipsis, cut at
 * a word where there is one.
 */
export function guessTitle(text: string, sourceName: string): string {
  const line = firstLineWithWords(withoutComments(text))
    ?.trim()
    .replace(/^#{1,6}(?:\s+|(?=[^\s#]))/, '')
    .replace(/\s+#+$/, '')
    .replace(/^(\*\*|__|\*|_)(?=\S)(.*\S)\1$/, '$2')
    .replace(/^\[([^\]]+)\]\([^)\s]*\)$/, '$1')
  if (line === undefined) return sourceName
  if (line.length <= 160) return line
  const space = line.lastIndexOf(' ', 160)
  return `${line.slice(0, space > 80 ? space : snapToGraphemes(line, {start: 0, end: 159}).end).trimEnd()}…`
}

/** The beginning of a text without comments of HTML, as far as a title is looked for. One without end is none. */
function withoutComments(text: string): string {
  let rest = text
  for (let found = /^\s*<!--/.exec(rest); found !== null; found = /^\s*<!--/.exec(rest)) {
    const end = rest.indexOf('-->', found[0].length)
    if (end === -1) return rest
    rest = rest.slice(end + 3)
  }
  return rest
}

function firstLineWithWords(text: string): string | undefined {
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start)
    const end = found === -1 ? text.length : found
    const line = text.slice(start, end)
    if (/[\p{L}\p{N}]/u.test(line)) return line
    start = end + 1
  }
  return undefined
}
