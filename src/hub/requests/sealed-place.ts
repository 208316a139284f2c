import {createCipheriv, createDecipheriv, hkdfSync, randomBytes} from 'node:crypto'

/**
 * A place in the log as it is given to another hub. How far the log has come says how much others work, so places are
 * encrypted, all of one length, and of use to one person only.
 */
export interface SealedPlaces {
  seal(place: string): string
  /** `undefined` for what was not sealed here, or for somebody else. */
  unseal(text: string): string | undefined
}

/** Bytes of a place, filled up: how many digits it has would tell its size. */
const LENGTH = 64
const NONCE = 12
const TAG = 16

export function sealedPlaces(secret: string, person: string): SealedPlaces {
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64url'), Buffer.alloc(0), 'places in the log', 32))
  const about = Buffer.from(person)
  return {
    seal: place => {
      const plain = Buffer.alloc(LENGTH)
      if (plain.write(place) !== Buffer.byteLength(place)) throw new Error('A place in the log is longer than places are.')
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(about)
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url')
    },
    unseal: text => {
      const bytes = Buffer.from(text, 'base64url')
      if (bytes.length !== NONCE + LENGTH + TAG) return undefined
      try {
        const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE))
          .setAAD(about)
          .setAuthTag(bytes.subarray(NONCE + LENGTH))
        const plain = Buffer.concat([cipher.update(bytes.subarray(NONCE, NONCE + LENGTH)), cipher.final()])
        return plain.subarray(0, plain.indexOf(0)).toString()
      } catch {
        return undefined
      }
    },
  }
}
