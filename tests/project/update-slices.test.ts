import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {documentFrom, documentSteps} from '../../src/project/document-from.ts'
import {updateSlices} from '../../src/project/update-slices.ts'
import {seeded} from '../support/seeded.ts'

/** What several people wrote on top of each other, and took away again; as one record. */
function work(seed: number): Uint8Array {
  const random = seeded(seed)
  const docs = [900, 5, 77].map(client => {
    const doc = new Y.Doc()
    doc.clientID = client
    return doc
  })
  for (let n = 0; n < 300; n++) {
    const doc = docs[Math.floor(random() * docs.length)] ?? new Y.Doc()
    const annotations = doc.getMap<Y.Map<unknown>>('annotations')
    const id = `a${Math.floor(random() * 40)}`
    const record = annotations.get(id)
    if (record === undefined) annotations.set(id, new Y.Map([['quote', 'السلام قريب 🧊']]))
    else if (random() < 0.1) annotations.delete(id)
    else record.set(`feature/${n % 4}`, {words: 'e\u0301lan 和平', n})
    if (random() < 0.7) for (const other of docs) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)))
  }
  return Y.mergeUpdates(docs.map(doc => Y.encodeStateAsUpdate(doc)))
}

/** Without the rests. */
const slicesOf = (update: Uint8Array, size?: number): Uint8Array[] => [...updateSlices(update, size)].filter(slice => slice !== undefined)

const SEEDS = Array.from({length: 20}, (_, seed) => seed + 1)

test.each(SEEDS)('[SP121] taken slice by slice a document is the same, and no slice waits for a later one (%i)', seed => {
  const update = work(seed)
  const slices = slicesOf(update, 400)
  expect(slices.length).toBeGreaterThan(10)
  const doc = new Y.Doc()
  for (const slice of slices) {
    Y.applyUpdate(doc, slice)
    expect(doc.store.pendingStructs).toBeNull()
  }
  const whole = documentFrom([update])
  expect(Y.encodeStateAsUpdate(doc)).toEqual(Y.encodeStateAsUpdate(whole))
  expect(doc.getMap('annotations').toJSON()).toEqual(whole.getMap('annotations').toJSON())
})

test('[SP121] what a record lacks is waited for as before: slices of it and of the rest are the whole', () => {
  const update = work(99)
  const half = Y.diffUpdate(
    update,
    Y.encodeStateVector(
      new Map([
        [900, 60],
        [5, 40],
      ]),
    ),
  )
  const doc = new Y.Doc()
  for (const slice of [...slicesOf(half, 400), ...slicesOf(update, 400)]) Y.applyUpdate(doc, slice)
  expect(Y.encodeStateAsUpdate(doc)).toEqual(Y.encodeStateAsUpdate(documentFrom([update])))
})

test('[SP121] a slice holds little more than its size, and small records and what is no update come back as they are', () => {
  const update = work(7)
  for (const slice of slicesOf(update, 400).slice(0, -1)) expect(slice.byteLength).toBeLessThan(600)
  expect(slicesOf(update)).toEqual([update])
  const cut = update.slice(0, -5)
  expect(slicesOf(cut, 400)).toEqual([cut])
})

test('[SP121] reading a large log rests between its pieces, a small one is one piece, and both are read whole', () => {
  const large = new Y.Doc()
  large.getMap('annotations').set('long', 'السلام '.repeat(20_000))
  for (let n = 0; n < 3000; n++) large.getMap('annotations').set(`a${n}`, new Y.Map([['quote', 'השלום קרוב 和平 🧊'.repeat(4)]]))
  const rests = (update: Uint8Array): number => {
    const steps = documentSteps([update])
    for (let n = 0; ; n++) {
      const step = steps.next()
      if (step.done !== true) continue
      expect(Y.encodeStateAsUpdate(step.value)).toEqual(Y.encodeStateAsUpdate(documentFrom([update])))
      return n
    }
  }
  expect(rests(Y.encodeStateAsUpdate(large))).toBeGreaterThan(3)
  expect(rests(work(3))).toBe(0)
})
