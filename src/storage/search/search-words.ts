import {searchHits, searchTerms, searchTokens} from '../../core/text/search-terms.ts'
import type {SearchTerm, WantedWords} from '../../core/text/search-terms.ts'
import type {Span} from '../../core/text/span.ts'

/** Goes up when texts are cut into other words: then what was indexed before is indexed anew. */
export const WORDS_VERSION = 3

const SNIPPET_BEFORE = 40
const SNIPPET_LENGTH = 160
/** Hits of one article that are counted; of more, nobody wants to know how many. */
const MOST_HITS = 1000

/** The words of a text as an index keeps them. */
export const indexWords = (text: string): readonly string[] => searchTokens(text).map(indexWord)

/** UTF-16 units of a text that are cut into words at once: some milliseconds. */
const PIECE = 50_000
/** Where a text can be cut: no word goes on over it. */
const GAP = /\n| (?!\p{M})/gu

/** As {@link indexWords}, resting between pieces of a long text, for whoever has others to serve. */
export function* indexWordSteps(text: string, piece = PIECE): Generator<undefined, readonly string[], undefined> {
  const words: string[] = []
  for (let from = 0; from < text.length; ) {
    GAP.lastIndex = from + piece
    const to = GAP.test(text) ? GAP.lastIndex : text.length
    for (const word of indexWords(text.slice(from, to))) words.push(word)
    from = to
    yield
  }
  return words
}

/** The terms of a query, each in all the ways in which it may stand in an index. */
export const indexTerms = (query: string): readonly (readonly WantedWords[])[] =>
  searchTerms(query).map(({others = [], ...words}) => [words, ...others].map(each => ({...each, tokens: each.tokens.map(indexWord)})))

/** Marks that are letters of their scripts become such that no index takes for a gap between words. */
const indexWord = (token: string): string => token.replace(/\p{M}/gu, mark => String.fromCodePoint(0xe000 + ((mark.codePointAt(0) as number) % 0x1900)))

/** How many times a term stands in a list of words, in any of its ways. */
export const countTerm = (words: readonly string[], ways: readonly WantedWords[]): number => ways.reduce((sum, way) => sum + countWords(words, way), 0)

function countWords(words: readonly string[], term: WantedWords): number {
  const last = term.tokens.length - 1
  let count = 0
  for (let at = 0; at + last < words.length; at++) {
    if (term.tokens.every((token, i) => (term.open && i === last ? words[at + i]?.startsWith(token) : words[at + i] === token))) count++
  }
  return count
}

/** The words of a text around the first hit of a query, on one line; the beginning when the query is in the title only. `marks`: the hits in the snippet. */
export type Snippet = {readonly snippet: string; readonly marks: readonly Span[]; readonly hits: number}

/** `terms`: of the query, as `searchTerms` has them. */
export function searchSnippet(text: string, terms: readonly SearchTerm[]): Snippet {
  const hits = searchHits(text, terms, MOST_HITS)
  const at = hits[0]?.start ?? 0
  const from = at <= SNIPPET_BEFORE ? 0 : wordStart(text, at - SNIPPET_BEFORE, at)
  const cut = text.slice(from, from + SNIPPET_LENGTH).replace(/[\uD800-\uDBFF]$/, '')
  const to = from + cut.length
  let snippet = from > 0 ? '…' : ''
  const marks: Span[] = []
  let place = from
  const add = (end: number): void => {
    const words = text.slice(place, end).replace(/\s+/g, ' ')
    snippet += /(?:^|\s)$/.test(snippet) || snippet === '…' ? words.trimStart() : words
    place = end
  }
  for (const {start, end} of hits) {
    if (end > to) break
    add(start)
    const markStart = snippet.length
    add(end)
    marks.push({start: markStart, end: snippet.length})
  }
  add(to)
  return {snippet: `${snippet.trimEnd()}${to < text.length ? '…' : ''}`, marks, hits: hits.length}
}

function wordStart(text: string, from: number, before: number): number {
  const space = text.slice(from, before).search(/\s/)
  const start = space === -1 ? from : from + space + 1
  return /[\uDC00-\uDFFF]/.test(text.charAt(start)) ? start + 1 : start
}
