import {atGraphemeBoundary, atWordBoundary} from './segmentation.ts'
import type {Span} from './span.ts'
import {inTextOrder} from './span.ts'

export type MentionSearch = {readonly wholeWords: boolean; readonly matchCase: boolean; readonly taken: readonly Span[]; readonly most?: number}

/**
 * Longer quotes are not looked for: each place of a text that repeats itself would be compared with all of the quote.
 * Nobody says the same in so many words again. UTF-16 units.
 */
export const LONGEST_MENTION = 500

/**
 * Where a text says the same words: in text order, not overlapping each other or a span of `taken`, no grapheme cluster
 * cut, and no more than `most`. Whole words are Unicode's, and a possessive (Trump’s) or an elided article (l’Iran) still holds the word. Scripts
 * that put no spaces between words (Chinese, Thai) have no whole words to ask for: there every place counts.
 */
export function identicalMentions(text: string, quote: string, {wholeWords, matchCase, taken, most = Number.POSITIVE_INFINITY}: MentionSearch): Span[] {
  if (quote.trim() === '' || quote.length > LONGEST_MENTION) return []
  const found: Span[] = []
  const occupied = [...taken].sort(inTextOrder)
  let next = 0
  let reach = 0
  const pattern = new RegExp(quote.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), matchCase ? 'gu' : 'giu')
  for (let match = pattern.exec(text); match !== null && found.length < most; match = pattern.exec(text)) {
    const span = {start: match.index, end: match.index + match[0].length}
    for (let each = occupied[next]; each !== undefined && each.start < span.end; each = occupied[++next]) reach = Math.max(reach, each.end)
    if (reach <= span.start && isWhole(text, span, wholeWords)) {
      found.push(span)
      reach = span.end
    } else {
      pattern.lastIndex = span.start + ((text.codePointAt(span.start) as number) > 0xffff ? 2 : 1)
    }
  }
  return found
}

function isWhole(text: string, {start, end}: Span, wholeWords: boolean): boolean {
  if (wholeWords && !(startsWord(text, start) && endsWord(text, end))) return false
  return atGraphemeBoundary(text, start) && atGraphemeBoundary(text, end)
}

const startsWord = (text: string, offset: number): boolean => splitsWords(text, offset) || ELIDED.test(text.slice(Math.max(0, offset - 4), offset))

const endsWord = (text: string, offset: number): boolean => splitsWords(text, offset) || POSSESSIVE.test(text.slice(offset, offset + 3))

/** Adjacent letters are told apart by class first: a segmenter asked at each letter of a long line would take long. */
function splitsWords(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - 2), offset).match(/.$/su)?.[0] ?? ''
  const after = text.slice(offset, offset + 2).match(/^./su)?.[0] ?? ''
  if (UNSPACED.test(before) || UNSPACED.test(after)) return true
  if (LETTER.test(before) && LETTER.test(after)) return false
  return atWordBoundary(text, offset)
}

const LETTER = /^[\p{L}\p{N}]$/u
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u
const POSSESSIVE = /^['’][sS]?(?![\p{L}\p{M}\p{N}])/u
const ELIDED = /(?:^|[^\p{L}\p{M}\p{N}])(?:[ldLD]|qu)['’]$/u
