import * as Y from 'yjs'

/**
 * The texts and values in the bytes of an update that was read from end to end before (`readUpdate`), so that nothing here looks for their end. As lib0 reads them, to the bit; what
 * no annotation holds is `odd` instead.
 */
export type ValuesIn = {
  text(from: number): string
  value(from: number): unknown
  /** Whether something was read that is read otherwise elsewhere: bytes, very large numbers, names that every object has. */
  isOdd(): boolean
}

type Reading = {
  readonly bytes: Uint8Array
  at: number
  isOdd: boolean
  readonly words: Words
  /** What Yjs reads long texts with. */
  readonly yjs: Y.UpdateDecoderV1
}

/** Short words as they were read last, by what their bytes add up to: records say the same few again and again. */
export type Words = (string | undefined)[]

const WORDS = 2048
/** Bytes of a word that is looked up. */
const SHORT = 40

export const noWords = (): Words => new Array<string | undefined>(WORDS).fill(undefined)

export function valuesIn(bytes: Uint8Array, words: Words): ValuesIn {
  const r: Reading = {bytes, at: 0, isOdd: false, words, yjs: new Y.UpdateDecoderV1({arr: bytes, pos: 0})}
  return {
    text: from => {
      r.at = from
      return text(r)
    },
    value: from => {
      r.at = from
      return value(r)
    },
    isOdd: () => r.isOdd,
  }
}

function value(r: Reading): unknown {
  switch (r.bytes[r.at++]) {
    case 127:
      return undefined
    case 126:
      return null
    case 125:
      return signed(r)
    case 124:
      return float(r, 4)
    case 123:
      return float(r, 8)
    case 121:
      return false
    case 120:
      return true
    case 119:
      return text(r)
    case 118:
      return object(r)
    case 117:
      return list(r)
    default:
      r.isOdd = true
      return undefined
  }
}

function object(r: Reading): object {
  const read: Record<string, unknown> = {}
  for (let left = number(r); left > 0 && !r.isOdd; left--) {
    const name = text(r)
    r.isOdd ||= name === '__proto__'
    const held = value(r)
    if (!r.isOdd) read[name] = held
  }
  return read
}

function list(r: Reading): unknown[] {
  const read: unknown[] = []
  for (let left = number(r); left > 0 && !r.isOdd; left--) read.push(value(r))
  return read
}

function float(r: Reading, bytes: 4 | 8): number {
  const view = new DataView(r.bytes.buffer, r.bytes.byteOffset + r.at, bytes)
  r.at += bytes
  return bytes === 4 ? view.getFloat32(0, false) : view.getFloat64(0, false)
}

function number(r: Reading): number {
  let read = 0
  for (let unit = 1; ; unit *= 128) {
    const next = r.bytes[r.at++] ?? 0
    read += (next & 0x7f) * unit
    if (next < 0x80) break
  }
  r.isOdd ||= read > Number.MAX_SAFE_INTEGER
  return read
}

function signed(r: Reading): number {
  let next = r.bytes[r.at++] ?? 0
  const sign = (next & 0x40) === 0 ? 1 : -1
  let read = next & 0x3f
  for (let unit = 64; next >= 0x80; unit *= 128) {
    next = r.bytes[r.at++] ?? 0
    read += (next & 0x7f) * unit
  }
  r.isOdd ||= read > Number.MAX_SAFE_INTEGER
  return sign * read
}

function text(r: Reading): string {
  const {bytes, at} = r
  const length = number(r)
  const from = r.at
  const end = from + length
  r.at = end
  if (length > SHORT) return longText(r, at)
  let sum = length
  for (let each = from; each < end; each++) {
    const unit = bytes[each] ?? 0
    if (unit > 0x7f) return longText(r, at)
    sum = (sum * 31 + unit) | 0
  }
  const place = (sum ^ (sum >>> 13)) & (WORDS - 1)
  const known = r.words[place]
  if (known !== undefined && isAt(known, bytes, from, length)) return known
  const read = String.fromCharCode(...bytes.subarray(from, end))
  r.words[place] = read
  return read
}

function longText({yjs}: Reading, from: number): string {
  yjs.restDecoder.pos = from
  return yjs.readString()
}

function isAt(word: string, bytes: Uint8Array, from: number, length: number): boolean {
  if (word.length !== length) return false
  for (let at = 0; at < length; at++) if (word.charCodeAt(at) !== bytes[from + at]) return false
  return true
}
