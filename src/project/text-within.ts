/** Where the rest of a text stands: its first and last units, as many, are those of another text. UTF-16 units. */
export type Within = {readonly id: string; readonly start: number; readonly end: number}

/** A text, or what of it stands between those units. */
export type Part = {readonly text: string; readonly within?: Within}

/** Of a text that stood a moment while somebody was typing is kept what the text after does not say. */
export function keptWithin<T extends Part>(before: T, after: {readonly id: string; readonly text: string}): T {
  const most = Math.min(before.text.length, after.text.length)
  let start = 0
  while (start < most && before.text[start] === after.text[start]) start++
  let end = 0
  while (end < most - start && before.text.at(-1 - end) === after.text.at(-1 - end)) end++
  // A letter of two units is not cut.
  if (isHigh(before.text.charCodeAt(start - 1))) start--
  if (isLow(before.text.charCodeAt(before.text.length - end))) end--
  return {...before, text: before.text.slice(start, before.text.length - end), within: {id: after.id, start, end}}
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000

/** The words of a text, also of one that is kept within others. `undefined` where what it is within is not there. */
export function wordsOf(text: Part, find: (id: string) => Part | undefined): string | undefined {
  const parts = [text]
  for (let part: Part | undefined = text; part?.within !== undefined; parts.push(part)) {
    part = find(part.within.id)
    if (part === undefined || parts.length > LONGEST_TYPING) return undefined
  }
  return parts.reduceRight(
    (after, {text: middle, within}) =>
      within === undefined ? middle : after.slice(0, within.start) + middle + after.slice(Math.max(0, after.length - within.end)),
    '',
  )
}

/** Pauses of one person in one text. */
const LONGEST_TYPING = 10_000
