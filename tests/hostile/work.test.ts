import {encode, writeVarString, writeVarUint} from 'lib0/encoding'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {Awareness, encodeAwarenessUpdate} from 'y-protocols/awareness'
import * as Y from 'yjs'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {formatSyncToken} from '../../src/sync/sync-token.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {fileOf} from '../support/datasets.ts'
import {value} from '../support/results.ts'
import {aHub, ALICE, aProjectFolder, BOB, CAROL, newFolder, openWindows, until} from '../hub/hub-bench.ts'
import type {ModifiedClient} from './modified-client.ts'
import {modifiedWindow, TYPE} from './modified-client.ts'

const article = anArticle(MIXED_TEXT)
const PROJECT: DocumentAddress = {kind: 'project'}
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const another = (n: number): DocumentAddress => ({kind: 'set', article: n.toString(16).padStart(64, '0'), owner: 'team'})

/** What asks for a whole state; and an update that adds a claim. */
const STATE = Uint8Array.of(0, 1, 0)
function claiming(by: string, id: string): Uint8Array {
  const set = annotationSet(new Y.Doc())
  set.add([aClaim(article, '和平即将到来', {by, id})])
  return Y.encodeStateAsUpdate(set.doc)
}

describe('what somebody sends costs the others nothing', () => {
  let hub: Hub
  let remove: () => Promise<void>
  const windows = openWindows()
  const clients: ModifiedClient[] = []
  beforeEach(async () => {
    const folder = await newFolder()
    remove = folder.remove
    hub = await aHub(await aProjectFolder(`${folder.path}/Ceasefire.claimlight`))
  })
  afterEach(async () => {
    windows.close()
    for (const client of clients.splice(0)) client.close()
    await hub.close()
    await remove()
  })
  const modified = (person = BOB): ModifiedClient => {
    const client = modifiedWindow(hub, person)
    clients.push(client)
    return client
  }
  const states = (client: ModifiedClient, document: DocumentAddress): number =>
    client.received().filter(({type, document: name, bytes}) => type === TYPE.sync && name === documentName(hub.projectId, document) && bytes[0] === 1).length

  test('[SP114] what is sent for a document that was not asked for is dropped; asked for afterwards, it does not hold it', async () => {
    const bob = modified()
    bob.sendUpdate(teamSet, claiming('bob', 'early'))
    for (let n = 0; n < 2000; n++) bob.send(`name ${n}`, TYPE.sync, STATE)
    expect(await bob.open(teamSet)).toBe('read-write')
    expect(await bob.offer(teamSet, claiming('bob', 'late'))).toBe('saved')
    const alices = windows.at(hub, ALICE).open(teamSet)
    await alices.opened
    expect(
      annotationSet(alices.doc)
        .all()
        .map(({id}) => id),
    ).toEqual(['late'])
    expect(bob.received().filter(({document}) => document.startsWith('name'))).toEqual([])
  })

  test.each([
    ['messages', 5000, STATE],
    ['bytes', 20, encode(encoder => writeVarString(encoder, 'x'.repeat(1024 * 1024)))],
  ] as const)('[SP114] whoever goes on sending %s for documents that were not asked for is closed, and others go on', async (_what, count, body) => {
    const [bob, alice] = [modified(), modified(ALICE)]
    await alice.open(teamSet)
    for (let n = 0; n < count; n++) bob.send(`name ${n}`, TYPE.sync, body)
    expect(await alice.offer(teamSet, claiming('alice', 'hers'))).toBe('saved')
    expect(await bob.closed).toMatchObject({code: 4205})
    const again = modified()
    expect(await again.open(teamSet)).toBe('read-write')
    expect(await again.offer(teamSet, claiming('bob', 'his'))).toBe('saved')
  })

  test('[SP114] a token that opens nothing is answered with the reason, again and again, and what follows it is dropped', async () => {
    const bob = modified()
    for (let n = 0; n < 300; n++) {
      expect(await bob.open('no document', formatSyncToken({address: teamSet}))).toBe('This is not a document of this project.')
      bob.send('no document', TYPE.sync, STATE)
    }
    expect(await bob.open(teamSet)).toBe('read-write')
    expect(bob.received().filter(({document, type}) => document === 'no document' && type !== TYPE.auth)).toEqual([])
  })

  test('[SP114] a window that is back opens hundreds of documents at once, each with what is in it', async () => {
    const bob = modified()
    const count = 500
    for (let n = 0; n < count; n++) {
      const token = encode(encoder => {
        writeVarUint(encoder, 0)
        writeVarString(encoder, formatSyncToken({address: another(n)}))
      })
      bob.send(another(n), TYPE.auth, token)
      bob.send(another(n), TYPE.sync, STATE)
    }
    const answered = (wanted: number): number => bob.received().filter(({type, bytes}) => type === wanted && (type === TYPE.auth || bytes[0] === 1)).length
    await until('each has its state', () => answered(TYPE.sync) === count)
    expect(answered(TYPE.auth)).toBe(count)
    expect(
      new Set(
        bob
          .received()
          .filter(({type}) => type === TYPE.auth)
          .map(({bytes}) => bytes[0]),
      ),
    ).toEqual(new Set([2]))
  })

  test('[SP115] Alice’s change is saved while Bob’s flood is still being taken, and all of Bob’s is taken too', async () => {
    const [bob, alice] = [modified(), modified(ALICE)]
    await Promise.all([bob.open(teamSet), alice.open(teamSet)])
    const count = 3000
    const nothing = claiming('bob', 'same')
    for (let n = 0; n < count; n++) bob.sendUpdate(teamSet, nothing)
    expect(await alice.offer(teamSet, claiming('alice', 'hers'))).toBe('saved')
    const saved = (): number => bob.received().filter(({type}) => type === TYPE.status).length
    expect(saved()).toBeLessThan(count)
    await until('all of Bob’s is answered', () => saved() === count)
  })

  test('[SP116] Alice’s change is saved before the hub has answered all that Bob asks of a large set', async () => {
    const alices = windows.at(hub, ALICE).open(teamSet)
    await alices.opened
    annotationSet(alices.doc).add(Array.from({length: 2000}, (_, n) => aClaim(article, 'السلام قريب', {by: 'alice', id: `claim-${n}`})))
    await alices.saved()
    const [bob, alice] = [modified(), modified(ALICE)]
    await Promise.all([bob.open(teamSet), alice.open(another(1))])
    for (let n = 0; n < 10; n++) {
      const vector = Y.encodeStateVector(new Map([[1000 + n, 1]]))
      bob.send(teamSet, TYPE.sync, Uint8Array.of(0, vector.length, ...vector))
    }
    expect(await alice.offer(another(1), claiming('alice', 'hers'))).toBe('saved')
    expect(states(bob, teamSet)).toBeLessThan(10)
    await until('all is answered', () => states(bob, teamSet) === 10)
  })

  test('[SP116] what is answered twice is the same, and after a change it is what holds then', async () => {
    const alices = windows.at(hub, ALICE).open(teamSet)
    await alices.opened
    annotationSet(alices.doc).add(Array.from({length: 2000}, (_, n) => aClaim(article, 'השלום קרוב', {by: 'alice', id: `claim-${n}`})))
    await alices.saved()
    const bob = modified()
    await bob.open(teamSet)
    const held = (): number[] =>
      bob
        .received()
        .filter(({type, bytes}) => type === TYPE.sync && bytes[0] === 1)
        .map(({bytes}) => bytes.byteLength)
    await bob.settled(teamSet)
    await bob.settled(teamSet)
    annotationSet(alices.doc).add([aClaim(article, '和平即将到来', {by: 'alice', id: 'one more'})])
    await alices.saved()
    await bob.settled(teamSet)
    const [first, second, third] = held()
    expect(second).toBe(first)
    expect(third).toBeGreaterThan(first ?? 0)
  })

  test('[SP116] who says she has little of a large set gets it whole, made once for all; who lacks little gets that', async () => {
    const alices = windows.at(hub, ALICE).open(teamSet)
    await alices.opened
    const count = 2000
    annotationSet(alices.doc).add(Array.from({length: count}, (_, n) => aClaim(article, 'قريب', {by: 'alice', id: `claim-${n}`})))
    await alices.saved()
    const bob = modified()
    await bob.open(teamSet)
    const {clientID} = alices.doc
    const all = Y.decodeStateVector(Y.encodeStateVector(alices.doc)).get(clientID) ?? 0
    for (const has of [0, 1, all / 4, all - 1]) {
      const vector = Y.encodeStateVector(
        new Map([
          [clientID, Math.floor(has)],
          [clientID + 1, 7],
        ]),
      )
      bob.send(teamSet, TYPE.sync, Uint8Array.of(0, vector.length, ...vector))
    }
    await until('all is answered', () => states(bob, teamSet) === 4)
    const [nothing, one, quarter, nearly] = bob
      .received()
      .filter(({type, bytes}) => type === TYPE.sync && bytes[0] === 1)
      .map(({bytes}) => bytes)
    expect([one, quarter]).toEqual([nothing, nothing])
    expect(nearly?.byteLength).toBeLessThan((nothing?.byteLength ?? 0) / count)
  })

  test('[SP112] forty exports that Bob asks for at once are all answered, and made twice at most', async () => {
    const alices = windows.at(hub, ALICE).open(teamSet)
    await alices.opened
    await hub.requests(ALICE, 'browser').importFiles([{name: 'mixed.txt', bytes: Buffer.from(MIXED_TEXT)}], null)
    const bobs = hub.requests(BOB, 'browser')
    const asked = Array.from({length: 40}, () => bobs.exportDataset('codepoint'))
    annotationSet(alices.doc).add([aClaim(article, '和平即将到来', {by: 'alice', id: 'written since'})])
    await alices.saved()
    const later = bobs.exportDataset('codepoint')
    const [answers, last] = await Promise.all([Promise.all(asked), later])
    expect(new Set(answers.map(({ok}) => ok))).toEqual(new Set([true]))
    expect(new Set(answers).size).toBeLessThanOrEqual(2)
    expect(await fileOf(value(last))).toContain('written since')
  })

  test('[SP117] a hundred thousand presences in a message are nobody’s windows: they are passed on to no one, and Bob’s own is', async () => {
    const [bob, carol] = [modified(), modified(CAROL)]
    await Promise.all([bob.open(PROJECT), carol.open(PROJECT)])
    const awareness = new Awareness(new Y.Doc())
    awareness.setLocalState(null)
    const say = (clients: readonly number[]): void => {
      for (const client of clients) {
        awareness.states.set(client, {by: 'bob'})
        awareness.meta.set(client, {clock: 1, lastUpdated: 0})
      }
      bob.sendAwareness(PROJECT, encodeAwarenessUpdate(awareness, [...clients]))
    }
    say(Array.from({length: 100_000}, (_, n) => n + 1))
    say([777])
    awareness.destroy()
    const told = await carol.until(({type}) => type === TYPE.awareness)
    expect(told.bytes.byteLength).toBeLessThan(200)
  })

  test('[SP114] a name longer than any, or a kind of message that no window sends, closes that channel only', async () => {
    const carol = modified(CAROL)
    expect(await carol.open(teamSet)).toBe('readonly')
    for (const [name, type] of [
      ['n'.repeat(128), TYPE.auth],
      ['name', TYPE.broadcastStateless],
      ['name', 99],
    ] as const) {
      const bob = modified()
      bob.send(name, type, STATE)
      expect((await bob.closed).code).toBe(4205)
    }
    await carol.settled(teamSet)
  })
})
