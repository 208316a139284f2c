import {randomBytes} from 'node:crypto'
import type {DocumentAddress} from '../../project/document-address.ts'
import {LARGEST_UNPACKED} from './bounds.ts'
import {decrypt, encrypt, keyFromBytes} from './passphrase-key.ts'
import type {DocumentEntry, SealedEntry} from './segment-body.ts'
import {packBody, unpackBody} from './segment-body.ts'
import type {Seal} from './sync-state.ts'

export const newSeal = (address: DocumentAddress): Seal => ({id: randomBytes(16).toString('hex'), key: randomBytes(32).toString('base64'), address})

/** The whole entry is hidden, also which article it is about and whose it is. */
export async function sealEntry({id, key}: {id: string; key: string}, entry: DocumentEntry): Promise<SealedEntry> {
  const {packed} = await packBody({person: '', level: 0, replaces: [], seen: [], keys: {}, entries: [entry]})
  return {kind: 'sealed', seal: id, box: await encrypt(await keyFromBytes(Buffer.from(key, 'base64')), packed, Buffer.from(id))}
}

/** `undefined` when the key is not the one it was sealed with, or it unpacks to more than so many bytes. */
export async function openSealed(key: string, {seal, box}: SealedEntry, most: number = LARGEST_UNPACKED): Promise<DocumentEntry | undefined> {
  const bytes = Buffer.from(key, 'base64')
  if (bytes.length !== 32) return undefined
  const plain = await decrypt(await keyFromBytes(bytes), box, Buffer.from(seal))
  const body = plain === undefined ? undefined : await unpackBody(plain, most)
  const entry = body === undefined || body === 'large' ? undefined : body.entries[0]
  return entry?.kind === 'document' ? entry : undefined
}
