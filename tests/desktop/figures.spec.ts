import {expect} from '@playwright/test'
import {onlyWindow, test} from './app-test.ts'
import {ready} from './article-page.ts'
import type {LaunchOptions, TestApp} from './test-app.ts'

/** `CLAIMLIGHT_STARTS=9 npx playwright test --project desktop figures` gives medians; once is enough to see that it works. */
const STARTS = Number(process.env.CLAIMLIGHT_STARTS ?? 1)

type Figures = {
  readonly toText: number
  readonly toPage: number
  readonly paint: number
  readonly mainRss: number
  readonly mainHeap: number
  readonly pageHeap: number
}

async function measure(launch: (options?: Omit<LaunchOptions, 'home'>) => Promise<TestApp>): Promise<Figures> {
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  const shown = Date.now()
  const main = await app.evaluate(() => ({from: performance.timeOrigin, ...process.memoryUsage()}), null)
  const shownIn = await page.evaluate(() => ({
    from: performance.timeOrigin,
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    heap: (performance as unknown as {memory: {usedJSHeapSize: number}}).memory.usedJSHeapSize,
  }))
  expect(await app.quit()).toBe(0)
  return {toText: shown - main.from, toPage: shownIn.from - main.from, paint: shownIn.paint, mainRss: main.rss, mainHeap: main.heapUsed, pageHeap: shownIn.heap}
}

test('what a start takes in time and memory is written down', async ({launch}, info) => {
  info.setTimeout(60_000 * (STARTS + 1))
  const first = await measure(launch)
  const later: Figures[] = []
  for (let each = 0; each < STARTS; each++) later.push(await measure(launch))
  const median = (figure: keyof Figures): number => later.map(each => each[figure]).sort((a, b) => a - b)[Math.floor(STARTS / 2)] ?? Number.NaN
  const mebi = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MiB`
  const lines = [
    `first start, making the sample: ${first.toText.toFixed(0)} ms from the start of main to a readable article`,
    `later starts (${STARTS}): ${median('toText').toFixed(0)} ms; the page begins after ${median('toPage').toFixed(0)} ms and first paints ${median('paint').toFixed(0)} ms later`,
    `memory: main ${mebi(median('mainRss'))} resident, ${mebi(median('mainHeap'))} heap; page ${mebi(median('pageHeap'))} heap`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
})
