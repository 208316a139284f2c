/** Brackets within each other, deeper than in anything of ours. */
export const DEEPEST = 64

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a
const BRACE = 0x7b
const BRACKET = 0x5b

const UNBRACE = 0x7d
const UNBRACKET = 0x5d

export const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/** What ends a number or a word. */
export const isMark = (byte: number): boolean =>
  byte === 0x2c || byte === COLON || byte === UNBRACE || byte === UNBRACKET || byte === BRACE || byte === BRACKET || byte === QUOTE

/** What says nothing about where a value ends. */
const IS_DULL = Uint8Array.from({length: 256}, (_, byte) => ([QUOTE, COLON, BRACE, BRACKET, UNBRACE, UNBRACKET].includes(byte) ? 0 : 1))

/** Finds where a value of JSON ends by its brackets and quotation marks alone, in pieces of bytes. */
export interface ValueEnd {
  /** A value begins with this byte. */
  begin(byte: number): void
  /** Goes on from an offset, at first that after the byte it begins with: the offset after the value, or `undefined` where it goes on in the next piece. */
  go(bytes: Uint8Array, from: number): number | undefined
  /** The offset in the last piece at which the brackets cannot be those of JSON, or are too deep. */
  problem(): {readonly at: number; readonly what: 'wrong' | 'deep'} | undefined
  /** The names of fields in it, so far. */
  names(): number
  /** Whether the end of the file may end it. */
  mayEnd(): boolean
}

export function valueEnd(): ValueEnd {
  let kind: 'brackets' | 'text' | 'word' = 'word'
  const open = new Uint8Array(DEEPEST)
  let depth = 0
  let inText = false
  /** Bytes of the next piece that an escape takes. */
  let skip = 0
  let names = 0
  let problem: ReturnType<ValueEnd['problem']>

  const textEnd = (bytes: Uint8Array, from: number): number | undefined => {
    const {length} = bytes
    let at = from
    while (at < length) {
      const byte = bytes[at] as number
      if (byte === QUOTE) return at + 1
      at += byte === BACKSLASH ? 2 : 1
    }
    skip = at - length
    return undefined
  }
  const bracketsEnd = (bytes: Uint8Array, from: number): number | undefined => {
    const {length} = bytes
    let at = from
    while (at < length) {
      if (inText) {
        const end = textEnd(bytes, at)
        if (end === undefined) return undefined
        at = end
        inText = false
      }
      while (at < length && IS_DULL[bytes[at] as number] === 1) at++
      if (at === length) return undefined
      const byte = bytes[at] as number
      if (byte === QUOTE) inText = true
      else if (byte === COLON) names++
      else if (byte === BRACE || byte === BRACKET) {
        if (depth === DEEPEST) {
          problem = {at, what: 'deep'}
          return undefined
        }
        open[depth++] = byte
      } else if (open[--depth] !== byte - 2) {
        // In ASCII each opening bracket stands two before the one that closes it.
        problem = {at, what: 'wrong'}
        return undefined
      } else if (depth === 0) return at + 1
      at++
    }
    return undefined
  }
  const wordEnd = (bytes: Uint8Array, from: number): number | undefined => {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number
      if (isBlank(byte) || isMark(byte)) return at
    }
    return undefined
  }
  return {
    begin: byte => {
      kind = byte === BRACE || byte === BRACKET ? 'brackets' : byte === QUOTE ? 'text' : 'word'
      open[0] = byte
      depth = 1
      inText = false
      skip = 0
      names = 0
    },
    go: (bytes, from) => {
      const start = from + skip
      skip = 0
      return kind === 'brackets' ? bracketsEnd(bytes, start) : kind === 'text' ? textEnd(bytes, start) : wordEnd(bytes, start)
    },
    problem: () => problem,
    names: () => names,
    mayEnd: () => kind === 'word',
  }
}
