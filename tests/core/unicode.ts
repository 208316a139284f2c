import * as fc from 'fast-check'
import {snapToGraphemes} from '../../src/core/text/segmentation.ts'
import type {Span} from '../../src/core/text/span.ts'

/** Pieces in which offsets go wrong: emoji sequences, flags, marks, right-to-left, jamo, conjuncts, prepended marks, halves of pairs, line ends. */
const TROUBLE = [
  'Ice melts. ',
  'é',
  'e\u0301',
  'a\u0308\u0323',
  '👩🏽‍🔬',
  '👨‍👩‍👧‍👦',
  '🇵🇸',
  '🇮🇱',
  '🇺',
  '\u200d',
  '\ufe0f',
  '1\ufe0f\u20e3',
  '🏴\u{e0067}\u{e0062}\u{e007f}',
  'السلام عليكم',
  'مُحَمَّد',
  'שָׁלוֹם',
  '停火协议',
  'ข้อตกลง',
  'ำ',
  'क्षि',
  '각',
  '\u1100\u1161\u11a8',
  '\u0600',
  '\u0301',
  ' ',
  '\u00a0',
  '\u3000',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '\ufeff',
  '\u2028',
  '\ud83d',
  '\ude00',
  'Trump’s',
  "can't",
  '60,000',
  'U.S.',
  '-',
  '“',
  '”',
  '𝒳',
  '\u0000',
]

/** Any string at all: pieces of trouble, Unicode characters, and raw code units with unpaired surrogates. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  {weight: 3, arbitrary: fc.array(fc.constantFrom(...TROUBLE), {maxLength: 40}).map(pieces => pieces.join(''))},
  {weight: 1, arbitrary: fc.string({unit: 'grapheme', maxLength: 60})},
  {weight: 1, arbitrary: fc.string({unit: 'binary', maxLength: 60})},
  {weight: 1, arbitrary: fc.array(fc.nat(0xffff), {maxLength: 60}).map(units => String.fromCharCode(...units))},
  {weight: 1, arbitrary: fc.tuple(fc.constantFrom(...TROUBLE), fc.integer({min: 60, max: 150})).map(([piece, times]) => piece.repeat(times))},
)

/** A text and two offsets in it, in order; they may fall within a character. */
export const textAndSpan: fc.Arbitrary<{text: string; span: Span}> = anyText.chain(text =>
  fc.tuple(fc.nat(text.length), fc.nat(text.length)).map(([a, b]) => ({text, span: {start: Math.min(a, b), end: Math.max(a, b)}})),
)

/** A text and a span as the reader makes them: not empty, no grapheme cluster cut. */
export const textAndSelection: fc.Arbitrary<{text: string; span: Span}> = textAndSpan
  .map(({text, span}) => ({text, span: snapToGraphemes(text, span)}))
  .filter(({span}) => span.start < span.end)
