/** UTF-16 code units. */
const LONGEST = 2048

/** Whether a text may be shown as a link and opened: http or https, with a host, and no name or password that could be taken for the host. */
export function isWebAddress(text: string): boolean {
  // What a parser would drop unseen: "java\nscript:" reads as one thing and is another.
  if (text.length > LONGEST || /[\s\p{Cc}\p{Bidi_C}]/u.test(text)) return false
  const [, host = ''] = /^https?:\/\/([^/?#\\]+)/i.exec(text) ?? []
  return host !== '' && !host.includes('@')
}

/** The same with https alone, as the desktop app hands them to the system's browser. */
export const isSecureWebAddress = (text: string): boolean => isWebAddress(text) && /^https:/i.test(text)
