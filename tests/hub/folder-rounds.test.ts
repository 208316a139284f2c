import {generateKeyPairSync, sign} from 'node:crypto'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {articleId} from '../../src/core/article/article.ts'
import {closedOn, countsBefore} from '../../src/core/round/blindness.ts'
import {openingText} from '../../src/core/round/round.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import type {Project} from '../../src/project/project.ts'
import {openProjectFolder} from '../../src/storage/project-folder.ts'
import {aClaim} from '../support/builders.ts'
import {copyClosedProject} from '../support/copied-project.ts'
import {value} from '../support/results.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {newFolder, until} from './hub-bench.ts'
import type {Peer} from './folder-peer.ts'
import {aPeer, ARTICLE, file, OTHER_TEXT, PASSPHRASE, settled} from './folder-peer.ts'

const bobsIn = (round: string): DocumentAddress => ({kind: 'set', article: ARTICLE.id, owner: ownerOf('bob', round)})

let home: Awaited<ReturnType<typeof newFolder>>
let peers: Peer[] = []
beforeEach(async () => {
  home = await newFolder()
})
afterEach(async () => {
  for (const peer of peers) await peer.close()
  peers = []
  await home.remove()
})
const peer = async (name: string): Promise<Peer> => {
  const made = await aPeer(name, join(home.path, name))
  peers.push(made)
  return made
}
const exchange = async (...each: readonly Peer[]): Promise<void> => {
  for (const one of each) value(await one.exchange.exchange())
}
/** All who have the passphrase of the folder that Alice shares; each knows the keys of all. */
async function colleagues(): Promise<{alice: Peer; bob: Peer; mallory: Peer}> {
  const alice = await peer('Alice')
  await alice.exchangeBy('share')
  await settled(alice)
  const others = [await peer('Bob'), await peer('Mallory')] as const
  for (const each of others) value(await each.api.shareFolder({path: alice.share, passphrase: PASSPHRASE, join: true, remember: false}))
  for (const each of [alice, ...others]) await until('the keys of all are there', async () => (await each.project()).keys.all().length === 3)
  return {alice, bob: others[0], mallory: others[1]}
}
/** Her own program: it writes what it likes, and Bob's has seen it and written what it would. */
async function forged({bob, mallory}: {bob: Peer; mallory: Peer}, forge: (rounds: Y.Map<Y.Map<unknown>>, project: Project) => void): Promise<void> {
  value(await mallory.hub.changeProject(project => forge(project.doc.getMap('rounds'), project)))
  // What is looked at has been taken or left out when the look is over.
  await exchange(mallory, bob, mallory)
}
function aKey(): {readonly publicKey: string; sign(text: string): string} {
  const {publicKey, privateKey} = generateKeyPairSync('ed25519')
  return {publicKey: publicKey.export({format: 'jwk'}).x as string, sign: text => sign(null, Buffer.from(text), privateKey).toString('base64url')}
}

