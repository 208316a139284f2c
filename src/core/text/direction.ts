export type Direction = 'ltr' | 'rtl'

/** The blocks of Unicode whose letters run from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Whether some of a text runs from right to left. */
export const hasRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text)

/** The direction that a letter has wherever it stands; `undefined` of digits, signs and spaces, which have that of what is around them. */
export const letterDirection = (character: string): Direction | undefined =>
  /^\p{L}/u.test(character) ? (RIGHT_TO_LEFT.test(character) ? 'rtl' : 'ltr') : undefined

/** The direction of the paragraph that an offset is in, as browsers find it: of its first letter. `undefined` of one without letters. */
export function paragraphDirection(text: string, offset: number): Direction | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', start)
  const letter = /\p{L}/u.exec(text.slice(start, end === -1 ? undefined : end))?.[0]
  return letter === undefined ? undefined : letterDirection(letter)
}
