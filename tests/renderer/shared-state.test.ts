// @vitest-environment node
import {afterEach, expect, test, vi} from 'vitest'
import type {HostApi} from '../../src/ipc/host-api.ts'
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

  /** Answers on their way to the window, while they are held up. */
  let held: (() => void)[] | undefined
  const around = (requests: HostApi): HostApi => ({
    ...requests,
    shareStatus: async () => {
      const answer = await requests.shareStatus()
      if (held !== undefined) await new Promise<void>(resolve => held?.push(resolve))
      return answer
    },
  })
  const {workspace} = await aWorkspace(hub, {...BOB, role: 'admin'}, {around})
  ends.push(workspace.close)
  await workspace.open(article.id)
  const kind = (): string => workspace.saveState().kind
  await vi.waitFor(() => expect(kind()).toBe('shared'), 10_000)
  const kinds = new Set<string>()
  workspace.subscribe(() => kinds.add(kind()))

  held = []
  const old = held
  workspace.connection.onEvent(() => undefined)
  door.open(undefined)
  await vi.waitFor(() => expect(old.length).toBeGreaterThan(0), 10_000)
  workspace.current()?.set.add([aClaim(article, '和平即将到来', {by: 'bob'})])
  kinds.clear()
  expect(kind()).toBe('saving')
  held = undefined
  for (const release of old) release()
  await vi.waitFor(() => expect(workspace.saveState()).toMatchObject({kind: 'saved-here', why: expect.stringContaining('does not answer')}), 10_000)
  expect(kinds).not.toContain('shared')
  expect(await logged(above, team)).toEqual([])

  door.open(upstream)
  await vi.waitFor(() => expect(kind()).toBe('shared'), 20_000)
  expect(await logged(above, team)).toHaveLength(1)
})
