import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import type {Person} from '../../src/core/round/owner.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {copiedId} from '../../src/project/copied-work.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {documentFrom} from '../../src/project/document-from.ts'
import type {WorklistDocument} from '../../src/project/worklist.ts'
import {worklistDocument} from '../../src/project/worklist.ts'
import {openProjectFolder} from '../../src/storage/project-folder.ts'
import {fileSecrets} from '../../src/storage/secret-store.ts'
import {refusal, value} from '../support/results.ts'
import {openRound} from '../support/rounds.ts'
import type {Peer} from './folder-peer.ts'
import {aPeer, ARTICLE, file, OTHER_TEXT, PASSPHRASE, settled} from './folder-peer.ts'
import {aHub, ALICE, aPerson, aProjectFolder, BOB, newFolder, openWindows, until} from './hub-bench.ts'
import type {Door} from './upstream-bench.ts'
import {aDoor, guestAt, shared, upstreamOf} from './upstream-bench.ts'

const DORA = aPerson('Dora', 'annotator')
const bobs = (round: string) => ({kind: 'worklist', round, annotator: 'bob'}) as const
const bobsSet = (round: string, article = ARTICLE.id): DocumentAddress => ({kind: 'set', article, owner: ownerOf('bob', round)})

let home: Awaited<ReturnType<typeof newFolder>>
beforeEach(async () => {
  home = await newFolder()
})
afterEach(() => home.remove())

/** A worklist as it lies on a disk. */
async function listAt(path: string, round: string): Promise<WorklistDocument> {
  const folder = value(await openProjectFolder(path, {mode: 'read'}))
  const doc = documentFrom(await folder.store.load(documentName(folder.projectId, bobs(round))))
  await folder.close()
  return worklistDocument(doc)
}

describe('at the hub of a guest', () => {
  let door: Door
  let upstream: Hub
  let guests: Hub[] = []
  const windows = openWindows()
  beforeEach(async () => {
    door = await aDoor([ALICE, BOB, DORA])
    upstream = await aHub(await aProjectFolder(`${home.path}/Upstream.claimlight`))
    door.open(upstream)
    value(
      await upstream.changeProject(({people}) => {
        for (const person of [ALICE, BOB, DORA]) people.put(person)
      }),
    )
    value(await upstream.requests(ALICE, 'browser').importFiles([file('a.txt', ARTICLE.text), file('b.txt', OTHER_TEXT)], null))
  })
  afterEach(async () => {
    windows.close()
    for (const hub of guests) await hub.close()
    guests = []
    await upstream.close()
    await door.close()
  })
  async function device(person: Person): Promise<Hub> {
    const hub = await createHub({
      folder: await aProjectFolder(`${home.path}/${person.name}.claimlight`),
      version: '0.0.0',
      guest: guestAt(door.origin, person),
      device: {id: `device-of-${person.id}`, person, secrets: fileSecrets(join(home.path, `${person.name} settings`))},
    })
    guests.push(hub)
    await shared(hub)
    return hub
  }
  const progress = async (round: string) =>
    value(await upstream.requests(ALICE, 'browser').roundProgress(round)).map(({annotator, finished}) => [annotator, finished])

  test('[RD7] an annotator has her list and nobody else’s, finishes there, also away from the project’s hub, and curators are told when she is back', async () => {
    const [his, doras] = [await device(BOB), await device(DORA)]
    const lists = [
      {annotator: 'bob', articles: [ARTICLE.id]},
      {annotator: 'dora', articles: [ARTICLE.id]},
    ]
    const {id} = value(await upstream.requests(ALICE, 'browser').startRound('Runde 1 和平', {annotators: ['bob', 'dora']}, lists))
    const {finishArticle} = his.requests({...BOB, role: 'admin'}, 'browser')
    await until('his list is at his hub', async () => (await listAt(`${home.path}/Bob.claimlight`, id)).articles().length === 1)
    await until('it is his to write', async () => {
      const {opened, provider} = windows.at(his, BOB).open(bobsSet(id))
      return (await opened) === undefined && provider.authorizedScope === 'read-write'
    })
    door.open(undefined)
    await until('the other is away', async () => (await upstreamOf(his)).state === 'offline')
    value(await finishArticle(id, ARTICLE.id))
    door.open(upstream)
    await until('the project’s hub has it', async () => (await progress(id)).some(([annotator, finished]) => annotator === 'bob' && finished === 1))
    expect(await progress(id)).toEqual([
      ['bob', 1],
      ['dora', 0],
    ])
    await until('its log has it', async () => (await listAt(`${home.path}/Upstream.claimlight`, id)).finishes().length > 0)
    const [finish] = (await listAt(`${home.path}/Upstream.claimlight`, id)).finishes()
    expect(finish).toMatchObject({by: 'bob', key: expect.any(String), signature: expect.any(String)})
    for (const hub of guests) await shared(hub)
    expect((await listAt(`${home.path}/Dora.claimlight`, id)).finishes()).toEqual([])
    expect(refusal(await doras.requests(DORA, 'browser').roundProgress(id))).toContain('Only curators and admins')
  })
})

