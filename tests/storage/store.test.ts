import {existsSync} from 'node:fs'
import {copyFile, readdir, stat} from 'node:fs/promises'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {inEnglish} from '../support/results.ts'
import {openDatabase} from '../../src/storage/libsql/database.ts'
import {openStore} from '../../src/storage/libsql/libsql-store.ts'
import {memoryStore} from '../../src/storage/memory-store.ts'
import type {ProjectStore} from '../../src/storage/project-store.ts'
import {ARTICLE, aRow, loadedState, PROJECT, teamSet, writtenDocument} from './documents.ts'
import {storeContract} from './store-contract.ts'
import {temporaryFolder} from './temporary.ts'

const opened = (path: string, mode: 'read' | 'write' = 'write'): ProjectStore => {
  const store = openStore(path, mode)
  if (!store.ok) throw new Error(`${store.error}`)
  return store.value
}

describe('memoryStore', () => storeContract(async () => memoryStore()))
describe('openStore', () => storeContract(async () => opened(join(await temporaryFolder(), 'store.db'))))

test('[ST8] a closed store opens again with everything in it', async () => {
  const path = join(await temporaryFolder(), 'store.db')
  const {write} = writtenDocument(1)
  const store = opened(path)
  const saved = store.append('set', teamSet(), write('claim-1', 'Ice melts'))
  store.index('set', {rows: [aRow('1')], readMarks: []})
  store.indexArticle(ARTICLE, 'Sea ice', 'Ice melts.')
  await store.close()
  await saved
  const again = opened(path)
  expect(await loadedState(again, 'set')).toEqual({'claim-1': 'Ice melts'})
  expect(await again.counts()).toMatchObject([{article: ARTICLE, layers: {claim: 1}}])
  expect(await again.search('melts')).toHaveLength(1)
  expect(await again.unindexed()).toEqual([])
  await again.close()
})

test('[ST6] what is written while a search cuts its snippets is saved before it is done', async () => {
  const store = opened(join(await temporaryFolder(), 'store.db'))
  const {write} = writtenDocument(1)
  const text = '海冰 melts, says Zoë. الجليد يذوب 🧊. '.repeat(1500)
  for (const at of Array(12).keys()) store.indexArticle(`${at}`.padStart(64, '0'), `Sea ice ${at}`, text)
  await store.counts()
  const done: string[] = []
  const searching = store.search('melts').then(found => done.push(`found ${found.length}`))
  await new Promise(resolve => setImmediate(resolve))
  const saving = store.append('set', teamSet(), write('claim-1', 'Ice melts')).then(() => done.push('saved'))
  await Promise.all([searching, saving])
  expect(done).toEqual(['saved', 'found 12'])
  await store.close()
})

test('[ST6] while the rows of a large set are written, others have their turn', async () => {
  const store = opened(join(await temporaryFolder(), 'store.db'))
  await store.append('set', teamSet(), writtenDocument(1).write('claim-1', 1))
  store.index('set', {rows: Array.from({length: 20_000}, (_, n) => aRow(`冰 ${n}`)), readMarks: []})
  let isWritten = false
  const writing = store.counts().then(() => {
    isWritten = true
  })
  const began = performance.now()
  let longest = 0
  for (let last = began; !isWritten; last = performance.now()) {
    await new Promise(resolve => setImmediate(resolve))
    longest = Math.max(longest, performance.now() - last)
  }
  await writing
  expect(longest / (performance.now() - began), 'of the time, at a stretch').toBeLessThan(0.5)
  await store.close()
})

test('[ST8] a closed store is one file from that moment on, which another process can copy, and opens as before', async () => {
  const folder = await temporaryFolder()
  const {write} = writtenDocument(1)
  const store = opened(join(folder, 'store.db'))
  await store.append('set', teamSet(), write('claim-1', 'الجليد يذوب 🧊'))
  await store.close()
  expect(await readdir(folder)).toEqual(['store.db'])
  await copyFile(join(folder, 'store.db'), join(folder, 'copy.db'))
  const copy = opened(join(folder, 'copy.db'), 'read')
  expect(await loadedState(copy, 'set')).toEqual({'claim-1': 'الجليد يذوب 🧊'})
  await copy.close()
})

