import {message} from '../../core/language/message.ts'
import type {Message} from '../../core/language/message.ts'
import {NOTES} from '../../core/article/import-note.ts'
import {longestMarks, MOST_MARKS} from '../../core/text/combining-marks.ts'
import {MAX_ARTICLE_BYTES, normalText} from '../../core/article/article.ts'
import {paragraphs} from '../../core/text/paragraph.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {EncodingOffer, TextEncoding} from '../../core/text/text-encoding.ts'
import {encodingName} from '../../core/text/text-encoding.ts'
import {encodingOffer, offerOf} from './encoding-offer.ts'
import {misreadPlaces} from './misread-text.ts'
import {decoded, markedEncoding} from './text-decoder.ts'
import {damageNote, utf8Damage} from './utf8-damage.ts'

/** A text in its normal form with what was noticed on the way, or the ways in which the bytes may be read, for a person to choose. */
export type DecodedText = {readonly text: string; readonly warnings: readonly string[]} | {readonly offer: EncodingOffer}

/** More letters than this on one line make reading and scrolling slow and point to a text whose paragraphs were lost. */
const LONG_LINE = 20_000

const KINDS: readonly (readonly [readonly number[], Message])[] = [
  [[0x25, 0x50, 0x44, 0x46, 0x2d], message('a PDF document')],
  [[0x50, 0x4b, 0x03, 0x04], message('a Word, OpenDocument, EPUB or ZIP file')],
  [[0xd0, 0xcf, 0x11, 0xe0], message('an old Word or Office document')],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], message('a rich text (RTF) document')],
  [[0x89, 0x50, 0x4e, 0x47], message('a PNG picture')],
  [[0xff, 0xd8, 0xff], message('a JPEG picture')],
  [[0x47, 0x49, 0x46, 0x38], message('a GIF picture')],
  [[0x1f, 0x8b], message('a gzip archive')],
  [[0x37, 0x7a, 0xbc, 0xaf], message('a 7-Zip archive')],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66], message('a database')],
  [[0x7f, 0x45, 0x4c, 0x46], message('a program')],
]

/**
 * With `encoding` null, takes strict UTF-8, and UTF-16 that says so by its byte order mark, and offers what else may fit: what the file declares, what a detector finds, never one guess alone. With an encoding, takes the bytes
 * as that and nothing else.
 */
export function decodeText(bytes: Uint8Array, encoding: TextEncoding | null): Result<DecodedText> {
  if (bytes.length > MAX_ARTICLE_BYTES) {
    return refused(
      message('It is {size} large; a text of up to {most} can be an article. Split it into one file per article.', {
        size: megabytes(bytes.length),
        most: megabytes(MAX_ARTICLE_BYTES),
      }),
    )
  }
  const kind = KINDS.find(([start]) => start.every((byte, i) => bytes[i] === byte))?.[1]
  if (kind !== undefined)
    return refused(message('It seems to be {kind}, not plain text. Open it in the program it was made with and save it as plain text (UTF-8) first.', {kind}))
  if (encoding !== null) return decodedAs(bytes, encoding)
  const marked = markedEncoding(bytes)
  if (marked !== undefined) {
    const text = decoded(bytes, marked)
    return text === undefined || text.includes('\0') ? refused(BINARY) : accepted(text)
  }
  const utf8 = decoded(bytes, 'utf-8')
  if (utf8 !== undefined && ESCAPED.test(utf8)) return offered(offerOf(bytes, message('It holds the escapes of ISO-2022-JP.'), ['iso-2022-jp', 'utf-8']), utf8)
  if (utf8 !== undefined && !utf8.includes('\0')) return accepted(utf8)
  if (bytes.some(byte => byte < 9)) return withoutMark(bytes)
  if (looksBinary(bytes)) return refused(BINARY)
  const offer = encodingOffer(bytes)
  const [first] = offer?.readings ?? []
  const text = first === undefined ? undefined : decoded(bytes, first.encoding)
  return offer === undefined || text === undefined ? refused(UNKNOWN) : offered(offer, text)
}

/** How bytes read in an encoding that a person asks for, beside the likely ones. */
export function offerAs(bytes: Uint8Array, encoding: TextEncoding): Result<EncodingOffer> {
  const taken = bytes.length > MAX_ARTICLE_BYTES ? decodeText(bytes, encoding) : decodedAs(bytes, encoding)
  if (!taken.ok) return taken
  const offer = encodingOffer(bytes, encoding)
  return offer?.readings[0]?.encoding === encoding
    ? ok(offer)
    : refused(message('It makes no text as {encoding}. Choose another encoding.', {encoding: encodingName(encoding)}))
}

function decodedAs(bytes: Uint8Array, encoding: TextEncoding): Result<DecodedText> {
  const text = decoded(bytes, encoding)
  if (text === undefined)
    return refused(
      message('It cannot be read as {encoding}. Choose another encoding, or save it as plain text (UTF-8) first.', {encoding: encodingName(encoding)}),
    )
  const damage = encoding === 'utf-8-damaged' ? utf8Damage(bytes) : undefined
  return accepted(text, damage === undefined || damage.places === 0 ? [] : [`${damageNote(damage)}`])
}

