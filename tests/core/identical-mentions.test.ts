import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {MentionSearch} from '../../src/core/text/identical-mentions.ts'
import {identicalMentions, LONGEST_MENTION} from '../../src/core/text/identical-mentions.ts'
import {atGraphemeBoundary} from '../../src/core/text/segmentation.ts'
import {overlaps, slice} from '../../src/core/text/span.ts'
import {nameForm} from '../../src/core/text/text-form.ts'
import {textAndSelection, textAndSpan} from './unicode.ts'

const asked = (search: Partial<MentionSearch> = {}): MentionSearch => ({wholeWords: true, matchCase: true, taken: [], ...search})
const starts = (text: string, quote: string, search?: Partial<MentionSearch>): number[] => identicalMentions(text, quote, asked(search)).map(span => span.start)

describe('identical mentions', () => {
  test('are whole words, with a possessive and an elided article too', () => {
    const text = "Trump met Trump’s envoy; Trumpism, trump, Trump's. D'Trump? l’Iran, Trump-era"
    expect(starts(text, 'Trump')).toEqual([0, 10, 42, 53, 68])
    expect(starts(text, 'Iran')).toEqual([62])
  })

  test('of parts of words are found on request', () => {
    expect(starts('Trumpism and Trump', 'Trump', {wholeWords: false})).toEqual([0, 13])
  })

  test('in another case are found on request, also where case changes the length', () => {
    expect(starts('GAZA Gaza gaza', 'Gaza')).toEqual([5])
    expect(starts('GAZA Gaza gaza', 'Gaza', {matchCase: false})).toEqual([0, 5, 10])
    expect(starts('İstanbul straße STRASSE Straße', 'straße', {matchCase: false})).toEqual([9, 16, 24])
  })

  test('are found in scripts without spaces, and as words in Arabic and Hebrew', () => {
    expect(starts('特朗普说，美国总统特朗普', '特朗普')).toEqual([0, 9])
    expect(starts('غزة وغزة غزة', 'غزة')).toEqual([0, 9])
    expect(starts('שלום ושלום שלום', 'שלום')).toEqual([0, 11])
  })

  test('cut no emoji and no letter from its mark', () => {
    expect(starts('👨‍👩‍👧 👨', '👨')).toEqual([9])
    expect(starts('e\u0301 e', 'e', {wholeWords: false})).toEqual([3])
  })

  test('take in what is tied to them and says nothing, and stand beside what only looks tied', () => {
    const found = (text: string, quote: string): string[] =>
      identicalMentions(text, quote, asked({wholeWords: false})).map(({start, end}) => text.slice(start, end))
    expect(found('\u0600 2024 \u0600', '\u0600')).toEqual(['\u0600 ', '\u0600'])
    expect(found('\u2028\u200d\u0e33', '\u0e33')).toEqual(['\u200d\u0e33'])
    expect(found('!\u1062 and !', '!')).toEqual(['!', '!'])
    expect(found('\u05b0 ש\u05b0', '\u05b0')).toEqual(['\u05b0'])
    expect(found('a\ufff9 \ufff9b', '\ufff9')).toEqual(['\ufff9', '\ufff9'])
  })

  test('do not cut a number', () => {
    expect(starts('60,000 and 60', '60')).toEqual([11])
  })

  test('keep clear of spans that are taken, nested ones too', () => {
    expect(
      starts('Gaza City, Gaza, Gaza', 'Gaza', {
        taken: [
          {start: 17, end: 21},
          {start: 0, end: 9},
          {start: 2, end: 3},
        ],
      }),
    ).toEqual([11])
  })

  test('take a quote by the letter, whatever it means in a pattern', () => {
    expect(starts('U.S. and UxSx (a|b)* [c]', 'U.S.')).toEqual([0])
    expect(starts('(a|b)* and a', '(a|b)*')).toEqual([0])
  })

  test('of white space alone are none', () => {
    expect(starts('a b c', ' ')).toEqual([])
  })

  test('of any selection say the same, do not overlap, keep clear of taken spans and include the selection itself', () => {
    fc.assert(
      fc.property(textAndSelection, textAndSpan, ({text, span}, {span: other}) => {
        const quote = slice(text, span)
        fc.pre(quote.length <= LONGEST_MENTION)
        const found = identicalMentions(text, quote, asked({wholeWords: false, taken: [other]}))
        for (const [index, each] of found.entries()) {
          expect(nameForm(slice(text, each), 'written')).toBe(nameForm(quote, 'written'))
          expect(atGraphemeBoundary(text, each.start)).toBe(true)
          expect(atGraphemeBoundary(text, each.end) || /[\u200c\u200d]/.test(text.charAt(each.end))).toBe(true)
          expect(overlaps(each, other)).toBe(false)
          if (index > 0) expect(found[index - 1]?.end).toBeLessThanOrEqual(each.start)
        }
        const free = identicalMentions(text, quote, asked({wholeWords: false}))
        expect(free.some(each => overlaps(each, span))).toBe(true)
      }),
      {numRuns: 300},
    )
  })

  test('in a megabyte of one line are found', () => {
    expect(identicalMentions('Gaza and 加沙 '.repeat(80_000), 'Gaza', asked())).toHaveLength(80_000)
    expect(identicalMentions('a'.repeat(1_000_000), 'a', asked())).toEqual([])
  })
})