describe('in a shared folder', () => {
  let peers: Peer[] = []
  afterEach(async () => {
    for (const peer of peers) await peer.close()
    peers = []
  })
  const peer = async (name: string): Promise<Peer> => {
    const made = await aPeer(name, join(home.path, name))
    peers.push(made)
    return made
  }
  const exchange = async (...each: readonly Peer[]): Promise<void> => {
    for (const one of each) value(await one.exchange.exchange())
  }

  test('[RD11] nobody has the lists of a draft, by folder or by file, until it begins; then each has them', {timeout: 60_000}, async () => {
    const alice = await peer('Alice')
    await alice.exchangeBy('share')
    value(await alice.api.importFiles([file('a.txt', ARTICLE.text)], null))
    const bob = await peer('Bob')
    value(await bob.api.shareFolder({path: alice.share, passphrase: PASSPHRASE, join: true, remember: false}))
    for (const each of [alice, bob]) await until('the keys of all are there', async () => (await each.project()).keys.all().length === 2)
    const lists = [{annotator: 'bob', articles: [ARTICLE.id]}]
    const {id} = value(await alice.api.draftRound({name: 'Runde 1 和平', plan: {articles: [ARTICLE.id], annotators: ['bob']}, lists}))
    await until('Bob has the draft', async () => {
      await exchange(alice, bob)
      return (await bob.project()).rounds.get(id) !== undefined
    })
    expect((await listAt(bob.path, id)).articles()).toEqual([])
    const mailed = value(await alice.api.writeExchange(join(home.path, 'draft'), PASSPHRASE))
    const carol = await peer('Carol')
    value(await carol.api.readExchange(mailed.path, PASSPHRASE))
    expect((await carol.project()).rounds.get(id)?.state).toBe('draft')
    expect((await listAt(carol.path, id)).articles()).toEqual([])
    value(await alice.api.startDraft(id))
    await until('Bob has his list', async () => {
      await exchange(alice, bob)
      return (await listAt(bob.path, id)).articles().length === 1
    })
  })

  test('[RD7] everybody has the list, and nobody what its annotator finished until the opening; a file that is mailed says no more', {
    timeout: 60_000,
  }, async () => {
    const alice = await peer('Alice')
    await alice.exchangeBy('share')
    value(await alice.api.importFiles([file('a.txt', ARTICLE.text)], null))
    await settled(alice)
    const [bob, mallory] = [await peer('Bob'), await peer('Mallory')]
    for (const each of [bob, mallory]) value(await each.api.shareFolder({path: alice.share, passphrase: PASSPHRASE, join: true, remember: false}))
    for (const each of [alice, bob, mallory]) await until('the keys of all are there', async () => (await each.project()).keys.all().length === 3)
    const {id} = value(await alice.api.startRound('Runde 1 和平', {articles: [ARTICLE.id], annotators: ['bob']}, [{annotator: 'bob', articles: [ARTICLE.id]}]))
    await until('Bob has his list', async () => (await listAt(bob.path, id)).articles().length === 1)
    await until('it is his to write', async () => {
      await exchange(alice, bob)
      return (await bob.project()).rounds.get(id)?.worklists === true
    })
    await bob.mark('blind', '和平即将到来', bobsSet(id))
    value(await bob.api.finishArticle(id, ARTICLE.id))
    await exchange(bob, mallory, alice, bob, mallory)
    for (const each of [alice, mallory]) {
      const list = await listAt(each.path, id)
      expect([list.articles(), list.finishes()]).toEqual([[ARTICLE.id], []])
    }
    const mailed = value(await bob.api.writeExchange(join(home.path, 'mailed'), PASSPHRASE))
    const carol = await peer('Carol')
    value(await carol.api.readExchange(mailed.path, PASSPHRASE))
    expect((await listAt(carol.path, id)).articles()).toEqual([ARTICLE.id])
    expect((await listAt(carol.path, id)).finishes()).toEqual([])

    await openRound(alice.hub, id)
    for (const each of [alice, mallory]) await until('everybody has it', async () => (await listAt(each.path, id)).finishes().length === 1)
    expect((await listAt(alice.path, id)).finishes()).toEqual((await listAt(bob.path, id)).finishes())

    // The next one goes on from it: what Bob's device begins with was open, what he makes of it is not.
    const {id: next} = value(await alice.api.startRound('Runde 2', {articles: [ARTICLE.id], annotators: ['bob'], basedOn: id}))
    await until('Bob has his copy', async () => (await bob.marked(bobsSet(next))).length === 1)
    await until('it is his to write', async () => (await bob.project()).rounds.get(next)?.state === 'closed')
    await bob.mark('after discussion', 'Sea ice returns', bobsSet(next))
    await exchange(bob, mallory, alice, bob)
    const copy = copiedId(next, 'blind')
    expect(await bob.marked(bobsSet(next))).toEqual([copy, 'after discussion'].sort())
    for (const each of [alice, mallory]) expect(await each.marked(bobsSet(next))).toEqual([copy])
    await openRound(alice.hub, next)
    for (const each of [alice, mallory]) await until('everybody has it', async () => (await each.marked(bobsSet(next))).length === 2)
  })
})
