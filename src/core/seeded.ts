import {sha256} from '@noble/hashes/sha2.js'
import {utf8ToBytes} from '@noble/hashes/utils.js'

/** Numbers from 0 up to 1 that follow from a seed alone, the same everywhere: sfc32, begun with the SHA-256 of the seed. */
export function numbersFrom(seed: string): () => number {
  const view = new DataView(sha256(utf8ToBytes(seed)).buffer)
  let [a, b, c, counter] = [view.getUint32(0), view.getUint32(4), view.getUint32(8), 1]
  return () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
}

/** In an order that follows from the seed (Fisher and Yates). */
export function inSeededOrder<T>(all: readonly T[], seed: string): readonly T[] {
  const next = numbersFrom(seed)
  const order = [...all]
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1))
    const [one, two] = [order[last] as T, order[other] as T]
    order[last] = two
    order[other] = one
  }
  return order
}
