/** Whether an offset stands between the two halves of a surrogate pair. */
export function cutsCharacter(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false
  const before = text.charCodeAt(offset - 1)
  const after = text.charCodeAt(offset)
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
}

/** Whether words at an offset begin and end between characters. */
export const isWhole = (text: string, start: number, {length}: string): boolean => !cutsCharacter(text, start) && !cutsCharacter(text, start + length)
