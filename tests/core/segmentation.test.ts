import * as fc from 'fast-check'
import {graphemeSegments} from 'unicode-segmenter/grapheme'
import {describe, expect, test} from 'vitest'
import {atGraphemeBoundary, atWordBoundary, graphemeStep, snapToGraphemes, snapToWords, wordStep} from '../../src/core/text/segmentation.ts'
import type {Span} from '../../src/core/text/span.ts'
import {contains, slice} from '../../src/core/text/span.ts'
import {wordSegments} from '../../src/core/text/word-break.ts'
import {anyText, textAndSpan} from './unicode.ts'

const segmenters = {grapheme: graphemeSegments, word: wordSegments}
const boundaries = (text: string, granularity: 'grapheme' | 'word'): Set<number> =>
  new Set([...segmenters[granularity](text)].map(segment => segment.index)).add(0).add(text.length)
const offsetsOf = (text: string): number[] => Array.from({length: text.length + 1}, (_, offset) => offset)
/** With both halves of a pair that begins or ends in the middle. */
function wholeSlice(text: string, {start, end}: Span): string {
  const splits = (at: number): boolean => /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(at - 1, at + 1))
  return start >= end ? '' : text.slice(splits(start) ? start - 1 : start, splits(end) ? end + 1 : end)
}
const withoutSpace = (text: string): string => text.replace(/[\s\u0085\p{DI}\p{Bidi_C}]/gu, '')

describe('segmenting a piece of the text', () => {
  test('finds the grapheme boundaries that segmenting the whole text finds', () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(offsetsOf(text).filter(offset => atGraphemeBoundary(text, offset))).toEqual([...boundaries(text, 'grapheme')].sort((a, b) => a - b))
      }),
      {numRuns: 150},
    )
  })

  test('finds the word boundaries that segmenting the whole text finds', () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(offsetsOf(text).filter(offset => atWordBoundary(text, offset))).toEqual([...boundaries(text, 'word')].sort((a, b) => a - b))
      }),
      {numRuns: 150},
    )
  })
})

describe('snapping', () => {
  test.each([
    ['to graphemes', snapToGraphemes],
    ['to words', snapToWords],
  ] as const)('%s cuts no grapheme cluster and covers all but white space and what is not seen', (_name, snap) => {
    fc.assert(
      fc.property(textAndSpan, ({text, span}) => {
        const snapped = snap(text, span)
        const whole = boundaries(text, 'grapheme')
        // A joiner is left out at the end, where it ties a letter to nothing.
        expect(whole.has(snapped.start) && (whole.has(snapped.end) || /[\u200c\u200d]/.test(text.charAt(snapped.end)))).toBe(true)
        expect(slice(text, snapped)).toBe(slice(text, snapped).replace(/^\n+|\n+$/g, ''))
        const leading = wholeSlice(text, {start: span.start, end: Math.min(snapped.start, span.end)})
        const trailing = wholeSlice(text, {start: Math.max(snapped.end, span.start), end: span.end})
        if (snapped.start < snapped.end) expect(withoutSpace(leading) + withoutSpace(trailing)).toBe('')
        else expect(withoutSpace(wholeSlice(text, span))).toBe('')
      }),
      {numRuns: 500},
    )
  })

  test('is done once: a snapped span stays as it is', () => {
    fc.assert(
      fc.property(textAndSpan, ({text, span}) => {
        const snapped = snapToGraphemes(text, span)
        expect(snapToGraphemes(text, snapped)).toEqual(snapped)
      }),
      {numRuns: 500},
    )
  })

  test('to words widens a grapheme span and never narrows it', () => {
    fc.assert(
      fc.property(textAndSpan, ({text, span}) => {
        const narrow = snapToGraphemes(text, span)
        expect(contains(snapToWords(text, span), narrow)).toBe(true)
      }),
      {numRuns: 500},
    )
  })

  test('keeps a family emoji, a letter with its marks and a flag whole', () => {
    const text = 'x 👨‍👩‍👧‍👦 e\u0301 🇵🇸🇮🇱 y'
    expect(slice(text, snapToGraphemes(text, {start: 4, end: 6}))).toBe('👨‍👩‍👧‍👦')
    expect(slice(text, snapToGraphemes(text, {start: 15, end: 16}))).toBe('e\u0301')
    const secondFlag = text.indexOf('🇮🇱')
    expect(slice(text, snapToGraphemes(text, {start: secondFlag + 1, end: secondFlag + 3}))).toBe('🇮🇱')
  })

  test('keeps the parity of more flags than a window would hold', () => {
    const text = '🇵🇸'.repeat(200)
    expect(snapToGraphemes(text, {start: 602, end: 603})).toEqual({start: 600, end: 604})
  })

  test('drops white space at either end, but not a space that carries a mark', () => {
    expect(snapToGraphemes('  ice \n', {start: 0, end: 7})).toEqual({start: 2, end: 5})
    expect(snapToGraphemes('a \u0301b', {start: 1, end: 4})).toEqual({start: 1, end: 4})
    expect(snapToGraphemes('a   b', {start: 1, end: 4})).toMatchObject({start: 4, end: 4})
  })

  test('to words takes whole words in any script', () => {
    expect(slice('Seas rise fast.', snapToWords('Seas rise fast.', {start: 6, end: 11}))).toBe('rise fast')
    expect(slice('אמר שלום לכם', snapToWords('אמר שלום לכם', {start: 5, end: 6}))).toBe('שלום')
    expect(slice('قال السلام عليكم', snapToWords('قال السلام عليكم', {start: 6, end: 8}))).toBe('السلام')
    expect(slice('各方签署停火协议。', snapToWords('各方签署停火协议。', {start: 4, end: 6}))).toBe('停火')
  })
})

describe('stepping', () => {
  test.each([
    ['grapheme', graphemeStep],
    ['word', wordStep],
  ] as const)('by %s always moves on and reaches both ends', (_name, step) => {
    fc.assert(
      fc.property(anyText, fc.nat(), (text, seed) => {
        const start = text.length === 0 ? 0 : seed % (text.length + 1)
        const whole = boundaries(text, 'grapheme')
        for (let at = start; at < text.length; ) {
          const next = step(text, at, 1)
          expect(next).toBeGreaterThan(at)
          expect(whole.has(next)).toBe(true)
          at = next
        }
        for (let at = start; at > 0; ) {
          const next = step(text, at, -1)
          expect(next).toBeLessThan(at)
          expect(whole.has(next)).toBe(true)
          at = next
        }
        expect(step(text, text.length, 1)).toBe(text.length)
        expect(step(text, 0, -1)).toBe(0)
      }),
      {numRuns: 150},
    )
  })

  test('by word stops at ends going on and at starts going back, over line breaks too', () => {
    const text = 'Ice melts.\n\nSeas rise.'
    expect([0, 3, 9, 16].map(offset => wordStep(text, offset, 1))).toEqual([3, 9, 16, 21])
    expect([22, 17, 12, 4].map(offset => wordStep(text, offset, -1))).toEqual([17, 12, 4, 0])
  })
})
