import {readFile} from 'node:fs/promises'
import {beforeEach, describe, expect, test} from 'vitest'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {allFiles, readSegment} from '../../src/storage/exchange-folder/device-folders.ts'
import {devices} from './devices.ts'
import {ARTICLE, TEAM, aHome, addClaim, segmentsOf} from './peer.ts'
import {value} from '../support/results.ts'

const ALICES: DocumentAddress = {kind: 'set', article: ARTICLE.id, owner: 'annotator:alice'}

/** What the project document says in everybody's copy. */
let roundIsOpen: boolean
beforeEach(() => {
  roundIsOpen = false
})
const {folder, statePath, share, device, close} = devices(() => aHome({closed: address => address.kind === 'set' && address.owner !== 'team' && !roundIsOpen}))

/** Everything that somebody with the passphrase can read in the folder, whatever the program shows. */
async function readable(): Promise<string> {
  const segments = await Promise.all((await allFiles(share())).map(file => readSegment(share(), file)))
  return segments
    .flatMap(segment =>
      typeof segment === 'string'
        ? []
        : segment.entries.map(entry =>
            JSON.stringify(entry.kind === 'document' ? {...entry, update: Buffer.from(entry.update).toString('latin1')} : entry.kind),
          ),
    )
    .join('\n')
}

describe('an independent round', () => {
  test('[SF20] nobody can read in the folder what an annotator marked, nor in which article, until the round is opened', async () => {
    const [alice, bob] = [await device('alice'), await device('bob')]
    await addClaim(alice.home, {id: 'blind'}, ALICES)
    await addClaim(alice.home, {id: 'shared'}, TEAM)
    await alice.sync.flush()
    expect(value(await bob.sync.poll())).toMatchObject({segments: 1, documents: 1, sealed: 1})
    expect(await bob.home.claims(ALICES)).toEqual([])
    expect(await bob.home.claims(TEAM)).toMatchObject([{id: 'shared'}])
    expect(await readable()).toContain('shared')
    expect(await readable()).not.toMatch(/blind|annotator:alice/)
  })

  test('[SF21] when the round is opened, all that was written before it arrives, without being written again', async () => {
    const [alice, bob] = [await device('alice'), await device('bob')]
    for (let n = 0; n < 3; n++) {
      await addClaim(alice.home, {id: `blind-${n}`}, ALICES)
      await alice.sync.flush()
      await bob.sync.poll()
    }
    roundIsOpen = true
    expect(value(await alice.sync.flush())).toBe(1)
    expect(value(await bob.sync.poll())).toMatchObject({sealed: 0})
    expect(await bob.home.claims(ALICES)).toEqual(await alice.home.claims(ALICES))
  })

  test('[SF21] keys survive a restart of the annotator’s device', async () => {
    const [alice, bob] = [await device('alice'), await device('bob')]
    await addClaim(alice.home, {id: 'blind'}, ALICES)
    await alice.sync.flush()
    await bob.sync.poll()
    await close(alice.sync)
    const again = await device('alice', alice.home)
    roundIsOpen = true
    await again.sync.flush()
    await bob.sync.poll()
    expect(await bob.home.claims(ALICES)).toMatchObject([{id: 'blind'}])
  })

  test('[SF22] what is written in a later closed round is not opened by the key of an earlier one', async () => {
    const [alice, bob] = [await device('alice'), await device('bob')]
    await addClaim(alice.home, {id: 'first'}, ALICES)
    await alice.sync.flush()
    roundIsOpen = true
    await alice.sync.flush()
    await bob.sync.poll()
    roundIsOpen = false
    await addClaim(alice.home, {id: 'second'}, ALICES)
    await alice.sync.flush()
    expect(value(await bob.sync.poll())).toMatchObject({sealed: 1})
    expect(await bob.home.claims(ALICES)).toMatchObject([{id: 'first'}])
  })

  test('[SF22] tidying a closed round leaves it closed, and a newcomer gets all of it on opening', async () => {
    const alice = await device('alice')
    for (let n = 0; n < 4; n++) {
      await addClaim(alice.home, {id: `blind-${n}`}, ALICES)
      await alice.sync.flush()
    }
    expect(value(await alice.sync.compact(2))).toBe(4)
    expect(await segmentsOf(folder(), 'alice')).toHaveLength(1)
    expect(await readable()).not.toMatch(/blind|annotator:alice/)
    const bob = await device('bob')
    expect(value(await bob.sync.poll())).toMatchObject({sealed: 1})
    roundIsOpen = true
    await alice.sync.flush()
    await bob.sync.poll()
    expect(await bob.home.claims(ALICES)).toEqual(await alice.home.claims(ALICES))
  })

  test('[SF20] the state with the keys lies with the annotator, and no key is in the folder', async () => {
    const alice = await device('alice')
    await addClaim(alice.home, {id: 'blind'}, ALICES)
    await alice.sync.flush()
    const key = /"key":"([A-Za-z0-9+/=]{44})"/.exec(await readFile(statePath('alice'), 'utf8'))?.[1]
    expect(key).toBeDefined()
    for (const file of await allFiles(share())) expect(await readSegment(share(), file)).toMatchObject({keys: {}})
  })
})

describe('rules of the project', () => {
  test('[SF23] what a writer may not write is held and arrives when the rules let it', async () => {
    const readers = new Set(['bob'])
    const alice = await device('alice', aHome({accepts: (_address, {person}) => !readers.has(person)}))
    const bob = await device('bob')
    await addClaim(bob.home, {id: 'from-reader'})
    await bob.sync.flush()
    expect(value(await alice.sync.poll())).toMatchObject({documents: 0, held: 1})
    expect(value(await alice.sync.poll())).toMatchObject({segments: 0, held: 1})
    expect(await alice.home.claims(TEAM)).toEqual([])
    readers.clear()
    expect(value(await alice.sync.poll())).toMatchObject({documents: 1, held: 0})
    expect(await alice.home.claims(TEAM)).toMatchObject([{id: 'from-reader'}])
  })
})
