import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import {relationsAt} from '../../src/core/annotation/relation.ts'
import type {AnnotationSet} from '../../src/project/annotation-set.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {undoHistory} from '../../src/project/undo.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {hubDocument, recordIn, said} from '../support/judged-document.ts'
import {aRelation, aVerdict} from '../support/kinds.ts'

const article = anArticle(MIXED_TEXT)
const SET: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const act = (by: string, at = 7) => ({by, at})
const claim = aClaim(article, 'السلام قريب', {id: 'claim'})
const premise = aClaim(article, '和平即将到来', {id: 'premise', layer: 'premise'})
const relation = aRelation('premise', 'claim', {id: 'r'})
const all = [claim, premise, aVerdict(), relation]

const standing = (set: AnnotationSet): readonly string[] =>
  set
    .all()
    .filter(({removed}) => removed === undefined)
    .map(({id}) => id)
    .sort()

describe('a set', () => {
  test('keeps annotations of the article and relations as they were made', () => {
    const set = annotationSet(new Y.Doc())
    set.add(all)
    const other = annotationSet(new Y.Doc())
    Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(set.doc))
    expect(other.all()).toEqual(set.all())
    expect(new Set(other.all())).toEqual(new Set(all))
  })

  test.each<readonly [string, (record: Y.Map<unknown>) => void]>([
    ['of which one end is missing', record => record.delete('to')],
    ['that marks words too', record => record.set('selector', claim.selector)],
    ['of which an end is no id', record => record.set('from', 7)],
  ])('does not read a relation %s, and keeps it', (_what, spoil) => {
    const set = annotationSet(new Y.Doc())
    set.add(all)
    spoil(recordIn(set.doc, 'annotations', 'r'))
    expect([set.get('r'), set.unreadable(), set.doc.getMap('annotations').has('r')]).toEqual([undefined, 1, true])
  })

  test('removes the relations of an end with it, in the same step, and brings both back', () => {
    const set = annotationSet(new Y.Doc())
    const history = undoHistory()
    history.follow('ice', set.doc, ['annotations'])
    set.add(all)
    set.remove(['claim'], act('alice', 9))
    expect(standing(set)).toEqual(['premise', 'verdict'])
    expect(set.get('r')?.removed).toEqual(act('alice', 9))
    history.replay('undo', act('alice', 10))
    expect(standing(set)).toEqual(['claim', 'premise', 'r', 'verdict'])
    history.replay('redo', act('alice', 11))
    expect(standing(set)).toEqual(['premise', 'verdict'])
    set.restore(['claim'], act('bob', 12))
    expect(standing(set)).toEqual(['claim', 'premise', 'r', 'verdict'])
  })

  test.each([
    ['first', ['claim', 'premise']],
    ['last', ['premise', 'claim']],
  ] as const)('brings a relation back with its last end, where the end that it went with came back %s', (_when, order) => {
    const set = annotationSet(new Y.Doc())
    set.add(all)
    set.remove(['claim'], act('alice', 9))
    set.remove(['premise'], act('bob', 10))
    set.restore([order[0]], act('alice', 11))
    expect(standing(set)).not.toContain('r')
    set.restore([order[1]], act('alice', 12))
    expect(standing(set)).toEqual(['claim', 'premise', 'r', 'verdict'])
  })

  test('brings a relation back with its ends however often they go and come', () => {
    const set = annotationSet(new Y.Doc())
    set.add(all)
    set.remove(['claim'], act('alice', 9))
    set.remove(['premise'], act('bob', 10))
    set.restore(['claim'], act('carol', 11))
    set.remove(['claim'], act('carol', 12))
    set.restore(['premise'], act('bob', 13))
    set.restore(['claim'], act('alice', 14))
    expect(standing(set)).toEqual(['claim', 'premise', 'r', 'verdict'])
  })

  test('leaves a relation removed that was removed by itself, whatever becomes of its ends', () => {
    const set = annotationSet(new Y.Doc())
    set.add(all)
    set.remove(['r'], act('alice', 8))
    for (const [at, id] of ['claim', 'premise'].entries()) set.remove([id], act('alice', 9 + at))
    for (const [at, id] of ['claim', 'premise'].entries()) set.restore([id], act('bob', 11 + at))
    expect(standing(set)).toEqual(['claim', 'premise', 'verdict'])
  })

  test('removes a relation without its ends', () => {
    const set = annotationSet(new Y.Doc())
    set.add(all)
    set.remove(['r'], act('alice'))
    expect(standing(set)).toEqual(['claim', 'premise', 'verdict'])
  })
})

