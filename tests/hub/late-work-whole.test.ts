import {afterAll, afterEach, beforeAll, beforeEach, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Person, RoundId} from '../../src/core/round/owner.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {lateWorkIn} from '../../src/project/late-work.ts'
import type {CrashBuffer, HubConnection} from '../../src/sync/hub-connection.ts'
import {connectHub} from '../../src/sync/hub-connection.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {memoryBuffer} from '../support/memory-buffer.ts'
import {portWindow} from '../support/port-window.ts'
import {value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {signedIn} from './browser.ts'
import type {BuiltCli} from './built-cli.ts'
import {builtCli} from './built-cli.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder, openWindows, until} from './hub-bench.ts'
import {aDoor, aGuestHub, guestAt, shared, upstreamOf} from './upstream-bench.ts'

const ICE = anArticle(MIXED_TEXT)
const QUOTES = ['Sea ice melts faster', 'السلام قريب', 'השלום קרוב', '和平即将到来', '👩‍👩‍👧'] as const
/** More than any window sends in one message where it can be divided. */
const MANY = 1000
const IDS = Array.from({length: MANY}, (_, n) => `late-${n}`)

let path = ''
let remove: () => Promise<void>
let connections: HubConnection[]
let hubs: Hub[]
const windows = openWindows()
let cli: BuiltCli
beforeAll(async () => {
  cli = await builtCli()
})
afterAll(() => cli.remove())
beforeEach(async () => {
  ;({path, remove} = await newFolder())
  connections = []
  hubs = []
})
afterEach(async () => {
  windows.close()
  await Promise.all(connections.map(each => each.close()))
  for (const hub of hubs.toReversed()) await hub.close()
  await remove()
})

const setOf = (person: string, round: RoundId): DocumentAddress => ({kind: 'set', article: ICE.id, owner: ownerOf(person, round)})
const many = (by: string) => IDS.map((id, n) => aClaim(ICE, QUOTES[n % QUOTES.length] as string, {id, by, at: n}))

/** A window without a hub, which closes again: its crash buffer has what she did. */
async function offline(buffer: CrashBuffer, name: string, act: (doc: Y.Doc) => void): Promise<void> {
  const doc = new Y.Doc()
  await buffer.attach(name, doc, () => false)
  act(doc)
  await buffer.detach(name, false)
}

async function teamHub(): Promise<Hub> {
  const hub = await aHub(await aProjectFolder(`${path}/Ceasefire.claimlight`))
  hubs.push(hub)
  value(
    await hub.changeProject(({people}) => {
      for (const person of [ALICE, BOB]) people.put(person)
    }),
  )
  value(await hub.requests(ALICE, 'browser').importFiles([{name: 'a.txt', bytes: new TextEncoder().encode(ICE.text)}], null))
  return hub
}

const idsIn = (doc: Y.Doc): readonly string[] =>
  annotationSet(doc)
    .all()
    .map(({id}) => id)
    .toSorted()

async function expectAllLate(hub: Hub, person: Person, address: DocumentAddress, early: readonly string[]): Promise<void> {
  const {doc, opened} = windows.at(hub, person).open(address)
  expect(await opened).toBeUndefined()
  expect(idsIn(doc)).toEqual([...early, ...IDS].toSorted())
  expect([...lateWorkIn(doc).annotations].toSorted()).toEqual(IDS.toSorted())
}

test('[RD15] a thousand annotations of a window that was away over the opening are taken whole and once, marked, and none waits in it', async () => {
  const hub = await teamHub()
  const {id} = await startRound(hub)
  const bobs = setOf('bob', id)
  const buffer = memoryBuffer()
  const before = portWindow(hub, BOB, buffer)
  const first = before.open(bobs)
  expect(await first.loaded).toEqual({ok: true, value: null})
  annotationSet(first.doc).add([aClaim(ICE, 'السلام قريب', {id: 'early', by: 'bob'})])
  await until('it is saved', () => !first.unsynced())
  await before.close()

  await offline(buffer, documentName(hub.projectId, bobs), doc => annotationSet(doc).add(many('bob')))
  await openRound(hub, id)
  const back = portWindow(hub, BOB, buffer)
  connections.push(back)
  const again = back.open(bobs)
  expect(await again.loaded).toEqual({ok: true, value: null})
  await until('all is saved', () => !again.unsynced())
  await expectAllLate(hub, ALICE, bobs, ['early'])
  await back.close()
  expect(buffer.kept()).toEqual([])
})

test('[RD15] more than a hub takes at once is refused with a reason, and kept where it was made', async () => {
  const hub = await teamHub()
  const {id} = await startRound(hub)
  const bobs = setOf('bob', id)
  const buffer = memoryBuffer()
  await offline(buffer, documentName(hub.projectId, bobs), doc =>
    annotationSet(doc).add(Array.from({length: 8000}, (_, n) => aClaim(ICE, 'السلام قريب', {id: `late-${n}`, by: 'bob', at: n}))),
  )
  await openRound(hub, id)
  const back = portWindow(hub, BOB, buffer)
  connections.push(back)
  const again = back.open(bobs)
  await until('it is refused', () => again.refusal() !== undefined)
  expect(`${again.refusal()}`).toContain('is more than the hub takes at once. It is kept on this device')
  expect(`${back.state().refused}`).toContain('more than the hub takes at once')
  const {doc, opened} = windows.at(hub, ALICE).open(bobs)
  expect(await opened).toBeUndefined()
  expect([idsIn(doc), [...lateWorkIn(doc).annotations]]).toEqual([[], []])
  await back.close()
  expect(buffer.kept()).toEqual([documentName(hub.projectId, bobs)])
})

test('[RD15] so are those of a guest’s copy that was away', async () => {
  const hub = await teamHub()
  const door = await aDoor([ALICE, BOB])
  door.open(hub)
  const bobs = await aGuestHub(await aProjectFolder(`${path}/Bob.claimlight`), guestAt(door.origin, BOB))
  hubs.push(bobs)
  await shared(bobs)
  const {id} = await startRound(hub)
  const his = setOf('bob', id)
  await until('the round is at his hub', async () => (await windows.at(bobs, BOB).open({kind: 'set', article: ICE.id, owner: 'team'}).opened) !== undefined)
  await shared(bobs)
  door.open(undefined)
  await until('the other is away', async () => (await upstreamOf(bobs)).state === 'offline')
  const {doc, opened, saved} = windows.at(bobs, BOB).open(his)
  expect(await opened).toBeUndefined()
  // One by one, as they are made.
  for (const claim of many('bob')) annotationSet(doc).add([claim])
  await saved()
  await openRound(hub, id)
  door.open(hub)
  await shared(bobs)
  await expectAllLate(hub, ALICE, his, [])
  await door.close()
})

test.each([0, 1, 2, 3])(
  '[RD15] when the hub is killed while they come (%i messages after they began), they are taken whole and once all the same',
  async late => {
    const documents = `${path}/Documents`
    const buffer = memoryBuffer()
    let kill: (() => void) | undefined
    const start = async () => {
      const served = await cli.serve([], {CLAIMLIGHT_DOCUMENTS: documents})
      const browser = await signedIn(served.url)
      const session = value(await browser.request('session'))
      let count = 0
      const socket = browser.socket(() => {
        if (kill !== undefined && count++ === late) kill()
      })
      const window = connectHub({url: `${browser.origin.replace('http', 'ws')}/sync`, socket, projectId: session.projectId, buffer})
      return {served, browser, session, window}
    }
    const one = await start()
    const [outcome] = value(await one.browser.request('importFiles', [{name: 'a.txt', bytes: new TextEncoder().encode(ICE.text)}], null))
    expect(outcome?.state).toBe('imported')
    const {id} = value(await one.browser.request('startRound', 'Runde 1 和平'))
    const {person, projectId} = one.session
    const hers = setOf(person.id, id)
    const first = one.window.open(hers)
    expect(await first.loaded).toEqual({ok: true, value: null})
    await one.window.close()
    await offline(buffer, documentName(projectId, hers), doc => annotationSet(doc).add(many(person.id)))
    value(await one.browser.request('openRound', id))
    one.served.child.kill('SIGTERM')
    await one.served.ended

    const two = await start()
    kill = () => two.served.child.kill('SIGKILL')
    two.window.open(hers)
    await two.served.ended
    await two.window.close()
    kill = undefined

    const three = await start()
    const again = three.window.open(hers)
    expect(await again.loaded).toEqual({ok: true, value: null})
    await until('all is saved', () => !again.unsynced())
    const {doc, opened} = windows.keep(three.browser.window(projectId)).open(hers)
    expect(await opened).toBeUndefined()
    expect(idsIn(doc)).toEqual(IDS.toSorted())
    expect([...lateWorkIn(doc).annotations].toSorted()).toEqual(IDS.toSorted())
    await three.window.close()
    three.served.child.kill('SIGTERM')
    expect(await three.served.ended).toBe(0)
  },
)
