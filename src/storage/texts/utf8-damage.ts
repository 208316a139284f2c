import type {Message} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import {NOTES} from '../../core/article/import-note.ts'

/** Where bytes stop being UTF-8. */
export type Utf8Damage = {
  readonly places: number
  /** Lines (from 1) of the first places. */
  readonly lines: readonly number[]
  /** Offsets in bytes of the first places. */
  readonly at: readonly number[]
  /** Whether the last place is the end: the file was cut off in the middle of a character. */
  readonly isCut: boolean
  /** How much else speaks for UTF-8: its longer sequences, which other encodings hardly ever make by chance. */
  readonly weight: number
}

/** Places that are told one by one; of more, only the number. */
const TOLD = 20

export function utf8Damage(bytes: Uint8Array): Utf8Damage {
  const [lines, at]: [number[], number[]] = [[], []]
  let [places, weight, line] = [0, 0, 1]
  let isCut = false
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i] as number
    if (byte === 0x0a) line++
    if (byte < 0x80) {
      i++
      continue
    }
    const {length, whole} = sequenceAt(bytes, i)
    if (whole) weight += 2 * length - 3
    else {
      places++
      isCut = i + length >= bytes.length && byte >= 0xc2
      if (at.length < TOLD) at.push(i)
      if (lines.length < TOLD && lines.at(-1) !== line) lines.push(line)
    }
    i += length
  }
  return {places, lines, at, isCut, weight}
}

/** The sequence that begins at a byte beyond ASCII: as long as it is good (the web's “maximal subpart”), one byte at least. */
function sequenceAt(bytes: Uint8Array, at: number): {readonly length: number; readonly whole: boolean} {
  const first = bytes[at] as number
  const needed = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0
  if (needed === 0) return {length: 1, whole: false}
  const [low, high] = [{224: 0xa0, 240: 0x90}[first] ?? 0x80, {237: 0x9f, 244: 0x8f}[first] ?? 0xbf]
  for (let i = 1; i < needed; i++) {
    const next = bytes[at + i]
    if (next === undefined || next < (i === 1 ? low : 0x80) || next > (i === 1 ? high : 0xbf)) return {length: i, whole: false}
  }
  return {length: needed, whole: true}
}

/** The first lines, as they stand in a sentence. */
const linesTold = ({places, lines}: Utf8Damage): string => `${lines.join(', ')}${places > lines.length && lines.length === TOLD ? ' …' : ''}`

/** A sentence on the damage, for whoever decides. */
export function damageSentence(damage: Utf8Damage): Message {
  const told = {places: damage.places, many: damage.lines.length, lines: linesTold(damage)}
  return damage.isCut
    ? message(
        'It is UTF-8, but damaged in {places, plural, one {one place} other {# places}} ({many, plural, one {line} other {lines}} {lines}); its last character is cut off.',
        told,
      )
    : message('It is UTF-8, but damaged in {places, plural, one {one place} other {# places}} ({many, plural, one {line} other {lines}} {lines}).', told)
}

/** What is noted where it was taken all the same. */
export const damageNote = (damage: Utf8Damage): Message => (damage.isCut ? NOTES.cut : NOTES.damage)(damage.places, linesTold(damage))
