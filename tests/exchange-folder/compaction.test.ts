import {readFile, rm, writeFile} from 'node:fs/promises'
import {basename} from 'node:path'
import {describe, expect, test} from 'vitest'
import type {Device} from './devices.ts'
import {devices} from './devices.ts'
import type {Home} from './peer.ts'
import {ARTICLE, TEAM, addClaim, segmentsOf} from './peer.ts'
import {value} from '../support/results.ts'

const {folder, device} = devices()

async function writes({home, sync}: Device, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    await addClaim(home, {id})
    await sync.flush()
  }
}
const ids = async (home: Home): Promise<string[]> => (await home.claims(TEAM)).map(({id}) => id)
const namesOf = async (writer: string): Promise<string[]> => (await segmentsOf(folder(), writer)).map(path => basename(path))

describe('tidying one’s own segments', () => {
  test('[SF17] many become one, and a newcomer gets everything from it', async () => {
    const alice = await device('alice')
    alice.home.texts.set(ARTICLE.id, ARTICLE.text)
    await writes(alice, 'c1', 'c2', 'c3')
    expect(value(await alice.sync.compact(3))).toBe(3)
    expect(await namesOf('alice')).toEqual([expect.stringMatching(/^00000004-[0-9a-f]{16}\.snapshot$/)])
    const bob = await device('bob')
    expect(value(await bob.sync.poll())).toMatchObject({segments: 1, texts: 1})
    expect(await ids(bob.home)).toEqual(['c1', 'c2', 'c3'])
    expect(value(await alice.sync.flush())).toBe(0)
  })

  test('[SF18] nothing is removed before every known device has said that it merged the snapshot', async () => {
    const [alice, bob, carol] = [await device('alice'), await device('bob'), await device('carol')]
    await writes(bob, 'b1')
    await writes(carol, 'k1')
    await writes(alice, 'c1', 'c2')
    await alice.sync.poll()
    expect(value(await alice.sync.compact(2))).toBe(2)
    expect(await namesOf('alice')).toHaveLength(3)
    await bob.sync.poll()
    await bob.sync.flush()
    await alice.sync.poll()
    await alice.sync.compact(2)
    expect(await namesOf('alice')).toHaveLength(3)
    await carol.sync.poll()
    await carol.sync.flush()
    await alice.sync.poll()
    await alice.sync.compact(2)
    expect(await namesOf('alice')).toEqual([expect.stringContaining('.snapshot')])
    for (const {home} of [bob, carol]) expect(await ids(home)).toEqual(expect.arrayContaining(['c1', 'c2']))
  })

  test('[SF18] a reader who has the old segments and one who has the snapshot have the same', async () => {
    const [alice, bob] = [await device('alice'), await device('bob')]
    await writes(bob, 'b1')
    await alice.sync.poll()
    await writes(alice, 'c1', 'c2')
    await bob.sync.poll()
    await alice.sync.compact(2)
    await bob.sync.poll()
    const carol = await device('carol')
    // The snapshot and what it replaces both lie there; only the snapshot is read, and Bob's one segment.
    expect(value(await carol.sync.poll())).toMatchObject({segments: 2})
    expect(await ids(carol.home)).toEqual(await ids(bob.home))
  })

  test('[SF17] each piece is rewritten once per level, not at every tidying', async () => {
    const alice = await device('alice')
    for (let round = 0; round < 4; round++) {
      await writes(alice, `c${round}-a`, `c${round}-b`)
      await alice.sync.compact(2)
    }
    const names = await namesOf('alice')
    expect(names).toHaveLength(1)
    const bob = await device('bob')
    await bob.sync.poll()
    expect(await ids(bob.home)).toHaveLength(8)
  })

  test('[SF16] a replaced segment that a sync tool brings back is not taken for a second device', async () => {
    const alice = await device('alice')
    await writes(alice, 'c1', 'c2')
    const [first = ''] = await segmentsOf(folder(), 'alice')
    const bytes = await readFile(first)
    await alice.sync.compact(2)
    await writeFile(first, bytes)
    await writes(alice, 'c3')
    expect(alice.sync.status().writer).toBe('alice')
    const bob = await device('bob')
    await bob.sync.poll()
    expect(await ids(bob.home)).toEqual(['c1', 'c2', 'c3'])
  })

  test('[SF19] a segment of one’s own that was damaged in the folder is found when tidying and made up for', async () => {
    const alice = await device('alice')
    await writes(alice, 'c1', 'c2', 'c3')
    const [, second = ''] = await segmentsOf(folder(), 'alice')
    await writeFile(second, 'overwritten by a failing stick')
    expect(value(await alice.sync.compact(3))).toBe(0)
    expect(value(await alice.sync.flush())).toBe(1)
    const bob = await device('bob')
    expect(value(await bob.sync.poll())).toMatchObject({unfinished: 0})
    expect(await ids(bob.home)).toEqual(['c1', 'c2', 'c3'])
  })

  test('[SF18] a snapshot that vanished is made up for before anything is removed on its account', async () => {
    const [alice, bob] = [await device('alice'), await device('bob')]
    await writes(bob, 'b1')
    await alice.sync.poll()
    await writes(alice, 'c1', 'c2')
    await alice.sync.compact(2)
    await bob.sync.poll()
    await bob.sync.flush()
    await rm((await segmentsOf(folder(), 'alice')).find(path => path.endsWith('.snapshot')) ?? '')
    await alice.sync.poll()
    await alice.sync.compact(9)
    expect(await namesOf('alice')).toHaveLength(2)
    await alice.sync.flush()
    const carol = await device('carol')
    await carol.sync.poll()
    expect(await ids(carol.home)).toEqual(['b1', 'c1', 'c2'])
  })
})
