import type {Span} from './span.ts'

const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'})
const words = new Intl.Segmenter(undefined, {granularity: 'word'})

/** How far around an offset text is segmented; no grapheme cluster or word in real text is longer. */
const REACH = 256

/**
 * The smallest span that covers `span` and splits no grapheme cluster (an emoji with its modifiers, a letter with its
 * combining marks). White space at either end is dropped; a span of nothing else comes back empty.
 */
export function snapToGraphemes(text: string, span: Span): Span {
  return trimmed(text, {start: boundaryBefore(graphemes, text, span.start), end: boundaryAfter(graphemes, text, span.end)})
}

/** As {@link snapToGraphemes}, and no word is cut in two. */
export function snapToWords(text: string, span: Span): Span {
  const inner = trimmed(text, span)
  return trimmed(text, {start: boundaryBefore(words, text, inner.start), end: boundaryAfter(words, text, inner.end)})
}

/** The next grapheme boundary after (`step` 1) or before (`step` -1) an offset; the offset itself at either end of the text. */
export function graphemeStep(text: string, offset: number, step: 1 | -1): number {
  return step === 1 ? boundaryAfter(graphemes, text, Math.min(text.length, offset + 1)) : boundaryBefore(graphemes, text, Math.max(0, offset - 1))
}

/** The next end of a word after (`step` 1), or start of one before (`step` -1), an offset. */
export function wordStep(text: string, offset: number, step: 1 | -1): number {
  const from = step === 1 ? offset : lineStart(text, Math.max(0, offset - REACH))
  const to = step === 1 ? lineEnd(text, Math.min(text.length, offset + REACH)) : offset
  const spans: Span[] = []
  for (const {index, segment, isWordLike} of words.segment(text.slice(from, to))) {
    if (isWordLike) spans.push({start: from + index, end: from + index + segment.length})
  }
  if (step === 1) return spans.find(word => word.end > offset)?.end ?? to
  return spans.findLast(word => word.start < offset)?.start ?? from
}

function boundaryBefore(segmenter: Intl.Segmenter, text: string, offset: number): number {
  if (offset <= 0) return 0
  if (offset >= text.length) return text.length
  const from = lineStart(text, Math.max(0, offset - REACH))
  const found = segmenter.segment(text.slice(from, Math.min(text.length, offset + REACH))).containing(offset - from)
  return found === undefined ? offset : from + found.index
}

function boundaryAfter(segmenter: Intl.Segmenter, text: string, offset: number): number {
  const before = boundaryBefore(segmenter, text, offset)
  if (before === offset) return offset
  const found = segmenter.segment(text.slice(before, Math.min(text.length, before + REACH))).containing(0)
  return found === undefined ? offset : before + found.segment.length
}

/** A line break is always a boundary, so a window that starts at one segments as the whole text does. */
function lineStart(text: string, offset: number): number {
  const earliest = Math.max(0, offset - REACH)
  const found = text.lastIndexOf('\n', offset)
  return found >= earliest ? found : earliest
}

function lineEnd(text: string, offset: number): number {
  const found = text.indexOf('\n', offset)
  return found === -1 ? text.length : Math.min(found, offset + REACH)
}

function trimmed(text: string, {start, end}: Span): Span {
  while (start < end && isSpace(text.charAt(start))) start++
  while (end > start && isSpace(text.charAt(end - 1))) end--
  return {start, end}
}

const isSpace = (character: string): boolean => /\s/.test(character)
