import {longestMarks, MOST_MARKS} from '../core/combining-marks.ts'
import {MAX_ARTICLE_BYTES, normalText} from '../core/article.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'

/** The encodings articles are read from; the same list as in the contract with the window. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** A text in its normal form with what was noticed on the way, or the encoding the bytes read well in, for the user to confirm. */
export type DecodedText = {readonly text: string; readonly warnings: readonly string[]} | {readonly offered: TextEncoding; readonly preview: string}

const PREVIEW_LENGTH = 300
/** More letters than this on one line make reading and scrolling slow and point to a text whose paragraphs were lost. */
const LONG_LINE = 20_000

const KINDS: readonly (readonly [readonly number[], string])[] = [
  [[0x25, 0x50, 0x44, 0x46, 0x2d], 'a PDF document'],
  [[0x50, 0x4b, 0x03, 0x04], 'a Word, OpenDocument, EPUB or ZIP file'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Word or Office document'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'a rich text (RTF) document'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG picture'],
  [[0xff, 0xd8, 0xff], 'a JPEG picture'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF picture'],
  [[0x1f, 0x8b], 'a gzip archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7-Zip archive'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66], 'a database'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program'],
]

/** With `encoding` null, takes UTF-8 and offers what else fits; with one, takes the bytes as that and nothing else. */
export function decodeText(bytes: Uint8Array, encoding: TextEncoding | null): Result<DecodedText> {
  if (bytes.length > MAX_ARTICLE_BYTES) {
    return refused(
      `It is ${megabytes(bytes.length)} large; a text of up to ${megabytes(MAX_ARTICLE_BYTES)} can be an article. Split it into one file per article.`,
    )
  }
  const kind = KINDS.find(([start]) => start.every((byte, i) => bytes[i] === byte))?.[1]
  if (kind !== undefined)
    return refused(`It seems to be ${kind}, not plain text. Open it in the program it was made with and save it as plain text (UTF-8) first.`)
  if (encoding !== null) {
    const text = decoded(bytes, encoding)
    return text === undefined ? refused(`It cannot be read as ${title(encoding)}. Save it as plain text (UTF-8) first.`) : accepted(text)
  }
  const sixteen = startsWith(bytes, 0xff, 0xfe) ? 'utf-16le' : startsWith(bytes, 0xfe, 0xff) ? 'utf-16be' : undefined
  if (sixteen !== undefined) {
    const text = decoded(bytes, sixteen)
    return text === undefined || text.includes('\0') ? refused(BINARY) : offered(sixteen, text)
  }
  const utf8 = decoded(bytes, 'utf-8')
  if (utf8 !== undefined && !utf8.includes('\0')) return accepted(utf8)
  if (bytes.some(byte => byte < 9)) return withoutMark(bytes)
  const western = decoded(bytes, 'windows-1252')
  return western !== undefined && isWestern(western) ? offered('windows-1252', western) : refused(utf8 === undefined && !looksBinary(bytes) ? UNKNOWN : BINARY)
}

const BINARY = 'It is not plain text (it holds bytes that no text has). Open it in the program it was made with and save it as plain text (UTF-8) first.'
const UNKNOWN =
  'Its characters are in an encoding that could not be told. Open it in a text editor, choose the encoding in which it reads well, and save it as UTF-8.'

const FLOODED = `It has more than ${MOST_MARKS} combining marks on one letter, which no writing has and which would keep programs busy for minutes. Take them out first.`

function accepted(raw: string): Result<DecodedText> {
  if (longestMarks(raw) > MOST_MARKS) return refused(FLOODED)
  const text = normalText(raw)
  if (text.trim() === '')
    return refused(text === '' ? 'It is empty. There is nothing to annotate in it.' : 'It holds nothing but white space. There is nothing to annotate in it.')
  return ok({text, warnings: [...rawWarnings(raw), ...textWarnings(text)]})
}

function offered(encoding: TextEncoding, raw: string): Result<DecodedText> {
  if (longestMarks(raw) > MOST_MARKS) return refused(FLOODED)
  const text = normalText(raw)
  if (text.trim() === '') return accepted(raw)
  return ok({
    offered: encoding,
    preview: text
      .trim()
      .slice(0, PREVIEW_LENGTH)
      .replace(/[\uD800-\uDBFF]$/, ''),
  })
}

function rawWarnings(raw: string): string[] {
  const warnings: string[] = []
  if (raw.startsWith('\uFEFF')) warnings.push('A byte order mark was removed.')
  if (raw.includes('\r\n')) warnings.push('Line ends (CRLF) were changed to LF.')
  else if (raw.includes('\r')) warnings.push('Line ends (CR) were changed to LF.')
  if (raw.normalize('NFC') !== raw) warnings.push('Characters made of several code points were composed (Unicode NFC).')
  return warnings
}

function textWarnings(text: string): string[] {
  const warnings: string[] = []
  const controls = text.match(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g)?.length ?? 0
  if (controls > 0) warnings.push(`It holds ${controls} control ${controls === 1 ? 'character' : 'characters'}, kept as they are.`)
  const lost = text.match(/\uFFFD/g)?.length ?? 0
  if (lost > 0) warnings.push(`It holds ${lost} replacement ${lost === 1 ? 'character' : 'characters'} (\uFFFD): the file was damaged before it came here.`)
  const longest = text.split('\n').reduce((most, line) => Math.max(most, line.length), 0)
  if (longest > LONG_LINE) warnings.push(`One line has ${longest} characters: paragraphs may have been lost.`)
  if (/^\s*(<!doctype html|<html[\s>])/i.test(text)) warnings.push('It looks like a web page (HTML): tags are kept as words.')
  return warnings
}

/** UTF-16 without a byte order mark: a text in it has line ends or spaces, whose zero bytes brought us here. */
function withoutMark(bytes: Uint8Array): Result<DecodedText> {
  for (const encoding of ['utf-16le', 'utf-16be'] as const) {
    const text = bytes.length % 2 === 0 ? decoded(bytes, encoding) : undefined
    if (text !== undefined && isText(text)) return offered(encoding, text)
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

/** Few letters beyond ASCII, and those letters or marks that Western European texts have, none of the unassigned five. */
function isWestern(text: string): boolean {
  const beyond = text.match(/[^\0-\x7f]/g) ?? []
  if (/[\0-\x08\x0e-\x1f\x7f-\x9f]/.test(text)) return false
  const expected = beyond.filter(character => /[\p{Ll}\p{Lu}‘’‚“”„–—…€£§©®°«»¿¡·•™\u00a0\u00ad]/u.test(character)).length
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return letters > 0 && beyond.length < 0.4 * (letters + beyond.length) && expected >= 0.9 * beyond.length
}

function looksBinary(bytes: Uint8Array): boolean {
  const controls = bytes.reduce((count, byte) => count + (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 ? 1 : 0), 0)
  return controls > bytes.length / 100
}

/** Bytes 0x80 to 0x9F of Windows-1252; the five that have no character stay control characters, as on the web. */
const WESTERN = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

function decoded(bytes: Uint8Array, encoding: TextEncoding): string | undefined {
  // Node 20 decodes Windows-1252 as Latin-1 (nodejs/node#56542), so the difference is made up for here.
  if (encoding === 'windows-1252')
    return Buffer.from(bytes)
      .toString('latin1')
      .replace(/[\x80-\x9f]/g, character => WESTERN.charAt(character.charCodeAt(0) - 0x80))
  try {
    return new TextDecoder(encoding, {fatal: true, ignoreBOM: true}).decode(bytes)
  } catch {
    return undefined
  }
}

const startsWith = (bytes: Uint8Array, first: number, second: number): boolean => bytes[0] === first && bytes[1] === second
/** Rounded up, so that what is beyond a limit never looks like it. */
const megabytes = (bytes: number): string => `${Math.ceil((bytes / 1024 / 1024) * 10) / 10} MB`
const TITLES: {readonly [K in TextEncoding]: string} = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252 (Western European)',
}
const title = (encoding: TextEncoding): string => TITLES[encoding]
