import {existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync} from 'node:fs'
import {readdir} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {inEnglish} from '../support/results.ts'
import {openDatabase} from '../../src/storage/libsql/database.ts'
import {openStore} from '../../src/storage/libsql/libsql-store.ts'
import {createProjectFolder, openProjectFolder, storePath} from '../../src/storage/project-folder.ts'
import {salvageStore} from '../../src/storage/libsql/salvage-store.ts'
import {loadedState, PROJECT, teamSet, writtenDocument} from './documents.ts'
import {temporaryFolder} from './temporary.ts'

const RECORDS = 400

/** A store with three documents and some hundred records, long ones among them, and the state of its sets. */
async function writtenStore(path: string): Promise<{readonly bytes: Buffer; readonly states: {readonly [name: string]: unknown}}> {
  const opened = openStore(path)
  if (!opened.ok) throw new Error(`${opened.error}`)
  const store = opened.value
  const documents = [1, 2, 3].map(i => ({name: `document ${i}`, address: i === 3 ? PROJECT : teamSet(String(i).repeat(64)), ...writtenDocument(i)}))
  const saved: Promise<unknown>[] = []
  for (let i = 0; i < RECORDS; i++) {
    const {name, address, write} = documents[i % 3] as (typeof documents)[number]
    saved.push(store.append(name, address, write(`claim-${i}`, i % 50 === 0 ? '和平 '.repeat(3000) : `Ice melts ${i}`)))
  }
  store.indexArticle('a'.repeat(64), 'Sea ice', 'Ice melts. '.repeat(500))
  await Promise.all(saved)
  await store.close()
  rmSync(`${path}-wal`, {force: true})
  rmSync(`${path}-shm`, {force: true})
  return {bytes: readFileSync(path), states: Object.fromEntries(documents.map(({name, doc}) => [name, doc.getMap('annotations').toJSON()]))}
}

const SENTENCE = /^[A-Z/].{20,}\.$/su

test('[ST15] an empty, a cut and a foreign file are refused with a sentence and left as they are', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'store.db')
  const {bytes} = await writtenStore(path)
  for (const [i, content] of [
    Buffer.alloc(0),
    Buffer.from('These are notes, not a database.\n'.repeat(500)),
    bytes.subarray(0, 5000),
    bytes.subarray(0, 40_960),
    Buffer.alloc(8192),
  ].entries()) {
    const file = join(folder, `${i}.db`)
    writeFileSync(file, content)
    for (const mode of ['read', 'write'] as const) {
      const opened = openStore(file, mode)
      expect(inEnglish(opened)).toMatchObject({ok: false, error: expect.stringMatching(SENTENCE)})
      expect(inEnglish(opened)).toMatchObject({error: expect.stringContaining('is damaged')})
    }
    expect(readFileSync(file).equals(content)).toBe(true)
  }
})

test('[ST15] the database of another program and the store of a newer version are told apart from damage', async () => {
  const folder = await temporaryFolder()
  const foreign = openDatabase(join(folder, 'foreign.db'), 'rw')
  foreign.run('create table bookmarks (url text)')
  foreign.close()
  expect(inEnglish(openStore(join(folder, 'foreign.db')))).toMatchObject({ok: false, error: expect.stringContaining('of another program')})
  const path = join(folder, 'newer.db')
  await writtenStore(path)
  const newer = openDatabase(path, 'rw')
  newer.all('pragma user_version = 99')
  newer.close()
  expect(inEnglish(openStore(path))).toMatchObject({ok: false, error: expect.stringContaining('Update Claimlight')})
})

