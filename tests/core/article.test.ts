import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {articleId, countWords, guessTitle, normalText} from '../../src/core/article/article.ts'
import {paragraphAt, paragraphs} from '../../src/core/text/paragraph.ts'
import {slice} from '../../src/core/text/span.ts'
import {wordSegments} from '../../src/core/text/word-break.ts'
import {anyText} from './unicode.ts'

/** Plain words among what is none, close together and apart. */
const mixedText = fc
  .array(
    fc.oneof(
      fc.constantFrom('ice', 'Sea.', 'so,', 'it’s', 'e.g.', '3', 'U.S', ' ', ' ', '  ', '\n', '\u0301', '\u200d', '_', '-', '🧊', '和平', 'السلام', 'ה"א'),
      anyText,
    ),
    {
      maxLength: 20,
    },
  )
  .map(pieces => pieces.join(''))

describe('the normal form of a text', () => {
  test('is normal: done twice is done once', () => {
    fc.assert(
      fc.property(anyText, text => {
        const normal = normalText(text)
        expect(normalText(normal)).toBe(normal)
        expect(normal).not.toMatch(/\r|^\uFEFF/)
        expect(normal).toBe(normal.normalize('NFC'))
      }),
      {numRuns: 1000},
    )
  })

  test('survives UTF-8, so that the id is of what the file holds', () => {
    fc.assert(
      fc.property(anyText, text => {
        const normal = normalText(text)
        expect(new TextDecoder('utf-8', {ignoreBOM: true}).decode(new TextEncoder().encode(normal))).toBe(normal)
      }),
      {numRuns: 500},
    )
  })

  test('is one for the same words in another encoding of line ends and accents', () => {
    expect(articleId(normalText('\uFEFFCafe\u0301\r\nשלום\rغزة'))).toBe(articleId(normalText('Café\nשלום\nغزة')))
  })

  test('puts a replacement character for half of a surrogate pair', () => {
    expect(normalText('a\ud83d b\ude00 🕊️')).toBe('a\uFFFD b\uFFFD 🕊️')
  })
})

test('the id of an article is the SHA-256 of its UTF-8 bytes', () => {
  expect(articleId('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})

describe('words are counted', () => {
  test.each([
    ['', 0],
    ['Ice melts. Seas rise fast!', 5],
    ['Trump’s 60,000 can’t', 3],
    ['السلام عليكم', 2],
    ['שלום לכם', 2],
    ['🕊️ — …', 0],
    ['Ice\n\nmelts\n', 2],
  ])('%j has %i', (text, count) => {
    expect(countWords(text)).toBe(count)
  })

  test('in Chinese, which writes no spaces, sign by sign', () => {
    expect(countWords('各方签署停火协议。')).toBe(8)
  })

  test('as segmenting the whole text counts them', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, mixedText), text => {
        expect(countWords(text)).toBe([...wordSegments(text)].filter(each => each.isWordLike).length)
      }),
      {numRuns: 400},
    )
  })

  test('in a megabyte of one line', () => {
    expect(countWords('Ice melts 🧊 fast. '.repeat(55_000))).toBe(165_000)
    expect(countWords('a'.repeat(1_000_000))).toBeGreaterThan(0)
  })
})

describe('a title is guessed', () => {
  test.each([
    ['\n\n  Ice melts  \nSeas rise.', 'Ice melts'],
    ['***\n## Ice melts', 'Ice melts'],
    ['גשם בירושלים\nטקסט', 'גשם בירושלים'],
    ['', 'notes.txt'],
    ['—\n🕊️', 'notes.txt'],
  ])('from %j as %j', (text, title) => {
    expect(guessTitle(text, 'notes.txt')).toBe(title)
  })

  test('no longer than a line can hold, cut at a word', () => {
    const title = guessTitle('Ice melts '.repeat(50), 'notes.txt')
    expect(title).toMatch(/^(Ice melts )+(Ice|Ice melts)…$/)
    expect(title.length).toBeLessThanOrEqual(161)
  })

  test('without cutting an emoji where there are no words to cut at', () => {
    const title = guessTitle(`a${'👨‍👩‍👧'.repeat(60)}`, 'notes.txt')
    expect(title).toMatch(/^a(👨‍👩‍👧)+…$/u)
  })
})

describe('paragraphs', () => {
  const LINE_ENDS = /[\n\v\f\u0085\u2028\u2029]/

  test('are what stands between the line ends of Unicode, and each line end is one unit', () => {
    fc.assert(
      fc.property(anyText, text => {
        const lines = paragraphs(text)
        expect(lines.map(span => slice(text, span))).toEqual(text.split(LINE_ENDS))
        expect(lines.slice(1).map(({start}, at) => start - (lines[at]?.end ?? 0))).toEqual(lines.slice(1).map(() => 1))
      }),
    )
  })

  test('hold every offset: the line break after a paragraph is its own', () => {
    fc.assert(
      fc.property(
        anyText.filter(text => text.length > 0),
        fc.nat(),
        (text, seed) => {
          const offset = seed % (text.length + 1)
          const lines = paragraphs(text)
          expect(paragraphAt(lines, offset)).toBe(text.slice(0, offset).split(LINE_ENDS).length - 1)
        },
      ),
    )
  })
})
