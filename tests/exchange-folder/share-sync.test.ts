import {chmod, copyFile, mkdir, readFile, rename, rm, truncate, writeFile} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {describe, expect, test, vi} from 'vitest'
import {eventually} from '../support/eventually.ts'
import {documentName} from '../../src/project/document-address.ts'
import {checkExchangeFolder} from '../../src/storage/exchange-folder/check-folder.ts'
import {createExchangeFolder, joinExchangeFolder} from '../../src/storage/exchange-folder/exchange-folder.ts'
import {devices} from './devices.ts'
import type {Home} from './peer.ts'
import {ARTICLE, PASSPHRASE, PROJECT, TEAM, aHome, addClaim, segmentsOf} from './peer.ts'
import {inEnglish, refusal, value} from '../support/results.ts'

const {folder, homes, share, statePath, device, close} = devices()
const ids = async (home: Home): Promise<string[]> => (await home.claims(TEAM)).map(({id}) => id)

describe('flush and poll', () => {
  test('[SF5] a colleague who has only the folder and the passphrase builds the whole project from it', async () => {
    const alice = await device('alice')
    alice.home.texts.set(ARTICLE.id, ARTICLE.text)
    await addClaim(alice.home, {id: 'c1', features: {voice: 'quoted'}})
    await alice.home.edit({kind: 'project'}, set => set.doc.getMap('meta').set('name', 'Sea ice 👩‍👩‍👧'))
    expect(value(await alice.sync.flush())).toBe(3)

    const joined = value(await joinExchangeFolder(folder(), {passphrase: PASSPHRASE}))
    const {home: bob, sync} = await device('bob', aHome(), {share: joined})
    expect(value(await sync.poll())).toMatchObject({segments: 1, documents: 2, texts: 1, unfinished: 0, problems: []})
    expect(await bob.claims(TEAM)).toEqual(await alice.home.claims(TEAM))
    expect(bob.texts.get(ARTICLE.id)).toBe(ARTICLE.text)
    expect((await bob.doc({kind: 'project'})).getMap('meta').get('name')).toBe('Sea ice 👩‍👩‍👧')
  })

  test('[SF6] merging twice changes nothing, and what arrived is not written back', async () => {
    const [alice, bob] = [await device('alice'), await device('bob')]
    await addClaim(alice.home)
    await alice.sync.flush()
    await bob.sync.poll()
    expect(value(await bob.sync.poll())).toMatchObject({segments: 0})
    expect(value(await bob.sync.flush())).toBe(0)
    expect(await segmentsOf(folder(), 'bob')).toEqual([])
    await close(bob.sync)
    await rm(statePath('bob'))
    const again = await device('bob', bob.home)
    expect(value(await again.sync.poll())).toMatchObject({segments: 1})
    expect(await bob.home.claims(TEAM)).toEqual(await alice.home.claims(TEAM))
    expect(value(await again.sync.flush())).toBe(0)
  })

  test('[SF6] work that reached a colleague over a network and the folder is written by one of them only', async () => {
    const [alice, bob, carol] = [await device('alice'), await device('bob'), await device('carol')]
    await addClaim(alice.home, {id: 'c1'})
    const name = documentName(PROJECT, TEAM)
    for (const update of await alice.home.store.load(name)) await bob.home.target.apply(name, TEAM, update)
    await alice.sync.flush()
    await bob.sync.poll()
    expect(value(await bob.sync.flush())).toBe(0)
    await addClaim(alice.home, {id: 'c2'})
    for (const update of await alice.home.store.load(name)) await bob.home.target.apply(name, TEAM, update)
    await bob.sync.flush()
    await carol.sync.poll()
    expect(await ids(carol.home)).toEqual(['c1', 'c2'])
  })

  test('[SF7] flush writes only what the folder lacks', async () => {
    const alice = await device('alice')
    for (let n = 0; n < 200; n++) await addClaim(alice.home)
    await alice.sync.flush()
    await addClaim(alice.home, {id: 'one-more'})
    await alice.sync.flush()
    const [all, one] = await Promise.all((await segmentsOf(folder(), 'alice')).map(async path => (await readFile(path)).length))
    expect(one).toBeLessThan((all ?? 0) / 3)
  })

  test('[SF7] what follows a segment that never arrives is not taken for all there is', async () => {
    const [alice, bob, carol] = [await device('alice'), await device('bob'), await device('carol')]
    for (const id of ['c1', 'c2', 'c3']) {
      await addClaim(alice.home, {id})
      await alice.sync.flush()
    }
    const [, second = ''] = await segmentsOf(folder(), 'alice')
    await rm(second)
    await bob.sync.poll()
    expect(await ids(bob.home)).toEqual(['c1'])
    // Alice's device never comes back; over the network Bob has had everything from it.
    const name = documentName(PROJECT, TEAM)
    for (const update of await alice.home.store.load(name)) await bob.home.target.apply(name, TEAM, update)
    value(await bob.sync.flush())
    await carol.sync.poll()
    expect(await ids(carol.home)).toEqual(['c1', 'c2', 'c3'])
  })

  test('[SF7] removals and restorations travel, and so do deletions inside a set', async () => {
    const [alice, bob] = [await device('alice'), await device('bob')]
    await addClaim(alice.home, {id: 'c1', features: {voice: 'quoted'}})
    await alice.sync.flush()
    await bob.sync.poll()
    await bob.home.edit(TEAM, set => set.setFeature('c1', 'voice', undefined, {by: 'bob', at: 2}))
    await bob.home.edit(TEAM, set => set.remove(['c1'], {by: 'bob', at: 3}))
    await bob.sync.flush()
    await alice.sync.poll()
    expect(await alice.home.claims(TEAM)).toMatchObject([{features: {}, removed: {by: 'bob', at: 3}}])
  })

  test('[SF7] a flush that is stopped says it is not all, and the next one writes the rest', async () => {
    const [alice, bob] = [await device('alice'), await device('bob')]
    await addClaim(alice.home, {id: 'c1'})
    await addClaim(alice.home, {id: 'c2'}, {kind: 'set', article: ARTICLE.id, owner: 'gold'})
    alice.home.texts.set(ARTICLE.id, ARTICLE.text)
    const stop = new AbortController()
    const told: string[] = []
    const onProgress = (done: number, total: number): void => {
      told.push(`${done}/${total}`)
      stop.abort()
    }
    expect(value(await alice.sync.flush({onProgress, signal: stop.signal}))).toBe(1)
    expect(alice.sync.status().shared).toBe(false)
    expect(value(await alice.sync.flush())).toBe(2)
    expect(told).toEqual(['0/3', '1/3'])
    expect(value(await bob.sync.poll())).toMatchObject({documents: 2, texts: 1})
  })

  test('[SF8] clocks decide nothing: devices a century apart converge', async () => {
    vi.useFakeTimers({toFake: ['Date']})
    try {
      const [alice, bob] = [await device('alice'), await device('bob')]
      for (const [at, {home, sync}] of [alice, bob, alice, bob].entries()) {
        vi.setSystemTime(new Date(at % 2 === 0 ? '1980-01-01' : '2099-12-31'))
        await addClaim(home)
        await sync.flush()
        await alice.sync.poll()
        await bob.sync.poll()
      }
      expect(await ids(alice.home)).toHaveLength(4)
      expect(await ids(bob.home)).toEqual(await ids(alice.home))
    } finally {
      vi.useRealTimers()
    }
  })

  test('[SF9] watching brings what a colleague wrote without being asked', async () => {
    const [alice, bob] = [await device('alice'), await device('bob')]
    alice.sync.watch(50)
    bob.sync.watch(50)
    await addClaim(alice.home, {id: 'seen'})
    await eventually(async () => expect(await ids(bob.home)).toEqual(['seen']))
    await addClaim(bob.home, {id: 'back'})
    await eventually(async () => expect(await ids(alice.home)).toEqual(['back', 'seen']))
  })

  test('[SF10] status says shared when the folder has everything, and why not when it has not', async () => {
    const alice = await device('alice')
    const told: boolean[] = []
    alice.sync.onStatus(({shared}) => told.push(shared))
    await alice.sync.flush()
    expect(alice.sync.status()).toMatchObject({shared: true, problem: undefined, writer: 'alice'})
    await addClaim(alice.home)
    expect(alice.sync.status().shared).toBe(false)
    await rename(folder(), `${folder()}-away`)
    expect(refusal(await alice.sync.flush())).toContain('not there at present')
    expect(inEnglish(alice.sync.status())).toMatchObject({shared: false, problem: expect.stringContaining('saved here')})
    await rename(`${folder()}-away`, folder())
    expect(value(await alice.sync.flush())).toBe(1)
    expect(alice.sync.status()).toMatchObject({shared: true, problem: undefined})
    expect(told).toEqual([true, false, false, true])
  })

  test('[SF10] status does not say shared while the folder is still being written to', async () => {
    const home = aHome()
    await addClaim(home)
    const told: boolean[] = []
    const load = (name: string) => {
      told.push(alice.sync.status().shared)
      return home.source.load(name)
    }
    const alice = await device('alice', {...home, source: {...home.source, load}})
    value(await alice.sync.flush())
    expect(told).toEqual([false])
    expect(alice.sync.status().shared).toBe(true)
  })

  test('[SF10] a folder that was shared anew is not written to, and joining it again brings everything', async () => {
    const alice = await device('alice')
    await addClaim(alice.home, {id: 'c1'})
    await alice.sync.flush()
    await rm(join(folder(), 'share.json'))
    const anew = value(await createExchangeFolder(folder(), {projectId: PROJECT, passphrase: 'another long passphrase'}))
    expect(refusal(await alice.sync.flush())).toContain('shared anew')
    await close(alice.sync)
    await (await device('alice', alice.home, {share: anew})).sync.flush()
    const bob = await device('bob', aHome(), {share: anew})
    const report = value(await bob.sync.poll())
    expect(await ids(bob.home)).toEqual(['c1'])
    expect(inEnglish(report.problems)).toEqual([expect.stringContaining('does not belong to this share')])
  })

  test('[SF11] a refusing store stops the poll with its sentence, and everything arrives afterwards', async () => {
    const alice = await device('alice')
    await addClaim(alice.home, {id: 'c1'})
    await alice.sync.flush()
    const home = aHome()
    let full = true
    const target = {
      ...home.target,
      apply: (...entry: Parameters<typeof home.target.apply>) =>
        full ? Promise.reject(new Error('The disk is full. Free some space.')) : home.target.apply(...entry),
    }
    const {sync} = await device('bob', {...home, target})
    expect(refusal(await sync.poll())).toContain('The disk is full. Free some space.')
    expect(await ids(home)).toEqual([])
    full = false
    value(await sync.poll())
    expect(await ids(home)).toEqual(['c1'])
  })
})

