import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import type {Person} from '../../src/core/round/owner.ts'
import type {Channel} from '../../src/hub/documents/channel.ts'
import type {Hub} from '../../src/hub/hub.ts'
import type {HubConnection} from '../../src/sync/hub-connection.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {portWindow} from '../support/port-window.ts'
import {aHub, ALICE, aProjectFolder, BOB, CAROL, newFolder, until, windowOf} from './hub-bench.ts'
import {openRound, startRound} from '../support/rounds.ts'

const ARTICLE = anArticle(MIXED_TEXT).id

describe('presence on a hub', () => {
  let remove: () => Promise<void>
  let hub: Hub
  let windows: HubConnection[] = []
  const present = async (person: Person) => {
    const connection = portWindow(hub, person)
    windows.push(connection)
    const document = connection.open({kind: 'project'})
    expect(await document.loaded).toEqual({ok: true, value: null})
    const {awareness} = document
    if (awareness === undefined) throw new Error('No awareness.')
    const others = (): readonly unknown[] => [...awareness.getStates()].filter(([client]) => client !== awareness.clientID).map(([, state]) => state)
    return {connection, awareness, others}
  }
  beforeEach(async () => {
    const folder = await newFolder()
    remove = folder.remove
    hub = await aHub(await aProjectFolder(`${folder.path}/Ceasefire.claimlight`))
  })
  afterEach(async () => {
    for (const each of windows) await each.close()
    windows = []
    await hub.close()
    await remove()
  })

  test('[SP62] says where a colleague reads until her window closes', async () => {
    const alice = await present(ALICE)
    const bob = await present(BOB)
    bob.awareness.setLocalState({by: 'bob', article: ARTICLE, span: {start: 4, end: 7}})
    await until('Alice sees Bob', () => alice.others().length === 1)
    expect(alice.others()).toEqual([{by: 'bob', article: ARTICLE, span: {start: 4, end: 7}}])
    await bob.connection.close()
    await until('Bob is gone', () => alice.others().length === 0)
  })

  test('[SP21] [SP60] names who signed in, not whom a window names, and passes on nothing else', async () => {
    const alice = await present(ALICE)
    const carol = await present(CAROL)
    carol.awareness.setLocalState({by: 'bob', name: 'Bob', secret: 'x'.repeat(500), article: ARTICLE})
    await until('Alice sees somebody', () => alice.others().length === 1)
    expect(alice.others()).toEqual([{by: 'carol', article: ARTICLE}])
  })

  test('[SP60] junk is not passed on, and the window that sent it stays', async () => {
    const alice = await present(ALICE)
    const bob = await present(BOB)
    for (const junk of [7, 'here', [1], {article: 4}, {article: ARTICLE, span: {start: 9, end: 1}}]) bob.awareness.setLocalState(junk as never)
    bob.awareness.setLocalState({article: ARTICLE})
    await until('Alice sees Bob', () => alice.others().length === 1)
    expect(alice.others()).toEqual([{by: 'bob', article: ARTICLE}])
    expect(bob.connection.state().connected).toBe(true)
  })

  test('[SP61] nobody speaks for another’s window', async () => {
    const alice = await present(ALICE)
    const bob = await present(BOB)
    const carol = await present(CAROL)
    bob.awareness.setLocalState({article: ARTICLE})
    await until('Alice sees Bob', () => alice.others().length === 1)
    carol.awareness.clientID = bob.awareness.clientID
    for (let clock = 0; clock < 5; clock++) carol.awareness.setLocalState({by: 'bob', article: 'c'.repeat(64), clock})
    carol.awareness.clientID = 12345
    // The first state of a client carries clock 0, which nobody takes.
    for (let clock = 0; clock < 2; clock++) carol.awareness.setLocalState({article: ARTICLE, clock})
    await until('Alice sees Carol', () => alice.others().length === 2)
    expect(alice.others()).toContainEqual({by: 'bob', article: ARTICLE})
    expect(alice.others()).toContainEqual({by: 'carol', article: ARTICLE})
  })

  test('[SP63] goes when an independent round begins, is not taken while it is closed, and comes back when it is opened', async () => {
    const alice = await present(ALICE)
    const bob = await present(BOB)
    bob.awareness.setLocalState({article: ARTICLE})
    await until('Alice sees Bob', () => alice.others().length === 1)
    const {id} = await startRound(hub)
    await until('Bob is gone', () => alice.others().length === 0)
    await until('Bob is back at the hub', () => bob.connection.state().connected)
    bob.awareness.setLocalState({article: ARTICLE, span: {start: 0, end: 3}})
    const carol = await present(CAROL)
    expect(carol.others()).toEqual([])
    expect(alice.others()).toEqual([])
    await openRound(hub, id)
    await until('everybody is back', () => [alice, bob].every(each => each.connection.state().connected))
    bob.awareness.setLocalState({article: ARTICLE, span: {start: 0, end: 4}})
    await until('Alice sees Bob again', () => alice.others().length >= 1)
    expect(alice.others()).toContainEqual({by: 'bob', article: ARTICLE, span: {start: 0, end: 4}})
  })
})

test('a window where nothing happens stays connected', async () => {
  const {path, remove} = await newFolder()
  const hub = await aHub(await aProjectFolder(`${path}/Quiet.claimlight`), {heartbeat: 200})
  let connections = 0
  let signs = 0
  const connect = (channel: Channel, request: Request, person: Person): void => {
    connections++
    hub.connect(channel, request, person)
    channel.onMessage(data => {
      if (data.byteLength === 1) signs++
    })
  }
  // Hub and window both give up after 1.2 seconds without a message.
  const window = windowOf({projectId: hub.projectId, connect}, ALICE, 1200)
  const {provider, opened} = window.open({kind: 'project'})
  await opened
  provider.awareness?.setLocalState(null)
  await until('three seconds of signs of life have passed', () => signs >= 15)
  expect(connections).toBe(1)
  window.close()
  await hub.close()
  await remove()
})
