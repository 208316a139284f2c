import {graphemeSegments} from 'unicode-segmenter/grapheme'
import type {Span} from './span.ts'
import {isParticle, isPrefix, isSeam} from './word-seam.ts'
import type {WordSegment} from './word-break.ts'
import {wordSegments} from './word-break.ts'

/** Where a piece of text is cut. Not by `Intl.Segmenter`: the same text must segment alike on every machine, and its rules change with the version of the browser. */
type Segmenter = (text: string) => Iterable<{readonly index: number} & Partial<WordSegment>>

/**
 * A way to segment, and a test for offsets that are a boundary whatever stands further left or right. Between two such
 * offsets a piece of text segments exactly as it does within the whole, so that no more than the piece need be looked at.
 * `kept`: the pieces that were segmented last, because offsets are asked for one after the other.
 */
type Segmentation = {
  readonly segmenter: Segmenter
  readonly surelySplits: (text: string, offset: number) => boolean
  readonly kept: Piece[]
}

/** `starts` of its segments, as offsets in the text, in order; `words` are those segments that are words. */
type Piece = Span & {readonly text: string; readonly starts: readonly number[]; readonly words: readonly Span[]}

/**
 * Offsets are asked for one at a time, and a stranger's text may be one letter with a million marks. So a run of this many UTF-16 units without a sure boundary is cut at places that
 * depend on the text alone. Nobody writes that many letters without a space or a full stop, nor so many emoji.
 */
const LONGEST_RUN = 2048
/** How far the place of such a cut moves to the left to spare a word or an emoji. UTF-16 units. */
const SPARED = 64
/** Sure boundaries this near on both sides leave no room for a cut between them. UTF-16 units. */
const SHORT = (LONGEST_RUN - SPARED) / 2
/** Places at the start and at the end of a mention lie in different pieces, each beside a neighbour. */
const KEPT = 4

const byGraphemes: Segmentation = {
  segmenter: graphemeSegments,
  kept: [],
  surelySplits: (text, offset) => splitsLines(text, offset) || (isPlain(text.charAt(offset)) && isOrdinary(text.charAt(offset - 1))),
}
const byWords: Segmentation = {
  segmenter: wordSegments,
  kept: [],
  surelySplits: (text, offset) =>
    splitsLines(text, offset) || (/[ 。！？]/.test(text.charAt(offset - 1)) && /^[\p{L}\p{N}]/u.test(String.fromCodePoint(text.codePointAt(offset) as number))),
}

/**
 * The smallest span that covers `span` and splits no grapheme cluster (an emoji with its modifiers, a letter with its
 * combining marks). White space and invisible characters at either end are dropped, joiners too; a span of nothing else comes back empty.
 */
export function snapToGraphemes(text: string, span: Span): Span {
  const start = boundaryBefore(byGraphemes, text, span.start)
  return trimmed(text, {start, end: span.end <= span.start ? start : boundaryAfter(byGraphemes, text, span.end)})
}

/**
 * As {@link snapToGraphemes}, and a word of which a part was missed is taken whole. An end that stands where a word has a seam stays: somebody chose it
 * ({@link isSeam}).
 */
export function snapToWords(text: string, span: Span): Span {
  const inner = snapToGraphemes(text, span)
  if (inner.start === inner.end) return inner
  const start = boundaryBefore(byWords, text, inner.start)
  const end = boundaryAfter(byWords, text, inner.end)
  const isWhole = {start: start === inner.start || isSeam(text, inner.start), end: end === inner.end || isSeam(text, inner.end)}
  const keepsStart = isWhole.start || (isWhole.end && isPrefix(text.slice(start, inner.start)))
  const keepsEnd = isWhole.end || (isWhole.start && isParticle(text.slice(inner.end, end)))
  return snapToGraphemes(text, {start: keepsStart ? inner.start : start, end: keepsEnd ? inner.end : end})
}

/** The next grapheme boundary after (`step` 1) or before (`step` -1) an offset; the offset itself at either end of the text. */
export function graphemeStep(text: string, offset: number, step: 1 | -1): number {
  return step === 1 ? boundaryAfter(byGraphemes, text, offset + 1) : boundaryBefore(byGraphemes, text, offset - 1)
}

/** The next end of a word after (`step` 1), or start of one before (`step` -1), an offset; the end of the text when there is none. */
export function wordStep(text: string, offset: number, step: 1 | -1): number {
  if (step === 1) {
    for (let at = Math.max(0, offset); at < text.length; ) {
      const piece = pieceAround(byWords, text, at)
      const found = piece.words.find(word => word.end > offset)
      if (found !== undefined) return boundaryAfter(byGraphemes, text, found.end)
      at = piece.end
    }
    return text.length
  }
  for (let at = Math.min(text.length, offset) - 1; at >= 0; ) {
    const piece = pieceAround(byWords, text, at)
    const found = piece.words.findLast(word => word.start < offset)
    if (found !== undefined) return boundaryBefore(byGraphemes, text, found.start)
    at = piece.start - 1
  }
  return 0
}

/** All words of a text in order, as Unicode has them (UAX 29). */
export function* wordsOf(text: string): Generator<Span> {
  for (let start = 0; start < text.length; ) {
    let end = Math.min(text.length, start + BATCH)
    while (end < text.length && end - start < LONGEST_RUN && !byWords.surelySplits(text, end)) end++
    yield* segmented(byWords, text, {start, end}).words
    start = end
  }
}

/** UTF-16 units segmented at a time when all words are wanted; of 100 to 2000 about the fastest. */
const BATCH = 512

