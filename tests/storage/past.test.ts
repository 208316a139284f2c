import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import {stancesOf} from '../../src/core/annotation/annotation.ts'
import {selectorOf} from '../../src/core/annotation/selector.ts'
import {annotationPast} from '../../src/project/annotation-past.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {documentFrom} from '../../src/project/document-from.ts'
import {openDatabase} from '../../src/storage/libsql/database.ts'
import {openStore} from '../../src/storage/libsql/libsql-store.ts'
import {playedPast} from '../../src/storage/log/logged-past.ts'
import {memoryStore} from '../../src/storage/memory-store.ts'
import type {ProjectStore} from '../../src/storage/project-store.ts'
import {salvageStore} from '../../src/storage/libsql/salvage-store.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {network} from '../support/network.ts'
import {value} from '../support/results.ts'
import {teamSet} from './documents.ts'
import {temporaryFolder} from './temporary.ts'

const article = anArticle(MIXED_TEXT)
const QUOTES = ['Sea ice melts', '👩‍👩‍👧', 'السلام قريب', 'השלום', '和平', 'Zoë']
const PEOPLE = ['alice', 'bob', 'carol'] as const
const STATE = new Uint8Array([0, 0])

test('[HI9] whoever takes the states of an annotation one by one keeps what was said of it and not the document', () => {
  const doc = new Y.Doc()
  const set = annotationSet(doc)
  set.add([aClaim(article, '和平', {id: 'one'})])
  const states = annotationPast(doc, 'one', [])
  doc.getMap('annotations').delete('one')
  expect(states.next().value?.annotation.selector?.quote).toBe('和平')
})

async function statesOf(store: ProjectStore, id: string): Promise<readonly Annotation[]> {
  const {doc, changes} = await playedPast(await store.past('set', id))
  const states = [
    ...annotationPast(
      doc,
      id,
      changes.filter(({annotation}) => annotation === id),
    ),
  ]
  doc.destroy()
  return states.map(({annotation}) => annotation)
}

/** What somebody wrote in a window, appended as the hub does it. */
async function aWindow(store: ProjectStore) {
  const doc = documentFrom(await store.load('set'))
  const set = annotationSet(doc)
  let last: Promise<unknown> = Promise.resolve()
  let arrival = {by: 'alice', at: 0}
  doc.on('update', (update: Uint8Array) => {
    last = store.append('set', teamSet(), update, new Map(), arrival)
  })
  return {
    set,
    doc,
    did: async (by: string, at: number, change: () => void): Promise<void> => {
      arrival = {by, at}
      change()
      await last
    },
  }
}

const act = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom('add', 'add', 'voice', 'voice', 'write', 'write', 'stance', 'unstance', 'resize', 'remove', 'restore', 'compact', 'copy'),
  which: fc.nat(9),
  value: fc.nat(5),
  deliver: fc.array(fc.nat(20), {maxLength: 4}),
})

test('[HI2] in any play of three people, delivered late and out of order, every state that stood is in the history, however often the log is merged or copied', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, {maxLength: 60}), async acts => {
      let store = memoryStore()
      const {docs, deliver, deliverAll} = network(3)
      const sets = docs.map(doc => annotationSet(doc))
      // The first is where the log is written.
      const [hub] = docs
      if (hub === undefined) throw new Error('There is no hub.')
      const stood = new Map<string, unknown[]>()
      const before = new Map<string, string>()
      let appended: Promise<unknown> = Promise.resolve()
      let now = 0
      const note = (): void => {
        for (const [id, record] of hub.getMap('annotations') as Y.Map<Y.Map<unknown>>) {
          const fields = JSON.stringify(Object.entries(record.toJSON()).sort(([a], [b]) => (a < b ? -1 : 1)))
          if (before.get(id) === fields) continue
          before.set(id, fields)
          // What takes something out may come before what stands in its place: then it is none for a moment, and no state to bring back.
          const state = annotationSet(hub).get(id)
          if (state !== undefined) stood.set(id, [...(stood.get(id) ?? []), state])
        }
      }
      hub.on('update', (update: Uint8Array) => {
        // Minutes apart, so that nothing is one going at it.
        now += 60_000
        appended = store.append('set', teamSet(), update, new Map(), {by: PEOPLE[now % 3] ?? '', at: now})
        note()
      })
      for (const [at, {who, what, which, value: chosen, deliver: deliveries}] of acts.entries()) {
        const set = sets[who] as (typeof sets)[number]
        const act = {by: PEOPLE[who] ?? '', at}
        const one = set.all()[which % Math.max(1, set.all().length)]
        await appended
        if (what === 'compact') await store.compact('set', Y.encodeStateAsUpdate(hub))
        else if (what === 'copy') {
          const copy = memoryStore()
          const {doc, changes} = await playedPast(await store.past('set'))
          await copy.append('set', teamSet(), Y.encodeStateAsUpdate(doc), new Map(), null)
          await copy.bringPast('set', changes)
          store = copy
        } else if (one === undefined || what === 'add') set.add([aClaim(article, QUOTES[chosen] ?? 'Zoë', {id: `${act.by}-${at}`, ...act})])
        else if (what === 'voice') set.setFeature(one.id, 'voice', `${chosen % 3}`, act)
        else if (what === 'write') {
          const read = one.features.note
          set.writeText(
            one.id,
            {...act, id: `t${at}`, feature: 'note', text: chosen === 0 ? '' : `e\u0301 ${chosen}`},
            typeof read === 'string' && chosen % 2 === 0 ? read : '',
          )
        } else if (what === 'stance')
          set.putStance(one.id, {...act, id: `s${at}`, holder: {kind: 'outlet'}, target: {kind: 'topic', id: 't'}, value: `${chosen}`}, act)
        else if (what === 'unstance') set.removeStance(one.id, stancesOf(one)[0]?.id ?? 'none', act)
        else if (what === 'resize') set.resize(one.id, value(selectorOf(article.text, {start: 0, end: chosen + 1})), act)
        else if (what === 'remove') set.remove([one.id], act)
        else set.restore([one.id], act)
        for (const pick of deliveries) deliver(pick)
      }
      deliverAll()
      await appended
      for (const [id, states] of stood) expect(await statesOf(store, id)).toEqual(states.toReversed())
    }),
    {numRuns: 40},
  )
})