test('[ST9] a store that is closed while somebody reads it stays readable for her, and opens as before', async () => {
  const path = join(await temporaryFolder(), 'store.db')
  const {write} = writtenDocument(1)
  const writer = opened(path)
  await writer.append('set', teamSet(), write('claim-1', 1))
  const reader = opened(path, 'read')
  expect(await loadedState(reader, 'set')).toEqual({'claim-1': 1})
  await writer.close()
  const again = opened(path)
  await again.append('set', teamSet(), write('claim-2', 2))
  expect(await loadedState(reader, 'set')).toEqual({'claim-1': 1, 'claim-2': 2})
  await reader.close()
  await again.close()
})

test('[ST8] a closed store refuses to be used, loudly', async () => {
  const store = opened(join(await temporaryFolder(), 'store.db'))
  await store.close()
  await store.close()
  await expect(store.append('set', teamSet(), new Uint8Array([0, 0]))).rejects.toThrow('closed')
  await expect(store.load('set')).rejects.toThrow('This store is closed.')
})

test('[ST9] a reader sees what the writer has saved, beside it, and cannot write', async () => {
  const path = join(await temporaryFolder(), 'store.db')
  const {write} = writtenDocument(1)
  const writer = opened(path)
  const reader = opened(path, 'read')
  await writer.append('set', teamSet(), write('claim-1', 1))
  expect(await loadedState(reader, 'set')).toEqual({'claim-1': 1})
  await writer.append('set', teamSet(), write('claim-2', 2))
  expect(await loadedState(reader, 'set')).toEqual({'claim-1': 1, 'claim-2': 2})
  await expect(reader.append('set', teamSet(), write('claim-3', 3))).rejects.toThrow('reading only')
  expect(() => reader.index('set', {rows: [], readMarks: []})).toThrow('reading only')
  await reader.close()
  await writer.close()
})

test('[ST9] reading a store that is not there is refused and makes none', async () => {
  const path = join(await temporaryFolder(), 'store.db')
  expect(inEnglish(openStore(path, 'read'))).toMatchObject({ok: false, error: expect.stringContaining('is not there')})
  expect(existsSync(path)).toBe(false)
})

test('[ST10] a backup made while in use holds everything appended before, and never replaces a file', async () => {
  const folder = await temporaryFolder()
  const {write} = writtenDocument(1)
  const store = opened(join(folder, 'store.db'))
  const saved = store.append('set', teamSet(), write('claim-1', 'Ice melts'))
  const copy = join(folder, 'backup of Monday.db')
  expect(await store.backup(copy)).toEqual({ok: true, value: null})
  await saved
  await store.append('set', teamSet(), write('claim-2', 'later'))
  expect(inEnglish(await store.backup(copy))).toMatchObject({ok: false, error: expect.stringContaining('Choose another name')})
  expect(await store.backup(join(folder, 'no such folder', 'b.db'))).toMatchObject({ok: false})
  const restored = opened(copy)
  expect(await loadedState(restored, 'set')).toEqual({'claim-1': 'Ice melts'})
  expect(await restored.check()).toEqual([])
  await restored.close()
  await store.close()
})

test('[ST5] an append in the same turn after the index was made leaves the set to be indexed again', async () => {
  const store = opened(join(await temporaryFolder(), 'store.db'))
  const {write} = writtenDocument(1)
  const before = store.append('set', teamSet(), write('claim-1', 1))
  store.index('set', {rows: [], readMarks: []})
  const after = store.append('set', teamSet(), write('claim-2', 2))
  await Promise.all([before, after])
  expect(await store.unindexed()).toHaveLength(1)
  store.index('set', {rows: [], readMarks: []})
  expect(await store.unindexed()).toEqual([])
  await store.close()
})

type Step = {readonly act: 'write' | 'delete' | 'compact' | 'compactStale' | 'reopen'; readonly document: number; readonly key: number; readonly value: number}

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom('write', 'write', 'write', 'delete', 'compact', 'compactStale', 'reopen'),
  document: fc.nat(2),
  key: fc.nat(4),
  value: fc.nat(),
})

