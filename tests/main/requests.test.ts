import type {IpcMain, WebContents} from 'electron'
import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Sentence} from '../../src/core/language/message.ts'
import {message} from '../../src/core/language/message.ts'
import type {DesktopApi} from '../../src/ipc/desktop-api.ts'
import type {HostApi} from '../../src/ipc/host-api.ts'
import {HOST_REQUESTS} from '../../src/ipc/host-api.ts'
import {DESKTOP_REQUESTS} from '../../src/ipc/desktop-api.ts'
import {DESKTOP_METHODS, HOST_METHODS} from '../../src/ipc/methods.ts'
import {serveRequests} from '../../src/main/requests.ts'

type Handler = (event: unknown, ...args: unknown[]) => Promise<{ok: boolean; error?: Sentence; value?: unknown}>

/** The part of Electron's ipcMain that requests are registered with, and a page that asks. */
function served(api: object): {channels: string[]; ask(method: string, args: readonly unknown[], frame?: object | null): ReturnType<Handler>} {
  const handlers = new Map<string, Handler>()
  const ipc = {handle: (channel: string, handler: Handler) => void handlers.set(channel, handler)}
  serveRequests(ipc as unknown as IpcMain, {hostOf: () => api as HostApi, desktopOf: () => api as DesktopApi})
  const ours = {parent: null, url: 'app://claimlight/index.html'}
  return {
    channels: [...handlers.keys()],
    ask: async (method, args, frame = ours) => {
      const handler = handlers.get(`host:${method}`) ?? handlers.get(`desktop:${method}`)
      if (handler === undefined) throw new Error(`No handler for ${method}.`)
      return handler({sender: {} as WebContents, senderFrame: frame}, ...args)
    },
  }
}

test('every request of the contract has a handler, and nothing else has', () => {
  const {channels} = served({})
  expect(channels.sort()).toEqual([...HOST_METHODS.map(method => `host:${method}`), ...DESKTOP_METHODS.map(method => `desktop:${method}`)].sort())
  expect([...HOST_METHODS].sort()).toEqual(Object.keys(HOST_REQUESTS).sort())
  expect([...DESKTOP_METHODS].sort()).toEqual(Object.keys(DESKTOP_REQUESTS).sort())
})

test('frames inside the page, other pages and frames that are gone are refused before anything is read', async () => {
  const {ask} = served({session: () => expect.unreachable()})
  for (const frame of [
    null,
    {parent: {}, url: 'app://claimlight/index.html'},
    {parent: null, url: 'https://example.org/'},
    {parent: null, url: 'data:text/html,x'},
    {parent: null, url: ''},
  ]) {
    expect(await ask('session', [], frame)).toEqual({ok: false, error: message('This page may not ask Claimlight for anything.')})
  }
})

test('whatever a page sends, the answer is a Result and the host is called with parsed arguments only', async () => {
  const calls: unknown[][] = []
  const api = Object.fromEntries(
    [...HOST_METHODS, ...DESKTOP_METHODS].map(method => [method, async (...args: unknown[]) => ({ok: true, value: calls.push([method, ...args])})]),
  )
  const {ask} = served(api)
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...HOST_METHODS, ...DESKTOP_METHODS),
      fc.array(fc.anything({withBigInt: true, withDate: true, withMap: true, withTypedArray: true}), {maxLength: 3}),
      async (method, args) => {
        const answer = await ask(method, args)
        expect(typeof answer.ok).toBe('boolean')
        const shape = {...DESKTOP_REQUESTS, ...HOST_REQUESTS}[method]
        expect(answer.ok).toBe(shape.safeParse(args).success)
      },
    ),
    {numRuns: 500},
  )
})

test('an exception in the host reaches the page as a sentence without its inside', async () => {
  const {ask} = served({
    session: async () => {
      throw new Error('SQLITE_MISUSE at /home/alice/secret')
    },
  })
  const answer = await ask('session', [])
  expect(answer.ok).toBe(false)
  expect(`${answer.error}`).not.toContain('secret')
})

test('[SP110] a page that sends a million wrong values is refused before they are looked at one by one', async () => {
  const {ask} = served({})
  for (const args of [[new Array(1_000_000).fill(null)], [[{}, new Array(1_000_000).fill({})]]]) {
    const answer = await ask('summaries', args)
    expect(answer.ok ? '' : `${answer.error}`).toContain('did not understand the request')
  }
})
