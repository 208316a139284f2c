import type {Sentence, Value, Values} from './message.ts'
import {isSeveral} from './message.ts'
import {hasRightToLeft} from '../text/direction.ts'
import type {Places} from './pattern.ts'
import {patternsIn, placesOf} from './pattern.ts'

/** The sentences of one language by their English, with the context behind it in brackets where there is one: see `catalogueKey`. */
export type Catalogue = Readonly<Record<string, string>>

/** The language that somebody reads. What a catalogue does not have is said in English. */
export interface Language {
  /** BCP 47. */
  readonly tag: string
  readonly direction: 'ltr' | 'rtl'
  say(english: string, values?: Values, context?: string): string
  /** Says what another part has refused or reported. What stands in a place has a direction of its own. */
  tell(said: Sentence): string
  /** Like `say`, for places that are no text: the pieces in their order. */
  pieces<T>(english: string, places: Places<T>, context?: string): readonly (string | T)[]
  number(value: number): string
  /** A day in digits, where this computer is. */
  day(time: number): string
  /** Hour and minute, where this computer is. */
  hour(time: number): string
  /** “a, b and c” */
  list(words: readonly string[]): string
  /** The same of pieces that are no text. */
  listOf<T>(pieces: readonly T[]): readonly (string | T)[]
}

/** The English in a catalogue. */
export const catalogueKey = (english: string, context?: string): string => (context === undefined ? english : `${english} [${context}]`)

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur'])

/** First-strong isolate and its end: what stands in a place has a direction of its own. */
const ISOLATE = '\u2068'
const END_OF_ISOLATE = '\u2069'

/** Whether a text can turn the words around it in a sentence from left to right: by letters from right to left that no marks set off, or by marks of its own. */
function turnsWords(text: string): boolean {
  if (!hasRightToLeft(text) && !/\p{Bidi_C}/u.test(text)) return false
  let depth = 0
  let outside = ''
  for (const sign of text) {
    if (/[\u2066-\u2068]/.test(sign)) depth++
    else if (sign === END_OF_ISOLATE) depth--
    else if (depth <= 0) outside += sign
  }
  return depth !== 0 || hasRightToLeft(outside) || /\p{Bidi_C}/u.test(outside)
}

/** Whose days a language takes: English ones that nobody can misread, `2025-02-04`. */
const DIGITS: Readonly<Record<string, string>> = {en: 'en-CA'}

/** `use`: what is written into a file or handed to another program holds no marks that nobody sees. */
export function languageIn(tag: string, catalogue: Catalogue, use: 'shown' | 'written' = 'shown'): Language {
  const fill = patternsIn(tag)
  const fillEnglish = patternsIn('en')
  const direction = RIGHT_TO_LEFT.has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr'
  const numbers = new Intl.NumberFormat(tag)
  const days = new Intl.DateTimeFormat(DIGITS[tag] ?? tag, {year: 'numeric', month: '2-digit', day: '2-digit'})
  const hours = new Intl.DateTimeFormat(tag, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'})
  const lists = new Intl.ListFormat(tag, {type: 'conjunction'})
  const isOther = (text: string): boolean => direction === 'rtl' || turnsWords(text)
  const isolated = (text: string): string => (use === 'shown' && isOther(text) ? `${ISOLATE}${text}${END_OF_ISOLATE}` : text)
  const word = (said: Sentence): string => (typeof said === 'string' ? isolated(said) : tell(said))
  const place = (value: Value): string | number => (typeof value === 'number' ? value : isSeveral(value) ? lists.format(value.map(word)) : word(value))
  /** What a place is formatted or chosen by is no text. */
  const isFormatted = (english: string, name: string): boolean => formattedPlaces(english).has(name)
  const filled = <T>(english: string, places: Places<T>, context?: string): readonly (string | T)[] => {
    const key = catalogueKey(english, context)
    const known = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined
    return known === undefined || known === '' ? fillEnglish(english, places) : fill(known, places)
  }
  const say = (english: string, values: Values = {}, context?: string): string =>
    filled<never>(
      english,
      placesOf(values, (name, value) => (typeof value === 'string' && isFormatted(english, name) ? value : place(value))),
      context,
    ).join('')
  /** What another program sent may be such that only its English can be said. */
  const tell = (said: Sentence): string => {
    if (typeof said === 'string') return said
    try {
      return say(said.english, said.values, said.context)
    } catch {
      return `${said}`
    }
  }
  return {
    tag,
    direction,
    say,
    tell,
    pieces: (english, places, context) =>
      filled(
        english,
        Object.fromEntries(
          Object.entries(places).map(([name, value]) => [name, typeof value === 'string' && !isFormatted(english, name) ? isolated(value) : value]),
        ),
        context,
      ),
    number: value => numbers.format(value),
    day: time => days.format(time),
    hour: time => hours.format(time),
    list: words => lists.format(words.map(isolated)),
    listOf: <T>(pieces: readonly T[]) =>
      lists.formatToParts(pieces.map((_, at) => `${at}`)).map(({type, value}) => (type === 'element' ? (pieces[Number(value)] as T) : value)),
  }
}

/** Names of places with a comma behind them: `{count, plural, …}`. */
const formattedPlaces = (english: string): ReadonlySet<string> => new Set([...english.matchAll(/\{\s*([^\s{},]+)\s*,/g)].map(([, name]) => name as string))

export const ENGLISH: Language = languageIn('en', {})
