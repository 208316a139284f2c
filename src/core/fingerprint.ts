/** Hex digits that two people read to each other: 80 bits, more than anybody can make a second certificate for. */
const SHORT = 20

/** All of a certificate's fingerprint (base64url in invitations), in groups of four as people read it. */
export const wholeFingerprint = (fingerprint: string): string => hexOf(fingerprint).replace(/(?<=.)(?=(?:.{4})+$)/g, ' ')

/** The beginning of it, for comparing by eye or on the telephone. */
export const shortFingerprint = (fingerprint: string): string => wholeFingerprint(fingerprint).slice(0, SHORT + SHORT / 4 - 1)

/** Whether what somebody wrote down is this fingerprint: all of it or its beginning, with or without gaps, or as it stands in an invitation. */
export function isFingerprint(written: string, fingerprint: string): boolean {
  if (fingerprint === '') return false
  const plain = written.replace(/[\s:-]/g, '').toUpperCase()
  return written === fingerprint || (plain.length >= SHORT && hexOf(fingerprint).startsWith(plain))
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

function hexOf(fingerprint: string): string {
  const bits = [...fingerprint].map(digit => DIGITS.indexOf(digit).toString(2).padStart(6, '0')).join('')
  return (bits.match(/.{8}/g) ?? [])
    .map(byte => Number.parseInt(byte, 2).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
}
