import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import {readAnnotation} from '../../src/project/annotation-record.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {judge} from '../../src/project/judgement/judge.ts'
import {undoHistory} from '../../src/project/undo.ts'
import {structureOf} from '../../src/project/update-structure.ts'
import {textsByFeature} from '../../src/project/written-text.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {network} from '../support/network.ts'
import {anyText} from '../core/unicode.ts'

const article = anArticle(MIXED_TEXT)
const alice = (at: number) => ({by: 'alice', at})
const bob = (at: number) => ({by: 'bob', at})
const claim = (features: Annotation['features'] = {}): Annotation => aClaim(article, '和平即将到来', {features})

const aSet = (features: Annotation['features'] = {}) => {
  const set = annotationSet(new Y.Doc())
  const one = claim(features)
  set.add([one])
  const record = (): Y.Map<unknown> => set.doc.getMap<Y.Map<unknown>>('annotations').get(one.id) as Y.Map<unknown>
  return {set, id: one.id, record, features: () => set.get(one.id)?.features}
}

describe('several labels of one feature', () => {
  test('are given back as they were added, in every script, and so is whether something is so', () => {
    const {features} = aSet({topics: ['نزوح', '停火', 'a/b', '["x","y"]', '👩‍👩‍👧'], sure: false, quoted: true})
    expect(features()).toEqual({topics: ['["x","y"]', 'a/b', 'نزوح', '停火', '👩‍👩‍👧'].sort(), sure: false, quoted: true})
  })

  test('are read as they were written, whatever the feature and its labels are called', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyText, {minLength: 1, maxLength: 4}), fc.uniqueArray(anyText, {minLength: 1, maxLength: 4}), (names, labels) => {
        const wanted = Object.fromEntries(names.filter(name => name !== 'stances' && !(name in Object.prototype)).map(name => [name, [...labels].sort()]))
        expect(aSet(wanted).features()).toEqual(wanted)
      }),
    )
  })

  test('[SP10] that two people choose and take away at once are each kept and gone', () => {
    const {docs, deliverAll} = network(2)
    const [a, b] = docs.map(doc => annotationSet(doc)) as [ReturnType<typeof annotationSet>, ReturnType<typeof annotationSet>]
    const one = claim({topics: ['war', 'money']})
    a.add([one])
    deliverAll()
    a.setFeature(one.id, 'topics', ['war', 'money', '停火'], alice(5))
    b.setFeature(one.id, 'topics', ['money', 'نزوح'], bob(5))
    deliverAll()
    for (const set of [a, b]) expect(set.get(one.id)?.features.topics).toEqual(['money', 'نزوح', '停火'].sort())
  })

  test('go with the last of them, and take the place of what stood there', () => {
    const {set, id, features, record} = aSet({topics: 'war'})
    set.setFeature(id, 'topics', ['money', 'war'], alice(2))
    expect(features()).toEqual({topics: ['money', 'war']})
    set.setFeature(id, 'topics', [], alice(3))
    expect(features()).toEqual({})
    set.setFeature(id, 'topics', ['money'], alice(4))
    set.writeText(id, {...alice(5), id: 't1', feature: 'topics', text: 'القدس'}, '')
    expect(features()).toEqual({topics: 'القدس'})
    set.setFeature(id, 'topics', ['war'], alice(6))
    expect(features()).toEqual({topics: ['war']})
    set.setFeature(id, 'topics', true, alice(7))
    expect([features(), [...record().keys()].filter(key => key.startsWith('label/'))]).toEqual([{topics: true}, []])
  })

  test('stand beside the one that was chosen when there could be one only; a reference is no label', () => {
    const {features, record} = aSet({topics: 'war', source: {kind: 'none'}})
    record().set('label/["topics","money"]', true)
    record().set('label/["source","money"]', true)
    expect(features()).toEqual({topics: ['money', 'war'], source: {kind: 'none'}})
  })

  test('that are written as no window writes them are left alone and shown to nobody', () => {
    const {features, record} = aSet({topics: ['war']})
    const odd = ['label/topics', 'label/["topics", "war"]', 'label/["topics"]', 'label/["stances","x"]', 'label/["__proto__","x"]', 'label/["constructor","x"]']
    for (const key of odd) record().set(key, true)
    expect(features()).toEqual({topics: ['war']})
    expect(odd.every(key => record().get(key) === true)).toBe(true)
  })

  test('are taken back one by one: a label that a colleague has taken away since stays away, and the others go', () => {
    const window = () => {
      const history = undoHistory(undefined)
      const set = annotationSet(new Y.Doc())
      history.follow('ice', set.doc, ['annotations', 'readMarks'])
      return {history, set}
    }
    const [hers, his] = [window(), window()]
    const meet = (): void => {
      for (const [from, to] of [
        [hers, his],
        [his, hers],
      ] as const)
        Y.applyUpdate(to.set.doc, Y.encodeStateAsUpdate(from.set.doc, Y.encodeStateVector(to.set.doc)), {source: 'channel'})
    }
    const one = claim()
    hers.set.add([one])
    meet()
    hers.set.setFeature(one.id, 'topics', ['war', 'money'], alice(2))
    hers.set.setFeature(one.id, 'sure', true, alice(3))
    hers.history.replay('undo', alice(4))
    expect(hers.set.get(one.id)?.features).toEqual({topics: ['money', 'war']})
    meet()
    his.set.setFeature(one.id, 'topics', ['money'], bob(5))
    his.set.setFeature(one.id, 'topics', ['money', 'war'], bob(6))
    meet()
    const undone = hers.history.replay('undo', alice(7))
    expect(hers.set.get(one.id)?.features).toEqual({topics: ['war']})
    expect(undone.flatMap(({overtaken}) => overtaken.map(({by, deed}) => [by, deed]))).toEqual([['bob', 'labelled']])
    hers.history.replay('redo', alice(8))
    expect(hers.set.get(one.id)?.features).toEqual({topics: ['money', 'war']})
  })
})

