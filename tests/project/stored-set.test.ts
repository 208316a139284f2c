import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {finished} from '../../src/core/steps.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {documentFrom} from '../../src/project/document-from.ts'
import {noncesIn, putNonce} from '../../src/project/nonces.ts'
import {storedSetSteps} from '../../src/project/stored-set.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'

const article = anArticle(MIXED_TEXT)
/** Bob is in the project twice. */
const who = (person: string): string => (person === 'bob-2' ? 'bob' : person)

/** The same set at two windows, and each change of either. */
function twoWindows() {
  const records: Uint8Array[] = []
  const sets = [7, 3].map(client => {
    const doc = new Y.Doc()
    doc.clientID = client
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'other') records.push(update)
    })
    return annotationSet(doc)
  })
  const [alices, bobs] = sets as [(typeof sets)[0], (typeof sets)[0]]
  const share = (): void => {
    for (const [to, from] of [sets, sets.toReversed()])
      if (to && from) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), 'other')
  }
  return {records, alices, bobs, share}
}

/** What both windows say in turn. */
function saidInTurn() {
  const {records, alices, bobs, share} = twoWindows()
  alices.add([aClaim(article, 'السلام قريب', {id: 'peace'}), aClaim(article, 'السلام قريب', {id: 'kept'})])
  share()
  const bob = {by: 'bob-2', at: 5}
  bobs.setFeature('peace', 'commitment', 'hedges', bob)
  bobs.putStance('peace', {id: 's1', holder: {kind: 'outlet'}, target: {kind: 'entity', id: 'e1'}, value: 'favor', ...bob}, bob)
  bobs.writeText('peace', {id: 't1', feature: 'note', text: 'Zoë 🌊 asked', ...bob}, '')
  share()
  alices.setFeature('peace', 'commitment', undefined, {by: 'alice', at: 6})
  alices.remove(['kept'], {by: 'alice', at: 7})
  alices.setReadMark('bob', {by: 'bob', at: 1, state: 'done'})
  alices.setReadMark('bob-2', {by: 'bob-2', at: 9, state: 'no-claim'})
  putNonce(bobs.doc, 'f1', {by: 'bob', at: 8, nonce: 'AAAA'})
  alices.doc.getMap('annotations').set('strange', 'something else')
  share()
  return {records, alices, bobs, share}
}

function same(updates: readonly Uint8Array[]): void {
  const stored = finished(storedSetSteps(updates, {who}))
  const set = annotationSet(documentFrom(updates), undefined, who)
  expect(stored.all()).toStrictEqual(set.all())
  for (const {id} of set.all()) expect(stored.get(id)).toStrictEqual(set.get(id))
  expect(stored.get('nowhere')).toBeUndefined()
  expect([...stored.readMarks()]).toStrictEqual([...set.readMarks()])
  expect(stored.unreadable()).toBe(set.unreadable())
  expect(stored.nonces()).toStrictEqual(noncesIn(set.doc))
}

test('a stored set tells what its document tells, removed annotations, marks of somebody who is here twice and strange records too', () => {
  const {records, bobs} = saidInTurn()
  same(records)
  same([Y.encodeStateAsUpdate(bobs.doc)])
  const stored = finished(storedSetSteps(records, {who}))
  expect(stored.get('kept')?.removed).toEqual({by: 'alice', at: 7})
  expect(stored.get('peace')?.features).toMatchObject({note: 'Zoë 🌊 asked'})
  expect([...stored.readMarks()]).toEqual([['bob', {by: 'bob', at: 9, state: 'no-claim'}]])
  expect(stored.unreadable()).toBe(1)
  expect([...stored.nonces().keys()]).toEqual(['f1'])
})

test('so it does where two said something of one annotation at once', () => {
  const {records, alices, bobs, share} = saidInTurn()
  alices.setFeature('peace', 'commitment', 'asserts', {by: 'alice', at: 10})
  bobs.setFeature('peace', 'commitment', 'hedges', {by: 'bob-2', at: 11})
  share()
  same(records)
  same([Y.encodeStateAsUpdate(alices.doc)])
})