test('[ST11] whatever is written, compacted and reopened in whatever order, the state is that of all updates', {timeout: 120_000}, async () => {
  const folder = await temporaryFolder()
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, {maxLength: 40}), async steps => {
      const path = join(folder, `${run++}.db`)
      let store = opened(path)
      const documents = [0, 1, 2].map(i => writtenDocument(i + 1))
      const saved: Promise<unknown>[] = []
      for (const {act, document, key, value} of steps) {
        const {doc, updates, write} = documents[document] as (typeof documents)[number]
        const name = `document ${document}`
        const address = document === 0 ? PROJECT : teamSet(String(document).repeat(64))
        const before = updates.length
        if (act === 'write') write(`claim-${key}`, `${value} 和平 e\u0301`)
        if (act === 'delete') doc.getMap('annotations').delete(`claim-${key}`)
        for (const update of updates.slice(before)) saved.push(store.append(name, address, update))
        if (act === 'compact' && updates.length > 0) expect((await store.compact(name, Y.encodeStateAsUpdate(doc))).ok).toBe(true)
        if (act === 'compactStale' && updates.length > 0) expect((await store.compact(name, updates[value % updates.length] as Uint8Array)).ok).toBe(true)
        if (act === 'reopen') {
          await store.close()
          store = opened(path)
        }
      }
      await Promise.all(saved)
      for (const [i, {doc}] of documents.entries()) expect(await loadedState(store, `document ${i}`)).toEqual(doc.getMap('annotations').toJSON())
      expect(await store.check()).toEqual([])
      await store.close()
    }),
    {numRuns: 60},
  )
})

test('[ST5] a store whose rows were made by an earlier rule has them made anew', async () => {
  const path = join(await temporaryFolder(), 'store.db')
  const store = opened(path)
  await store.append('set', teamSet(), writtenDocument(1).write('claim-1', 1))
  store.index('set', {rows: [aRow('1')], readMarks: []})
  await store.close()
  const db = openDatabase(path, 'rw')
  for (const statement of ['drop table rows_rule', 'drop table pointer', 'drop table annotation']) db.run(statement)
  db.run(
    'create table annotation (document integer not null, id text not null, layer text not null, label text not null, primary key (document, id)) without rowid',
  )
  db.run('pragma user_version = 1')
  db.close()
  const again = opened(path)
  expect(await again.unindexed()).toEqual([{name: 'set', address: teamSet()}])
  expect(await again.rowsOf(['set'], ['1'])).toEqual([])
  // By this an older Claimlight, which would take its tables for damaged, says that it is too old.
  const version = openDatabase(path, 'ro')
  expect(version.get('pragma user_version')).toMatchObject({user_version: 2})
  version.close()
  again.index('set', {rows: [aRow('1')], readMarks: []})
  expect((await again.rowsOf(['set'], ['1'])).map(({row}) => row)).toEqual([aRow('1')])
  await again.close()
})

test('[ST5] of twenty thousand annotations, one that changed is written and no other', async () => {
  const path = join(await temporaryFolder(), 'store.db')
  const store = opened(path)
  await store.append('set', teamSet(), writtenDocument(1).write('claim-1', 1))
  store.index('set', {rows: Array.from({length: 20_000}, (_, n) => aRow(`${n}`)), readMarks: []})
  expect(await store.counts()).toMatchObject([{layers: {claim: 20_000}}])
  const logged = async (): Promise<number> => (await stat(`${path}-wal`)).size
  const db = openDatabase(path, 'rw')
  await db.unhurried('pragma wal_checkpoint(truncate)')
  db.close()
  expect(await logged()).toBe(0)
  store.index('set', {rows: [aRow('7', 'entity')], readMarks: [], of: ['7']})
  expect(await store.counts()).toMatchObject([{layers: {claim: 19_999, entity: 1}}])
  // A dozen pages of 4 kB; the rows of all are thousands.
  expect(await logged()).toBeLessThan(100_000)
  await store.close()
})

test('[ST6] a store whose texts were cut into words by an earlier rule has them indexed anew', async () => {
  const path = join(await temporaryFolder(), 'store.db')
  const store = opened(path)
  store.indexArticle(ARTICLE, 'Ice', 'कोमल कहा। Ice melts.')
  await store.close()
  const before = opened(path)
  expect([...(await before.indexedTitles())]).toEqual([[ARTICLE, 'Ice']])
  await before.close()
  const db = openDatabase(path, 'rw')
  db.run('delete from words_rule')
  db.close()
  const again = opened(path)
  expect([...(await again.indexedTitles())]).toEqual([])
  expect(await again.search('ice')).toEqual([])
  again.indexArticle(ARTICLE, 'Ice', 'कोमल कहा। Ice melts.')
  expect((await again.search('कोमल')).map(({article}) => article)).toEqual([ARTICLE])
  await again.close()
})
