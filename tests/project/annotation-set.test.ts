import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {selectorOf} from '../../src/core/annotation/selector.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {network} from '../support/network.ts'

const article = anArticle(MIXED_TEXT)
const alice = (at: number) => ({by: 'alice', at})
const bob = (at: number) => ({by: 'bob', at})
const stance = (id: string, by: string, value: string) => ({id, by, at: 5, holder: {kind: 'outlet'}, target: {kind: 'topic', id: 'ice'}, value}) as const

describe('an annotation set', () => {
  test('gives back what was added, in every script', () => {
    const set = annotationSet(new Y.Doc())
    const claims = ['👩‍👩‍👧', 'السلام قريب', 'השלום קרוב', '和平即将到来', 'Zoë'].map(quote => aClaim(article, quote))
    set.add(claims)
    expect(set.all()).toEqual(claims)
    for (const {selector} of set.all()) expect(article.text.slice(selector?.start, selector?.end)).toBe(selector?.quote)
  })

  test('[SP10] keeps different features that two people set at once', () => {
    const {docs, deliverAll} = network(2)
    const [a, b] = docs.map(doc => annotationSet(doc)) as [ReturnType<typeof annotationSet>, ReturnType<typeof annotationSet>]
    const claim = aClaim(article, 'Sea ice melts faster')
    a.add([claim])
    deliverAll()
    a.setFeature(claim.id, 'commitment', 'asserts', alice(2))
    b.setFeature(claim.id, 'voice', 'quoted', bob(3))
    deliverAll()
    for (const set of [a, b]) expect(set.get(claim.id)?.features).toEqual({commitment: 'asserts', voice: 'quoted'})
  })

  test('[SP10] keeps the first two stances of a claim when two people give them at once', () => {
    const {docs, deliverAll} = network(2)
    const [a, b] = docs.map(doc => annotationSet(doc)) as [ReturnType<typeof annotationSet>, ReturnType<typeof annotationSet>]
    const claim = aClaim(article, 'Sea ice returns')
    a.add([claim])
    deliverAll()
    a.putStance(claim.id, stance('s1', 'alice', 'favor'), alice(5))
    b.putStance(claim.id, stance('s2', 'bob', 'against'), bob(5))
    deliverAll()
    for (const set of [a, b]) expect(set.get(claim.id)?.features.stances).toEqual([stance('s1', 'alice', 'favor'), stance('s2', 'bob', 'against')])
  })

  test('[NO1] keeps both texts that two people write into one feature at once, and one text where the second has read the first', () => {
    const {docs, deliverAll} = network(2)
    const [a, b] = docs.map(doc => annotationSet(doc)) as [ReturnType<typeof annotationSet>, ReturnType<typeof annotationSet>]
    const claim = aClaim(article, 'Zoë', {features: {note: 'как есть'}})
    a.add([claim])
    deliverAll()
    a.writeText(claim.id, {...alice(6), id: 't1', feature: 'note', text: 'Zoe\u0308 says so 👩‍👩‍👧'}, 'как есть')
    b.writeText(claim.id, {...bob(7), id: 't2', feature: 'note', text: 'قال الوزير'}, 'как есть')
    deliverAll()
    for (const set of [a, b]) expect(set.get(claim.id)?.features.note).toBe('Zoe\u0308 says so 👩‍👩‍👧\n\nقال الوزير')
    expect(a.texts(claim.id, 'note').map(({by}) => by)).toEqual(['alice', 'bob'])
    b.writeText(claim.id, {...bob(8), id: 't3', feature: 'note', text: '和平'}, 'Zoe\u0308 says so 👩‍👩‍👧\n\nقال الوزير')
    deliverAll()
    for (const set of [a, b]) expect([set.get(claim.id)?.features.note, set.texts(claim.id, 'note').map(({id}) => id)]).toEqual(['和平', ['t3']])
    a.writeText(claim.id, {...alice(9), id: 't4', feature: 'note', text: ''}, '和平')
    deliverAll()
    for (const set of [a, b]) expect('note' in (set.get(claim.id)?.features ?? {})).toBe(false)
  })

  test('[NO1] keeps what somebody wrote while another was still typing over the text before', () => {
    const set = annotationSet(new Y.Doc())
    const claim = aClaim(article, 'Zoë')
    set.add([claim])
    set.writeText(claim.id, {...bob(6), id: 't1', feature: 'note', text: 'שלום'}, '')
    set.writeText(claim.id, {...alice(7), id: 't2', feature: 'note', text: 'hers'}, '')
    expect(set.get(claim.id)?.features.note).toBe('שלום\n\nhers')
    set.writeText(claim.id, {...alice(8), id: 't3', feature: 'note', text: 'both'}, {text: 'שלום', texts: ['t1']})
    expect([set.get(claim.id)?.features.note, set.texts(claim.id, 'note').map(({id}) => id)]).toEqual(['both\n\nhers', ['t2', 't3']])
  })

  describe('[NO4] a text counts for what is a text', () => {
    const gaza = {kind: 'entity', id: 'gaza'} as const
    const aSet = () => {
      const set = annotationSet(new Y.Doc())
      const claim = aClaim(article, '和平即将到来', {features: {attribution: gaza, voice: 'quoted', count: 3, stances: [stance('s1', 'alice', 'favor')]}})
      set.add([claim])
      const record = set.doc.getMap('annotations').get(claim.id) as Y.Map<unknown>
      const says = (feature: string) => record.set(`text/${feature}`, {id: feature, feature, ...bob(9), text: 'زَابْ 👩‍👩‍👧'})
      return {set, id: claim.id, record, says, before: claim.features}
    }

    test('Bob’s text takes the place of no reference, number or stance of Alice’s, and of nothing that every object has', () => {
      const {set, id, record, says, before} = aSet()
      for (const feature of ['attribution', 'count', 'stances', 'toString', 'constructor', '__proto__', 'hasOwnProperty']) says(feature)
      for (const name of ['__proto__', 'toString', 'stances']) record.set(`feature/${name}`, gaza)
      const read = set.get(id)?.features ?? {}
      expect(read).toEqual(before)
      expect([Object.getPrototypeOf(read), Object.keys(read).sort()]).toEqual([Object.prototype, Object.keys(before).sort()])
      for (const feature of ['attribution', 'count', 'stances', 'toString']) expect(set.texts(id, feature)).toEqual([])
    })

    test('whoever sets or clears a feature takes back what was written into it, which stays in the record', () => {
      const {set, id, record, says} = aSet()
      for (const feature of ['attribution', 'voice', 'note']) says(feature)
      set.setFeature(id, 'voice', 'mixed', alice(10))
      set.setFeature(id, 'attribution', undefined, alice(11))
      expect(set.get(id)?.features).toEqual({count: 3, voice: 'mixed', note: 'زَابْ 👩‍👩‍👧', stances: [stance('s1', 'alice', 'favor')]})
      expect(record.get('text/voice')).toEqual({id: 'voice', feature: 'voice', ...bob(9), text: 'زَابْ 👩‍👩‍👧', removed: alice(10)})
    })

    test('a text written where a reference stood takes its place', () => {
      const {set, id} = aSet()
      set.writeText(id, {...alice(10), id: 't1', feature: 'attribution', text: 'השלום'}, '')
      expect(set.get(id)?.features.attribution).toBe('השלום')
    })
  })

  test('[SP11] never mixes two resizes: the span and its quote stay one', () => {
    const {docs, deliverAll} = network(2)
    const [a, b] = docs.map(doc => annotationSet(doc)) as [ReturnType<typeof annotationSet>, ReturnType<typeof annotationSet>]
    const claim = aClaim(article, 'ice melts')
    a.add([claim])
    deliverAll()
    const longer = selectorOf(article.text, {start: 0, end: 13})
    const other = selectorOf(article.text, {start: 4, end: 20})
    if (!longer.ok || !other.ok) throw new Error('The test has wrong offsets.')
    a.resize(claim.id, longer.value, alice(6))
    b.resize(claim.id, other.value, bob(6))
    deliverAll()
    expect(a.get(claim.id)).toEqual(b.get(claim.id))
    const {start, end, quote} = a.get(claim.id)?.selector ?? {start: 0, end: 0, quote: ''}
    expect(article.text.slice(start, end)).toBe(quote)
  })

  test('[SP12] an edit made while a colleague removes is kept in the record, which stays removed and can be restored', () => {
    const {docs, deliverAll} = network(2)
    const [a, b] = docs.map(doc => annotationSet(doc)) as [ReturnType<typeof annotationSet>, ReturnType<typeof annotationSet>]
    const claim = aClaim(article, 'Sea ice returns')
    a.add([claim])
    deliverAll()
    a.remove([claim.id], alice(7))
    b.setFeature(claim.id, 'note', 'see page 3', bob(8))
    deliverAll()
    expect(b.get(claim.id)).toMatchObject({removed: alice(7), features: {note: 'see page 3'}})
    b.restore([claim.id], bob(9))
    deliverAll()
    expect(a.get(claim.id)?.removed).toBeUndefined()
  })

  test('[SP13] a record that is no annotation is counted and left alone', () => {
    const doc = new Y.Doc()
    const set = annotationSet(doc)
    set.add([aClaim(article, 'Zoë')])
    doc.getMap('annotations').set('odd', new Y.Map([['layer', 7]]))
    doc.getMap('annotations').set('odder', 'text')
    expect(set.unreadable()).toBe(2)
    expect(set.all()).toHaveLength(1)
    expect(doc.getMap('annotations').size).toBe(3)
  })

  test('tells which annotations changed, once per transaction', () => {
    const set = annotationSet(new Y.Doc())
    const claim = aClaim(article, 'Zoë')
    const seen: string[][] = []
    set.observe(({annotations}) => seen.push([...annotations]))
    set.transact(() => {
      set.add([claim])
      set.setFeature(claim.id, 'voice', 'quoted', alice(3))
    })
    expect(seen).toEqual([[claim.id]])
  })

  test('a read mark counts only for the person who set it', () => {
    const doc = new Y.Doc()
    const set = annotationSet(doc)
    set.setReadMark('alice', {...alice(4), state: 'no-claim'})
    doc.getMap('readMarks').set('bob', {by: 'alice', at: 4, state: 'no-claim'})
    expect([...set.readMarks()]).toEqual([['alice', {...alice(4), state: 'no-claim'}]])
  })
})
