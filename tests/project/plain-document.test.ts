import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {finished} from '../../src/core/steps.ts'
import {documentFrom} from '../../src/project/document-from.ts'
import {plainDocument} from '../../src/project/plain-document.ts'
import {seeded} from '../support/seeded.ts'

const VALUES: readonly unknown[] = [
  'السلام قريب 🧊',
  'e\u0301lan',
  '\uFEFF和平 and a text that is longer than forty bytes, so that it is read otherwise',
  '',
  true,
  false,
  null,
  undefined,
  0,
  -3,
  1.5,
  2 ** 40,
  {kind: 'entity', id: 'e1'},
  [{at: 1, words: ['和平', []]}, {}],
]

/** What people write into a set one after the other, each knowing what the others wrote before, but for a part of the times. Each change as a record of its own. */
function written(seed: number, atOnce: number): Uint8Array[] {
  const random = seeded(seed)
  const some = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const records: Uint8Array[] = []
  const docs = [900, 5, 2 ** 32 - 1].map(client => {
    const doc = new Y.Doc()
    doc.clientID = client
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'other') records.push(update)
    })
    return doc
  })
  const share = (): void => {
    for (const doc of docs) for (const other of docs) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)), 'other')
  }
  for (let n = 0; n < 120; n++) {
    const doc = some(docs)
    const annotations = doc.getMap<Y.Map<unknown>>('annotations')
    const id = `a${Math.floor(random() * 12)}`
    const record = annotations.get(id)
    const mark = random()
    if (record === undefined)
      annotations.set(
        id,
        new Y.Map<unknown>([
          ['quote', some(VALUES)],
          ['at', n],
        ]),
      )
    else if (mark < 0.3) doc.getMap('readMarks').set(some(['alice', 'bob']), {state: 'done', n})
    else if (mark < 0.4) doc.getMap('readMarks').delete(some(['alice', 'bob']))
    else if (mark < 0.5) record.delete(`feature/${n % 4}`)
    else record.set(`feature/${n % 4}`, some(VALUES))
    if (random() >= atOnce) share()
  }
  return records
}

/** What Yjs makes of it. */
function byYjs(updates: readonly Uint8Array[]): unknown {
  const doc = documentFrom(updates)
  const contents = (map: Y.Map<unknown>): object => Object.fromEntries([...map].map(([key, value]) => [key, value instanceof Y.Map ? contents(value) : value]))
  return {annotations: contents(doc.getMap('annotations')), readMarks: contents(doc.getMap('readMarks'))}
}

function plainly(updates: readonly Uint8Array[]): unknown {
  const read = finished(plainDocument(updates))
  const contents = (map: ReadonlyMap<string, unknown> = new Map()): object =>
    Object.fromEntries([...map].map(([key, value]) => [key, value instanceof Map ? contents(value) : value]))
  return read && {annotations: contents(read.get('annotations')), readMarks: contents(read.get('readMarks'))}
}

/** The same as a log has it: change by change, as one record, and merged with what is gone let go of. */
const asLogged = (records: Uint8Array[]): readonly (readonly Uint8Array[])[] => [
  records,
  [Y.mergeUpdates(records)],
  [Y.encodeStateAsUpdate(documentFrom(records))],
  [Y.mergeUpdates(records.slice(0, 50)), ...records.slice(50)],
]

const SEEDS = Array.from({length: 8}, (_, seed) => seed + 1)

test.each(SEEDS)('what was written one after the other is read without the document, and is what the document holds (%i)', seed => {
  for (const updates of asLogged(written(seed, 0))) {
    expect(plainly(updates)).toBeDefined()
    expect(plainly(updates)).toStrictEqual(byYjs(updates))
  }
})

test.each(SEEDS)('what was written at once is left to Yjs, or is what Yjs makes of it (%i)', seed => {
  for (const updates of asLogged(written(seed, 0.1))) expect([undefined, byYjs(updates)]).toContainEqual(plainly(updates))
})

test('what two wrote at once under one key is left to Yjs', () => {
  const [one, other] = [new Y.Doc(), new Y.Doc()]
  one.getMap('annotations').set('a1', 'Alice')
  other.getMap('annotations').set('a1', 'Bob')
  expect(plainly([Y.encodeStateAsUpdate(one), Y.encodeStateAsUpdate(other)])).toBeUndefined()
})

test('what waits for something that is not there is left to Yjs', () => {
  const doc = new Y.Doc()
  const records: Uint8Array[] = []
  doc.on('update', update => records.push(update))
  const annotations = doc.getMap<Y.Map<unknown>>('annotations')
  const record = annotations.set('a1', new Y.Map())
  record.set('layer', 'claim')
  record.set('layer', 'entity')
  expect(plainly(records)).toStrictEqual({annotations: {a1: {layer: 'entity'}}, readMarks: {}})
  for (const lost of [0, 1]) expect(plainly(records.filter((_, n) => n !== lost))).toBeUndefined()
  expect(plainly(records.toReversed())).toBeUndefined()
})

test('a change that came twice is left to Yjs', () => {
  const records = written(4, 0)
  expect(plainly([...records, ...records.slice(-1)])).toBeUndefined()
})

test('lists, texts, maps within records, bytes and large numbers are left to Yjs', () => {
  const holding = (write: (doc: Y.Doc) => void): Uint8Array[] => {
    const doc = new Y.Doc()
    write(doc)
    return [Y.encodeStateAsUpdate(doc)]
  }
  expect(plainly(holding(doc => void doc.getMap('annotations').set('a1', new Y.Map([['at', 1]]))))).toBeDefined()
  expect(plainly(holding(doc => void doc.getMap('annotations').set('a1', new Y.Array())))).toBeUndefined()
  expect(plainly(holding(doc => void doc.getMap('annotations').set('a1', new Y.Map([['inner', new Y.Map()]]))))).toBeUndefined()
  expect(plainly(holding(doc => void doc.getMap('annotations').set('a1', new Y.Map<unknown>([['bytes', Uint8Array.of(1)]]))))).toBeUndefined()
  expect(plainly(holding(doc => void doc.getMap('annotations').set('a1', [2n])))).toBeUndefined()
  expect(plainly(holding(doc => doc.getArray('annotations').push([1])))).toBeUndefined()
  expect(plainly(holding(doc => doc.getText('annotations').insert(0, 'Alice')))).toBeUndefined()
  expect(plainly(holding(doc => void doc.getMap('annotations').set('a1', {['__proto__']: {}, at: 1})))).toBeUndefined()
})

test('bytes that are no update, or half of one, are left to whoever reads damage', () => {
  const [update] = asLogged(written(5, 0))[2] ?? []
  if (update === undefined) throw new Error('There is no update.')
  expect(plainly([update])).toBeDefined()
  for (const length of [1, 20, update.length >> 1, update.length - 1]) expect(plainly([update.subarray(0, length)])).toBeUndefined()
})
