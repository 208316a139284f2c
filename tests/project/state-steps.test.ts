import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {finished} from '../../src/core/steps.ts'
import {stateSteps} from '../../src/project/state-steps.ts'
import {seeded} from '../support/seeded.ts'

const SEEDS = Array.from({length: 20}, (_, seed) => seed + 1)
/** Bytes between two rests, so that a small document has many. */
const SIZE = 100

/** Somebody writes, overwrites and takes away. */
function edit(doc: Y.Doc, random: () => number, n: number): void {
  const annotations = doc.getMap<Y.Map<unknown>>('annotations')
  const id = `a${Math.floor(random() * 20)}`
  const record = annotations.get(id)
  if (record === undefined) annotations.set(id, new Y.Map([['quote', 'השלום קרוב 🧊']]))
  else if (random() < 0.2) annotations.delete(id)
  else record.set(`feature/${n % 3}`, {words: 'e\u0301lan 和平', n})
}

/** What three windows made of a document, each knowing what the others wrote. */
function work(random: () => number): Y.Doc {
  const docs = [900, 5, 77].map(client => {
    const doc = new Y.Doc()
    doc.clientID = client
    return doc
  })
  for (let n = 0; n < 200; n++) {
    const doc = docs[Math.floor(random() * docs.length)] ?? new Y.Doc()
    edit(doc, random, n)
    for (const other of docs) if (other !== doc) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)))
  }
  return docs[0] ?? new Y.Doc()
}

test.each(SEEDS)('[SP121] a state that is encoded with rests is what Yjs encodes at once, whole and in part (%i)', seed => {
  const doc = work(seeded(seed))
  const known = new Map([...Y.decodeStateVector(Y.encodeStateVector(doc))].map(([client, clock]) => [client, Math.floor(clock / 2)]))
  for (const vector of [Y.encodeStateVector(new Map()), Y.encodeStateVector(known), Y.encodeStateVector(doc)]) {
    expect(finished(stateSteps(doc, vector, SIZE))).toEqual(Y.encodeStateAsUpdate(doc, vector))
  }
  expect([...stateSteps(doc, Y.encodeStateVector(new Map()), SIZE)].length).toBeGreaterThan(10)
})

test.each(SEEDS)('[SP121] what others write meanwhile does no harm: with what they are sent anyway, it is the whole (%i)', seed => {
  const random = seeded(seed)
  const doc = work(random)
  const since: Uint8Array[] = []
  doc.on('update', update => since.push(update))
  const steps = stateSteps(doc, Y.encodeStateVector(new Map()), SIZE)
  let [step, n] = [steps.next(), 0]
  for (; !step.done; step = steps.next()) edit(doc, random, n++)
  expect(n).toBeGreaterThan(10)
  const hers = new Y.Doc()
  for (const update of [...since, step.value]) Y.applyUpdate(hers, update)
  expect(hers.store.pendingStructs).toBeNull()
  expect(hers.getMap('annotations').toJSON()).toEqual(doc.getMap('annotations').toJSON())
})
