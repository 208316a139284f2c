import {occurrences} from './occurrences.ts'
import {atGraphemeBoundary, atWordBoundary, graphemeStep, isUnseen} from './segmentation.ts'
import type {Span} from './span.ts'
import {inTextOrder, slice} from './span.ts'
import type {Likeness, TextForm} from './text-form.ts'
import {asItStands, nameForm, textForm, withoutEdges} from './text-form.ts'

export type MentionSearch = {readonly wholeWords: boolean; readonly matchCase: boolean; readonly taken: readonly Span[]; readonly most?: number}

/**
 * Longer quotes are not looked for: each place of a text that repeats itself would be compared with all of the quote.
 * Nobody says the same in so many words again. UTF-16 units.
 */
export const LONGEST_MENTION = 500

/**
 * Where a text says the same words, however it spaces and quotes them and whatever unseen stands between their letters ({@link textForm}): in text order, not overlapping each
 * other or a span of `taken`, no grapheme cluster cut, and no more than `most`. Whole words are Unicode's; an elided article (l’Iran, dell’Iran), a possessive (Trump’s) or
 * the ending of a case behind an apostrophe or colon (Trump’ın, EU:n) still hold the word. Scripts that put no spaces between words (Chinese, Thai) have no whole words to ask for: there every place counts.
 */
export function identicalMentions(text: string, quote: string, {wholeWords, matchCase, taken, most = Number.POSITIVE_INFINITY}: MentionSearch): Span[] {
  if (quote === '' || quote.length > LONGEST_MENTION || isUnseen(quote)) return []
  const likeness = matchCase ? 'written' : 'caseless'
  const compared = withoutEdges(textForm(quote, likeness).form)
  // Of signs that no comparison keeps, such as a vowel point alone, the same signs are looked for.
  const [form, wanted] = compared === '' ? [asItStands(text), quote] : [textForm(text, likeness), compared]
  const found: Span[] = []
  const occupied = [...taken].sort(inTextOrder)
  let next = 0
  let reach = 0
  for (const at of occurrences(form.form, wanted)) {
    if (found.length >= most) break
    const place = spanOf(form, at, at + wanted.length)
    const span = place && wholeSpan(text, place, likeness)
    if (span === undefined || span.start < reach) continue
    for (let each = occupied[next]; each !== undefined && each.start < span.end; each = occupied[++next]) reach = Math.max(reach, each.end)
    if (span.start < reach) continue
    if (wholeWords && !(startsWord(form.form, at) && endsWord(form.form, at + wanted.length))) continue
    found.push(span)
    reach = span.end
  }
  return found
}

/** Where a part of a form stands in its text; `undefined` when it begins or ends within what one character became. */
function spanOf({starts, ends}: TextForm, from: number, to: number): Span | undefined {
  const start = starts[from]
  const end = ends[to - 1]
  if (start === undefined || end === undefined || start === starts[from - 1] || end === ends[to]) return undefined
  return {start, end}
}

/**
 * The span with what a grapheme cluster ties to either end of it, unless that makes it say something else. At its end a mention may leave out
 * a joiner that ties it to what follows.
 */
function wholeSpan(text: string, {start, end}: Span, likeness: Likeness): Span | undefined {
  const startsWhole = atGraphemeBoundary(text, start)
  const endsWhole = atGraphemeBoundary(text, end) || /[\u200c\u200d]/.test(text.charAt(end))
  if (startsWhole && endsWhole) return {start, end}
  const whole = {start: startsWhole ? start : graphemeStep(text, start, -1), end: endsWhole ? end : graphemeStep(text, end, 1)}
  return nameForm(slice(text, whole), likeness) === nameForm(text.slice(start, end), likeness) ? whole : undefined
}

const startsWord = (form: string, offset: number): boolean => splitsWords(form, offset) || ELIDED.test(form.slice(Math.max(0, offset - 8), offset))

const endsWord = (form: string, offset: number): boolean => splitsWords(form, offset) || ENDING.test(form.slice(offset, offset + 12))

/** Adjacent letters are told apart by class first: a segmenter asked at each letter of a long line would take long. */
function splitsWords(text: string, offset: number): boolean {
  if (isPlainLetter(text.charCodeAt(offset - 1)) && isPlainLetter(text.charCodeAt(offset))) return false
  const before = text.slice(Math.max(0, offset - 2), offset).match(/.$/su)?.[0] ?? ''
  const after = text.slice(offset, offset + 2).match(/^./su)?.[0] ?? ''
  if (UNSPACED.test(before) || UNSPACED.test(after)) return true
  if (LETTER.test(before) && LETTER.test(after)) return false
  return atWordBoundary(text, offset)
}

const isPlainLetter = (unit: number): boolean => (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a)

const LETTER = /^[\p{L}\p{N}]$/u
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u
/** Articles, prepositions and pronouns of French, Italian, Catalan that lose their vowel. */
const ELIDED =
  /(?:^|[^\p{L}\p{M}\p{N}])(?:[cdjlmnst]|gl|qu|un|all|dall|dell|nell|sull|coll|quell|quest|bell|sant|mezz|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu|entr)'$/iu
/** English and German possessives; cases, copulas and plurals of Turkish and its neighbours; cases of Finnish and Swedish behind a colon. */
const ENDING =
  /^(?:'s?|'(?:l[ae]r)?(?:[sn]?[ıiuü]n?)?(?:[yn]?[ıiuüae]|n?[ıiuü]n|n?[dt][ae]n?(?:ki)?|y?l[ae]|[dt][ıiuü]r|y[dt][ıiuü]|c[ae]|l[ıiuü]|l[ae]r)|:\p{Ll}{1,4})(?![\p{L}\p{M}\p{N}])/iu
