import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {documentFrom, loadedDocument} from '../../src/project/document-from.ts'
import {soundRecords} from '../../src/project/sound-records.ts'
import type {RawParent, RawStruct} from '../hostile/poison.ts'
import {behindGap, beyondCounting, deletion, edited, impossible, nestedMaps, rawUpdate, takenApart} from '../hostile/poison.ts'
import {seeded} from '../support/seeded.ts'

/** Two people's work on one document, change by change. */
function work(): {readonly records: readonly Uint8Array[]; readonly content: unknown} {
  const [alice, bob] = [new Y.Doc(), new Y.Doc()]
  alice.clientID = 5
  bob.clientID = 900
  const records: Uint8Array[] = []
  const tell = (to: Y.Doc) => (update: Uint8Array, origin: unknown) => {
    if (origin === 'told') return
    records.push(update)
    Y.applyUpdate(to, update, 'told')
  }
  alice.on('update', tell(bob))
  bob.on('update', tell(alice))
  for (const [at, words] of ['Sea ice 🧊', 'السلام قريب', 'e\u0301lan', '和平'].entries()) {
    alice.getMap('annotations').set(`a${at}`, new Y.Map([['quote', words]]))
    bob.getMap<Y.Map<unknown>>('annotations').get(`a${at}`)?.set('feature/stance', {words})
  }
  return {records, content: alice.getMap('annotations').toJSON()}
}

const contentOf = (records: readonly Uint8Array[]): unknown => documentFrom(soundRecords(records).updates).getMap('annotations').toJSON()

describe('records of a document that hold something impossible', () => {
  test('records in order are given back as they are', () => {
    const {records, content} = work()
    expect(soundRecords(records)).toMatchObject({damage: []})
    expect(soundRecords(records).updates).toBe(records)
    expect(contentOf([...records, Y.mergeUpdates([...records])])).toEqual(content)
  })

  test.each(impossible())('[SP131] one that %s costs nothing of what stands before and after it, wherever it stands', (_name, poison) => {
    const {records, content} = work()
    for (const place of [0, 3, records.length]) {
      const log = [...records.slice(0, place), poison, deletion(), ...records.slice(place)]
      expect(contentOf(log)).toMatchObject(content as object)
      expect(soundRecords(log).damage).toEqual([{record: place, problem: expect.any(String)}])
    }
  })

  test.each(impossible().filter(([name]) => name !== 'is cut short' && name !== 'holds a text that is none'))(
    '[SP131] one that %s costs nothing of what it was merged with',
    (_name, poison) => {
      const {records, content} = work()
      const first = soundRecords([joinedAsRead([Y.mergeUpdates([...records.slice(0, 4)]), poison]), ...records.slice(4), deletion()])
      expect(documentFrom(first.updates).getMap('annotations').toJSON()).toMatchObject(content as object)
    },
  )

  test('[SP131] maps that grow deeper record by record, in any order, are cut where they are too deep, and deleted without harm', () => {
    const {records, content} = work()
    const levels = Array.from({length: 60}, (_, at) => nestedMaps({from: at * 60, depth: (at + 1) * 60}))
    for (const log of [
      [...levels, ...records, deletion()],
      [...levels.toReversed(), deletion(), ...records],
      [deletion(), ...records, ...levels],
    ]) {
      const {updates, damage} = soundRecords(log)
      expect(damage).toHaveLength(59)
      expect(documentFrom(updates).getMap('annotations').toJSON()).toEqual(content)
      const merged = documentFrom([...updates, Y.mergeUpdates([...updates])])
      expect(soundRecords([Y.encodeStateAsUpdate(merged)]).damage).toEqual([])
    }
  })

  test('[SP131] a map of which two records say otherwise where it stands is taken to stand at the deeper place', () => {
    const {records, content} = work()
    const maps = (client: number, parentOf: (clock: number) => RawParent): Uint8Array =>
      rawUpdate({
        clients: [{client, clock: 0, structs: Array.from({length: 40}, (_, clock): RawStruct => ({kind: 'map', parent: parentOf(clock), key: 'deep'}))}],
      })
    const nested = nestedMaps({depth: 40, client: 77})
    const flat = maps(77, () => 'annotations')
    const below = maps(78, clock => (clock === 0 ? {client: 77, clock: 39} : {client: 78, clock: clock - 1}))
    for (const log of [
      [nested, flat, below],
      [flat, nested, below],
      [below, nested, flat],
    ]) {
      const {updates, damage} = soundRecords([...log, ...records])
      expect(damage).toMatchObject([{record: log.indexOf(below), problem: 'nested'}])
      const loaded = documentFrom(updates)
      expect(soundRecords([Y.encodeStateAsUpdate(loaded)]).damage).toEqual([])
      expect(loaded.getMap('annotations').toJSON()).toMatchObject(content as object)
    }
  })

  test('[SP131] what somebody wrote over an impossible value is there', () => {
    const alice = new Y.Doc()
    alice.getMap('annotations').set('deep', nested(200))
    const poison = Y.encodeStateAsUpdate(alice)
    const before = Y.encodeStateVector(alice)
    alice.getMap('annotations').set('deep', 'mended')
    expect(contentOf([poison, Y.encodeStateAsUpdate(alice, before)])).toEqual({deep: 'mended'})
  })

  test('what waits for something that never comes is kept', () => {
    const {records, content} = work()
    const {updates, damage} = soundRecords([behindGap(), ...records, beyondCounting()[0] as Uint8Array])
    expect(damage).toHaveLength(1)
    expect(documentFrom(updates).getMap('annotations').toJSON()).toEqual(content)
    expect(updates).toContainEqual(behindGap())
  })

  test('[SP131] whatever real records were made into at random, the document loads, and what is sound of it stays sound', () => {
    const random = seeded(11)
    const {records} = work()
    for (let run = 0; run < 500; run++) {
      const log = records.map(record => (random() < 0.3 ? edited(record, random) : record))
      const {updates} = soundRecords(log)
      expect(soundRecords(updates).damage, `run ${run}`).toEqual([])
      const {doc} = loadedDocument(updates)
      const {updates: again, damage} = soundRecords([Y.encodeStateAsUpdate(doc)])
      expect(damage, `run ${run}`).toEqual([])
      expect(documentFrom(again).getMap('annotations').toJSON()).toEqual(doc.getMap('annotations').toJSON())
    }
  })
})

function nested(depth: number): unknown {
  let value: unknown = null
  for (let at = 0; at < depth; at++) value = [value]
  return value
}

/** All in one update, as a log that was tidied has it: part after part, whatever they hold. */
function joinedAsRead(updates: readonly Uint8Array[]): Uint8Array {
  const parts = updates.map(takenApart)
  return rawUpdate({clients: parts.flatMap(({clients}) => clients), deletes: parts.flatMap(({deletes}) => deletes)})
}
