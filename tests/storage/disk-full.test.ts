import {execFileSync} from 'node:child_process'
import {mkdirSync} from 'node:fs'
import {readdir, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {inEnglish} from '../support/results.ts'
import {openStore} from '../../src/storage/libsql/libsql-store.ts'
import {createProjectFolder, openProjectFolder} from '../../src/storage/project-folder.ts'
import {writeFileWhole} from '../../src/storage/write-file.ts'
import {aRow, loadedState, teamSet, writtenDocument} from './documents.ts'
import {temporaryFolder} from './temporary.ts'

const canMount = process.platform === 'linux' && process.getuid?.() === 0

/** A disk of 2 MB in memory, taken away after the test. */
async function smallDisk(): Promise<string> {
  const disk = join(await temporaryFolder(), 'disk')
  mkdirSync(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk])
  onTestFinished(() => void execFileSync('umount', ['-l', disk]))
  return disk
}

/** Takes all the room that is left, down to the last page. */
async function fill(disk: string): Promise<() => Promise<void>> {
  const path = join(disk, 'ballast')
  for (const size of [1 << 20, 1 << 16, 1 << 12]) {
    try {
      for (;;) await writeFile(path, Buffer.alloc(size), {flag: 'a'})
    } catch {}
  }
  return () => rm(path)
}

beforeAll(() => {
  if (!canMount) console.log('Not run: the tests of a full and of a read-only disk, which need root on Linux to mount one.')
})

describe.runIf(canMount)('a disk that fails', () => {
  test('[ST13] when the disk is full every append of the batch is refused, nothing is half-written, and saving goes on once there is room', async () => {
    const disk = await smallDisk()
    const opened = openStore(join(disk, 'store.db'))
    if (!opened.ok) throw new Error(`${opened.error}`)
    const store = opened.value
    const {write} = writtenDocument(1)
    await store.append('set', teamSet(), write('claim-1', 'before'))
    const free = await fill(disk)
    const large = [write('claim-2', 'x'.repeat(200_000)), write('claim-3', 'x'.repeat(200_000)), write('claim-4', 'small')]
    const outcomes = await Promise.allSettled(large.map(update => store.append('set', teamSet(), update)))
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: {message: 'The change could not be saved, because the disk is full. Free some space and try again.'},
      })
    }
    expect(await loadedState(store, 'set')).toEqual({'claim-1': 'before'})
    expect(await store.load('set')).toHaveLength(1)
    expect(inEnglish(await store.compact('set', large[0] as Uint8Array))).toMatchObject({ok: false, error: expect.stringContaining('the disk is full')})
    expect(inEnglish(await store.backup(join(disk, 'backup.db')))).toMatchObject({ok: false, error: expect.stringContaining('the disk is full')})
    await free()
    await Promise.all(large.map(update => store.append('set', teamSet(), update)))
    expect(Object.keys((await loadedState(store, 'set')) as object)).toEqual(['claim-1', 'claim-2', 'claim-3', 'claim-4'])
    expect(await store.check()).toEqual([])
    await store.close()
  })

  test('[ST13] an index that finds no room holds up no change and is written when there is', async () => {
    const disk = await smallDisk()
    const opened = openStore(join(disk, 'store.db'))
    if (!opened.ok) throw new Error(`${opened.error}`)
    const store = opened.value
    const {write} = writtenDocument(1)
    await store.append('set', teamSet(), write('claim-1', 1))
    const rows = Array.from({length: 30_000}, (_, i) => aRow(`claim ${i} `.repeat(5)))
    store.index('set', {rows, readMarks: []})
    await store.append('set', teamSet(), write('claim-2', 2))
    expect(await loadedState(store, 'set')).toEqual({'claim-1': 1, 'claim-2': 2})
    expect(await store.counts()).toMatchObject([{layers: {}}])
    expect(await store.unindexed()).toHaveLength(1)
    store.index('set', {rows: rows.slice(0, 3), readMarks: []})
    expect(await store.counts()).toMatchObject([{layers: {claim: 3}}])
    await store.close()
  })

  test('[ST13] a file that finds no room leaves the old one as it was, and no rest', async () => {
    const disk = await smallDisk()
    const path = join(disk, 'manifest.json')
    await writeFileWhole(path, 'old')
    const free = await fill(disk)
    await expect(writeFileWhole(path, 'x'.repeat(100_000))).rejects.toThrow(/could not be written, because the disk is full\. Free some space/)
    await free()
    expect(await readdir(disk)).toEqual(['manifest.json'])
  })

  test('[ST13] a project that finds no room while it is made is refused, and can be made when there is', async () => {
    const disk = await smallDisk()
    const free = await fill(disk)
    expect(inEnglish(await createProjectFolder(join(disk, 'Talks'), {projectId: 'p'}))).toMatchObject({
      ok: false,
      error: expect.stringContaining('the disk is full'),
    })
    await free()
    const made = await createProjectFolder(join(disk, 'Talks'), {projectId: 'p'})
    expect(made).toMatchObject({ok: true})
    if (made.ok) await made.value.close()
  })

  test('[ST14] a project on a medium that cannot be written can be read, and says why it cannot be written', async () => {
    const disk = await smallDisk()
    const path = join(disk, 'Talks')
    const made = await createProjectFolder(path, {projectId: 'p'})
    if (!made.ok) throw new Error(`${made.error}`)
    const {write} = writtenDocument(1)
    await made.value.store.append('set', teamSet(), write('claim-1', 1))
    await made.value.close()
    const readOnly = join(await temporaryFolder(), 'cd')
    mkdirSync(readOnly)
    execFileSync('mount', ['--bind', disk, readOnly])
    onTestFinished(() => void execFileSync('umount', ['-l', readOnly]))
    execFileSync('mount', ['-o', 'remount,bind,ro', readOnly])
    const read = await openProjectFolder(join(readOnly, 'Talks'), {mode: 'read'})
    if (!read.ok) throw new Error(`${read.error}`)
    expect(await loadedState(read.value.store, 'set')).toEqual({'claim-1': 1})
    await read.value.close()
    expect(inEnglish(await openProjectFolder(join(readOnly, 'Talks'), {mode: 'write'}))).toMatchObject({
      ok: false,
      error: expect.stringContaining('writing there is not permitted'),
    })
    expect(inEnglish(await createProjectFolder(join(readOnly, 'Other'), {projectId: 'p'}))).toMatchObject({
      ok: false,
      error: expect.stringContaining('writing there is not permitted'),
    })
  })
})