test('[ST16] bytes flipped anywhere: the store opens or is refused with a sentence, nothing throws, and what is saved is true', {
  timeout: 180_000,
}, async () => {
  const folder = await temporaryFolder()
  const {bytes, states} = await writtenStore(join(folder, 'good.db'))
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({min: 1, max: 255})), {minLength: 1, maxLength: 60}), async flips => {
      // Those of the version, which could make it one of a newer Claimlight.
      fc.pre(!flips.some(([at]) => at >= 60 && at < 64))
      const path = join(folder, `${run}`, 'store.db')
      mkdirSync(join(folder, `${run++}`))
      const damaged = Buffer.from(bytes)
      for (const [at, change] of flips) damaged[at] = (damaged[at] as number) ^ change
      writeFileSync(path, damaged)
      const opened = openStore(path)
      if (opened.ok) {
        expect(await opened.value.check()).toEqual(expect.any(Array))
        await opened.value.close()
      } else expect(`${opened.error}`).toMatch(SENTENCE)
      const salvaged = salvageStore(path)
      if (!salvaged.ok) throw new Error(`${salvaged.error}`)
      const {saved, of, kept, sentences} = salvaged.value
      expect(saved).toBeLessThanOrEqual(of)
      // Each flip can cost the rows of one page, and a long row reaches over several.
      expect(saved).toBeGreaterThan(RECORDS - flips.length * 40)
      expect(sentences.join(' ')).toMatch(SENTENCE)
      expect(existsSync(kept)).toBe(true)
      const repaired = openStore(path)
      if (!repaired.ok) throw new Error(`${repaired.error}`)
      expect(await repaired.value.check()).toEqual([])
      for (const {name} of await repaired.value.documents()) expect(states[name]).toMatchObject((await loadedState(repaired.value, name)) as object)
      await repaired.value.close()
    }),
    {numRuns: 25},
  )
})

test('[ST16] repairing keeps the damaged file, says how many records there were, and saves all when only the index was hit', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'store.db')
  const {bytes, states} = await writtenStore(path)
  const header = Buffer.from(bytes)
  header.fill(0xff, 0, 100)
  writeFileSync(path, header)
  expect(openStore(path)).toMatchObject({ok: false})
  const salvaged = salvageStore(path)
  if (!salvaged.ok) throw new Error(`${salvaged.error}`)
  expect(salvaged.value).toMatchObject({saved: RECORDS, of: RECORDS, certain: false})
  expect(salvaged.value.sentences.join(' ')).toContain(`${RECORDS} of at least ${RECORDS} records could be saved`)
  expect(readFileSync(salvaged.value.kept).equals(header)).toBe(true)
  const repaired = openStore(path)
  if (!repaired.ok) throw new Error(`${repaired.error}`)
  for (const [name, state] of Object.entries(states)) expect(await loadedState(repaired.value, name)).toEqual(state)
  expect(await repaired.value.unindexed()).toHaveLength(2)
  await repaired.value.close()
  expect((await readdir(folder)).filter(name => name.includes('unfinished'))).toEqual([])
})

test('[ST16] what stood only in the write-ahead file is salvaged too', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'store.db')
  const opened = openStore(path)
  if (!opened.ok) throw new Error(`${opened.error}`)
  const {write} = writtenDocument(1)
  await opened.value.append('set', teamSet(), write('claim-1', 'in the write-ahead file'))
  const wal = readFileSync(`${path}-wal`)
  await opened.value.close()
  writeFileSync(`${path}-wal`, wal)
  truncateSync(path, 0)
  expect(inEnglish(openStore(path))).toMatchObject({ok: false, error: expect.stringContaining('it is empty')})
  expect(salvageStore(path)).toMatchObject({ok: true, value: {saved: 1}})
  const repaired = openStore(path)
  if (!repaired.ok) throw new Error(`${repaired.error}`)
  expect(await loadedState(repaired.value, 'set')).toEqual({'claim-1': 'in the write-ahead file'})
  await repaired.value.close()
})