describe('[SP145] the hub takes', () => {
  test('annotations of the article and relations, with what they say, and another person’s by the same rules', () => {
    const hub = hubDocument(doc => annotationSet(doc).add([claim, premise]))
    expect(said(hub, SET, 'alice', doc => annotationSet(doc).add([relation, aVerdict({features: {says: 'yes'}})]))).toBe('taken')
    annotationSet(hub.doc).add([relation, aVerdict()])
    for (const id of ['r', 'verdict']) {
      expect(said(hub, SET, 'bob', doc => annotationSet(doc).setFeature(id, 'note', '和平', act('bob')))).toBe('taken')
      expect(said(hub, SET, 'bob', doc => recordIn(doc, 'annotations', id).set('feature/note', '和平'))).toBe('unsigned')
      expect(said(hub, SET, 'bob', doc => annotationSet(doc).setFeature(id, 'note', '和平', act('alice')))).toBe('name')
      expect(said(hub, SET, 'bob', doc => annotationSet(doc).remove([id], act('bob')))).toBe('taken')
      expect(said(hub, SET, 'bob', doc => doc.getMap('annotations').delete(id))).toBe('erased')
    }
    expect(said(hub, SET, 'bob', doc => annotationSet(doc).remove(['claim'], act('bob')))).toBe('taken')
    expect(said(hub, SET, 'bob', doc => annotationSet(doc).add([{...relation, id: 'hers'}]))).toBe('name')
  })

  test('that an end comes back of which the other stays removed, by whomever', () => {
    const hub = hubDocument(doc => {
      const set = annotationSet(doc)
      set.add(all)
      set.remove(['claim'], act('alice', 9))
      set.remove(['premise'], act('bob', 10))
    })
    expect(said(hub, SET, 'carol', doc => annotationSet(doc).restore(['claim'], act('carol', 11)))).toBe('taken')
  })

  test('one to an annotation that it does not know: it may be on its way', () => {
    expect(said(hubDocument(), SET, 'alice', doc => annotationSet(doc).add([aRelation('premise', 'unknown')]))).toBe('taken')
  })

  test.each<readonly [string, string, (doc: Y.Doc) => void]>([
    ['one end alone', 'shape', doc => annotationSet(doc).add([{...relation, id: 'x', to: undefined} as unknown as Annotation])],
    ['words beside ends', 'shape', doc => annotationSet(doc).add([{...relation, id: 'x', selector: claim.selector} as unknown as Annotation])],
    ['itself as its other end', 'shape', doc => annotationSet(doc).add([aRelation('claim', 'claim', {id: 'x'})])],
    ['an end without a name', 'shape', doc => annotationSet(doc).add([aRelation('', 'claim', {id: 'x'})])],
    ['another end than it was made with', 'fixed', doc => recordIn(doc, 'annotations', 'r').set('to', 'premise')],
    ['no end any more', 'erased', doc => recordIn(doc, 'annotations', 'r').delete('to')],
    ['words where it was about the article', 'fixed', doc => annotationSet(doc).resize('verdict', claim.selector, act('alice'))],
    ['ends where it marked words', 'fixed', doc => recordIn(doc, 'annotations', 'claim').set('from', 'premise')],
    ['no words any more', 'erased', doc => recordIn(doc, 'annotations', 'claim').delete('selector')],
  ])('nothing that has %s', (_what, why, change) => {
    expect(
      said(
        hubDocument(doc => annotationSet(doc).add(all)),
        SET,
        'alice',
        change,
      ),
    ).toBe(why)
  })
})

type Play = {
  readonly who: 0 | 1
  readonly what: 'mark' | 'relate' | 'remove' | 'undo' | 'redo' | 'restore' | 'meet'
  readonly which: number
  readonly value: number
}

const anyPlay: fc.Arbitrary<Play> = fc.record({
  who: fc.constantFrom(0 as const, 1 as const),
  what: fc.constantFrom('mark', 'relate', 'relate', 'remove', 'undo', 'redo', 'restore', 'meet'),
  which: fc.nat(9),
  value: fc.nat(9),
})

const PEOPLE = ['alice', 'bob'] as const

/** Two windows on one set, each with the undo of its person. A relation that she made holds what she did not make herself. */
function replicas() {
  return PEOPLE.map(by => {
    const set = annotationSet(new Y.Doc())
    const history = undoHistory(({record}, {changes}) => {
      const left = relationsAt(set.all(), [record]).find(({id}) => !changes.some(change => change.record === id && change.field === 'removed'))
      return left && {by: left.by, deed: 'used'}
    })
    history.follow('ice', set.doc, ['annotations'])
    return {by, set, history}
  })
}

