import {mkdtemp, rm} from 'node:fs/promises'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test as base} from '@playwright/test'
import type {Page} from '@playwright/test'
import react from '@vitejs/plugin-react'
import sirv from 'sirv'
import {build} from 'vite'
import type {Span} from '../../src/core/text/span.ts'
import type {Opened} from './harness/main.tsx'

/** `viewer` is the address of a page that holds nothing but the article viewer, built as the window is built. */
export const test = base.extend<{readonly article: Page}, {readonly viewer: string}>({
  viewer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's shape
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'article-viewer-'))
      await build({
        root: join(import.meta.dirname, 'harness'),
        base: './',
        configFile: false,
        logLevel: 'warn',
        plugins: [react()],
        build: {outDir: folder, emptyOutDir: true, minify: false},
      })
      const server = createServer(sirv(folder))
      await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
      server.close()
      await rm(folder, {recursive: true})
    },
    {scope: 'worker', timeout: 120_000},
  ],
  article: async ({page, viewer}, use) => {
    await page.goto(viewer)
    await use(page)
  },
})

export async function open(page: Page, opened: Opened): Promise<void> {
  await page.evaluate(given => globalThis.harness.open(given), opened)
  await painted(page)
}

/** After the frame in which pending changes are painted, and with the fonts they need. */
export const painted = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise(done => requestAnimationFrame(done))
    await frame()
    await document.fonts.ready
    await frame()
    await frame()
  })

/** What the viewer last told about the selection. */
export const told = (page: Page): Promise<Span | undefined> => page.evaluate(() => globalThis.harness.selections.at(-1))

/** The texts painted under each custom highlight. */
export const paint = (page: Page): Promise<Record<string, string[]>> =>
  page.evaluate(() => {
    const found: Record<string, string[]> = {}
    for (const [name, highlight] of CSS.highlights) {
      found[name] = [...highlight].map(({startContainer, startOffset, endContainer, endOffset}) => {
        const range = document.createRange()
        range.setStart(startContainer, startOffset)
        range.setEnd(endContainer, endOffset)
        return range.toString()
      })
    }
    return found
  })

/** A point of the window on the left edge of the character at `offset`. */
export async function pointAt(page: Page, offset: number): Promise<{x: number; y: number}> {
  const box = await page.evaluate(at => {
    const {x, y, height} = globalThis.harness.view.rectOf({start: at, end: at + 1}) as DOMRect
    return {x, y, height}
  }, offset)
  return {x: box.x + 1, y: box.y + box.height / 2}
}
