import {spawn} from 'node:child_process'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Locator, Page} from '@playwright/test'
import {test as base, expect} from '@playwright/test'
import {namedPerson} from '../support/named-person.ts'
import {CLI, hubProcess} from './hub-process.ts'

/** The browser edition as its user starts it: a hub process of its own, its own settings and documents. */
export interface Claimlight {
  /** Folder of this test: `documents` and `settings` lie in it. */
  readonly home: string
  /** Path of the sample project once it was started. */
  readonly sample: string
  /** Starts the hub on a project (the sample by default); the sign-in address. */
  start(project?: string, ...flags: string[]): Promise<string>
  /** As a user stops it: Ctrl+C. */
  stop(): Promise<void>
  /** As a power cut does. */
  kill(): Promise<void>
  cli(...args: string[]): Promise<{code: number | null; stdout: string; stderr: string}>
}

export const test = base.extend<{claimlight: Claimlight; window: Page; startedBefore: boolean}>({
  startedBefore: [true, {option: true}],
  claimlight: async ({startedBefore}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'claimlight-e2e-'))
    const env = {...process.env, CLAIMLIGHT_HOME: join(home, 'settings'), CLAIMLIGHT_DOCUMENTS: join(home, 'documents')}
    if (startedBefore) await namedPerson(env.CLAIMLIGHT_HOME)
    const hub = hubProcess(env)
    await use({
      home,
      sample: join(home, 'documents', 'Claimlight', 'Sample.claimlight'),
      start: (project, ...flags) => hub.start(...(project === undefined ? [] : [project]), ...flags),
      stop: () => hub.end('SIGINT'),
      kill: () => hub.end('SIGKILL'),
      cli: async (...args) => {
        const child = spawn(process.execPath, [CLI, ...args], {env, stdio: ['ignore', 'pipe', 'pipe']})
        const [stdout, stderr] = await Promise.all([readAll(child.stdout), readAll(child.stderr)])
        const code = child.exitCode ?? (await new Promise<number | null>(done => child.once('exit', done)))
        return {code, stdout, stderr}
      },
    })
    await hub.end('SIGINT')
    await rm(home, {recursive: true, force: true})
  },
  window: async ({claimlight, page}, use) => {
    const problems: string[] = []
    page.on('pageerror', error => problems.push(String(error)))
    page.on('console', message => {
      if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text())) problems.push(message.text())
    })
    // Of a refusal that a script catches itself, Chromium writes nothing on the console; Firefox does.
    await page.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI}) =>
        console.error(`Content Security Policy: ${violatedDirective} refused ${blockedURI}`),
      ),
    )
    // From the start: a dialog for files that comes before Playwright has been told to take it is gone without a word.
    page.on('filechooser', () => undefined)
    await page.goto(await claimlight.start())
    await ready(page)
    await use(page)
    expect(problems).toEqual([])
  },
})

export {expect}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  for await (const part of stream) text += String(part)
  return text
}

/** The window shows an article's text. */
export const ready = (page: Page): Promise<void> => expect(text(page)).toBeVisible()

export const text = (page: Page): Locator => page.getByRole('region', {name: 'Article'}).getByRole('textbox')
export const list = (page: Page): Locator => page.getByRole('listbox', {name: 'Annotations in text order'})
export const articles = (page: Page): Locator => page.getByRole('listbox', {name: 'Articles'})
export const details = (page: Page): Locator => page.getByRole('region', {name: 'Details of the selected annotation'})
export const saved = (page: Page): Promise<void> => expect(page.getByRole('status', {name: 'Saving'})).toHaveText('Saved')

/** Drags the mouse over the first occurrence of a quote, as a reader does. */
export async function drag(page: Page, quote: string): Promise<void> {
  const [from, to] = await edges(page, quote)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, {steps: 4})
  await page.mouse.move(to.x, to.y, {steps: 6})
  await page.mouse.up()
}

/** The middle of the first and last character's line box, at the quote's outer edges. */
export async function edges(page: Page, quote: string): Promise<readonly [{x: number; y: number}, {x: number; y: number}]> {
  return text(page).evaluate((article, sought) => {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null) {
      const at = node.data.indexOf(sought)
      if (at === -1) continue
      node.parentElement?.scrollIntoView({block: 'center'})
      const box = (start: number) => {
        const range = document.createRange()
        range.setStart(node, start)
        range.setEnd(node, start + 1)
        return range.getBoundingClientRect()
      }
      const [first, last] = [box(at), box(at + sought.length - 1)]
      return [
        {x: first.left + 1, y: first.top + first.height / 2},
        {x: last.right - 1, y: last.top + last.height / 2},
      ] as const
    }
    throw new Error(`The article does not hold “${sought}” in one line of text.`)
  }, quote)
}