/** How many elements of lists are gone through, also where one list is copied into another. */
function elementsRead(work: () => void): number {
  const original = Array.prototype[Symbol.iterator]
  let count = 0
  const counting = function* <T>(this: readonly T[]): Generator<T> {
    for (let at = 0; at < this.length; at++) {
      count++
      yield this[at] as T
    }
  }
  Array.prototype[Symbol.iterator] = counting as unknown as typeof original
  try {
    work()
  } finally {
    Array.prototype[Symbol.iterator] = original
  }
  return count
}

describe('a record with very much in one feature', () => {
  const MANY = 3000
  const numbers = Array.from({length: MANY}, (_each, at) => `🧊${at}`)

  test('of labels is read in as many steps as it has labels', () => {
    const {id, record} = aSet()
    const fields = new Map<string, unknown>([...record().entries(), ...numbers.map(each => [`label/${JSON.stringify(['topics', each])}`, true] as const)])
    let read: Annotation | undefined
    const elements = elementsRead(() => {
      read = readAnnotation(id, fields)
    })
    expect(read?.features.topics).toHaveLength(MANY)
    expect(elements).toBeLessThan(100 * MANY)
  })

  test('of texts is read in as many steps as it has texts', () => {
    const standing = numbers.map(id => ({id, feature: 'note', by: 'bob', at: 1, text: 'x'}))
    let found: ReadonlyMap<string, readonly unknown[]> = new Map()
    const elements = elementsRead(() => {
      found = textsByFeature({standing, all: () => []})
    })
    expect(found.get('note')).toHaveLength(MANY)
    expect(elements).toBeLessThan(100 * MANY)
  })
})

describe('the hub', () => {
  const SET = {kind: 'set', article: article.id, owner: 'team'} as const
  const said = (change: (record: Y.Map<unknown>) => void, person = 'alice'): string => {
    const hub = new Y.Doc()
    const one = claim({topics: ['war']})
    annotationSet(hub).add([one])
    const window = new Y.Doc()
    Y.applyUpdate(window, Y.encodeStateAsUpdate(hub))
    const before = Y.encodeStateVector(window)
    window.transact(() => {
      const record = window.getMap<Y.Map<unknown>>('annotations').get(one.id) as Y.Map<unknown>
      change(record)
      if (person !== one.by) record.set('editedBy', person)
    })
    const update = Y.encodeStateAsUpdate(window, before)
    const structure = structureOf(update)
    if (!structure.ok) throw new Error(`${structure.error}`)
    const judgement = judge(hub, SET, structure.value, update, {person, brings: false})
    return judgement.state === 'refused' ? judgement.why : judgement.state
  }

  test('takes labels, and whether something is so, from whoever signs', () => {
    expect(said(record => record.set('label/["topics","停火"]', true))).toBe('taken')
    expect(said(record => record.delete('label/["topics","war"]'))).toBe('taken')
    expect(said(record => record.set('feature/sure', false))).toBe('taken')
    expect(said(record => record.set('label/["topics","停火"]', true), 'bob')).toBe('taken')
  })

  test.each<readonly [string, string, unknown]>([
    ['a label under a number that is no version', 'label/["topics","war"]', 0],
    ['a label that says who chose it, as a later version may', 'label/["topics","x"]', {by: 'alice', at: 1}],
    ['a label that is not so', 'label/["topics","x"]', false],
    ['a label in a second spelling', 'label/["topics", "war"]', true],
    ['a label of nothing', 'label/["","war"]', true],
    ['no label', 'label/["topics",""]', true],
    ['a key that is no list', 'label/topics', true],
    ['three names', 'label/["topics","a","b"]', true],
    ['a label of great length', `label/["topics","${'a'.repeat(2001)}"]`, true],
    ['a feature that is a list', 'feature/topics', ['war']],
    ['a feature that is nothing', 'feature/sure', null],
  ])('refuses %s, until Claimlight is updated', (_name, key, value) => {
    expect(said(record => record.set(key, value))).toBe('shape')
  })
})
