import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {articleId} from '../../src/core/article/article.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {writeUpstream} from '../../src/hub/upstream/upstream-settings.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
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

test('[SP86] what an annotator does goes to the project’s hub beside what a folder brought her of others, which her copy keeps for itself until she may bring it', async () => {
  const bobsOwn = {...BOB, role: 'annotator'} as const
  const alice = await peer('Alice')
  door.open(alice.hub)
  value(await alice.hub.changeProject(({people}) => people.put(bobsOwn)))
  value(await alice.api.setRole(BOB.id, 'annotator'))
  const guest = {guest: guestAt(door.origin, bobsOwn), person: {...BOB, role: 'admin'}} as const
  let bob = await peer('Bob', guest)
  await bob.exchangeBy('share')
  const carol = await peer('Carol')
  value(await carol.api.shareFolder({path: bob.share, passphrase: PASSPHRASE, join: true, remember: false}))
  await carol.mark('of Carol', '和平即将到来')
  await until('Bob has what Carol did', async () => (await bob.marked()).includes('of Carol'))

  await bob.mark('of Bob', 'השלום קרוב')
  await until('the hub has what Bob did', async () => (await alice.marked()).includes('of Bob'))
  await shared(bob.hub)
  expect(bob.hub.upstream?.status()).not.toHaveProperty('why')

  // In one window he goes on from what Carol did; the next one begins with something of his own.
  const window = windowOf(bob.hub, bob.person)
  const {doc, opened, saved} = window.open(TEAM)
  await opened
  annotationSet(doc).setFeature('of Carol', 'note', 'קרוב', {by: BOB.id, at: 5})
  await saved()
  window.close()
  await bob.mark('of Bob too', 'السلام قريب')
  await until('the hub has what Bob did next', async () => (await alice.marked()).includes('of Bob too'))
  await until('Bob is told what waits', () => JSON.stringify(bob.hub.upstream?.status()).includes('the hub does not have yet'))
  expect(await alice.marked()).toEqual(['of Bob', 'of Bob too'])

  await bob.close()
  peers = peers.filter(each => each !== bob)
  bob = await peer('Bob', guest)
  await bob.mark('of Bob after a restart', 'Sea ice')
  await until('the hub has what Bob did after a restart', async () => (await alice.marked()).includes('of Bob after a restart'))
  expect(await alice.marked()).toEqual(['of Bob', 'of Bob after a restart', 'of Bob too'])

  value(await alice.api.setRole(BOB.id, 'curator'))
  await until('the hub has what Carol did', async () => (await alice.marked()).includes('of Carol'))
  await shared(bob.hub)
  await until('and what Bob made of it', async () => (await alice.features('of Carol')).note === 'קרוב')
})

test('[SP73] [SF23] a second device of one person, called otherwise on it, counts as her in the folder too', async () => {
  const alice = await peer('Alice')
  door.open(alice.hub)
  value(await alice.hub.changeProject(({people}) => people.put(BOB)))
  value(await alice.api.setRole(BOB.id, 'annotator'))
  await alice.exchangeBy('share')
  const tower = {id: 'bobs-tower-person', name: 'Bob'}
  const path = join(home.path, 'Tower', 'Project.claimlight')
  await value(await createProjectFolder(path, {projectId: 'project-1'})).close()
  const {id, name} = BOB
  await writeUpstream(path, {origins: [door.origin], fingerprint: '', session: 'session-of-bob', owner: tower.id, person: {id, name}})
  const bob = await peer('Tower', {person: {...tower, role: 'admin'}})
  await shared(bob.hub)
  value(await bob.api.shareFolder({path: alice.share, passphrase: PASSPHRASE, join: true, remember: false}))
  door.open(undefined)

  await bob.mark('on the tower', 'השלום קרוב', {kind: 'set', article: ARTICLE.id, owner: 'team'}, {by: id})
  value(await bob.hub.changeProject(project => project.rename('Bob’s idea')))
  await until('Alice has what an annotator may', async () => (await alice.marked({kind: 'set', article: ARTICLE.id, owner: 'team'})).length === 1)
  await until('Alice is told', () => JSON.stringify(alice.status()).includes('held back'))
  expect((await alice.project()).name()).not.toBe('Bob’s idea')
  expect((await alice.project()).people.all().map(({id: known}) => known)).not.toContain(tower.id)
  value(await alice.api.setRole(id, 'curator'))
  await until('it is taken', async () => (await alice.project()).name() === 'Bob’s idea')
})