describe('files as sync tools leave them', () => {
  async function aliceWrites(count: number): Promise<string[]> {
    const alice = await device('alice')
    for (let n = 0; n < count; n++) {
      await addClaim(alice.home, {id: `c${n}`})
      await alice.sync.flush()
    }
    return segmentsOf(folder(), 'alice')
  }

  test('[SF12] a half-copied segment waits, what else is there is merged, and it is merged once whole', async () => {
    const [first = '', second = ''] = await aliceWrites(3)
    const whole = await readFile(second)
    await truncate(second, Math.floor(whole.length / 2))
    await writeFile(first, '')
    const bob = await device('bob')
    expect(value(await bob.sync.poll())).toMatchObject({segments: 1, unfinished: 2})
    await writeFile(second, whole)
    expect(value(await bob.sync.poll())).toMatchObject({segments: 1, unfinished: 1})
  })

  test('[SF12] every cut of a segment is noticed', async () => {
    const [path = ''] = await aliceWrites(1)
    const whole = await readFile(path)
    const bob = await device('bob')
    for (let length = 0; length < whole.length; length += 7) {
      await writeFile(path, whole.subarray(0, length))
      expect(value(await bob.sync.poll())).toMatchObject({segments: 0, unfinished: 1})
    }
    await writeFile(path, whole)
    expect(value(await bob.sync.poll())).toMatchObject({segments: 1, unfinished: 0})
  })

  test('[SF12] zeros where a preallocating tool has not written yet are no content', async () => {
    const [path = ''] = await aliceWrites(1)
    const whole = await readFile(path)
    await writeFile(path, Buffer.concat([whole.subarray(0, 40), Buffer.alloc(whole.length - 40)]))
    const bob = await device('bob')
    expect(value(await bob.sync.poll())).toMatchObject({segments: 0, unfinished: 1})
  })

  test('[SF13] conflicted copies are read when the original is missing and ignored when it is there', async () => {
    const [first = '', second = ''] = await aliceWrites(2)
    await rename(first, first.replace('.segment', " (Bob's conflicted copy).segment"))
    await copyFile(second, second.replace('.segment', '.sync-conflict-20260101-ABC.segment'))
    const bob = await device('bob')
    expect(value(await bob.sync.poll())).toMatchObject({segments: 2, unfinished: 0, problems: []})
    expect(await ids(bob.home)).toEqual(['c0', 'c1'])
  })

  test('[SF13] a renamed segment and one moved to another folder are recognised by what is in them', async () => {
    const [first = '', second = ''] = await aliceWrites(2)
    await rename(first, join(dirname(first), 'holiday.segment'))
    const elsewhere = join(folder(), 'devices', 'alice (conflicted copy)')
    await mkdir(elsewhere)
    await rename(second, join(elsewhere, basename(second)))
    const bob = await device('bob')
    expect(value(await bob.sync.poll())).toMatchObject({segments: 2})
    expect(await ids(bob.home)).toEqual(['c0', 'c1'])
  })

  test('[SF14] damage, foreign files and files of a newer version are reported and hurt nothing', async () => {
    const [first = '', second = ''] = await aliceWrites(2)
    const bytes = await readFile(second)
    const newer = await readFile(first)
    bytes[bytes.length - 5] = (bytes.at(-5) ?? 0) ^ 1
    newer[4] = 9
    await writeFile(second, bytes)
    await writeFile(join(dirname(first), 'newer.segment'), newer)
    await writeFile(join(dirname(first), 'photo.segment'), 'JFIF')
    await writeFile(join(dirname(first), '.DS_Store'), 'x')
    await writeFile(join(dirname(first), 'desktop.ini'), 'x')
    const bob = await device('bob')
    const report = value(await bob.sync.poll())
    expect(report).toMatchObject({segments: 1, unfinished: 1})
    expect(inEnglish([...report.problems].sort())).toEqual([
      expect.stringContaining('newer.segment was written by a newer version'),
      expect.stringContaining('photo.segment does not belong to this share'),
    ])
    expect(await ids(bob.home)).toEqual(['c0'])
  })

  test('[SF14] a segment whose clear part was changed is not taken for another writer’s', async () => {
    const [path = ''] = await aliceWrites(1)
    const bytes = await readFile(path)
    bytes.write('mal', 26, 'latin1')
    await rm(path)
    await writeFile(join(dirname(path), 'forged.segment'), bytes)
    const bob = await device('bob')
    expect(value(await bob.sync.poll())).toMatchObject({segments: 0, unfinished: 1})
    expect(await ids(bob.home)).toEqual([])
  })

  test('[SF14] a check names what is wrong in the folder and merges nothing', async () => {
    const [first = '', second = ''] = await aliceWrites(3)
    expect(await checkExchangeFolder(share())).toEqual({segments: 3, documents: 3, texts: 0, sealed: 0, problems: []})
    await truncate(first, 50)
    await rename(second, join(dirname(second), 'photo.segment'))
    await truncate(join(dirname(second), 'photo.segment'), 3)
    expect(inEnglish(await checkExchangeFolder(share()))).toMatchObject({
      segments: 1,
      problems: [expect.stringContaining('still being copied, or is damaged'), expect.stringContaining('does not belong to this share')],
    })
  })

  test.runIf(process.getuid?.() === 0)('[SF10] who may only read the folder gets everything, and is told that nothing goes out', async () => {
    await aliceWrites(1)
    await chmod(folder(), 0o755)
    await chmod(homes(), 0o777)
    process.seteuid?.(65_534)
    try {
      const bob = await device('bob')
      value(await bob.sync.poll())
      expect(await ids(bob.home)).toEqual(['c0'])
      await addClaim(bob.home)
      expect(refusal(await bob.sync.flush())).toContain('writing there is not permitted')
      expect(bob.sync.status().shared).toBe(false)
      expect(value(await bob.sync.poll())).toMatchObject({problems: []})
    } finally {
      process.seteuid?.(0)
    }
  })

  test('[SF15] a segment of one’s own that was deleted by hand is made up for', async () => {
    const [alice, bob] = [await device('alice'), await device('bob')]
    await addClaim(alice.home, {id: 'c1'})
    await alice.sync.flush()
    for (const path of await segmentsOf(folder(), 'alice')) await rm(path)
    expect(value(await alice.sync.flush())).toBe(1)
    await bob.sync.poll()
    expect(await ids(bob.home)).toEqual(['c1'])
  })
})

