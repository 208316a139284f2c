import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import type {Selector} from '../../src/core/annotation/selector.ts'
import {anchor, selectorOf} from '../../src/core/annotation/selector.ts'
import {extentOf, MOST_PARTS} from '../../src/core/text/extent.ts'
import {snapToGraphemes} from '../../src/core/text/segmentation.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {hubDocument, recordIn, said} from '../support/judged-document.ts'
import {network} from '../support/network.ts'

const article = anArticle(MIXED_TEXT)
const SET: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}

function inParts(...quotes: readonly string[]): Selector {
  const spans = quotes.map(quote => ({start: article.text.indexOf(quote), end: article.text.indexOf(quote) + quote.length}))
  const made = selectorOf(article.text, extentOf(article.text, spans))
  if (!made.ok) throw new Error(`${made.error}`)
  return made.value
}

const act = (by: string, at = 7) => ({by, at})
const CLAIM = aClaim(article, 'Sea ice', {id: 'c', selector: inParts('Sea ice', '👩‍👩‍👧', 'هשלום'.slice(1))})

describe('parts edited by several people', () => {
  const edit = fc.record({
    who: fc.nat(2),
    places: fc.array(fc.nat(article.text.length), {minLength: 2, maxLength: 8}),
    deliver: fc.array(fc.nat(20), {maxLength: 3}),
  })

  test('[SP14] converge at what one of them marked, whole: no part of one stands in the words of another (seed 20261127)', () => {
    fc.assert(
      fc.property(fc.array(edit, {minLength: 1, maxLength: 30}), edits => {
        const {docs, deliver, deliverAll} = network(3)
        const sets = docs.map(doc => annotationSet(doc))
        sets[0]?.add([CLAIM])
        deliverAll()
        const marked: Selector[] = [CLAIM.selector]
        for (const [at, {who, places, deliver: picks}] of edits.entries()) {
          const inOrder = places.toSorted((a, b) => a - b)
          const spans = inOrder.flatMap((start, n) => (n % 2 === 0 ? [snapToGraphemes(article.text, {start, end: inOrder[n + 1] ?? start})] : []))
          const seen = spans.filter(({start, end}) => start < end)
          const selector = seen.length === 0 ? undefined : selectorOf(article.text, extentOf(article.text, seen))
          if (selector?.ok !== true) continue
          marked.push(selector.value)
          sets[who]?.resize('c', selector.value, act(`person-${who}`, at))
          for (const pick of picks) deliver(pick)
          for (const set of sets) expect(anchor(article.text, set.get('c')?.selector ?? CLAIM.selector).state).toBe('exact')
        }
        deliverAll()
        const [first, ...others] = sets.map(set => set.get('c')?.selector)
        for (const other of others) expect(other).toEqual(first)
        expect(marked).toContainEqual(first)
      }),
      {numRuns: 100, seed: 20_261_127},
    )
  })

  test('of whom one resizes and another labels, both are kept', () => {
    const {docs, deliverAll} = network(2)
    const [alice, bob] = docs.map(doc => annotationSet(doc))
    alice?.add([CLAIM])
    deliverAll()
    alice?.resize('c', inParts('Sea ice', 'قريب'), act('alice'))
    bob?.setFeature('c', 'note', '和平', act('bob'))
    deliverAll()
    for (const set of [alice, bob]) expect(set?.get('c')).toMatchObject({selector: inParts('Sea ice', 'قريب'), features: {note: '和平'}})
  })
})

const {start, end, parts = []} = CLAIM.selector
const first = parts[0] ?? {start, end}
const UNSOUND: readonly (readonly [string, object])[] = [
  ['of one part', {parts: [{start, end}]}],
  ['of no parts', {parts: []}],
  ['in another order', {parts: parts.toReversed()}],
  ['that touch', {parts: [first, {start: first.end, end}]}],
  ['that do not reach to its end', {end: end + 1}],
  ['of half a letter', {parts: [{start, end: first.end + 0.5}, ...parts.slice(1)]}],
  ['that say more', {parts: parts.map(part => ({...part, note: 'x'}))}],
  ['that are none', {parts: 'all'}],
  [
    'of which there are too many',
    {parts: Array.from({length: MOST_PARTS + 1}, (_, at) => ({start: start + 2 * at, end: start + 2 * at + 1})), end: start + 2 * MOST_PARTS + 1},
  ],
  ['whose words are not those of the quote', {quote: CLAIM.selector.quote.slice(1)}],
]

describe('the hub', () => {
  const hub = () => hubDocument(doc => annotationSet(doc).add([CLAIM]))

  test('takes an annotation of several parts, and each change of them', () => {
    const made: Annotation = {...CLAIM, id: 'other'}
    expect(said(hub(), SET, 'alice', doc => annotationSet(doc).add([made]))).toBe('taken')
    for (const selector of [inParts('Sea ice', 'قريب'), inParts('和平'), inParts('Sea', 'melts', 'Zoë', '和平')])
      expect(said(hub(), SET, 'alice', doc => annotationSet(doc).resize('c', selector, act('alice')))).toBe('taken')
  })

  test.each(UNSOUND)('refuses parts %s', (_name, unsound) => {
    const wrong = {...CLAIM.selector, ...unsound} as Selector
    expect(said(hub(), SET, 'alice', doc => annotationSet(doc).resize('c', wrong, act('alice')))).toBe('shape')
    expect(said(hub(), SET, 'alice', doc => annotationSet(doc).add([{...CLAIM, id: 'x', selector: wrong}]))).toBe('shape')
  })
})

describe('a record that another program wrote', () => {
  test.each([...UNSOUND, ['in a way that is not known yet', {parts: undefined, across: 'articles'}] as const])(
    'is closed where its words stand in parts %s, and kept byte for byte',
    (_name, unsound) => {
      const doc = new Y.Doc()
      const set = annotationSet(doc)
      set.add([CLAIM])
      recordIn(doc, 'annotations', 'c').set('selector', {...CLAIM.selector, ...unsound})
      const before = Y.encodeStateAsUpdate(doc)
      const again = new Y.Doc()
      Y.applyUpdate(again, before)
      const read = annotationSet(again)
      expect([read.get('c'), read.all(), read.unreadable()]).toEqual([undefined, [], 1])
      read.add([CLAIM])
      expect(Y.encodeStateAsUpdate(again)).toEqual(before)
    },
  )
})