export const atGraphemeBoundary = (text: string, offset: number): boolean => boundaryBefore(byGraphemes, text, offset) === offset

export const atWordBoundary = (text: string, offset: number): boolean => boundaryBefore(byWords, text, offset) === offset

function boundaryBefore(segmentation: Segmentation, text: string, offset: number): number {
  if (offset <= 0) return 0
  if (offset >= text.length) return text.length
  return segmentation.surelySplits(text, offset) ? offset : segmentAround(segmentation, text, offset).start
}

function boundaryAfter(segmentation: Segmentation, text: string, offset: number): number {
  if (offset <= 0) return 0
  if (offset >= text.length) return text.length
  if (segmentation.surelySplits(text, offset)) return offset
  const segment = segmentAround(segmentation, text, offset)
  return segment.start === offset ? offset : segment.end
}

function segmentAround(segmentation: Segmentation, text: string, offset: number): Span {
  const {starts, end} = pieceAround(segmentation, text, offset)
  let low = 0
  for (let high = starts.length - 1; low < high; ) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= offset) low = middle
    else high = middle - 1
  }
  return {start: starts[low] as number, end: starts[low + 1] ?? end}
}

/** The piece of text between the nearest boundaries at or before, and after, an offset within the text: sure ones, or cuts in a long run. */
function pieceAround(segmentation: Segmentation, text: string, offset: number): Piece {
  const {kept} = segmentation
  const known = kept.find(each => each.start <= offset && offset < each.end && each.text === text)
  if (known !== undefined) return known
  const piece = segmented(segmentation, text, placeAround(segmentation, text, offset))
  kept.unshift(piece)
  kept.length = Math.min(kept.length, KEPT)
  return piece
}

function placeAround(segmentation: Segmentation, text: string, offset: number): Span {
  const {surelySplits} = segmentation
  const isEnd = (at: number): boolean => at === 0 || at === text.length || surelySplits(text, at)
  let start = offset
  while (offset - start < SHORT && !isEnd(start)) start--
  let end = offset + 1
  while (end - offset < SHORT && !isEnd(end)) end++
  return isEnd(start) && isEnd(end) ? {start, end} : placeInLongRun(segmentation, text, offset)
}

/** A cut lies where no boundary is sure from the place of the cut before up to it; so which cuts are made does not depend on the offset. */
function placeInLongRun(segmentation: Segmentation, text: string, offset: number): Span {
  const {surelySplits} = segmentation
  let nth = Math.floor((offset + SPARED) / LONGEST_RUN)
  while (cutPlace(segmentation, text, nth) > offset) nth--
  const here = cutPlace(segmentation, text, nth)
  const before = cutPlace(segmentation, text, nth - 1)
  let start = offset
  while (start > before && !surelySplits(text, start)) start--
  const isSure = start === 0 || surelySplits(text, start)
  const last = cutPlace(segmentation, text, nth + (isSure && start >= here ? 2 : 1))
  let end = offset + 1
  while (end < last && !surelySplits(text, end)) end++
  return {start: isSure ? start : here, end}
}

/** The start of the segment in which every so many units of the text end, when it is a short one. */
function cutPlace({segmenter}: Segmentation, text: string, nth: number): number {
  const at = nth * LONGEST_RUN
  if (at <= 0) return 0
  if (at >= text.length) return text.length
  let found = 0
  for (const {index} of segmenter(text.slice(at - SPARED, at + SPARED))) if (index <= SPARED) found = index
  if (found > 0) return at - SPARED + found
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at
}

function segmented({segmenter}: Pick<Segmentation, 'segmenter'>, text: string, {start, end}: Span): Piece {
  const starts: number[] = []
  const found: Span[] = []
  let word: number | undefined
  for (const {index, isWordLike} of segmenter(text.slice(start, end))) {
    if (word !== undefined) found.push({start: word, end: start + index})
    word = isWordLike === true ? start + index : undefined
    starts.push(start + index)
  }
  if (word !== undefined) found.push({start: word, end})
  return {text, start, end, starts, words: found}
}

const splitsLines = (text: string, offset: number): boolean =>
  text.charAt(offset - 1) === '\n' || (text.charAt(offset) === '\n' && text.charAt(offset - 1) !== '\r')

/** Characters that never join a neighbour of their kind into one grapheme cluster: no marks, emoji, jamo or Indic consonants. */
const PLAIN =
  /^[\t\x20-\x7e[[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]&&\p{L}]]$/v

const isPlain = (character: string): boolean => PLAIN.test(character)

/** Joins no plain character that follows it: all but the few signs that are written before the letter they belong to. */
const isOrdinary = (character: string): boolean => !/[\uD800-\uDFFF\u0D4E\p{Cf}]/u.test(character)

/** Whole clusters only: a space that carries a combining mark is not white space. */
function trimmed(text: string, {start, end}: Span): Span {
  for (let next = start; start < end; start = next) {
    next = graphemeStep(text, start, 1)
    if (!isUnseen(text.slice(start, next))) break
  }
  for (let next = end; end > start; end = next) {
    next = graphemeStep(text, end, -1)
    if (!isUnseen(text.slice(next, end))) break
  }
  // Joiners tie a letter to what follows it; at the end of a selection they tie it to nothing.
  while (end > start && /[\u200c\u200d]/.test(text.charAt(end - 1))) end--
  return {start, end}
}

/** White space, and what takes no room: soft hyphens, direction marks, zero-width spaces, byte order marks. */
export const isUnseen = (text: string): boolean => /^[\s\u0085\p{DI}\p{Bidi_C}]+$/u.test(text)
