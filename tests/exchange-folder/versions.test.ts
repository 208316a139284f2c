import {cp, readFile, readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {readExchange} from '../../src/storage/exchange-folder/read-exchange.ts'
import {joinExchangeFolder} from '../../src/storage/exchange-folder/exchange-folder.ts'
import {value} from '../support/results.ts'
import {ARTICLE, PASSPHRASE, TEAM, aFolder, aHome, addClaim, segmentsOf, syncOf} from './peer.ts'

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'shares')
const ALICES = {kind: 'set', article: ARTICLE.id, owner: 'annotator:alice'} as const

describe.each([
  ['v1', 1],
  ['v2', 2],
] as const)('[SF55] a share of version %s', (name, version) => {
  test('is read whole, segments, snapshots and opened seals, and written on in the version of today', async () => {
    const folder = await aFolder()
    const states = await aFolder()
    await cp(join(fixtures, name), folder.path, {recursive: true})
    for (const path of await segmentsOf(folder.path, 'alice')) expect((await readFile(path)).readUInt8(4)).toBe(version)
    const share = value(await joinExchangeFolder(folder.path, {passphrase: PASSPHRASE}))
    const bob = aHome()
    const sync = await syncOf(bob, share, 'bob', join(states.path, 'state'))
    expect(value(await sync.poll())).toMatchObject({segments: 4, sealed: 0, unfinished: 0, problems: []})
    expect((await bob.claims(TEAM)).map(({id}) => id)).toEqual(['c1', 'c2', 'c3'])
    expect((await bob.claims(ALICES)).map(({id}) => id)).toEqual(['sealed'])
    expect([...bob.texts.values()]).toEqual([ARTICLE.text])
    await addClaim(bob, {id: 'bobs'})
    value(await sync.flush())
    for (const path of await segmentsOf(folder.path, 'bob')) expect((await readFile(path)).readUInt8(4)).toBe(2)
    await sync.close()
    for (const each of [folder, states]) await each.remove()
  })

  test('has an exchange file beside it that is read whole', async () => {
    const path = join(fixtures, `${name}.claimlight-exchange`)
    expect((await readFile(path)).readUInt8(4)).toBe(version)
    const bob = aHome()
    expect(value(await value(await readExchange(path, {passphrase: PASSPHRASE})).merge(bob.target))).toMatchObject({documents: 2, texts: 1, problems: []})
    expect((await bob.claims(TEAM)).map(({id}) => id)).toEqual(['c1', 'c2', 'c3'])
  })
})

test('[SF55] there is a fixture for each version that was ever written', async () => {
  expect((await readdir(fixtures)).filter(each => !each.includes('.')).sort()).toEqual(['v1', 'v2'])
})