describe('copies of a project', () => {
  test('[SF16] a copied state takes a new name, and both copies go on', async () => {
    const alice = await device('alice')
    await addClaim(alice.home, {id: 'c1'})
    await alice.sync.flush()
    await copyFile(statePath('alice'), statePath('copy'))
    const {home: copyHome, sync: copy} = await device('alice', aHome(), {state: statePath('copy')})
    expect(copy.status().writer).toMatch(/^alice-[0-9a-f]{12}$/)
    await copy.poll()
    await addClaim(copyHome, {id: 'from-copy'})
    await copy.flush()
    await addClaim(alice.home, {id: 'from-original'})
    await alice.sync.flush()
    expect(alice.sync.status().writer).toBe('alice')
    await alice.sync.poll()
    await copy.poll()
    expect(await ids(alice.home)).toContain('from-copy')
    expect(await ids(copyHome)).toContain('from-original')
  })

  test('[SF27] a project restored from an older backup gets back what it had merged since', async () => {
    const [alice, bob] = [await device('alice'), await device('bob')]
    alice.home.texts.set(ARTICLE.id, ARTICLE.text)
    await addClaim(alice.home, {id: 'c1'})
    await alice.sync.flush()
    await bob.sync.poll()
    const backup = [...(await bob.home.store.load(documentName(PROJECT, TEAM)))]
    await addClaim(alice.home, {id: 'c2'})
    await addClaim(bob.home, {id: 'bobs'})
    await bob.sync.flush()
    await alice.sync.flush()
    await bob.sync.poll()
    await close(bob.sync)
    const restored = aHome()
    for (const update of backup) await restored.store.append(documentName(PROJECT, TEAM), TEAM, update)
    const again = await device('bob', restored)
    await again.sync.flush()
    await again.sync.poll()
    expect(await ids(restored)).toEqual(['bobs', 'c1', 'c2'])
    expect(restored.texts.size).toBe(1)
  })

  test('[SF16] two devices of one name that write the same number are both read, and one of them steps aside', async () => {
    const alice = await device('alice')
    const {home: twinHome, sync: twin} = await device('alice', aHome(), {state: statePath('twin')})
    await addClaim(alice.home, {id: 'c1'})
    await addClaim(twinHome, {id: 'c2'})
    await Promise.all([alice.sync.flush(), twin.flush()])
    await alice.sync.flush()
    await twin.flush()
    await addClaim(alice.home, {id: 'c3'})
    await addClaim(twinHome, {id: 'c4'})
    await alice.sync.flush()
    await twin.flush()
    expect(alice.sync.status().writer).not.toBe(twin.status().writer)
    for (let n = 0; n < 2; n++) {
      await alice.sync.poll()
      await twin.poll()
    }
    const carol = await device('carol')
    await carol.sync.poll()
    for (const home of [alice.home, twinHome, carol.home]) expect(await ids(home)).toEqual(['c1', 'c2', 'c3', 'c4'])
  })

  test('[SF16] a device that lost its state never writes a number again', async () => {
    const alice = await device('alice')
    await addClaim(alice.home, {id: 'c1'})
    await alice.sync.flush()
    await close(alice.sync)
    await rm(statePath('alice'))
    const again = await device('alice', alice.home)
    await addClaim(alice.home, {id: 'c2'})
    await again.sync.flush()
    expect(again.sync.status().writer).not.toBe('alice')
    expect(await segmentsOf(folder(), 'alice')).toHaveLength(1)
    const bob = await device('bob')
    await bob.sync.poll()
    expect(await ids(bob.home)).toEqual(['c1', 'c2'])
  })
})