test('[HI2] a long history of a long quote takes about as much room as what was said', async () => {
  const path = join(await temporaryFolder(), 'store.db')
  const store = value(openStore(path))
  const {set, did, doc} = await aWindow(store)
  const long = anArticle('和平 is near, قريب. '.repeat(4000))
  const claim = aClaim(long, long.text.trim(), {id: 'claim'})
  await did('alice', 1, () => set.add([claim]))
  for (let i = 0; i < 600; i++) await did('bob', 60_000 * i, () => set.setFeature('claim', 'voice', i % 2 === 0 ? 'quoted' : 'outlet', {by: 'bob', at: i}))
  expect(await store.compact('set', Y.encodeStateAsUpdate(doc))).toEqual({ok: true, value: null})
  expect(await store.load('set')).toHaveLength(1)
  expect(await statesOf(store, 'claim')).toHaveLength(601)
  await store.close()
  const db = openDatabase(path, 'ro')
  const {bytes, changes} = db.get('select sum(length(change)) as bytes, count(*) as changes from past') ?? {}
  db.close()
  expect(changes).toBe(601)
  expect(Number(bytes)).toBeLessThan(601 * 200)
})

test('[HI5] a store from before histories were kept is told as its records say it, and goes on from there', async () => {
  const path = join(await temporaryFolder(), 'store.db')
  const first = value(openStore(path))
  const earlier = await aWindow(first)
  await earlier.did('alice', 1, () => earlier.set.add([aClaim(article, 'السلام قريب', {id: 'claim'})]))
  await earlier.did('bob', 2, () => earlier.set.setFeature('claim', 'voice', 'quoted', {by: 'bob', at: 2}))
  await first.close()
  const older = openDatabase(path, 'rw')
  older.run('drop table arrival')
  older.run('drop table past')
  older.close()

  const reader = value(openStore(path, 'read'))
  expect((await statesOf(reader, 'claim')).map(({features}) => features)).toEqual([{voice: 'quoted'}])
  await reader.close()
  const store = value(openStore(path))
  const {set, did} = await aWindow(store)
  await did('alice', 3, () => set.setFeature('claim', 'voice', 'outlet', {by: 'alice', at: 3}))
  expect(await store.compact('set', STATE)).toEqual({ok: true, value: null})
  expect((await statesOf(store, 'claim')).map(({features}) => features)).toEqual([{voice: 'outlet'}, {voice: 'quoted'}])
  await store.close()
})

test('[HI2] a repaired store and a backup have the history, of before and after the log was merged', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'store.db')
  const store = value(openStore(path))
  const {set, did, doc} = await aWindow(store)
  await did('alice', 1, () => set.add([aClaim(article, '和平', {id: 'claim'})]))
  await did('bob', 100_000, () => set.setFeature('claim', 'voice', 'quoted', {by: 'bob', at: 2}))
  await store.compact('set', Y.encodeStateAsUpdate(doc))
  await did('carol', 200_000, () => set.remove(['claim'], {by: 'carol', at: 3}))
  const past = await playedPast(await store.past('set'))
  expect(past.changes.map(({by, at}) => [by, at])).toEqual([
    ['alice', 1],
    ['bob', 100_000],
    ['carol', 200_000],
  ])
  expect(await store.backup(join(folder, 'backup.db'))).toEqual({ok: true, value: null})
  await store.close()
  expect(salvageStore(path)).toMatchObject({ok: true, value: {certain: true}})
  for (const file of [path, join(folder, 'backup.db')]) {
    const again = value(openStore(file))
    expect((await playedPast(await again.past('set'))).changes).toEqual(past.changes)
    await again.close()
  }
})
