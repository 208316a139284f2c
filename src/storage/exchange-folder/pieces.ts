import {createCipheriv, createDecipheriv, randomBytes} from 'node:crypto'
import type {Key} from './passphrase-key.ts'
import {decrypt, encrypt} from './passphrase-key.ts'

/** Bytes that are read a part at a time: a file, or a stretch of one. Less than asked for comes at the end only. */
export type ByteSource = {readonly size: number; read(at: number, length: number): Promise<Buffer>}

/** Bytes of a piece before it is encrypted; what is decrypted, and held, before it is known to be right. */
const PIECE = 65_536
const TAG = 16
const SECRET = 32
/** A box as `encrypt` makes it: iv, secret and unpacked size, tag. */
const BOX = 12 + SECRET + 4 + TAG

/** The number of a piece and whether it is the last, in the iv: so none can be moved, left out, or put behind the last one. Under a key that is used once. */
function ivOf(index: number, isLast: boolean): Buffer {
  const iv = Buffer.alloc(12)
  iv.writeUInt32BE(index, 7)
  iv.writeUInt8(isLast ? 1 : 0, 11)
  return iv
}

/**
 * `box (64) ‖ (ciphertext of 65,536 bytes ‖ tag)… ‖ (ciphertext of the rest ‖ tag)`. The box holds a random key, used for this alone,
 * and the size of what is packed; it is encrypted with `key` and bound to `bound`.
 */
export async function sealInPieces(key: Key, packed: Uint8Array, unpackedSize: number, bound: Uint8Array): Promise<Uint8Array> {
  const secret = randomBytes(SECRET)
  const inside = Buffer.alloc(SECRET + 4)
  secret.copy(inside)
  inside.writeUInt32BE(unpackedSize, SECRET)
  const parts: Uint8Array[] = [await encrypt(key, inside, bound)]
  const count = Math.max(1, Math.ceil(packed.length / PIECE))
  for (let index = 0; index < count; index++) {
    const cipher = createCipheriv('aes-256-gcm', secret, ivOf(index, index === count - 1))
    parts.push(cipher.update(packed.subarray(index * PIECE, (index + 1) * PIECE)), cipher.final(), cipher.getAuthTag())
  }
  return Buffer.concat(parts)
}

/** What is in pieces from `at` to the end of a source; `undefined` when the box was not made with this key and for this. Nothing but the box has been read. */
export async function openPieces(
  key: Key,
  source: ByteSource,
  at: number,
  bound: Uint8Array,
): Promise<{readonly unpackedSize: number; pieces(): AsyncGenerator<Uint8Array>} | undefined> {
  const inside = await decrypt(key, await source.read(at, BOX), bound)
  if (inside?.length !== SECRET + 4) return undefined
  const secret = inside.subarray(0, SECRET)
  return {unpackedSize: Buffer.from(inside).readUInt32BE(SECRET), pieces: () => decrypted(secret, source, at + BOX)}
}

/** Each piece is authenticated before it is given out; throws at the first that is not right, or is missing. */
async function* decrypted(secret: Uint8Array, source: ByteSource, from: number): AsyncGenerator<Uint8Array> {
  for (let at = from, index = 0; index === 0 || at < source.size; index++) {
    const sealed = await source.read(at, PIECE + TAG)
    at += sealed.length
    if (sealed.length < TAG) throw new Error('The file ends before its last piece.')
    const decipher = createDecipheriv('aes-256-gcm', secret, ivOf(index, at >= source.size))
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
    const piece = decipher.update(sealed.subarray(0, sealed.length - TAG))
    decipher.final()
    yield piece
  }
}
