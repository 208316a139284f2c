import {execFileSync} from 'node:child_process'
import {mkdirSync} from 'node:fs'
import {rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {inEnglish} from '../support/results.ts'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {project} from '../../src/project/project.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {TestWindow} from './hub-bench.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder, openedFolder, openWindows, until, windowOf} from './hub-bench.ts'

const canMount = process.platform === 'linux' && process.getuid?.() === 0
const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}

beforeAll(() => {
  if (!canMount) console.log('Not run: the tests of a hub on a full disk, which need root on Linux to mount one.')
})

/** Takes all the room that is left, down to the last page; resolves with how to give it back. */
async function fill(disk: string): Promise<() => Promise<void>> {
  const path = join(disk, 'ballast')
  for (const size of [1 << 20, 1 << 16, 1 << 12]) {
    try {
      for (;;) await writeFile(path, Buffer.alloc(size), {flag: 'a'})
    } catch {
      // Full for blocks of this size.
    }
  }
  return () => rm(path)
}

describe.runIf(canMount)('a hub whose disk is full', () => {
  let disk = ''
  let remove: () => Promise<void>
  let hub: Hub
  const windows = openWindows()
  const windowFor = (person: Person): TestWindow => windows.at(hub, person)
  beforeEach(async () => {
    const folder = await newFolder()
    remove = folder.remove
    disk = join(folder.path, 'disk')
    mkdirSync(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk])
    hub = await aHub(await aProjectFolder(join(disk, 'Ceasefire.claimlight')))
  })
  afterEach(async () => {
    windows.close()
    await hub.close()
    execFileSync('umount', ['-l', disk])
    await remove()
  })

  test('[SP50] [SP51] [SP52] acknowledges nothing, passes nothing on once it knows, says why, and saves it all when there is room', async () => {
    const hers = windowFor(ALICE)
    const his = windowFor(BOB)
    const shared = hers.open({kind: 'project'})
    const alice = hers.open(teamSet)
    const bob = his.open(teamSet)
    await Promise.all([shared.opened, alice.opened, bob.opened])
    const set = annotationSet(alice.doc)
    set.add([aClaim(article, 'Sea ice melts faster')])
    await alice.saved()
    await until('Bob sees the first', () => annotationSet(bob.doc).all().length === 1)

    const free = await fill(disk)
    const long = {features: {note: 'x'.repeat(100_000)}}
    set.add([aClaim(article, 'السلام قريب', long)])
    await until('Alice is told why', () => hers.events.some(event => event.type === 'storage' && event.problem !== null))
    expect(inEnglish(hers.events.find(event => event.type === 'storage'))).toEqual({
      type: 'storage',
      problem: 'The change could not be saved, because the disk is full. Free some space and try again.',
    })
    await until('Bob was shown what was on its way to the disk', () => annotationSet(bob.doc).all().length === 2)
    hers.cut()
    await until('Alice has lost the hub', () => !alice.provider.synced)
    await until('Alice has compared again what the hub has', () => alice.provider.synced)
    expect(alice.provider.hasUnsyncedChanges).toBe(true)
    set.add([aClaim(article, 'השלום קרוב', long)])
    const carols = windowFor(BOB)
    const late = carols.open({kind: 'project'})
    await late.opened
    await until('who comes later is told too', () => carols.events.some(event => event.type === 'storage'))
    const imported = await hub.requests(ALICE, 'browser').importFiles([{name: 'new.txt', bytes: Buffer.from('Peace is near. '.repeat(10_000))}], null)
    expect(inEnglish(imported.ok && imported.value[0])).toMatchObject({state: 'refused', reason: expect.stringContaining('the disk is full')})
    expect(project(shared.doc).articles.all()).toEqual([])
    expect(alice.provider.hasUnsyncedChanges).toBe(true)
    expect(annotationSet(bob.doc).all()).toHaveLength(2)

    await free()
    await until('Alice is told that it is well again', () => hers.events.some(event => event.type === 'storage' && event.problem === null))
    await alice.saved()
    await until('Bob sees all three', () => annotationSet(bob.doc).all().length === 3)
    const again = await hub.requests(ALICE, 'browser').importFiles([{name: 'new.txt', bytes: Buffer.from('Peace is near. '.repeat(10_000))}], null)
    expect(again.ok && again.value[0]).toMatchObject({state: 'imported'})

    windows.close()
    await hub.close()
    hub = await aHub(await openedFolder(join(disk, 'Ceasefire.claimlight')))
    const after = windowFor(ALICE).open(teamSet)
    await after.opened
    expect(
      annotationSet(after.doc)
        .all()
        .map(({selector}) => selector?.quote)
        .sort(),
    ).toEqual(['Sea ice melts faster', 'השלום קרוב', 'السلام قريب'].sort())
  })

  test('[SP52] [SP53] what is written while the disk is full survives the window’s reload of the connection', async () => {
    const window = windowFor(ALICE)
    const {doc, opened, provider, saved} = window.open(teamSet)
    await opened
    const free = await fill(disk)
    const set = annotationSet(doc)
    for (let at = 0; at < 20; at++) set.add([aClaim(article, '和平即将到来', {features: {note: 'y'.repeat(20_000)}})])
    await until('it is known that nothing is saved', async () => {
      const other = windowOf(hub, BOB)
      const seen = other.open({kind: 'project'})
      await seen.opened
      const told = other.events.length > 0
      other.close()
      return told
    })
    expect(provider.hasUnsyncedChanges).toBe(true)
    await free()
    await saved()
    const bob = windowFor(BOB).open(teamSet)
    await bob.opened
    expect(annotationSet(bob.doc).all()).toHaveLength(20)
  })
})
