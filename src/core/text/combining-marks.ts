/**
 * Marks on one letter that are taken for writing. Unicode's own bound for streams is 30 (UAX 15), and putting the marks of a
 * letter in order takes time with the square of their number: two hundred thousand would hold a hub for minutes.
 */
export const MOST_MARKS = 1000

/** The most combining marks in a row. */
export function longestMarks(text: string): number {
  let most = 0
  for (const [run] of text.matchAll(/\p{M}+/gu)) most = Math.max(most, run.length)
  return most
}

/** For comparing and searching, where marks are dropped anyway: the text without those that no letter has. */
export const withoutMarkFloods = (text: string): string => (longestMarks(text) > MOST_MARKS ? text.replace(FLOOD, '$1') : text)

const FLOOD = new RegExp(String.raw`(\p{M}{${MOST_MARKS}})\p{M}+`, 'gu')