test('[ST16] a store that a newer Claimlight wrote is not repaired, damaged or not: what this one does not know of it would be lost', async () => {
  const path = join(await temporaryFolder(), 'store.db')
  await writtenStore(path)
  const newer = openDatabase(path, 'rw')
  newer.all('pragma user_version = 99')
  newer.run('create table later (kept text)')
  newer.all('pragma wal_checkpoint(truncate)')
  newer.close()
  const refusal = {ok: false, error: expect.stringMatching(/newer Claimlight.*Update Claimlight to repair it\. Nothing was changed\.$/)}
  const whole = readFileSync(path)
  expect(inEnglish([salvageStore(path), readFileSync(path).equals(whole)])).toEqual([refusal, true])
  const damaged = Buffer.from(whole)
  damaged.fill(0xff, 3 * 4096)
  writeFileSync(path, damaged)
  expect(inEnglish([salvageStore(path), readFileSync(path).equals(damaged)])).toEqual([refusal, true])
  expect((await readdir(dirname(path))).filter(name => !name.startsWith('store.db') && name !== 'write.lock')).toEqual([])
})

test('[ST16] a project that is open is not repaired under the feet of those who work in it', async () => {
  const path = join(await temporaryFolder(), 'Talks')
  const made = await createProjectFolder(path, {projectId: 'talks-1'})
  if (!made.ok) throw new Error(`${made.error}`)
  expect(inEnglish(salvageStore(storePath(path)))).toMatchObject({ok: false, error: expect.stringContaining('already open for writing')})
  expect((await readdir(path)).filter(name => name.includes('damaged'))).toEqual([])
  await made.value.close()
  expect(inEnglish(salvageStore(join(path, 'no such store.db')))).toMatchObject({ok: false, error: expect.stringContaining('nothing to repair')})
})

test('[ST7] a project with a damaged record opens and warns of it', async () => {
  const path = join(await temporaryFolder(), 'Talks')
  const made = await createProjectFolder(path, {projectId: 'talks-1'})
  if (!made.ok) throw new Error(`${made.error}`)
  const {write} = writtenDocument(1)
  await made.value.store.append('set', teamSet(), write('claim-1', 1))
  await made.value.close()
  const db = openDatabase(storePath(path), 'rw')
  db.run('update record set sum = sum + 1')
  db.close()
  const opened = await openProjectFolder(path, {mode: 'write'})
  if (!opened.ok) throw new Error(`${opened.error}`)
  expect(inEnglish(opened.value.warnings)).toEqual([expect.stringContaining('Record 1 of the annotations (team)')])
  await opened.value.close()
  expect(salvageStore(storePath(path))).toMatchObject({ok: true, value: {saved: 0, of: 1, certain: true}})
})

test('[ST7] a damaged record is named by its document, left out, and kept through a compaction', async () => {
  const path = join(await temporaryFolder(), 'store.db')
  const opened = openStore(path)
  if (!opened.ok) throw new Error(`${opened.error}`)
  const store = opened.value
  const {write} = writtenDocument(1)
  await store.append('set', teamSet(), write('claim-1', 1))
  const rest = write('claim-2', 2)
  await store.append('set', teamSet(), rest)
  await store.close()
  const db = openDatabase(path, 'rw')
  db.run('update record set bytes = ? where seq = 2', new Uint8Array([1, 2, 3]))
  db.close()
  const again = openStore(path)
  if (!again.ok) throw new Error(`${again.error}`)
  expect(inEnglish(await again.value.check())).toEqual([
    expect.stringMatching(/^Record 2 of the annotations \(team\) of article a1a1a1a1a1a1 is damaged and was left out\./),
  ])
  expect(await loadedState(again.value, 'set')).toEqual({'claim-1': 1})
  expect((await again.value.compact('set', (await again.value.load('set'))[0] as Uint8Array)).ok).toBe(true)
  expect(await again.value.check()).toHaveLength(1)
  await again.value.append('set', teamSet(), rest)
  expect(await loadedState(again.value, 'set')).toEqual({'claim-1': 1, 'claim-2': 2})
  await again.value.close()
})
