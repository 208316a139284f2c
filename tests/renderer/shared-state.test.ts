// @vitest-environment node
import {afterEach, expect, test} from 'vitest'
import {eventually} from '../support/eventually.ts'
import {saveState} from '../../src/renderer/state/save-state.ts'
import {sharedState} from '../../src/renderer/state/shared-state.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {aWorkspace} from '../support/workspace.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder} from '../hub/hub-bench.ts'
import {aDoor, aGuestHub, guestAt, logged, shared} from '../hub/upstream-bench.ts'

const article = anArticle(MIXED_TEXT)
const team = {kind: 'set', article: article.id, owner: 'team'} as const

let ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.reverse()) await end()
  ends = []
})

test('[SP84] nothing is called shared by an answer from before it, or before the other hub has it', async () => {
  const place = await newFolder()
  ends.push(place.remove)
  const door = await aDoor([ALICE, BOB])
  ends.push(door.close)
  const above = await aProjectFolder(`${place.path}/Above.claimlight`)
  const upstream = await aHub(above)
  ends.push(upstream.close)
  door.open(upstream)
  await upstream.changeProject(({people}) => people.put(BOB))
  await upstream.requests(ALICE, 'browser').importFiles([{name: 'a.txt', bytes: new TextEncoder().encode(article.text)}], null)
  const hub = await aGuestHub(await aProjectFolder(`${place.path}/Bob.claimlight`), guestAt(door.origin, BOB))
  ends.push(hub.close)
  await shared(hub)

  const {workspace} = await aWorkspace(hub, {...BOB, role: 'admin'})
  ends.push(workspace.close)
  await workspace.open(article.id)
  const {connection} = workspace
  const kind = (): string => workspace.saveState().kind
  await eventually(() => expect(kind()).toBe('shared'))

  /** Answers on their way to the window, while they are held up. */
  const held: (() => void)[] = []
  let isHeld = false
  const shareStatus = async () => {
    const answer = await workspace.host.requests.shareStatus()
    if (isHeld) await new Promise<void>(resolve => held.push(resolve))
    return answer
  }
  const {state, ask} = sharedState(connection, {...workspace.host, requests: {...workspace.host.requests, shareStatus}})
  const said = () => saveState(connection.state(), undefined, state.get()).kind
  await eventually(() => expect(said()).toBe('shared'))
  isHeld = true
  const old = ask()
  await eventually(() => expect(held.length).toBe(1))
  door.open(undefined)
  await eventually(() => expect(hub.upstream?.status().state).toBe('offline'))
  const kinds = new Set<string>()
  workspace.current()?.set.add([aClaim(article, '和平即将到来', {by: 'bob'})])
  for (const store of [workspace, state]) store.subscribe(() => kinds.add(kind()).add(said()))
  await eventually(() => expect([connection.state().unsynced, held.length]).toEqual([false, 2]))
  held[0]?.()
  await old
  expect(said()).toBe('saved-here')
  held[1]?.()
  await eventually(() => expect(state.get()).toMatchObject({state: 'offline', waiting: 1}))
  await eventually(() => expect(workspace.saveState()).toMatchObject({kind: 'saved-here', why: expect.stringContaining('does not answer')}))
  expect(kinds).not.toContain('shared')
  expect(await logged(above, team)).toEqual([])

  isHeld = false
  door.open(upstream)
  await eventually(() => expect(kind()).toBe('shared'))
  expect(await logged(above, team)).toHaveLength(1)
})
