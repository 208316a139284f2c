import {afterEach, describe, expect, test} from 'vitest'
import {articleId, countWords} from '../../src/core/article/article.ts'
import {longestMarks, withoutMarkFloods} from '../../src/core/text/combining-marks.ts'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import type {DatasetDocument} from '../../src/core/dataset/dataset-document.ts'
import {pageFurniture} from '../../src/core/article/page-furniture.ts'
import {identicalMentions, LONGEST_MENTION} from '../../src/core/text/identical-mentions.ts'
import {occurrences} from '../../src/core/text/occurrences.ts'
import {snapToGraphemes, snapToWords, wordStep} from '../../src/core/text/segmentation.ts'
import {anchor, anchorsIn} from '../../src/core/annotation/selector.ts'
import {parseDataset} from '../support/datasets.ts'
import {aProject} from './projects.ts'

const {codePointAt} = String.prototype
afterEach(() => {
  Object.assign(String.prototype, {codePointAt})
})

/** Looks at a character: what segmenting a text does one by one. */
function looks(work: () => unknown): number {
  let count = 0
  const counted = function (this: string, at: number): number | undefined {
    count++
    return codePointAt.call(this, at)
  }
  Object.assign(String.prototype, {codePointAt: counted})
  work()
  return count
}

const marks = (count: number): string => `e${'\u0301'.repeat(count)}`
const emoji = (count: number): string => '👩‍🔬'.repeat(count / 5)
const spaces = (count: number): string => '\u2003'.repeat(count)
const hindi = (count: number): string => 'युद्धविराम में '.repeat(count / 15)
const hyphens = (count: number): string => 'é-'.repeat(count / 2)

describe('work on a text that somebody else wrote grows with its length, not with its square', () => {
  const search = {wholeWords: true, matchCase: true, taken: []}
  test.each([
    ['labelling all mentions of a letter beside one with many marks', marks, (text: string) => identicalMentions(`${text} e’`, 'e', search)],
    ['labelling all mentions of an emoji without end', emoji, (text: string) => identicalMentions(text, '👩‍🔬', search)],
    ['labelling all mentions of a word of one long Hindi line', hindi, (text: string) => identicalMentions(text, 'में', search)],
    ['labelling all mentions of part of a word without end', hyphens, (text: string) => identicalMentions(text, 'é', search)],
    ['selecting very much white space', spaces, (text: string) => snapToGraphemes(`a${text}a`, {start: 1, end: text.length})],
    ['selecting one mark of many', marks, (text: string) => snapToWords(text, {start: 7, end: text.length - 7})],
    ['going on by words where there are none', marks, (text: string) => wordStep(text, 3, 1)],
    ['counting words', hyphens, (text: string) => countWords(text)],
  ] as const)('%s', (_name, textOf, work) => {
    const small = looks(() => work(textOf(12_000)))
    const large = looks(() => work(textOf(48_000)))
    expect(large).toBeGreaterThan(0)
    expect(large).toBeLessThan(6 * Math.max(small, 12_000))
  })

  test('a cut in a run without end is the same from wherever it is looked at', () => {
    const text = `${marks(9000)}${emoji(9000)}`
    for (let offset = 1; offset < text.length; offset += 501) {
      const once = snapToGraphemes(text, {start: offset, end: offset + 1})
      expect(snapToGraphemes(text, once)).toEqual(once)
      expect(snapToGraphemes(text, {start: once.start, end: once.start + 1})).toEqual({start: once.start, end: once.end})
    }
  })

  test('occurrences are found where searching anew from each place finds them, overlapping ones too', () => {
    for (const [text, words] of [
      ['ababababc abab', 'abab'],
      ['aaaaab', 'aab'],
      ['שלום שלום', 'ום'],
      ['👩‍🔬👩‍🔬', '👩‍🔬'],
      ['abc', ''],
      ['ab', 'abc'],
    ] as const) {
      const expected: number[] = []
      for (let at = words === '' ? -1 : text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) expected.push(at)
      expect([...occurrences(text, words)]).toEqual(expected)
    }
  })

  test('a selector whose words repeat themselves is looked for in one pass', () => {
    // Compared anew at each place this would take 10¹⁰ steps, and the test would not end.
    const text = `${'a'.repeat(400_000)}c`
    const quote = `${'a'.repeat(100_000)}b`
    expect(anchor(text, {start: 5, end: 5 + quote.length, quote, prefix: 'a'.repeat(32), suffix: ''})).toMatchObject({state: 'orphan'})
  })

  test('a flood of selectors that fit nowhere is searched for up to a bound, and those that fit are found all the same', () => {
    const text = `${'ice '.repeat(250_000)}melts`
    const anchored = anchorsIn(text)
    const forged = Array.from({length: 20_000}, (_, at) => ({start: at, end: at + 5, quote: 'melts', prefix: 'x', suffix: `${at}`}))
    const states = forged.map(selector => anchored(selector).state)
    expect(states[0]).toBe('moved')
    expect(states.at(-1)).toBe('orphan')
    const right = {start: text.length - 5, end: text.length, quote: 'melts', prefix: 'ice ', suffix: ''}
    expect(anchored(right)).toEqual({state: 'exact', span: {start: right.start, end: right.end}})
  })

  test('a line of capitals in a stranger’s page is no byline and takes one look', () => {
    // Tried in every way to cut it into names, sixty letters took a minute and a half.
    expect(pageFurniture(`By ${'A'.repeat(280)}1\nIce melts.`, 'Ice')).toEqual([])
    expect(pageFurniture('By Alice McCarthy, and Bob O’Neill\nIce melts.', 'Ice').map(({reason}) => reason)).toEqual(['byline'])
  })

  test('words longer than any mention are not looked for, and no more mentions are found than are asked for', () => {
    const quote = 'ice '.repeat(LONGEST_MENTION / 4 + 1)
    expect(identicalMentions(quote.repeat(3), quote, search)).toEqual([])
    expect(identicalMentions('ice '.repeat(100), 'ice', {...search, most: 7})).toHaveLength(7)
  })
})

describe('marks in floods', () => {
  test('are counted, and left out where marks are of no interest', () => {
    const flood = `a${'\u0301\u0323'.repeat(100_000)} ice`
    expect(longestMarks(flood)).toBe(200_000)
    // Put in order they would take time with the square of their number: this would not end.
    expect(withoutMarkFloods(flood).normalize('NFKD').replace(/\p{M}/gu, '')).toBe('a ice')
    const pointed = 'שָׁלוֹם z\u0301\u0323'
    expect(withoutMarkFloods(pointed)).toBe(pointed)
  })

  test('make a dataset be refused by a sentence', () => {
    const text = `a${'\u0301\u0323'.repeat(100_000)}`
    const document = JSON.parse(exportDataset(aProject(), {unit: 'utf16'})) as DatasetDocument
    const [article] = document.articles
    if (article === undefined) throw new Error('There is no article.')
    const flooded = {...article, text, sha256: articleId(text), id: articleId(text)}
    expect(parseDataset(JSON.stringify({...document, articles: [flooded]}))).toMatchObject({
      ok: false,
      error: expect.arrayContaining([expect.stringContaining('combining marks on one letter')]),
    })
  })
})
