import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {isMoreThan} from '../../src/project/at-once.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {judge} from '../../src/project/judgement/judge.ts'
import {recordParts} from '../../src/project/record-parts.ts'
import {structureOf} from '../../src/project/update-structure.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'

const article = anArticle(MIXED_TEXT)
const SET: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const PLACES = 200
const MOST = 300
const ids = Array.from({length: PLACES}, (_, n) => `claim-${n}`)
const act = {by: 'bob', at: 9}

/** A hub's document and a window's of Bob's, which are the same so far. */
function both(by: string): {readonly hub: Y.Doc; readonly window: Y.Doc} {
  const hub = new Y.Doc()
  annotationSet(hub).add(ids.map(id => aClaim(article, 'السلام قريب', {id, by, features: {voice: 'quoted'}})))
  const window = new Y.Doc()
  Y.applyUpdate(window, Y.encodeStateAsUpdate(hub))
  return {hub, window}
}

/** Sends what was done in one step as a window does, to a hub that judges each part by itself. */
function sent(hub: Y.Doc, window: Y.Doc, step: () => void): number {
  let made = new Uint8Array()
  window.once('update', (update: Uint8Array) => {
    made = new Uint8Array(update)
  })
  window.transact(step)
  expect(isMoreThan(MOST, made)).toBe(true)
  const parts = recordParts(window, made, MOST)
  for (const part of parts) {
    const structure = value(structureOf(part))
    expect(structure.structs.length).toBeLessThanOrEqual(MOST)
    expect(judge(hub, SET, structure, part, {person: 'bob', brings: false})).toMatchObject({state: 'taken'})
    Y.applyUpdate(hub, part)
  }
  expect(Y.encodeStateAsUpdate(hub)).toEqual(Y.encodeStateAsUpdate(window))
  return parts.length
}

test('[SP139] what labels very many places at once goes in parts of whole records, and the hub takes each', () => {
  const [hub, window] = [new Y.Doc(), new Y.Doc()]
  expect(sent(hub, window, () => annotationSet(window).add(ids.map(id => aClaim(article, '和平即将到来', {id, by: 'bob'}))))).toBeGreaterThan(3)
  expect(annotationSet(hub).all()).toHaveLength(PLACES)
})

test('[SP139] what alters, empties, takes out and brings back very many of a colleague’s records at once goes so too', () => {
  const {hub, window} = both('alice')
  const set = annotationSet(window)
  const each = (change: (id: string) => void) => () => {
    for (const id of ids) change(id)
  }
  expect(
    sent(
      hub,
      window,
      each(id => set.setFeature(id, 'voice', 'own', act)),
    ),
  ).toBeGreaterThan(1)
  expect(
    sent(
      hub,
      window,
      each(id => set.setFeature(id, 'voice', undefined, act)),
    ),
  ).toBeGreaterThan(1)
  expect(
    sent(hub, window, () => {
      set.remove(ids, act)
      for (const id of ids) set.setConfidence(id, 2, act)
    }),
  ).toBeGreaterThan(1)
  expect(
    sent(hub, window, () => {
      for (const id of ids) {
        set.restore([id], {...act, at: 10})
        set.setConfidence(id, 3, {...act, at: 10})
      }
    }),
  ).toBeGreaterThan(1)
  expect(set.all().filter(({removed}) => removed !== undefined)).toEqual([])
})

test('[SP139] what a window did for long without a connection goes in parts where nothing was written over later, and whole where it was', () => {
  const {hub, window} = both('bob')
  const set = annotationSet(window)
  const known = Y.encodeStateVector(window)
  for (const id of ids) for (let n = 0; n < 3; n++) set.setFeature(id, 'note', `${n} السلام`, act)
  const parts = recordParts(window, Y.encodeStateAsUpdate(window, known), MOST)
  expect(parts.length).toBeGreaterThan(1)
  for (const part of parts) {
    expect(judge(hub, SET, value(structureOf(part)), part, {person: 'bob', brings: false})).toMatchObject({state: 'taken'})
    Y.applyUpdate(hub, part)
  }
  const before = Y.encodeStateVector(window)
  for (let n = 0; n < 3; n++) for (const id of ids) set.setFeature(id, 'note', `${n} שלום`, act)
  const whole = Y.encodeStateAsUpdate(window, before)
  expect(recordParts(window, whole, MOST)).toEqual([whole])
})

test('[SP139] what is not much goes as it is, and so does what waits for something', () => {
  const {window} = both('bob')
  const whole = Y.encodeStateAsUpdate(window)
  const small = new Y.Doc()
  annotationSet(small).add([aClaim(article, 'Sea ice', {by: 'bob'})])
  const little = Y.encodeStateAsUpdate(small)
  expect(recordParts(small, little, MOST)).toEqual([little])
  const waiting = new Y.Doc()
  Y.applyUpdate(waiting, Y.diffUpdate(whole, Y.encodeStateVector(new Map([[[...window.store.clients.keys()][0] ?? 0, 5]]))))
  expect(recordParts(waiting, whole, MOST)).toEqual([whole])
})
