import type {Span} from './span.ts'
import {textForm} from './text-form.ts'

/** Words as they must stand in a text: their tokens in a row. `open`: the last token may go on. */
export type WantedWords = {readonly tokens: readonly string[]; readonly open: boolean}

/** One word of a query, or one phrase; `others`: how it may be written as well, any of which will do. */
export type SearchTerm = WantedWords & {readonly others?: readonly WantedWords[]}

/** Longer queries are cut: nobody types so much, and each word of one is looked for in every text. UTF-16 units. */
const LONGEST_QUERY = 200

/** Scripts written without spaces, and the signs that stretch or repeat their letters: each character with its marks is a token of its own, a word of several is a phrase. */
const SPACELESS = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]`
const ENDS_SPACELESS = new RegExp(String.raw`${SPACELESS}\p{M}*$`, 'u')

/** Words between quotation marks of any kind are looked for as they stand; one that was not closed yet goes to the end. */
const PHRASE = /["“”„«»「『](.*?)(?:["“”„«»」』]|$)/gu

/** What a character does in a token: nothing, goes on with it, goes on with any that is there, or is one of its own. */
const [UNASKED, NONE, LETTER, MARK, SIGN] = [0, 1, 2, 3, 4]
const ONE_SIGN = new RegExp(`^${SPACELESS}$`, 'u')
const kinds = new Uint8Array(0x10000)

function kindOf(point: number): number {
  const known = point < kinds.length ? (kinds[point] as number) : UNASKED
  if (known !== UNASKED) return known
  const character = String.fromCodePoint(point)
  const kind = /^\p{M}$/u.test(character) ? MARK : ONE_SIGN.test(character) ? SIGN : /^[\p{L}\p{N}]$/u.test(character) ? LETTER : NONE
  if (point < kinds.length) kinds[point] = kind
  return kind
}

/** The tokens of a form: where each starts and ends in it. A search looks at every character of every text that has its words, so no more is made of them than that. */
type Tokens = {readonly starts: readonly number[]; readonly ends: readonly number[]}

function tokensIn(form: string): Tokens {
  const [starts, ends]: [number[], number[]] = [[], []]
  /** Whether a token is under way that letters go on with, or marks only. */
  let under = NONE
  for (let at = 0; at < form.length; ) {
    const point = form.codePointAt(at) as number
    const kind = kindOf(point)
    const isOn = kind === MARK ? under !== NONE : kind === LETTER && under === LETTER
    if (under !== NONE && !isOn) ends.push(at)
    if (!isOn && kind !== NONE) starts.push(at)
    if (!isOn) under = kind === MARK ? LETTER : kind
    at += point > 0xffff ? 2 : 1
  }
  if (under !== NONE) ends.push(form.length)
  return {starts, ends}
}

/** The tokens of a text in the form in which words are looked for. */
export function searchTokens(text: string): readonly string[] {
  const {form} = textForm(text, 'letters')
  const {starts, ends} = tokensIn(form)
  return starts.map((start, nth) => form.slice(start, ends[nth]))
}

export function searchTerms(query: string): readonly SearchTerm[] {
  const wanted = query.slice(0, LONGEST_QUERY)
  const phrases = [...wanted.matchAll(PHRASE)].map(([, words = '']) => {
    const [first = '', second = '', ...more] = words.trim().split(/\s+/)
    return withOthers({tokens: searchTokens(words), open: false}, more.length > 0 ? [] : spellings(second === '' ? '' : first, second === '' ? first : second))
  })
  const words = wanted
    .replace(PHRASE, ' ')
    .split(/\s+/)
    .map((word, at, all) => withOthers(openWords(searchTokens(word)), spellings(all[at - 1] ?? '', word)))
  return [...phrases, ...words].filter(({tokens}) => tokens.length > 0)
}

const openWords = (tokens: readonly string[]): WantedWords => ({tokens, open: !ENDS_SPACELESS.test(tokens.at(-1) ?? '')})

const withOthers = (words: WantedWords, others: readonly (readonly string[])[]): SearchTerm =>
  others.length === 0 ? words : {...words, others: others.map(tokens => ({tokens, open: words.open}))}

/** The half-space of Persian, Urdu and Kurdish: some write it, some a space in its place, and some neither. */
const HALF_SPACE = /\u200c+/u
const OF_ARABIC_SCRIPT = /^[\p{Script=Arabic}\p{M}\u200c]+$/u
/** What Persian sets off by a half-space before a word and behind it, the longest first. */
const PREFIXES = ['نمی', 'می', 'بی']
const SUFFIXES = ['هایشان', 'هایمان', 'هایتان', 'هایی', 'ترین', 'های', 'هایم', 'هایش', 'هایت', 'ایم', 'اید', 'اند', 'ها', 'تر', 'ام', 'ای', 'اش', 'ات']
/** Letters that are left of a word without such a part, at least. */
const SHORTEST = 2

/** How else a word may stand in a text: with a space for its half-space, in one with the word before it, or apart where it is written in one. */
function spellings(before: string, word: string): readonly (readonly string[])[] {
  if (!OF_ARABIC_SCRIPT.test(word)) return []
  const joined = OF_ARABIC_SCRIPT.test(before) ? [searchTokens(`${before}${word}`)] : []
  const pieces = word.split(HALF_SPACE).filter(piece => piece !== '')
  if (pieces.length > 1) return [...joined, pieces.flatMap(searchTokens)]
  const [token = ''] = searchTokens(word)
  const prefix = PREFIXES.find(part => token.startsWith(part) && token.length - part.length >= SHORTEST)
  const suffix = SUFFIXES.find(part => token.endsWith(part) && token.length - part.length >= SHORTEST)
  return [
    ...joined,
    ...(prefix === undefined ? [] : [[prefix, token.slice(prefix.length)]]),
    ...(suffix === undefined ? [] : [[token.slice(0, -suffix.length), suffix]]),
  ]
}

/** Where a text holds the terms of a query: in text order, no two overlapping, at most so many. Of a word that goes on, the part that was asked for. */
export function searchHits(text: string, terms: readonly SearchTerm[], most = Number.POSITIVE_INFINITY): readonly Span[] {
  const {form, starts, ends} = textForm(text, 'letters')
  const tokens = tokensIn(form)
  const found: Span[] = []
  let reached = 0
  for (let nth = 0; nth < tokens.starts.length && found.length < most; nth++) {
    const end = terms.reduce((farthest, term) => Math.max(farthest, endOf(form, tokens, nth, term)), NOWHERE)
    const start = starts[tokens.starts[nth] as number] as number
    if (end === NOWHERE || start < reached) continue
    reached = ends[end - 1] as number
    found.push({start, end: reached})
  }
  return found
}

const NOWHERE = -1

/** Where a term that begins with a token ends in the form, in the longest way in which it stands there. */
const endOf = (form: string, found: Tokens, nth: number, {others = [], ...words}: SearchTerm): number =>
  others.reduce((farthest, other) => Math.max(farthest, endOfWords(form, found, nth, other)), endOfWords(form, found, nth, words))

function endOfWords(form: string, {starts, ends}: Tokens, nth: number, {tokens, open}: WantedWords): number {
  let end = NOWHERE
  for (let i = 0; i < tokens.length; i++) {
    const wanted = tokens[i] as string
    const start = starts[nth + i]
    if (start === undefined || !form.startsWith(wanted, start)) return NOWHERE
    end = start + wanted.length
    const whole = ends[nth + i] as number
    if (end > whole || (end < whole && !(open && i === tokens.length - 1))) return NOWHERE
  }
  return end
}
