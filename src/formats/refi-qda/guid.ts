import {sha1} from '@noble/hashes/legacy.js'
import {bytesToHex, concatBytes, hexToBytes, utf8ToBytes} from '@noble/hashes/utils.js'

/** Of all GUIDs made by Claimlight, so that they are nobody else's (RFC 9562, a name-based UUID). */
const NAMESPACE = hexToBytes('7c1f0b5a9d6e4b0f8f6a3c1d2e5b4a90')

/** The GUID of something that is named by these words: the same whenever it is made (UUID version 5). */
export function guidOf(...names: readonly string[]): string {
  const bytes = sha1(concatBytes(NAMESPACE, utf8ToBytes(JSON.stringify(names)))).slice(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytesToHex(bytes)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
