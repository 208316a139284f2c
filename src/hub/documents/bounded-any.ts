import type {Decoder} from 'lib0/decoding'
import {createDecoder, readAny, readUint8, readVarInt, readVarUint} from 'lib0/decoding'
import type {ValueLimit} from '../../core/json/value-limit.ts'

/** Arrays and objects within each other; nothing that is asked or answered is deeper than five. */
const DEEPEST = 16

/** How lib0's `any` encoding marks what has parts, or a length of its own. */
const ARRAY = 117
const OBJECT = 118
const BYTES = 116
const TEXT = 119
const INTEGER = 125
/** Bytes that follow the mark of everything else. */
const FIXED = new Map([
  [120, 0],
  [121, 0],
  [122, 8],
  [123, 8],
  [124, 4],
  [126, 0],
  [127, 0],
])

/** Reads what somebody sent in lib0's `any` encoding; `undefined` where it is malformed or larger than allowed. Its values are counted before any is made. */
export function readBounded(bytes: Uint8Array, limit: ValueLimit): unknown {
  if (bytes.byteLength > limit.bytes) return undefined
  try {
    return isWithin(createDecoder(bytes), limit.values) ? readAny(createDecoder(bytes)) : undefined
  } catch {
    return undefined
  }
}

/** Walks over one value that fills the message, without making it. */
function isWithin(decoder: Decoder, values: number): boolean {
  const open = [{left: 1, isKeyed: false}]
  let left = values
  for (let inside = open.at(-1); inside !== undefined; inside = open.at(-1)) {
    if (inside.left-- === 0) {
      open.pop()
      continue
    }
    if (--left < 0) return false
    if (inside.isKeyed && !skip(decoder, readVarUint(decoder))) return false
    const mark = readUint8(decoder)
    if (mark === ARRAY || mark === OBJECT) {
      const parts = readVarUint(decoder)
      if (parts > left || open.length > DEEPEST) return false
      open.push({left: parts, isKeyed: mark === OBJECT})
    } else if (mark === TEXT || mark === BYTES) {
      if (!skip(decoder, readVarUint(decoder))) return false
    } else if (mark === INTEGER) readVarInt(decoder)
    else {
      const size = FIXED.get(mark)
      if (size === undefined || !skip(decoder, size)) return false
    }
  }
  return decoder.pos === decoder.arr.byteLength
}

function skip(decoder: Decoder, bytes: number): boolean {
  decoder.pos += bytes
  return decoder.pos <= decoder.arr.byteLength
}
