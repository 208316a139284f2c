import {createHash} from 'node:crypto'

/** None of these is read for another. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
/** About thirty bits: nobody opens a link so often that two devices which wait have the same. */
const LENGTH = 6

/** What tells a device that waits from another of the same name: it shows this, and so does the window in which it is let in. */
export function deviceCode(session: string): string {
  const bytes = createHash('sha256').update(`device ${session}`).digest()
  const letters = Array.from({length: LENGTH}, (_, at) => LETTERS[bytes.readUInt32BE(at * 4) % LETTERS.length] ?? '')
  return `${letters.slice(0, LENGTH / 2).join('')}-${letters.slice(LENGTH / 2).join('')}`
}
