import {WORD_BREAK_RUNS} from './word-break-data.ts'

/** Where a segment between two word boundaries begins (UTF-16 units), and whether it is a word: holds a letter or a digit. */
export type WordSegment = {readonly index: number; readonly isWordLike: boolean}

/** Sets of classes of code points, so that a rule can ask for one of several. */
const OTHER = 0
const CR = 1
const LF = 1 << 1
const NEWLINE = 1 << 2
const EXTEND = 1 << 3
const FORMAT = 1 << 4
const JOINER = 1 << 5
const KATAKANA = 1 << 6
const HEBREW = 1 << 7
const LETTER = 1 << 8
const SINGLE_QUOTE = 1 << 9
const DOUBLE_QUOTE = 1 << 10
const MID_NUM_LET = 1 << 11
const MID_LETTER = 1 << 12
const MID_NUM = 1 << 13
const NUMERIC = 1 << 14
const EXTEND_NUM_LET = 1 << 15
const REGIONAL = 1 << 16
const SPACE = 1 << 17
const PICTOGRAPH = 1 << 18

/** What the letters in the data stand for. */
const WORD_CLASSES: {readonly [letter: string]: number} = {
  A: LETTER,
  B: LETTER | PICTOGRAPH,
  C: CR,
  D: DOUBLE_QUOTE,
  E: EXTEND,
  F: FORMAT,
  H: HEBREW,
  J: JOINER,
  K: KATAKANA,
  L: LF,
  M: MID_LETTER,
  N: NUMERIC,
  O: NEWLINE,
  P: PICTOGRAPH,
  Q: SINGLE_QUOTE,
  R: REGIONAL,
  S: SPACE,
  T: MID_NUM_LET,
  U: MID_NUM,
  X: EXTEND_NUM_LET,
}

const LINE_END = CR | LF | NEWLINE
/** Counts as what stands before it. */
const IGNORED = EXTEND | FORMAT | JOINER
const ANY_LETTER = LETTER | HEBREW
const WITHIN_WORD = MID_LETTER | MID_NUM_LET | SINGLE_QUOTE
const WITHIN_NUMBER = MID_NUM | MID_NUM_LET | SINGLE_QUOTE
const WORD_LIKE = ANY_LETTER | NUMERIC | KATAKANA

const {ends, classes} = table()
/** The classes of the code points of one UTF-16 unit, which nearly all are: looked up once for each character of a text. */
const basic = new Uint32Array(0x10000)
for (let run = 0, at = 0; at < basic.length; run++) {
  const end = Math.min(ends[run] as number, basic.length)
  basic.fill(classes[run] as number, at, end)
  at = end
}

/**
 * The segments between word boundaries, as UAX 29 (revision 47) has them with the data of Unicode 17, on every machine: the browser's own rules change with its version. Scripts that
 * put no spaces between words have no dictionary here: each of their characters is a segment, but Katakana, which is one.
 */
export function* wordSegments(text: string): Generator<WordSegment> {
  let index = 0
  let isWordLike = false
  let before: Before = {raw: OTHER, last: OTHER, lastButOne: OTHER, regional: 0}
  for (let at = 0; at < text.length; ) {
    const point = text.codePointAt(at) as number
    const next = at + (point > 0xffff ? 2 : 1)
    const here = classOf(point)
    if (at > 0 && breaks(before, here, text, next)) {
      yield {index, isWordLike}
      index = at
      isWordLike = false
    }
    isWordLike ||= (here & WORD_LIKE) !== 0 || isOtherLetter(here, point)
    before = after(before, here)
    at = next
  }
  if (text !== '') yield {index, isWordLike}
}

/** What the rules ask of the text to the left: the class just before, and the two classes and the row of flags before it where what is ignored does not count. */
type Before = {readonly raw: number; readonly last: number; readonly lastButOne: number; readonly regional: number}

function after({raw, last, lastButOne, regional}: Before, here: number): Before {
  if ((here & IGNORED) !== 0 && raw !== OTHER && (raw & LINE_END) === 0) return {raw: here, last, lastButOne, regional}
  return {raw: here, last: here, lastButOne: last, regional: here === REGIONAL ? regional + 1 : 0}
}

