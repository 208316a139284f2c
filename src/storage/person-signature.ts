import {createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify} from 'node:crypto'
import type {SecretStore} from './secret-store.ts'

/** Signs for the person at this computer. */
export type Signer = {readonly publicKey: string; sign(text: string): string}

/** The name of the secret: PKCS #8, one for each device. */
const SECRET = 'person-key'

/** The device's key; made at first use. `undefined` where it cannot be kept, since a key that is gone tomorrow opens nothing. */
export async function personSigner(secrets: SecretStore): Promise<Signer | undefined> {
  const known = signerFrom(await secrets.get(SECRET))
  if (known !== undefined) return known
  const made = generateKeyPairSync('ed25519').privateKey.export({format: 'pem', type: 'pkcs8'}).toString()
  // Of two programs that make one at once, the later wins, and both read what is kept.
  const kept = await secrets.set(SECRET, made).catch(() => undefined)
  return kept?.ok === true ? signerFrom(await secrets.get(SECRET)) : undefined
}

function signerFrom(pem: string | undefined): Signer | undefined {
  if (pem === undefined) return undefined
  try {
    const key = createPrivateKey(pem)
    const {x, crv} = createPublicKey(key).export({format: 'jwk'})
    if (x === undefined || crv !== 'Ed25519') return undefined
    return {publicKey: x, sign: text => sign(null, Buffer.from(text), key).toString('base64url')}
  } catch {
    return undefined
  }
}

export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({key: {kty: 'OKP', crv: 'Ed25519', x: publicKey}, format: 'jwk'})
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}
