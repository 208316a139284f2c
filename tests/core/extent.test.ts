import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {areParts, extentOf, GAP, holds, lengthOf, MOST_PARTS, partsOf, quoteOf, quotesOf, sameExtent, shareText} from '../../src/core/text/extent.ts'
import {isUnseen, snapToGraphemes} from '../../src/core/text/segmentation.ts'
import type {Span} from '../../src/core/text/span.ts'
import {anyText} from './unicode.ts'

const textAndSpans: fc.Arbitrary<{text: string; spans: readonly Span[]}> = anyText
  .filter(text => text !== '')
  .chain(text =>
    fc.array(fc.tuple(fc.nat(text.length), fc.nat(text.length)), {minLength: 1, maxLength: 8}).map(pairs => ({
      text,
      spans: pairs.map(([a, b]) => snapToGraphemes(text, {start: Math.min(a, b), end: Math.max(a, b)})).filter(({start, end}) => start < end),
    })),
  )
  .filter(({spans}) => spans.length > 0)

const offsetsIn = (text: string, spans: readonly Span[]): readonly number[] =>
  [...text.split('').keys()].filter(at => spans.some(({start, end}) => start <= at && at < end))

describe('an extent', () => {
  test('of any spans in any text is sound, covers all of them and, beside them, nothing that is seen', () => {
    fc.assert(
      fc.property(textAndSpans, ({text, spans}) => {
        const extent = extentOf(text, spans)
        if (extent.parts !== undefined) expect(areParts({...extent, parts: extent.parts})).toBe(true)
        const covered = offsetsIn(text, partsOf(extent))
        expect(covered).toEqual(expect.arrayContaining([...offsetsIn(text, spans)]))
        for (const at of covered) if (!offsetsIn(text, spans).includes(at)) expect(spans.some(({start, end}) => end <= at || start > at)).toBe(true)
        for (const [at, part] of partsOf(extent).entries()) if (at > 0) expect(isUnseen(text.slice(partsOf(extent)[at - 1]?.end, part.start))).toBe(false)
        expect(lengthOf(extent)).toBe(covered.length)
      }),
      {numRuns: 500},
    )
  })

  test('is the same in whatever order its spans come, and made of its own parts', () => {
    fc.assert(
      fc.property(textAndSpans, ({text, spans}) => {
        const extent = extentOf(text, spans)
        expect(extentOf(text, spans.toReversed())).toEqual(extent)
        expect(extentOf(text, partsOf(extent))).toEqual(extent)
      }),
      {numRuns: 200},
    )
  })

  test('has parts only where something that is seen stands between', () => {
    const text = '停火协议🤝仍然 脆弱\u200f.'
    expect(
      extentOf(text, [
        {start: 0, end: 4},
        {start: 4, end: 6},
      ]),
    ).toEqual({start: 0, end: 6})
    expect(
      extentOf(text, [
        {start: 6, end: 8},
        {start: 9, end: 11},
      ]),
    ).toEqual({start: 6, end: 11})
    expect(
      extentOf(text, [
        {start: 0, end: 4},
        {start: 6, end: 8},
      ]),
    ).toEqual({
      start: 0,
      end: 8,
      parts: [
        {start: 0, end: 4},
        {start: 6, end: 8},
      ],
    })
  })

  test('holds a place that its parts hold, not what stands between them', () => {
    const extent = extentOf('Ice, he said, melts', [
      {start: 0, end: 3},
      {start: 14, end: 19},
    ])
    expect([0, 2, 3, 6, 13, 14, 18].map(at => holds(extent, {start: at, end: at + 1}))).toEqual([true, true, false, false, false, true, true])
    expect(shareText(extent, {start: 5, end: 12})).toBe(false)
    expect(shareText(extent, {start: 5, end: 15})).toBe(true)
    expect(sameExtent(extent, {start: 0, end: 19})).toBe(false)
    expect(sameExtent(extent, {...extent, parts: extent.parts?.map(part => ({...part})) ?? []})).toBe(true)
  })
})

describe('the quote of an extent', () => {
  test('comes apart into the words of each part, whatever they are', () => {
    fc.assert(
      fc.property(textAndSpans, ({text, spans}) => {
        const parts = partsOf(extentOf(text, spans))
        expect(quotesOf(quoteOf(text, extentOf(text, spans)), parts)).toEqual(parts.map(({start, end}) => text.slice(start, end)))
      }),
      {numRuns: 300},
    )
  })

  test('comes apart although its words look like a gap, and does not where it is of other parts', () => {
    const text = `a${GAP}b, ${GAP}c`
    const extent = extentOf(text, [
      {start: 0, end: 5},
      {start: 9, end: 11},
    ])
    expect(quoteOf(text, extent)).toBe(`a${GAP}b${GAP} c`)
    expect(quotesOf(quoteOf(text, extent), partsOf(extent))).toEqual([`a${GAP}b`, ' c'])
    expect(
      quotesOf('a b', [
        {start: 0, end: 1},
        {start: 2, end: 3},
      ]),
    ).toBeUndefined()
    expect(
      quotesOf(`a${GAP}bc`, [
        {start: 0, end: 1},
        {start: 5, end: 6},
      ]),
    ).toBeUndefined()
  })
})

test('parts are at most so many, in order, and never touch', () => {
  const many = (count: number) => {
    const parts = Array.from({length: count}, (_, at) => ({start: at * 2, end: at * 2 + 1}))
    return areParts({start: 0, end: count * 2 - 1, parts})
  }
  expect([1, 2, MOST_PARTS, MOST_PARTS + 1].map(many)).toEqual([false, true, true, false])
  const parts = [
    {start: 0, end: 2},
    {start: 4, end: 6},
  ]
  expect(areParts({start: 0, end: 6, parts})).toBe(true)
  expect(areParts({start: 0, end: 7, parts})).toBe(false)
  expect(areParts({start: 0, end: 2, parts: parts.toReversed()})).toBe(false)
  expect(
    areParts({
      start: 0,
      end: 6,
      parts: [
        {start: 0, end: 4},
        {start: 4, end: 6},
      ],
    }),
  ).toBe(false)
  expect(
    areParts({
      start: 0,
      end: 6,
      parts: [
        {start: 0, end: 0},
        {start: 4, end: 6},
      ],
    }),
  ).toBe(false)
})
