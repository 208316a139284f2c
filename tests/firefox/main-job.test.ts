import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import type {ServedHub} from '../../src/hub/serving/serve.ts'
import {serveHub} from '../../src/hub/serving/serve.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {fileOf} from '../support/datasets.ts'
import {value} from '../support/results.ts'
import type {FirefoxPage, Point} from './firefox.ts'
import {firefoxProgram, KEY, openFirefox} from './firefox.ts'

const ALICE: Person = {id: 'alice', name: 'Alice', role: 'admin'}
const TEXT = 'Sea ice melts faster, says Zoë 👩‍👩‍👧.\nقال الوزير إن السلام قريب.\nהשלום קרוב, אמר השר.\n和平即将到来。\nSea ice returns.'
const RENDERER = resolve(import.meta.dirname, '../../out/renderer')

/** Whole paragraphs as they stand on the page. */
const SHOWN = `[...document.querySelectorAll('[role=textbox][aria-readonly] p')].map(line => line.textContent).join('\\n')`
const LISTED = `[...document.querySelectorAll('[role=listbox][aria-label^="Annotations"] [role=option]')].map(row => row.textContent)`
const SAVED = `document.querySelector('[role=status][aria-label=Saving]')?.textContent`

/** The outer edges of the first occurrence of a quote. */
const edges = (quote: string): string => `(() => {
  const walker = document.createTreeWalker(document.querySelector('[role=textbox][aria-readonly]'), NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const at = node.data.indexOf(${JSON.stringify(quote)})
    if (at === -1) continue
    const range = document.createRange()
    range.setStart(node, at)
    range.setEnd(node, at + ${quote.length})
    const {left, right, top, height} = range.getBoundingClientRect()
    return [{x: left + 1, y: top + height / 2}, {x: right - 1, y: top + height / 2}]
  }
})()`

describe.skipIf(firefoxProgram === undefined)('in Firefox', {timeout: 240_000}, () => {
  let home: string
  let hub: Hub
  let served: ServedHub
  let page: FirefoxPage
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'claimlight-firefox-'))
    hub = await createHub({folder: value(await createProjectFolder(join(home, 'Sea ice.claimlight'), {projectId: 'sea-ice'})), version: '0.0.0'})
    value(await hub.requests(ALICE, 'browser').importFiles([{name: 'ice.txt', bytes: new TextEncoder().encode(TEXT)}], null))
    served = value(await serveHub({hub, person: ALICE, rendererFolder: RENDERER, port: 0, now: Date.now}))
    page = await openFirefox(firefoxProgram ?? '', {width: 1280, height: 800})
  })
  afterEach(async () => {
    await page.close()
    await served.close()
    await hub.close()
    await rm(home, {recursive: true, force: true})
  })

  const settles = (expression: string) => expect.poll(() => page.evaluate(expression), {timeout: 60_000})
  const exported = async () => JSON.parse(await fileOf(value(await hub.requests(ALICE, 'browser').exportDataset('utf16'))))

  test('words are marked by mouse and by keyboard, the text stays as it is, and nothing is refused or complained of', async () => {
    await page.goto(served.signInUrl)
    await settles(SHOWN).toBe(TEXT)

    const [from, to] = (await page.evaluate(edges('السلام قريب'))) as readonly [Point, Point]
    await page.drag(from, to)
    await page.press(['f'])
    await settles(`document.activeElement?.getAttribute('role')`).toBe('combobox')
    await page.press([...'peace', KEY.enter])
    await settles(LISTED).toEqual([expect.stringContaining('السلام قريب')])

    const [start] = (await page.evaluate(edges('Sea ice'))) as readonly [Point]
    await page.drag(start, start)
    await page.press([KEY.right, KEY.right], KEY.control, KEY.shift)
    await page.press(['e'])
    await settles(LISTED).toEqual([expect.stringContaining('Sea ice'), expect.stringContaining('السلام قريب')])

    await page.press(['z', KEY.enter, KEY.backspace, 'v'])
    await page.press(['v'], KEY.control)
    await settles(SAVED).toBe('Saved')
    expect(await page.evaluate(SHOWN)).toBe(TEXT)
    const {articles, annotations} = await exported()
    expect(articles.map(({text}: {text: string}) => text)).toEqual([TEXT])
    expect(annotations).toMatchObject([
      {layer: 'entity', quote: 'Sea ice', start: 0, end: 7},
      {layer: 'claim', quote: 'السلام قريب', features: {stances: [{value: 'favor'}]}},
    ])
    expect(page.complaints()).toEqual([])
  })
})