/** Whether a boundary lies before a code point of this class; `next` is the offset behind it. The numbers are those of the rules. */
function breaks({raw, last, lastButOne, regional}: Before, here: number, text: string, next: number): boolean {
  if (raw === CR && here === LF) return false // WB3
  if (((raw | here) & LINE_END) !== 0) return true // WB3a, WB3b
  if (raw === JOINER && (here & PICTOGRAPH) !== 0) return false // WB3c
  if (raw === SPACE && here === SPACE) return false // WB3d
  if ((here & IGNORED) !== 0) return false // WB4
  return !(
    joinsLetters(last, lastButOne, here, text, next) ||
    joinsNumbers(last, lastButOne, here, text, next) ||
    joinsRows(last, here) ||
    (here === REGIONAL && regional % 2 === 1)
  )
}

function joinsLetters(last: number, lastButOne: number, here: number, text: string, next: number): boolean {
  if ((last & ANY_LETTER) !== 0) {
    if ((here & ANY_LETTER) !== 0) return true // WB5
    if (last === HEBREW && here === SINGLE_QUOTE) return true // WB7a
    if ((here & WITHIN_WORD) !== 0) return (classAfter(text, next) & ANY_LETTER) !== 0 // WB6
    if (last === HEBREW && here === DOUBLE_QUOTE) return classAfter(text, next) === HEBREW // WB7b
    return false
  }
  if ((here & ANY_LETTER) === 0) return false
  if ((last & WITHIN_WORD) !== 0) return (lastButOne & ANY_LETTER) !== 0 // WB7
  return last === DOUBLE_QUOTE && lastButOne === HEBREW && here === HEBREW // WB7c
}

function joinsNumbers(last: number, lastButOne: number, here: number, text: string, next: number): boolean {
  if (here === NUMERIC) {
    if ((last & (NUMERIC | ANY_LETTER)) !== 0) return true // WB8, WB9
    return (last & WITHIN_NUMBER) !== 0 && lastButOne === NUMERIC // WB11
  }
  if (last !== NUMERIC) return false
  if ((here & ANY_LETTER) !== 0) return true // WB10
  return (here & WITHIN_NUMBER) !== 0 && classAfter(text, next) === NUMERIC // WB12
}

/** WB13, WB13a, WB13b. */
function joinsRows(last: number, here: number): boolean {
  if (here === KATAKANA) return (last & (KATAKANA | EXTEND_NUM_LET)) !== 0
  if (here === EXTEND_NUM_LET) return (last & (WORD_LIKE | EXTEND_NUM_LET)) !== 0
  return last === EXTEND_NUM_LET && (here & WORD_LIKE) !== 0
}

/** The class of the next code point that counts. */
function classAfter(text: string, from: number): number {
  for (let at = from; at < text.length; ) {
    const point = text.codePointAt(at) as number
    const found = classOf(point)
    if ((found & IGNORED) === 0) return found
    at += point > 0xffff ? 2 : 1
  }
  return OTHER
}

/** Han, Hiragana, Thai and their like have no class of their own. */
function isOtherLetter(here: number, point: number): boolean {
  if (here !== OTHER || point < 0x80) return false
  const known = point < otherLetters.length ? otherLetters[point] : UNKNOWN
  if (known !== UNKNOWN) return known === YES
  const isLetter = /[\p{L}\p{N}]/u.test(String.fromCodePoint(point))
  if (point < otherLetters.length) otherLetters[point] = isLetter ? YES : NO
  return isLetter
}

const [UNKNOWN, NO, YES] = [0, 1, 2]
/** Found out for each when it is met. */
const otherLetters = new Uint8Array(0x10000)

function classOf(point: number): number {
  if (point < basic.length) return basic[point] as number
  let low = 0
  for (let high = ends.length - 1; low < high; ) {
    const middle = (low + high) >> 1
    if ((ends[middle] as number) > point) high = middle
    else low = middle + 1
  }
  return classes[low] ?? OTHER
}

/** Runs of code points of one class: where each ends, and the class. */
function table(): {readonly ends: readonly number[]; readonly classes: readonly number[]} {
  const found = {ends: [] as number[], classes: [] as number[]}
  let reached = 0
  const add = (length: number, kind: number): void => {
    if (length === 0) return
    reached += length
    found.ends.push(reached)
    found.classes.push(kind)
  }
  for (const [, gap = '', letter = '', length = ''] of WORD_BREAK_RUNS.matchAll(/([0-9a-z]*)([A-Z])([0-9a-z]*)/g)) {
    add(Number.parseInt(gap || '0', 36), OTHER)
    add(Number.parseInt(length || '1', 36), WORD_CLASSES[letter] as number)
  }
  add(0x110000 - reached, OTHER)
  return found
}