describe('a round of people who share a folder', () => {
  test('[SF29] stays sealed whatever somebody with the passphrase writes of it, and is opened by a key that stood there before', {
    timeout: 60_000,
  }, async () => {
    const {alice, bob, mallory} = await colleagues()
    const {id, openers} = await startRound(alice.hub)
    await until('Bob knows of the round', async () => (await bob.project()).rounds.get(id) !== undefined)
    await bob.mark('blind', '和平即将到来', bobsIn(id))
    await exchange(bob, mallory)
    const alices = (await alice.project()).keys.all().find(({person}) => person === 'alice')?.id ?? ''
    expect(openers).toContain(alices)

    const hers = aKey()
    const opening = (by: string, key: string, signer = hers) => ({by, at: 5, key, signature: signer.sign(openingText('project-1', id, {by, at: 5}))})
    const open = (rounds: Y.Map<Y.Map<unknown>>, as: object): void => {
      rounds.get(id)?.set('state', 'open')
      rounds.get(id)?.set('opened', as)
    }
    await forged({bob, mallory}, rounds => rounds.set(id, new Y.Map(Object.entries({name: 'R', mode: 'independent', open: true, startedAt: 1}))))
    await forged({bob, mallory}, rounds => open(rounds, {by: 'alice', at: 5}))
    await forged({bob, mallory}, rounds => open(rounds, opening('alice', alices)))
    await forged({bob, mallory}, (rounds, {keys}) => {
      keys.put({id: hers.publicKey, person: 'alice', at: 0})
      rounds.set(id, new Y.Map(Object.entries({name: 'R', state: 'closed', startedAt: 1, openers: [hers.publicKey]})))
      open(rounds, opening('alice', hers.publicKey))
    })
    await forged({bob, mallory}, (rounds, {people, keys}) => {
      const other = aKey()
      people.put({id: 'nobody', name: 'Nobody', role: 'admin'})
      keys.put({id: other.publicKey, person: 'nobody', at: 0})
      rounds.get(id)?.set('openers', [other.publicKey])
      open(rounds, opening('nobody', other.publicKey, other))
    })
    await forged({bob, mallory}, rounds => rounds.delete(id))
    for (const each of [mallory, alice]) expect(await each.marked(bobsIn(id))).toEqual([])
    expect(await bob.marked(bobsIn(id))).toEqual(['blind'])

    await openRound(alice.hub, id)
    for (const each of [alice, mallory]) await until('everybody has it', async () => (await each.marked(bobsIn(id))).includes('blind'))
    // What she made of her own copy is hers.
    for (const each of [alice, bob]) expect((await each.project()).rounds.get(id)).toMatchObject({state: 'open', opened: {by: 'alice', key: alices}})
  })

  test('[SF29] that opened on a device is not closed again there, nor does a new key of a colleague open the next one', {timeout: 60_000}, async () => {
    const {alice, bob, mallory} = await colleagues()
    const first = await startRound(alice.hub)
    await until('Bob knows of the round', async () => (await bob.project()).rounds.get(first.id) !== undefined)
    await openRound(alice.hub, first.id)
    await until('it is open at Bob’s', async () => (await bob.project()).rounds.get(first.id)?.state === 'open')
    const hers = aKey()
    await forged({bob, mallory}, (rounds, {keys}) => {
      rounds.get(first.id)?.set('state', 'closed')
      keys.put({id: hers.publicKey, person: 'alice', at: 0})
    })
    await bob.mark('together')
    await until('Alice has what Bob marks for the team', async () => (await alice.marked()).includes('together'))
    const second = await startRound(alice.hub)
    expect(second.openers).not.toContain(hers.publicKey)
    await until('Bob knows of the next', async () => (await bob.project()).rounds.get(second.id) !== undefined)
    await bob.mark('blind', '和平即将到来', bobsIn(second.id))
    await forged({bob, mallory}, rounds => {
      rounds.get(second.id)?.set('openers', [hers.publicKey])
      rounds.get(second.id)?.set('state', 'open')
      rounds
        .get(second.id)
        ?.set('opened', {by: 'alice', at: 5, key: hers.publicKey, signature: hers.sign(openingText('project-1', second.id, {by: 'alice', at: 5}))})
    })
    expect(await mallory.marked(bobsIn(second.id))).toEqual([])
  })

  test('[SF29] a device keeps one key through restarts and shows when a colleague has another', {timeout: 60_000}, async () => {
    const {alice, bob} = await colleagues()
    const keysOf = async (each: Peer, person: string): Promise<readonly string[]> =>
      (await each.project()).keys.all().flatMap(key => (key.person === person ? [key.id] : []))
    const before = await keysOf(alice, 'bob')
    peers = peers.filter(each => each !== bob)
    await bob.close()
    const after = await peer('Bob')
    expect(await keysOf(after, 'bob')).toEqual(before)
    const known = async (): Promise<readonly unknown[]> => value(await alice.api.people()).flatMap(({name, newKey}) => (newKey === undefined ? [] : [name]))
    expect(await known()).toEqual([])
    await after.close()
    peers = peers.filter(each => each !== after)
    // Her laptop is another computer: it has the project, and not the secrets of the first.
    await copyClosedProject(join(home.path, 'Bob'), join(home.path, 'Laptop'), /secrets/)
    const laptop = await aPeer('Bob', join(home.path, 'Laptop'))
    peers.push(laptop)
    value(await laptop.api.session())
    await until('it has a key of its own', async () => (await keysOf(laptop, 'bob')).length === 2)
    value(await laptop.api.shareFolder({path: alice.share, passphrase: PASSPHRASE, join: true, remember: false}))
    await until('Alice sees that Bob has a new key', async () => (await known()).includes('Bob'))
  })

  test('[RD3] of two that were started before either was told of the other one counts in every copy; what was done in both is kept, and read when both are open', {
    timeout: 60_000,
  }, async () => {
    const {alice, bob, mallory} = await colleagues()
    const rounds = [await startRound(alice.hub), await startRound(bob.hub, bob.person)] as const
    const [first, second] = [...rounds].sort((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1))
    if (first === undefined || second === undefined) throw new Error('There are two.')
    const before = bobsIn(rounds[1].id)
    await bob.mark('in his own', '和平即将到来', before)
    for (const each of [alice, bob, mallory]) {
      await until('it has both', async () => {
        await exchange(each)
        return (await each.project()).rounds.all().length === 2
      })
      const all = (await each.project()).rounds.all()
      expect(all.map(({state}) => state)).toEqual(['closed', 'closed'])
      expect(all.map(round => countsBefore(all, round)?.id).filter(id => id !== undefined)).toEqual([first.id])
      expect(closedOn(all, ARTICLE.id).map(({id}) => id)).toEqual([first.id, second.id])
    }
    await bob.mark('in the other', 'السلام قريب', bobsIn(first.id === rounds[1].id ? second.id : first.id))
    await exchange(bob, mallory)
    for (const {id} of rounds) expect(await mallory.marked(bobsIn(id))).toEqual([])
    const starter = second.id === rounds[1].id ? bob : alice
    await openRound(starter.hub, second.id, starter.person)
    await exchange(starter, mallory)
    const other = starter === bob ? alice : bob
    await openRound(other.hub, first.id, other.person)
    const read = async (): Promise<readonly string[]> => (await Promise.all(rounds.map(({id}) => mallory.marked(bobsIn(id))))).flat().sort()
    await until('everybody has what was done in both', async () => {
      await exchange(other, starter, bob, mallory)
      return JSON.stringify(await read()) === JSON.stringify(['in his own', 'in the other'])
    })
  })

  test('[SF23] work in it by somebody, or on an article, that is not in it waits in the folder, with a sentence, until somebody comes to the round', {
    timeout: 60_000,
  }, async () => {
    const {alice, bob, mallory} = await colleagues()
    value(await alice.api.importFiles([file('a.txt', ARTICLE.text), file('b.txt', OTHER_TEXT)], null))
    const {id} = await startRound(alice.hub, alice.person, {articles: [ARTICLE.id], annotators: ['bob']})
    await until('all know of the round', async () => {
      await exchange(alice, bob, mallory)
      return (await bob.project()).rounds.get(id) !== undefined && (await mallory.project()).rounds.get(id) !== undefined
    })
    const hers: DocumentAddress = {kind: 'set', article: ARTICLE.id, owner: ownerOf('mallory', id)}
    const elsewhere: DocumentAddress = {kind: 'set', article: articleId(OTHER_TEXT), owner: ownerOf('bob', id)}
    // By a program of her own, beside her hub.
    await mallory.close()
    const own = value(await openProjectFolder(mallory.path, {mode: 'write'}))
    for (const address of [hers, elsewhere]) {
      const doc = new Y.Doc()
      annotationSet(doc).add([aClaim(ARTICLE, '和平即将到来', {id: 'stray', by: address === hers ? 'mallory' : 'bob'})])
      await own.store.append(documentName('project-1', address), address, Y.encodeStateAsUpdate(doc))
    }
    await own.close()
    const again = await peer('Mallory')
    value(await again.api.shareFolder({path: alice.share, passphrase: PASSPHRASE, join: true, remember: false}))
    await bob.mark('blind', '和平即将到来', bobsIn(id))
    await openRound(alice.hub, id)
    await until('Alice is told, and has what is of the round', async () => {
      await exchange(again, bob, alice)
      return JSON.stringify(alice.status()).includes('in a round by somebody, or on an article') && (await alice.marked(bobsIn(id))).includes('blind')
    })
    for (const address of [hers, elsewhere]) expect(await alice.marked(address)).toEqual([])
    // She is said to be in it after all.
    value(await alice.hub.changeProject(({rounds}) => rounds.add(id, {annotators: ['mallory']}, {by: 'alice', at: 5})))
    await until('what waited is there', async () => {
      await exchange(again, alice)
      return (await alice.marked(hers)).includes('stray')
    })
    expect(await alice.marked(elsewhere)).toEqual([])
  })
})
