import type {Span} from './span.ts'

/** The locale is fixed: the same text must segment alike on every machine. Unicode's rules serve all scripts. */
const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'})
const words = new Intl.Segmenter('en', {granularity: 'word'})

/**
 * A way to segment, and a test for offsets that are a boundary whatever stands further left or right. Between two such
 * offsets a piece of text segments exactly as it does within the whole, so that no more than the piece need be looked at.
 */
type Segmentation = {readonly segmenter: Intl.Segmenter; readonly reach: number; readonly surelySplits: (text: string, offset: number) => boolean}

/**
 * V8's segmenter takes time in proportion to the whole string for each segment it gives out (2 ms in 1 MB), so words are
 * looked for in pieces no longer than this. Nobody writes a run of so many letters without a space or a full stop.
 */
const LONGEST_RUN = 8192

const byGraphemes: Segmentation = {
  segmenter: graphemes,
  reach: Number.POSITIVE_INFINITY,
  surelySplits: (text, offset) => splitsLines(text, offset) || (isPlain(text.charAt(offset - 1)) && isPlain(text.charAt(offset))),
}
const byWords: Segmentation = {
  segmenter: words,
  reach: LONGEST_RUN,
  surelySplits: (text, offset) =>
    splitsLines(text, offset) || (/[ 。！？]/.test(text.charAt(offset - 1)) && /^[\p{L}\p{N}]/u.test(String.fromCodePoint(text.codePointAt(offset) as number))),
}

/**
 * The smallest span that covers `span` and splits no grapheme cluster (an emoji with its modifiers, a letter with its
 * combining marks). White space at either end is dropped; a span of nothing else comes back empty.
 */
export function snapToGraphemes(text: string, span: Span): Span {
  const start = boundaryBefore(byGraphemes, text, span.start)
  return trimmed(text, {start, end: span.end <= span.start ? start : boundaryAfter(byGraphemes, text, span.end)})
}

/** As {@link snapToGraphemes}, and no word is cut in two. */
export function snapToWords(text: string, span: Span): Span {
  const inner = snapToGraphemes(text, span)
  if (inner.start === inner.end) return inner
  return snapToGraphemes(text, {start: boundaryBefore(byWords, text, inner.start), end: boundaryAfter(byWords, text, inner.end)})
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
      const found = wordsIn(text, piece).find(word => word.end > offset)
      if (found !== undefined) return boundaryAfter(byGraphemes, text, found.end)
      at = piece.end
    }
    return text.length
  }
  for (let at = Math.min(text.length, offset) - 1; at >= 0; ) {
    const piece = pieceAround(byWords, text, at)
    const found = wordsIn(text, piece).findLast(word => word.start < offset)
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
    yield* wordsIn(text, {start, end})
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
  const piece = pieceAround(segmentation, text, offset)
  const found = segmentation.segmenter.segment(text.slice(piece.start, piece.end)).containing(offset - piece.start)
  if (found === undefined) throw new Error(`The offset ${offset} does not lie in the text.`)
  return {start: piece.start + found.index, end: piece.start + found.index + found.segment.length}
}

/** The piece of text between the nearest sure boundaries at or before, and after, an offset within the text. */
function pieceAround({reach, surelySplits}: Segmentation, text: string, offset: number): Span {
  let start = offset
  while (start > 0 && offset - start < reach && !surelySplits(text, start)) start--
  let end = offset + 1
  while (end < text.length && end - offset < reach && !surelySplits(text, end)) end++
  return {start, end}
}

function wordsIn(text: string, piece: Span): Span[] {
  const found: Span[] = []
  for (const {index, segment, isWordLike} of words.segment(text.slice(piece.start, piece.end))) {
    if (isWordLike) found.push({start: piece.start + index, end: piece.start + index + segment.length})
  }
  return found
}

const splitsLines = (text: string, offset: number): boolean =>
  text.charAt(offset - 1) === '\n' || (text.charAt(offset) === '\n' && text.charAt(offset - 1) !== '\r')

/** Characters that never join a neighbour of their kind into one grapheme cluster: no marks, emoji, jamo or Indic consonants. */
const PLAIN =
  /^[\t\x20-\x7e[[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]&&\p{L}]]$/v

const isPlain = (character: string): boolean => PLAIN.test(character)

/** Whole clusters only: a space that carries a combining mark is not white space. */
function trimmed(text: string, {start, end}: Span): Span {
  for (let next = start; start < end; start = next) {
    next = graphemeStep(text, start, 1)
    if (!isSpace(text.slice(start, next))) break
  }
  for (let next = end; end > start; end = next) {
    next = graphemeStep(text, end, -1)
    if (!isSpace(text.slice(next, end))) break
  }
  return {start, end}
}

const isSpace = (cluster: string): boolean => /^\s+$/.test(cluster)