/** Half of Japanese mail and news of the nineties: ASCII by its bytes, which switches to Japanese by escapes. */
const ESCAPED = /\x1b\$[@B].*\x1b\([BJ]/s
const BINARY = message(
  'It is not plain text (it holds bytes that no text has). Open it in the program it was made with and save it as plain text (UTF-8) first.',
)
const UNKNOWN = message(
  'Its characters are in an encoding that could not be told. Open it in a text editor, choose the encoding in which it reads well, and save it as UTF-8.',
)

const FLOODED = message(
  'It has more than {most, number} combining marks on one letter, which no writing has and which would keep programs busy for minutes. Take them out first.',
  {most: MOST_MARKS},
)

/** `damage`: what was lost in reading it, instead of what the text says about itself. */
function accepted(raw: string, damage: readonly string[] = []): Result<DecodedText> {
  if (longestMarks(raw) > MOST_MARKS) return refused(FLOODED)
  const text = normalText(raw)
  if (text.trim() === '')
    return refused(
      text === ''
        ? message('It is empty. There is nothing to annotate in it.')
        : message('It holds nothing but white space. There is nothing to annotate in it.'),
    )
  return ok({text, warnings: [...damage, ...rawWarnings(raw), ...textWarnings(text, damage.length === 0)]})
}

function offered(offer: EncodingOffer, likely: string): Result<DecodedText> {
  if (longestMarks(likely) > MOST_MARKS) return refused(FLOODED)
  if (likely.replace(/^\uFEFF/, '').trim() === '') return accepted(likely)
  return ok({offer})
}

function sixteenBits(bytes: Uint8Array, likely: 'utf-16le' | 'utf-16be', text: string): Result<DecodedText> {
  const other = likely === 'utf-16le' ? 'utf-16be' : 'utf-16le'
  const readings: readonly TextEncoding[] = decoded(bytes, other) === undefined ? [likely] : [likely, other]
  return offered(offerOf(bytes, message('It is not UTF-8, but has two bytes for each letter (UTF-16).'), readings), text)
}

function rawWarnings(raw: string): string[] {
  const notes = [
    raw.startsWith('\uFEFF') && NOTES.mark(),
    raw.includes('\r\n') ? NOTES.lineEnds('CRLF') : raw.includes('\r') && NOTES.lineEnds('CR'),
    raw.normalize('NFC') !== raw && NOTES.composed(),
  ]
  return notes.flatMap(note => (note === false ? [] : [`${note}`]))
}

function textWarnings(text: string, tellsLost: boolean): string[] {
  const many = (pattern: RegExp): number => text.match(pattern)?.length ?? 0
  const [controls, separators, lost, unseen] = [CONTROLS, SEPARATORS, /\uFFFD/g, UNSEEN].map(many) as [number, number, number, number]
  const misread = misreadPlaces(text)
  const longest = paragraphs(text).reduce((most, {start, end}) => Math.max(most, end - start), 0)
  const notes = [
    controls > 0 && NOTES.controls(controls),
    separators > 0 && NOTES.separators(separators),
    tellsLost && lost > 0 && NOTES.lost(lost),
    unseen > 0 && NOTES.unseen(unseen),
    misread.count > 0 && NOTES.misread(misread.count, misread.first),
    longest > LONG_LINE && NOTES.longLine(longest),
    /^\s*(<!doctype html|<html[\s>])/i.test(text) && NOTES.page(),
  ]
  return notes.flatMap(note => (note === false ? [] : [`${note}`]))
}

const CONTROLS = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]/g
const SEPARATORS = /[\v\f\u0085\u2028\u2029]/g

/** Without joiners and variation selectors, which Persian and emoji need. */
const UNSEEN = /(?!\p{Join_C}|\p{VS}|[\u{e0020}-\u{e007f}])[\p{DI}\p{Bidi_C}]/gu

/** UTF-16 without a byte order mark: a text in it has line ends or spaces, whose zero bytes brought us here. */
function withoutMark(bytes: Uint8Array): Result<DecodedText> {
  for (const encoding of ['utf-16le', 'utf-16be'] as const) {
    const text = bytes.length % 2 === 0 ? decoded(bytes, encoding) : undefined
    if (text !== undefined && isText(text)) return sixteenBits(bytes, encoding, text)
  }
  return refused(BINARY)
}

/** Assigned characters only, no controls, and no mix of scripts such as comes of reading bytes the wrong way round. */
function isText(text: string): boolean {
  if (/[\0-\x08\x0e-\x1f\uFFFE\uFFFF]|\p{Cn}|\p{Co}/u.test(text)) return false
  const common = text.match(/[ \n\r\t.,\u3000-\u3002\uFF0C\uFF0E\u060C\u05BE]/g)?.length ?? 0
  const plausible = text.match(/[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Cf}\s]/gu)?.length ?? 0
  return common / text.length > 0.01 && plausible / [...text].length > 0.95
}

function looksBinary(bytes: Uint8Array): boolean {
  const controls = bytes.reduce((count, byte) => count + (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 ? 1 : 0), 0)
  return controls > bytes.length / 100
}

/** Rounded up, so that what is beyond a limit never looks like it. */
const megabytes = (bytes: number): string => `${Math.ceil((bytes / 1024 / 1024) * 10) / 10} MB`
