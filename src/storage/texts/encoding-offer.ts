import {detectAll} from 'jschardet'
import type {Message} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {EncodingOffer, TextEncoding} from '../../core/text/text-encoding.ts'
import type {BytePlace} from './encoding-places.ts'
import {bytePlaces, wordsAt} from './encoding-places.ts'
import {decoded, encodingNamed} from './text-decoder.ts'
import type {Utf8Damage} from './utf8-damage.ts'
import {damageSentence, utf8Damage} from './utf8-damage.ts'

/** Readings and places side by side: more cannot be compared. */
const MOST_READINGS = 5
const MOST_PLACES = 6
/** Bytes at the beginning in which a file may say how it is to be read. */
const HEAD = 4096
/** Bytes that the detector is given, of those lines that are not plain ASCII. */
const EVIDENCE = 200_000

/** Hardly any text is in these; a detector gives them for a handful of letters. */
const RARE: ReadonlySet<TextEncoding> = new Set([
  'iso-8859-3',
  'iso-8859-4',
  'iso-8859-10',
  'iso-8859-13',
  'iso-8859-14',
  'x-mac-cyrillic',
  'ibm866',
  'windows-1258',
])
/** Below this the detector had but a few letters to go by: then the most common encoding comes first, and the others beside it. */
const UNSURE = 0.1
/** Set beside a lone guess. */
const COMMON: readonly TextEncoding[] = ['windows-1252', 'windows-1250', 'windows-1251', 'macintosh', 'gb18030', 'shift_jis']

/** How bytes that are not UTF-8 may be read, `asked` first; `undefined` when no encoding fits. */
export function encodingOffer(bytes: Uint8Array, asked?: TextEncoding): EncodingOffer | undefined {
  const damage = utf8Damage(bytes)
  const declared = declaredIn(bytes)
  const isUtf8 = damage.weight > 0 && damage.weight >= 2 * damage.places
  const likely: TextEncoding[] = [...declared, ...detected(bytes)]
  const wished = isUtf8 ? ['utf-8-damaged' as const, ...likely] : damage.weight >= damage.places ? [...likely, 'utf-8-damaged' as const] : likely
  const readings = distinctReadings(bytes, asked === undefined ? wished : [asked, ...wished])
  if (readings.length === 0) return undefined
  const encodings = readings.map(({encoding}) => encoding)
  const places = tellingPlaces(bytes, encodings, damage, isUtf8)
  return {
    why: why(damage, isUtf8, declared[0]),
    lines: places.map(({line}) => line),
    readings: encodings.map(encoding => ({encoding, declared: declared.includes(encoding), words: places.map(place => wordsAt(bytes, place, encoding))})),
  }
}

function why(damage: Utf8Damage, isUtf8: boolean, declared: TextEncoding | undefined): Message {
  if (isUtf8) return damageSentence(damage)
  return declared === undefined
    ? message('It is not UTF-8, and does not say what it is.')
    : message('It is not UTF-8; it says that it is {encoding}.', {encoding: declared})
}

/** An offer of the readings that are given, for bytes whose encoding is nearly sure. */
export function offerOf(bytes: Uint8Array, whyNot: Message, encodings: readonly TextEncoding[]): EncodingOffer {
  const place = {from: 0, to: Math.min(bytes.length, 200) & ~1}
  return {why: whyNot, lines: [1], readings: encodings.map(encoding => ({encoding, declared: false, words: [wordsAt(bytes, place, encoding)]}))}
}

/** Those that fit all bytes and make a text, one of each that reads the same; two at least where there are. */
function distinctReadings(bytes: Uint8Array, wished: readonly TextEncoding[]): readonly {readonly encoding: TextEncoding; readonly text: string}[] {
  const found: {encoding: TextEncoding; text: string}[] = []
  const take = (encoding: TextEncoding): void => {
    if (found.length >= MOST_READINGS || found.some(each => each.encoding === encoding)) return
    const text = decoded(bytes, encoding)
    if (text === undefined || !(encoding === 'utf-8-damaged' || isReadable(text)) || found.some(each => each.text === text)) return
    found.push({encoding, text})
  }
  for (const encoding of wished) take(encoding)
  if (found.length < 2) for (const encoding of COMMON) if (found.length < 3) take(encoding)
  return found
}

/** No control characters that no text has, nor characters that mean something else in each font (but Apple's own). */
const isReadable = (text: string): boolean => /\p{L}/u.test(text) && !/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]|(?!\uF8FF)\p{Co}/u.test(text)

const DECLARATION = /(?:charset|encoding|coding)["']?\s*[=:]\s*["']?([\w.:-]{2,40})/gi

/** What the file says about itself, in the forms of XML, HTML, CSS, mail, editors and Markdown; that it is UTF-8 was tried before. */
function declaredIn(bytes: Uint8Array): readonly TextEncoding[] {
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString('latin1')
  const found = [...head.matchAll(DECLARATION)].map(([, name = '']) => encodingNamed(name))
  return [...new Set(found)].filter(encoding => encoding !== undefined && !encoding.startsWith('utf-')) as TextEncoding[]
}

/** What a detector finds, best first, rare encodings behind. */
function detected(bytes: Uint8Array): readonly TextEncoding[] {
  const scores = new Map<TextEncoding, number>()
  for (const {encoding: name, confidence} of detectAll(evidence(bytes))) {
    const encoding = name === null ? undefined : encodingNamed(name)
    if (encoding === undefined || encoding.startsWith('utf-')) continue
    const score = RARE.has(encoding) ? confidence / 3 : confidence
    scores.set(encoding, Math.max(scores.get(encoding) ?? 0, score))
  }
  const best = Math.max(...scores.values())
  if (best < UNSURE) scores.set('windows-1252', Math.max(scores.get('windows-1252') ?? 0, best) + 1)
  return [...scores].sort(([, a], [, b]) => b - a).map(([encoding]) => encoding)
}

/** The lines that are not plain ASCII, for what tells encodings apart may come late; without what they say about themselves, which is asked for elsewhere. */
function evidence(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = []
  let size = 0
  for (let start = 0; start < bytes.length && size < EVIDENCE; ) {
    const found = bytes.indexOf(0x0a, start)
    const end = found === -1 ? bytes.length : found + 1
    const line = bytes.subarray(start, Math.min(end, start + EVIDENCE))
    if (line.some(byte => byte >= 0x80 || byte === 0x1b)) {
      kept.push(line)
      size += line.length
    }
    start = end
  }
  return Buffer.from(Buffer.concat(kept).toString('latin1').replace(DECLARATION, ' '), 'latin1')
}

/** The places where the readings differ, or where UTF-8 is damaged; those where most differ first, then in the order of the text. */
function tellingPlaces(bytes: Uint8Array, encodings: readonly TextEncoding[], damage: Utf8Damage, isUtf8: boolean): readonly BytePlace[] {
  const places = bytePlaces(bytes)
  const damaged = isUtf8 ? places.filter(({from, to}) => damage.at.some(at => from <= at && at < to)) : []
  const others = places
    .filter(place => !damaged.includes(place))
    .map(place => ({place, differing: new Set(encodings.map(encoding => wordsAt(bytes, place, encoding))).size}))
    .filter(({differing}) => differing > 1 || encodings.length === 1)
    .sort((a, b) => b.differing - a.differing)
    .map(({place}) => place)
  return [...damaged.slice(0, MOST_PLACES - 1), ...others].slice(0, MOST_PLACES).sort((a, b) => a.from - b.from)
}
