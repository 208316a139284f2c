import {webcrypto} from 'node:crypto'

export type Key = webcrypto.CryptoKey

/** PBKDF2 rounds for a new share; OWASP's figure for SHA-256. About 0.2 s, once per joining. */
export const ITERATIONS = 600_000

/** A share that asks for fewer was not made by Claimlight; one that asks for more would keep the machine busy for minutes. */
export const ITERATIONS_ALLOWED = {least: 100_000, most: 20_000_000}

const {subtle} = webcrypto
const IV = 12
const utf8 = new TextEncoder()

/** The same letters typed on different keyboards are the same passphrase. */
const passphraseBytes = (passphrase: string): Uint8Array<ArrayBuffer> => new Uint8Array(utf8.encode(passphrase.normalize('NFKC')))

export async function keyFromPassphrase(passphrase: string, salt: Uint8Array, iterations: number): Promise<Key> {
  const material = await subtle.importKey('raw', passphraseBytes(passphrase), 'PBKDF2', false, ['deriveKey'])
  return await subtle.deriveKey({name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(salt), iterations}, material, {name: 'AES-GCM', length: 256}, false, [
    'encrypt',
    'decrypt',
  ])
}

export const keyFromBytes = (bytes: Uint8Array): Promise<Key> => subtle.importKey('raw', new Uint8Array(bytes), 'AES-GCM', false, ['encrypt', 'decrypt'])

/** `iv ‖ ciphertext ‖ tag`, AES-256-GCM with a fresh random iv; `bound` is authenticated with it but not contained. */
export async function encrypt(key: Key, plain: Uint8Array, bound: Uint8Array): Promise<Uint8Array> {
  const iv = webcrypto.getRandomValues(new Uint8Array(IV))
  const cipher = await subtle.encrypt({name: 'AES-GCM', iv, additionalData: new Uint8Array(bound)}, key, new Uint8Array(plain))
  return Buffer.concat([iv, new Uint8Array(cipher)])
}

/** `undefined` when it was made with another key or bound to something else, or was damaged since. */
export async function decrypt(key: Key, box: Uint8Array, bound: Uint8Array): Promise<Uint8Array | undefined> {
  if (box.length < IV + 16) return undefined
  try {
    const iv = new Uint8Array(box.subarray(0, IV))
    return new Uint8Array(await subtle.decrypt({name: 'AES-GCM', iv, additionalData: new Uint8Array(bound)}, key, new Uint8Array(box.subarray(IV))))
  } catch {
    return undefined
  }
}
