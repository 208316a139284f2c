import type {Span} from './span.ts'
import type {TextForm} from './text-form.ts'
import {textForm} from './text-form.ts'

/** One word of a query as it must stand in a text: its tokens in a row. `open`: the last token may go on. */
export type SearchTerm = {readonly tokens: readonly string[]; readonly open: boolean}

/** Longer queries are cut: nobody types so much, and each word of one is looked for in every text. UTF-16 units. */
const LONGEST_QUERY = 200

/** Scripts written without spaces, and the signs that stretch or repeat their letters: each character with its marks is a token of its own, a word of several is a phrase. */
const SPACELESS = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]`
const TOKEN = new RegExp(String.raw`(?!\p{M})${SPACELESS}\p{M}*|(?:(?!(?!\p{M})${SPACELESS})[\p{L}\p{N}\p{M}])+`, 'gu')
const ENDS_SPACELESS = new RegExp(String.raw`${SPACELESS}\p{M}*$`, 'u')

/** Words between quotation marks of any kind are looked for as they stand; one that was not closed yet goes to the end. */
const PHRASE = /["“”„«»「『](.*?)(?:["“”„«»」』]|$)/gu

type Token = {readonly token: string; readonly start: number; readonly end: number}

/** The tokens of a text in the form in which words are looked for, with their places in that form. */
function* tokensIn({form}: TextForm): Generator<Token> {
  for (const {0: found, index} of form.matchAll(TOKEN)) yield {token: found, start: index, end: index + found.length}
}

export const searchTokens = (text: string): readonly string[] => textForm(text, 'letters').form.match(TOKEN) ?? []

export function searchTerms(query: string): readonly SearchTerm[] {
  const wanted = query.slice(0, LONGEST_QUERY)
  const phrases = [...wanted.matchAll(PHRASE)].map(([, words = '']) => ({tokens: searchTokens(words), open: false}))
  const words = wanted
    .replace(PHRASE, ' ')
    .split(/\s+/)
    .map(word => searchTokens(word))
    .map(tokens => ({tokens, open: !ENDS_SPACELESS.test(tokens.at(-1) ?? '')}))
  return [...phrases, ...words].filter(({tokens}) => tokens.length > 0)
}

/** Where a text holds the terms of a query: in text order, no two overlapping, at most so many. Of a word that goes on, the part that was asked for. */
export function searchHits(text: string, terms: readonly SearchTerm[], most = Number.POSITIVE_INFINITY): readonly Span[] {
  const form = textForm(text, 'letters')
  const longest = terms.reduce((most, {tokens}) => Math.max(most, tokens.length), 0)
  const row: Token[] = []
  const found: Span[] = []
  const look = (): void => {
    const [first] = row
    if (first === undefined) return
    const ends = terms.flatMap(term => endOf(row, term) ?? [])
    const start = form.starts[first.start] as number
    if (ends.length > 0 && start >= (found.at(-1)?.end ?? 0)) found.push({start, end: form.ends[Math.max(...ends) - 1] as number})
    row.shift()
  }
  for (const token of tokensIn(form)) {
    if (found.length >= most) return found
    row.push(token)
    if (row.length >= longest) look()
  }
  while (row.length > 0 && found.length < most) look()
  return found
}

/** Where a term that begins with the first of these tokens ends. */
function endOf(row: readonly Token[], {tokens, open}: SearchTerm): number | undefined {
  const last = tokens.length - 1
  const fits = tokens.every((token, i) => (open && i === last ? row[i]?.token.startsWith(token) : row[i]?.token === token))
  const end = row[last]
  if (!fits || end === undefined) return undefined
  return open ? end.start + (tokens[last] as string).length : end.end
}