const meet = (windows: ReturnType<typeof replicas>): void => {
  for (const from of windows)
    for (const to of windows)
      if (from !== to) Y.applyUpdate(to.set.doc, Y.encodeStateAsUpdate(from.set.doc, Y.encodeStateVector(to.set.doc)), {source: 'channel'})
}

const nth = (list: readonly Annotation[], which: number): Annotation | undefined => list[which % Math.max(1, list.length)]

describe('two people at once', () => {
  test('one removes an end, the other relates to it: the relation stays, and is whole again once the end is back', () => {
    const windows = replicas()
    const [alice, bob] = windows as [(typeof windows)[number], (typeof windows)[number]]
    alice.set.add([claim, premise])
    meet(windows)
    alice.set.remove(['claim'], act('alice', 8))
    bob.set.add([aRelation('premise', 'claim', {id: 'bobs', by: 'bob', at: 9})])
    meet(windows)
    for (const {set} of windows) expect([standing(set), set.get('bobs')?.to, set.unreadable()]).toEqual([['bobs', 'premise'], 'claim', 0])
    alice.history.replay('undo', act('alice', 10))
    meet(windows)
    for (const {set} of windows) expect(standing(set)).toEqual(['bobs', 'claim', 'premise'])
  })

  test('each brings one end back: the relation is the same to both, and comes back by itself', () => {
    const windows = replicas()
    const [alice, bob] = windows as [(typeof windows)[number], (typeof windows)[number]]
    alice.set.add([claim, premise, relation])
    alice.set.remove(['claim'], act('alice', 8))
    alice.set.remove(['premise'], act('alice', 9))
    meet(windows)
    alice.set.restore(['claim'], act('alice', 10))
    bob.set.restore(['premise'], act('bob', 10))
    meet(windows)
    for (const {set} of windows) expect([standing(set), set.get('r')?.removed]).toEqual([['claim', 'premise'], act('alice', 9)])
    bob.set.restore(['r'], act('bob', 11))
    meet(windows)
    for (const {set} of windows) expect(standing(set)).toEqual(['claim', 'premise', 'r'])
  })

  test('one undoes what she marked, to which the other has related: it stays, and she is told by whom', () => {
    const windows = replicas()
    const [alice, bob] = windows as [(typeof windows)[number], (typeof windows)[number]]
    alice.set.add([claim, premise])
    meet(windows)
    bob.set.add([aRelation('premise', 'claim', {id: 'bobs', by: 'bob', at: 9})])
    meet(windows)
    const [replay] = alice.history.replay('undo', act('alice', 10))
    expect(replay?.overtaken.map(({by, deed}) => `${by} ${deed}`)).toEqual(['bob used', 'bob used'])
    expect(standing(alice.set)).toEqual(['bobs', 'claim', 'premise'])
  })

  test('whatever they mark, relate, remove, undo and bring back, both see the same, nothing is erased, and no undo takes what the other made', () => {
    fc.assert(
      fc.property(fc.array(anyPlay, {maxLength: 40}), plays => {
        const windows = replicas()
        for (const [at, {who, what, which, value}] of plays.entries()) {
          const {by, set, history} = windows[who] as (typeof windows)[number]
          const [one, other] = [nth(set.all(), which), nth(set.all(), value)]
          const others = set.all().filter(each => each.by !== by && each.removed === undefined)
          if (what === 'mark') set.add([aClaim(article, '和平', {id: `${by}-${at}`, by, at})])
          else if (what === 'meet') meet(windows)
          else if (what === 'undo') {
            // What she brought to being, or changed, goes; what he made goes only where she takes a bringing back of hers back.
            const restored = new Set(others.filter(({editedBy}) => editedBy === by).map(({id}) => id))
            history.replay('undo', {by, at})
            for (const {id} of others) if (!restored.has(id)) expect(set.get(id)?.removed).toBeUndefined()
          } else if (what === 'redo') history.replay('redo', {by, at})
          else if (one === undefined) continue
          else if (what === 'remove') set.remove([one.id], {by, at})
          else if (what === 'restore') set.restore([one.id], {by, at})
          else if (other !== undefined && one !== other) set.add([aRelation(one.id, other.id, {id: `${by}-${at}`, by, at})])
          if (what === 'remove' && one !== undefined) expect(relationsAt(set.all(), [one.id])).toEqual([])
        }
        meet(windows)
        const [alices, bobs] = windows.map(({set}) => new Map(set.all().map(each => [each.id, each])))
        expect(alices).toEqual(bobs)
        expect(windows[0]?.set.unreadable()).toBe(0)
      }),
      {numRuns: 200},
    )
  })
})
