import {promisify} from 'node:util'
import {deflateRaw, inflateRaw} from 'node:zlib'

/** Bytes that are packed together: a few milliseconds, in a thread of the system's. */
const PIECE = 256 * 1024

/** Pieces that may wait to be packed while more is written: whoever stopped for each would wait as long as she works. */
const AHEAD = 8

/** The quickest: a text of judgements packs to a tenth with it all the same. */
const LEVEL = 1

const pack = promisify(deflateRaw)
const unpack = promisify(inflateRaw)

const utf8 = new TextEncoder()

/** A text too long to be held whole, kept packed while it is put together and while others read it. */
export interface PackedText {
  add(text: string): void
  /** Resolves when what was added has no more waiting than a few pieces. */
  rested(): Promise<void>
  /** Resolves when all that was added is packed. */
  settled(): Promise<void>
  /** Bytes in UTF-8, of what is packed. */
  size(): number
  /** What is packed, in parts that are unpacked one after the other. */
  packed(): readonly Uint8Array[]
}

export function packedText(): PackedText {
  const packed: Uint8Array[] = []
  let waiting = new Uint8Array(PIECE)
  let length = 0
  let size = 0
  let begun = 0
  let last: Promise<void> = Promise.resolve()
  const packWaiting = (): void => {
    if (length === 0) return
    const bytes = waiting.subarray(0, length)
    waiting = new Uint8Array(PIECE)
    size += length
    length = 0
    begun++
    // One after the other: they come out in their order, and the system's other threads stay free.
    last = last.then(async () => {
      packed.push(await pack(bytes, {level: LEVEL}))
    })
    last.catch(() => undefined)
  }
  return {
    add: text => {
      // Into the bytes at once: a long text that is joined first takes twice its room, and the system's time to get it.
      for (let rest = text; rest !== ''; ) {
        const {read, written} = utf8.encodeInto(rest, waiting.subarray(length))
        length += written
        rest = rest.slice(read)
        if (rest !== '') packWaiting()
      }
    },
    rested: () => (begun - packed.length > AHEAD ? last : Promise.resolve()),
    settled: () => {
      packWaiting()
      return last
    },
    size: () => size,
    packed: () => packed,
  }
}

/** As UTF-8, one part in memory at a time. */
export async function* unpacked(packed: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void, undefined> {
  for (const piece of packed) yield await unpack(piece)
}
