import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {codePointIndex} from '../../src/core/text/code-points.ts'
import {anchor, selectorOf} from '../../src/core/annotation/selector.ts'
import type {Selector} from '../../src/core/annotation/selector.ts'
import {slice} from '../../src/core/text/span.ts'
import type {Span} from '../../src/core/text/span.ts'
import {cutsCharacter} from '../../src/core/text/whole-characters.ts'
import {anyText, textAndSelection, textAndSpan} from './unicode.ts'
import {inEnglish} from '../support/results.ts'

function select(text: string, span: Span): Selector {
  const made = selectorOf(text, span)
  if (!made.ok) throw new Error(`${made.error}`)
  return made.value
}

describe('a selector', () => {
  test('quotes what the span slices, in any text', () => {
    fc.assert(
      fc.property(textAndSelection, ({text, span}) => {
        const {start, end, quote, prefix, suffix} = select(text, span)
        expect({start, end}).toEqual(span)
        expect(slice(text, span)).toBe(quote)
        expect(text.slice(0, start).endsWith(prefix)).toBe(true)
        expect(text.slice(end).startsWith(suffix)).toBe(true)
      }),
      {numRuns: 1000},
    )
  })

  test('is made of every span within the text that cuts no character, and of no other', () => {
    fc.assert(
      fc.property(textAndSpan, ({text, span}) => {
        const valid = span.start < span.end && !cutsCharacter(text, span.start) && !cutsCharacter(text, span.end)
        expect(selectorOf(text, span).ok).toBe(valid)
      }),
      {numRuns: 500},
    )
  })

  test.each([
    {start: 0, end: 0},
    {start: 3, end: 2},
    {start: -1, end: 2},
    {start: 0, end: 99},
    {start: 0.5, end: 2},
    {start: Number.NaN, end: 2},
  ])('is refused for %o', span => {
    expect(inEnglish(selectorOf('Ice melts', span))).toMatchObject({
      ok: false,
      error: expect.stringMatching(/does not lie in this text of 9 UTF-16 units\. Select/),
    })
  })
})

describe('anchoring', () => {
  test('finds a selector exactly in its own text', () => {
    fc.assert(
      fc.property(textAndSelection, ({text, span}) => {
        expect(anchor(text, select(text, span))).toEqual({state: 'exact', span})
      }),
      {numRuns: 500},
    )
  })

  test('after text was put before finds the words again, or says that it cannot: it never guesses among several', () => {
    fc.assert(
      fc.property(textAndSelection, anyText, ({text, span}, before) => {
        const selector = select(text, span)
        const longer = before + text
        const found = anchor(longer, selector)
        const moved = {start: span.start + before.length, end: span.end + before.length}
        const places = offsetsOf(longer, selector.quote)
        const inContext = places.filter(
          at => longer.slice(0, at).endsWith(selector.prefix) && longer.slice(at + selector.quote.length).startsWith(selector.suffix),
        )
        if (found.state === 'orphan') {
          expect(inContext.length).not.toBe(1)
          return
        }
        expect(slice(longer, found.span)).toBe(selector.quote)
        if (inContext.length === 1 && !cutsCharacter(longer, moved.start)) expect(found.span).toEqual(moved)
        else expect(found.state === 'exact' || places.length === 1 || inContext.length === 1).toBe(true)
      }),
      {numRuns: 1000},
    )
  })

  const offsetsOf = (text: string, quote: string): number[] =>
    Array.from({length: text.length}, (_, at) => at).filter(
      at => text.startsWith(quote, at) && !cutsCharacter(text, at) && !cutsCharacter(text, at + quote.length),
    )

  test('never takes half of a character for the words, not where they were either', () => {
    expect(anchor('🐀\ud83d', select('\ud83d', {start: 0, end: 1}))).toEqual({state: 'moved', span: {start: 2, end: 3}})
  })

  test('tells repeated words apart by their context', () => {
    const text = 'Ice melts. Seas rise. Ice melts.'
    const selector = select(text, {start: 22, end: 31})
    expect(anchor(`Today: ${text}`, selector)).toEqual({state: 'moved', span: {start: 29, end: 38}})
  })

  test('takes the same words in another context at the old place for moved, not for exact', () => {
    expect(anchor('Snow: ice', select('Look: ice melts', {start: 6, end: 9}))).toEqual({state: 'moved', span: {start: 6, end: 9}})
  })

  test('calls words that are gone, or that stand in several places without their context, an orphan', () => {
    const selector = select('Ice melts today.', {start: 4, end: 9})
    expect(anchor('Seas rise.', selector)).toEqual({state: 'orphan', selector})
    expect(anchor('Snow melts. Rock melts.', selector)).toEqual({state: 'orphan', selector})
  })
})

describe('offsets in code points', () => {
  test('go to UTF-16 and back, and slice as Python would', () => {
    fc.assert(
      fc.property(textAndSelection, ({text, span}) => {
        const index = codePointIndex(text)
        const [start, end] = [index.fromUtf16(span.start), index.fromUtf16(span.end)]
        expect([...text].slice(start, end).join('')).toBe(slice(text, span))
        expect({start: index.toUtf16(start), end: index.toUtf16(end)}).toEqual(span)
      }),
      {numRuns: 500},
    )
  })

  test('beyond the text stay beyond it', () => {
    expect(codePointIndex('🕊️').toUtf16(99)).toBeGreaterThan('🕊️'.length)
  })
})
