import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {differences} from '../../src/core/annotation/differences.ts'
import type {Selector} from '../../src/core/annotation/selector.ts'
import {anchor, anchorsIn, selectorOf} from '../../src/core/annotation/selector.ts'
import type {Extent} from '../../src/core/text/extent.ts'
import {extentOf, MOST_PARTS, partsOf, quoteOf} from '../../src/core/text/extent.ts'
import {snapToGraphemes} from '../../src/core/text/segmentation.ts'
import {aClaim, anArticle} from '../support/builders.ts'
import {anyText} from './unicode.ts'
import {refusal} from '../support/results.ts'

function select(text: string, extent: Extent): Selector {
  const made = selectorOf(text, extent)
  if (!made.ok) throw new Error(`${made.error}`)
  return made.value
}

const wordsOf = (text: string, ...words: readonly string[]): Extent =>
  extentOf(
    text,
    words.map(each => ({start: text.indexOf(each), end: text.indexOf(each) + each.length})),
  )

const textAndParts: fc.Arbitrary<{text: string; extent: Extent}> = anyText
  .filter(text => text !== '')
  .chain(text =>
    fc.array(fc.nat(text.length), {minLength: 4, maxLength: 10}).map(places => {
      const inOrder = places.toSorted((a, b) => a - b)
      const spans = inOrder.flatMap((start, at) => (at % 2 === 0 ? [snapToGraphemes(text, {start, end: inOrder[at + 1] ?? start})] : []))
      return {text, spans: spans.filter(({start, end}) => start < end)}
    }),
  )
  .filter(({spans}) => spans.length > 0)
  .map(({text, spans}) => ({text, extent: extentOf(text, spans)}))

describe('a selector of several parts', () => {
  test('says the words of each part, from the first to the last, in any text', () => {
    fc.assert(
      fc.property(textAndParts, ({text, extent}) => {
        const {start, end, parts, quote, prefix, suffix} = select(text, extent)
        expect({start, end, ...(parts !== undefined && {parts})}).toEqual(extent)
        expect(quote).toBe(
          partsOf(extent)
            .map(part => text.slice(part.start, part.end))
            .join(' … '),
        )
        expect(text.slice(0, start).endsWith(prefix) && text.startsWith(suffix, end)).toBe(true)
      }),
      {numRuns: 500},
    )
  })

  test('is refused with a sentence where its parts are none, or more than people can look at', () => {
    const text = 'x '.repeat(MOST_PARTS + 1)
    const many = Array.from({length: MOST_PARTS + 1}, (_, at) => ({start: 2 * at, end: 2 * at + 1}))
    expect(refusal(selectorOf(text, {start: 0, end: 2 * MOST_PARTS + 1, parts: many}))).toBe(
      'An annotation has at most 32 parts. Mark the other words as an annotation of their own.',
    )
    expect(
      refusal(
        selectorOf(text, {
          start: 0,
          end: 5,
          parts: [
            {start: 2, end: 5},
            {start: 0, end: 1},
          ],
        }),
      ),
    ).toMatch(/order of the text/)
    expect(
      refusal(
        selectorOf('a🕊️b c', {
          start: 0,
          end: 6,
          parts: [
            {start: 0, end: 2},
            {start: 5, end: 6},
          ],
        }),
      ),
    ).toMatch(/cuts a character/)
  })
})

describe('anchoring parts', () => {
  test('finds them exactly in their own text', () => {
    fc.assert(
      fc.property(textAndParts, ({text, extent}) => {
        expect(anchor(text, select(text, extent))).toEqual({state: 'exact', span: extent})
      }),
      {numRuns: 500},
    )
  })

  test('after text was put before finds all of them, or says that it cannot: what it finds says the words', () => {
    fc.assert(
      fc.property(textAndParts, anyText, ({text, extent}, before) => {
        const selector = select(text, extent)
        const found = anchorsIn(before + text)(selector)
        if (found.state === 'orphan') expect(before).not.toBe('')
        else expect(quoteOf(before + text, found.span)).toBe(selector.quote)
      }),
      {numRuns: 500},
    )
  })

  const TEXT = 'قال: „Das Eis“, sagte Zoë 👩🏽‍🔬, „schmilzt schnell“. Das Eis schmilzt.'
  const selector = select(TEXT, wordsOf(TEXT, 'Das Eis', 'schmilzt schnell'))

  test('says that they moved where all moved alike, and where something else stands between them now', () => {
    const moved = anchor(`和平. ${TEXT}`, selector)
    expect(moved.state === 'moved' && quoteOf(`和平. ${TEXT}`, moved.span)).toBe('Das Eis … schmilzt schnell')
    expect(moved.state === 'moved' && moved.span.start).toBe(selector.start + 4)
    const other = '„Das Eis“, so Bob, „schmilzt schnell“.'
    expect(anchor(other, selector)).toEqual({state: 'moved', span: wordsOf(other, 'Das Eis', 'schmilzt schnell')})
  })

  test('never guesses: parts that are gone, stand twice, or in another order are an orphan', () => {
    for (const other of ['Das Eis steht.', '„Das Eis“ und das Wort „Das Eis“, sagt Bob, „schmilzt schnell“.', '„schmilzt schnell“, sagt Bob, „Das Eis“.'])
      expect(anchor(other, selector)).toEqual({state: 'orphan', selector})
  })

  test('does not take what stands from the first to the last for them', () => {
    const whole = 'Ice … melts'
    const {parts: _parts, ...without} = select(whole, wordsOf(whole, 'Ice', 'melts'))
    expect(anchor(whole, without)).toEqual({state: 'exact', span: {start: 0, end: 11}})
    const interrupted = 'Ice, he said, melts.'
    const {parts: _others, ...short} = select(interrupted, wordsOf(interrupted, 'Ice', 'melts'))
    expect(anchor(interrupted, short).state).toBe('orphan')
  })

  test('of hostile parts takes no longer than the text is long for each: a selector that cannot be is an orphan', () => {
    const text = 'a'.repeat(100_000)
    const parts = Array.from({length: MOST_PARTS}, (_, at) => ({start: 400_000 + 2 * at, end: 400_000 + 2 * at + 1}))
    const hostile = {start: 400_000, end: 400_000 + 2 * MOST_PARTS - 1, parts, quote: Array.from(parts, () => 'a').join(' … '), prefix: '', suffix: ''}
    expect(anchor(text, hostile).state).toBe('orphan')
    expect(anchor(text, {...hostile, quote: 'a'}).state).toBe('orphan')
    expect(anchor(text, {...hostile, parts: [...parts, ...parts]}).state).toBe('orphan')
  })
})

test('two states of an annotation differ in their words where only what lies between the parts differs', () => {
  const article = anArticle('Ice, he said, melts.')
  const claim = aClaim(article, 'Ice, he said, melts')
  const inParts = {...claim, selector: select(article.text, wordsOf(article.text, 'Ice', 'melts'))}
  expect(differences(claim, inParts)).toEqual([{of: 'words', before: claim.selector, after: inParts.selector}])
  expect(differences(inParts, {...inParts, selector: {...inParts.selector}})).toEqual([])
})
