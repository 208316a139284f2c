import {promisify} from 'node:util'
import {deflateRaw, inflateRaw} from 'node:zlib'

/** Code units that are packed together: a few milliseconds, in a thread of the system's. */
const PIECE = 256 * 1024

/** The quickest: a text of judgements packs to a tenth with it all the same. */
const LEVEL = 1

const pack = promisify(deflateRaw)
const unpack = promisify(inflateRaw)

/** A text too long to be held whole, kept packed while it is put together and while others read it. */
export interface PackedText {
  add(text: string): void
  /** Resolves when what was added has no long text waiting any more. */
  rested(): Promise<void>
  /** Resolves when all that was added is packed. */
  settled(): Promise<void>
  /** Bytes in UTF-8, of what is packed. */
  size(): number
  /** Bytes that it takes, packed. */
  held(): number
  /** As UTF-8, one piece in memory at a time. */
  pieces(): AsyncGenerator<Uint8Array, void, undefined>
}

export function packedText(): PackedText {
  const packed: Uint8Array[] = []
  let waiting: string[] = []
  let length = 0
  let size = 0
  let held = 0
  let last: Promise<void> = Promise.resolve()
  const packWaiting = (): void => {
    const text = waiting.join('')
    waiting = []
    length = 0
    if (text === '') return
    // One after the other: they come out in their order, and the system's other threads stay free.
    last = last.then(async () => {
      const bytes = Buffer.from(text)
      size += bytes.byteLength
      const piece = await pack(bytes, {level: LEVEL})
      held += piece.byteLength
      packed.push(piece)
    })
    last.catch(() => undefined)
  }
  return {
    add: text => {
      waiting.push(text)
      length += text.length
      if (length >= PIECE) packWaiting()
    },
    rested: () => last,
    settled: () => {
      packWaiting()
      return last
    },
    size: () => size,
    held: () => held,
    async *pieces() {
      for (const piece of packed) yield await unpack(piece)
    },
  }
}
