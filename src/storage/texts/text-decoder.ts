import type {TextEncoding} from '../../core/text/text-encoding.ts'
import {isTextEncoding} from '../../core/text/text-encoding.ts'

/** Bytes 0x80 to 0x9F of Windows-1252; the five that have no character stay control characters, as on the web. */
const WESTERN = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** The bytes as they read in an encoding, a byte order mark kept; `undefined` when they are not in it. */
export function decoded(bytes: Uint8Array, encoding: TextEncoding): string | undefined {
  // Node 20 decodes Windows-1252 as Latin-1 (nodejs/node#56542), so the difference is made up for here.
  if (encoding === 'windows-1252')
    return Buffer.from(bytes)
      .toString('latin1')
      .replace(/[\x80-\x9f]/g, character => WESTERN.charAt(character.charCodeAt(0) - 0x80))
  if (encoding === 'utf-8-damaged') return new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes)
  try {
    return new TextDecoder(encoding, {fatal: true, ignoreBOM: true}).decode(bytes)
  } catch {
    return undefined
  }
}

/** The encoding that a byte order mark says, other than UTF-8, which needs none. */
export const markedEncoding = ([first, second]: Uint8Array): TextEncoding | undefined =>
  first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : undefined

/** Names that encodings go by beside those that the web knows. */
const OTHER_NAMES: {readonly [name: string]: TextEncoding} = {
  macroman: 'macintosh',
  'mac-roman': 'macintosh',
  maccyrillic: 'x-mac-cyrillic',
  gbk: 'gb18030',
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  cp874: 'windows-874',
  big5hkscs: 'big5',
}

/** The encoding that a name stands for, however a file, a program or a person writes it. */
export function encodingNamed(name: string): TextEncoding | undefined {
  const plain = name.trim().toLowerCase()
  const known = OTHER_NAMES[plain]
  if (known !== undefined) return known
  if (isTextEncoding(plain)) return plain
  try {
    const {encoding} = new TextDecoder(plain)
    return OTHER_NAMES[encoding] ?? (isTextEncoding(encoding) ? encoding : undefined)
  } catch {
    return undefined
  }
}
