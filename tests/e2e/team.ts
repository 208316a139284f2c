import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import type {BrowserContextOptions, Page, WebSocketRoute} from '@playwright/test'
import {test as base, expect} from '@playwright/test'
import type {Person, Role} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {fillSample} from '../../src/hub/sample-project.ts'
import type {ServedHub} from '../../src/hub/serving/serve.ts'
import {serveHub} from '../../src/hub/serving/serve.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {ready} from './claimlight.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const aPerson = (name: string, role: Role): Person => ({id: name.toLowerCase(), name, role})
export const ALICE = aPerson('Alice', 'admin')
export const BOB = aPerson('Bob', 'annotator')
export const CAROL = aPerson('Carol', 'reader')

type Team = {
  readonly hub: Hub
  /** This person's window in a browser of her own, on the first article unless it begins elsewhere. `options`: of that browser. */
  join(person: Person, isThere?: (page: Page) => Promise<void>, options?: BrowserContextOptions): Promise<Page>
  /** The network of her window: without it her page stays as it is, and nothing goes to the hub or comes from it. */
  network(page: Page, is: 'away' | 'back'): Promise<void>
}

/** A hub on the sample project that serves a page to each person under an address of her own. */
export const test = base.extend<{team: Team}>({
  team: async ({browser}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'claimlight-presence-'))
    const folder = await createProjectFolder(join(home, 'Sample.claimlight'), {projectId: 'presence-test'})
    if (!folder.ok) throw new Error(`${folder.error}`)
    const hub = await createHub({folder: folder.value, version: '0.0.0'})
    expect(await fillSample(hub.requests(ALICE, 'browser'), join(ROOT, 'resources', 'sample'))).toMatchObject({ok: true})
    const served: ServedHub[] = []
    const pages: Page[] = []
    const away = new Set<Page>()
    const sockets = new Map<Page, Set<WebSocketRoute>>()
    await use({
      hub,
      join: async (person, isThere = ready, options = {}) => {
        const one = await serveHub({hub, person, rendererFolder: join(ROOT, 'out', 'renderer'), port: 0, now: Date.now})
        if (!one.ok) throw new Error(`${one.error}`)
        served.push(one.value)
        const page = await (await browser.newContext(options)).newPage()
        pages.push(page)
        const open = new Set<WebSocketRoute>()
        sockets.set(page, open)
        await page.routeWebSocket(/\/sync/, socket => {
          if (away.has(page)) return void socket.close()
          socket.connectToServer()
          open.add(socket)
        })
        await page.goto(one.value.signInUrl)
        await isThere(page)
        return page
      },
      network: async (page, is) => {
        if (is === 'back') return void away.delete(page)
        away.add(page)
        for (const socket of sockets.get(page) ?? []) await socket.close()
        sockets.get(page)?.clear()
      },
    })
    for (const page of pages) await page.context().close()
    for (const each of served) await each.close()
    await hub.close()
    await rm(home, {recursive: true, force: true})
  },
})

export {expect}
