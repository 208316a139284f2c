import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {articleId} from '../../src/core/article.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {aClaim} from '../support/builders.ts'
import type {Peer} from './folder-peer.ts'
import {ARTICLE, OTHER_TEXT, PASSPHRASE, TEAM, aPeer, file, settled} from './folder-peer.ts'
import {value} from '../support/results.ts'
import {aPerson, newFolder, until, windowOf} from './hub-bench.ts'
import type {Door} from './upstream-bench.ts'
import {aDoor, guestAt, shared} from './upstream-bench.ts'

const BOB = aPerson('Bob', 'curator')
let home: Awaited<ReturnType<typeof newFolder>>
let door: Door
let peers: Peer[] = []
beforeEach(async () => {
  home = await newFolder()
  door = await aDoor([BOB])
})
afterEach(async () => {
  for (const peer of [...peers].reverse()) await peer.close()
  peers = []
  await door.close()
  await home.remove()
})
const peer = async (name: string, given: Parameters<typeof aPeer>[2] = {}): Promise<Peer> => {
  const made = await aPeer(name, join(home.path, name), given)
  peers.push(made)
  return made
}

test('[SP82] a window at a team’s hub and a colleague who has only the folder get each other’s work through somebody who has both', async () => {
  const alice = await peer('Alice')
  value(await alice.api.importFiles([file('sea-ice.txt', ARTICLE.text)], null))
  door.open(alice.hub)
  const window = windowOf(alice.hub, alice.person)
  const {doc, opened, saved} = window.open(TEAM)
  await opened
  annotationSet(doc).add([aClaim(ARTICLE, 'השלום קרוב', {id: 'at the hub'})])
  await saved()

  const bob = await peer('Bob', {guest: guestAt(door.origin, BOB), person: {...BOB, role: 'admin'}})
  await bob.exchangeBy('share')
  const carol = await peer('Carol')
  value(await carol.api.shareFolder({path: bob.share, passphrase: PASSPHRASE, join: true, remember: false}))
  await carol.mark('in the folder', '和平即将到来')
  await until('Carol has what was done at the hub', async () => (await carol.marked()).includes('at the hub'))
  await until('the window at the hub shows what Carol did', () =>
    annotationSet(doc)
      .all()
      .some(({id}) => id === 'in the folder'),
  )

  door.open(undefined)
  value(await alice.api.importFiles([file('second.txt', OTHER_TEXT)], null))
  annotationSet(doc).add([aClaim(ARTICLE, 'السلام قريب', {id: 'while Bob was offline'})])
  await carol.mark('meanwhile in the folder')
  await until('Bob has what Carol did', async () => (await bob.marked()).includes('meanwhile in the folder'))
  door.open(alice.hub)
  const all = ['at the hub', 'in the folder', 'meanwhile in the folder', 'while Bob was offline']
  for (const each of [alice, bob, carol])
    await until(`${each.person.name} has everything`, async () => JSON.stringify(await each.marked()) === JSON.stringify(all))
  for (const each of [alice, bob, carol]) {
    await until(
      `${each.person.name} has the texts`,
      async () => (await each.api.articleText(articleId(OTHER_TEXT))).ok && (await each.api.articleText(ARTICLE.id)).ok,
    )
  }
  await shared(bob.hub)
  await settled(bob)
  await settled(carol)
  expect((await alice.project()).people.get('carol')?.name).toBe('Carol')
  window.close()
})
