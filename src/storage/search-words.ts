import {withoutMarkFloods} from '../core/combining-marks.ts'

/** One word of a query as it must stand in a text: its tokens in a row. `open`: the last token may go on. */
export type SearchTerm = {readonly tokens: readonly string[]; readonly open: boolean}

/** Scripts written without spaces: each character is a token of its own, a word of several is a phrase. */
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{N}])+/gu
const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const SNIPPET_BEFORE = 40
const SNIPPET_LENGTH = 160

/** Longer queries are cut: nobody types so much, and each word of one is looked for in every text. UTF-16 units. */
const LONGEST_QUERY = 200

/** Case, accents, vowel points, width and tatweel removed, so that "Zelenskyi" is found as "zelenskýi". */
const folded = (text: string): string =>
  withoutMarkFloods(text)
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .toLowerCase()

export const searchTokens = (text: string): readonly string[] => folded(text).match(TOKEN) ?? []

export function searchTerms(query: string): readonly SearchTerm[] {
  return query
    .slice(0, LONGEST_QUERY)
    .split(/\s+/)
    .map(word => searchTokens(word))
    .filter(tokens => tokens.length > 0)
    .map(tokens => ({tokens, open: !SPACELESS.test(tokens.at(-1) ?? '')}))
}

/** How many times a term stands in a list of tokens. */
export function countTerm(tokens: readonly string[], term: SearchTerm): number {
  const last = term.tokens.length - 1
  let count = 0
  for (let at = 0; at + last < tokens.length; at++) {
    if (term.tokens.every((token, i) => (term.open && i === last ? tokens[at + i]?.startsWith(token) : tokens[at + i] === token))) count++
  }
  return count
}

/** The first words of a text around a term of the query, on one line; the beginning when the term is in the title only. */
export function searchSnippet(text: string, terms: readonly SearchTerm[]): string {
  const at = firstFound(text, terms)
  const from = at <= SNIPPET_BEFORE ? 0 : wordStart(text, at - SNIPPET_BEFORE, at)
  const cut = text.slice(from, from + SNIPPET_LENGTH).replace(/[\uD800-\uDBFF]$/, '')
  const end = from + cut.length < text.length ? '…' : ''
  return `${from > 0 ? '…' : ''}${cut.replace(/\s+/g, ' ').trim()}${end}`
}

function firstFound(text: string, terms: readonly SearchTerm[]): number {
  const first = new Set(terms.map(term => term.tokens[0] ?? ''))
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    for (const token of searchTokens(match[0])) {
      if (first.has(token) || terms.some(term => term.open && term.tokens.length === 1 && token.startsWith(term.tokens[0] ?? ''))) {
        const inside = SPACELESS.test(token) ? Math.max(0, match[0].indexOf(token)) : 0
        return match.index + inside
      }
    }
  }
  return 0
}

function wordStart(text: string, from: number, before: number): number {
  const space = text.slice(from, before).search(/\s/)
  const start = space === -1 ? from : from + space + 1
  return /[\uDC00-\uDFFF]/.test(text.charAt(start)) ? start + 1 : start
}
