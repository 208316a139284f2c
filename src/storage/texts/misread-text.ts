import {decoded} from './text-decoder.ts'

/** A character of UTF-8 that was taken for characters of Windows-1252, one for each byte: â€™ for ’, Ã© for é. */
const MISREAD = /[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}/g
const WORD = 12

const BYTES: ReadonlyMap<string, number> = new Map(Array.from({length: 256}, (_, byte) => [decoded(Uint8Array.of(byte), 'windows-1252') as string, byte]))

/** Places of a text whose characters are the bytes of others, and the first of them with its word. One pair of letters alone may be meant. */
export function misreadPlaces(text: string): {readonly count: number; readonly first: string} {
  let [count, weight, first] = [0, 0, '']
  for (const match of text.matchAll(MISREAD)) {
    const length = lengthOf(match[0])
    if (length === 0) continue
    if (count++ === 0) first = wordAround(text, match.index, match.index + length)
    weight += length - 1
  }
  return weight > 1 ? {count, first} : {count: 0, first: ''}
}

/** Of the characters that make one of UTF-8; 0 when they make none. */
function lengthOf(found: string): number {
  for (let length = found.length; length > 1; length--) {
    const bytes = Uint8Array.from(found.slice(0, length), character => BYTES.get(character) ?? 0)
    const character = decoded(bytes, 'utf-8')
    if (character === undefined || [...character].length !== 1) continue
    // ß before a soft hyphen makes a letter of N’Ko; nobody’s UTF-8 was that.
    return length > 2 || /^[ÂÃ]/.test(found) || (character < '\u0700' && !/[\u00a0\u00ad]$/.test(found.slice(0, 2))) ? length : 0
  }
  return 0
}

const wordAround = (text: string, start: number, end: number): string =>
  `${/\S*$/.exec(text.slice(Math.max(0, start - WORD), start))?.[0] ?? ''}${text.slice(start, end)}${/^\S*/.exec(text.slice(end, end + WORD))?.[0] ?? ''}`
