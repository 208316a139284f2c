import {expect} from '@playwright/test'
import type {Page} from '@playwright/test'
import type {Highlight} from '../../src/renderer/article/highlight-index.ts'
import {open, paint, painted, pointAt, test, told} from './page.ts'

const TEXT = 'The minister said that the talks in Cairo go on.\n\nשלום לכולם, אמר השר.'

const span = (id: string, quote: string, look: string, label: string): Highlight => {
  const start = TEXT.indexOf(quote)
  return {id, start, end: start + quote.length, look, label}
}

const NESTED = [
  span('sentence', 'The minister said that the talks in Cairo go on.', 'claim', 'claim: reports'),
  span('inner', 'the talks in Cairo go on', 'claim-favor', 'claim: asserts, favor Cairo'),
  span('place', 'Cairo', 'entity-GPE', 'entity: GPE'),
]

const picks = (page: Page) => page.evaluate(() => globalThis.harness.picks.map(pick => pick.ids))
const resizes = (page: Page) => page.evaluate(() => globalThis.harness.resizes)

async function clickAt(page: Page, offset: number, button: 'left' | 'right' = 'left'): Promise<void> {
  const {x, y} = await pointAt(page, offset)
  await page.mouse.click(x + 3, y, {button})
}

test('a click tells all annotations there, innermost first', async ({article}) => {
  await open(article, {text: TEXT, highlights: NESTED})
  await clickAt(article, TEXT.indexOf('Cairo') + 2)
  await expect.poll(() => picks(article)).toEqual([['place', 'inner', 'sentence']])
  await clickAt(article, TEXT.indexOf('minister'))
  await expect.poll(() => picks(article)).toEqual([['place', 'inner', 'sentence'], ['sentence']])
})

test('a click beside all annotations tells that there are none', async ({article}) => {
  await open(article, {text: TEXT, highlights: NESTED})
  await clickAt(article, TEXT.indexOf('אמר') + 1)
  await expect.poll(() => picks(article)).toEqual([[]])
})

test('dragging a selection picks nothing', async ({article}) => {
  await open(article, {text: TEXT, highlights: NESTED})
  const from = await pointAt(article, 4)
  const to = await pointAt(article, 12)
  await article.mouse.move(from.x, from.y)
  await article.mouse.down()
  await article.mouse.move(to.x, to.y, {steps: 3})
  await article.mouse.up()
  await expect.poll(() => article.evaluate(() => globalThis.harness.selections.length)).toBeGreaterThan(0)
  expect(await picks(article)).toEqual([])
})

test('Enter picks at the caret, also at the very end of an annotation', async ({article}) => {
  await open(article, {text: TEXT, highlights: NESTED})
  const end = TEXT.indexOf('Cairo') + 5
  await article.evaluate(at => globalThis.harness.view.select({start: at, end: at}), end)
  await article.keyboard.press('Enter')
  expect(await picks(article)).toEqual([['place', 'inner', 'sentence']])
})

test('what stands at the caret is read aloud when the caret comes into it', async ({article}) => {
  await open(article, {text: TEXT, highlights: NESTED})
  await article.getByRole('textbox').focus()
  await article.keyboard.press('Control+Home')
  for (let step = 0; step < 5; step++) await article.keyboard.press('Control+ArrowRight')
  const live = article.locator('[aria-live=polite]')
  await expect(live).toHaveText('in claim: asserts, favor Cairo; in claim: reports')
  await article.keyboard.press('Control+End')
  await expect(live).toHaveText('')
})

test('the context menu is asked for with what is under the pointer', async ({article}) => {
  await open(article, {text: TEXT, highlights: NESTED})
  await clickAt(article, TEXT.indexOf('Cairo') + 2, 'right')
  await expect.poll(() => article.evaluate(() => globalThis.harness.menus.map(menu => menu.ids))).toEqual([['place', 'inner', 'sentence']])
})

async function dragHandle(page: Page, name: RegExp, to: number): Promise<void> {
  const box = await page.getByRole('slider', {name}).boundingBox()
  const place = await pointAt(page, to)
  if (box === null) throw new Error('The handle is not on the page.')
  const centre = {x: box.x + box.width / 2, y: box.y + box.height / 2}
  await page.mouse.move(centre.x, centre.y)
  await page.mouse.down()
  await page.mouse.move((centre.x + place.x) / 2, centre.y)
  await page.mouse.move(place.x, centre.y)
}

test('dragging the end handle resizes, with the new span shown meanwhile', async ({article}) => {
  await open(article, {text: TEXT, highlights: NESTED, selected: 'inner'})
  await dragHandle(article, /^End of claim: asserts/, TEXT.indexOf(' in Cairo'))
  await painted(article)
  expect((await paint(article))['claim-favor-selected']).toEqual(['the talks'])
  expect(await resizes(article)).toEqual([])
  await article.mouse.up()
  const start = TEXT.indexOf('the talks')
  await expect.poll(() => resizes(article)).toEqual([{id: 'inner', span: {start, end: start + 'the talks'.length}}])
})

test('dragging the start handle snaps to words where the owner wants words', async ({article}) => {
  await open(article, {text: TEXT, highlights: NESTED, selected: 'inner', snap: 'word'})
  await dragHandle(article, /^Start of/, TEXT.indexOf('minister') + 4)
  await article.mouse.up()
  const {end} = NESTED[1] as Highlight
  await expect.poll(() => resizes(article)).toEqual([{id: 'inner', span: {start: TEXT.indexOf('minister'), end}}])
})

test('Escape gives a drag up', async ({article}) => {
  await open(article, {text: TEXT, highlights: NESTED, selected: 'inner'})
  await dragHandle(article, /^End of/, TEXT.indexOf(' in Cairo'))
  await article.keyboard.press('Escape')
  await article.mouse.up()
  await painted(article)
  expect((await paint(article))['claim-favor-selected']).toEqual(['the talks in Cairo go on'])
  expect(await resizes(article)).toEqual([])
})

test('the handles cannot pass each other', async ({article}) => {
  await open(article, {text: TEXT, highlights: NESTED, selected: 'place'})
  await dragHandle(article, /^End of/, 4)
  await article.mouse.up()
  for (const {span: kept} of await resizes(article)) expect(kept.end).toBeGreaterThan(kept.start)
})

test('arrow keys move a handle, one change for a held key', async ({article}) => {
  await open(article, {text: TEXT, highlights: NESTED, selected: 'inner'})
  const {start, end} = NESTED[1] as Highlight
  await article.getByRole('slider', {name: /^End of/}).focus()
  await article.keyboard.down('ArrowLeft')
  await article.keyboard.down('ArrowLeft')
  await article.keyboard.up('ArrowLeft')
  await expect.poll(() => resizes(article)).toEqual([{id: 'inner', span: {start, end: end - 3}}])
})

test('in right-to-left text the left arrow moves the end outwards', async ({article}) => {
  const quote = 'שלום'
  const at = TEXT.indexOf(quote)
  await open(article, {text: TEXT, highlights: [{id: 'a', start: at, end: at + 4, look: 'claim', label: 'claim'}], selected: 'a'})
  await article.getByRole('slider', {name: /^End of/}).focus()
  await article.keyboard.press('ArrowLeft')
  await expect.poll(() => resizes(article)).toEqual([{id: 'a', span: {start: at, end: at + 6}}])
})

test('a handle stands at its edge of the span, 24 pixels wide, and its middle belongs to the line of that edge', async ({article}) => {
  await open(article, {text: TEXT, highlights: NESTED, selected: 'place'})
  const end = await pointAt(article, TEXT.indexOf('Cairo') + 5)
  const box = await article.getByRole('slider', {name: /^End of/}).boundingBox()
  expect(box?.width).toBeGreaterThanOrEqual(24)
  expect(Math.abs((box?.x ?? 0) + (box?.width ?? 0) / 2 - end.x)).toBeLessThan(4)
  expect(Math.abs((box?.y ?? 0) + (box?.height ?? 0) / 2 - end.y)).toBeLessThan(16)
})

test('both handles of a one-letter annotation can be taken', async ({article}) => {
  const at = TEXT.indexOf('Cairo')
  await open(article, {text: TEXT, highlights: [{id: 'a', start: at, end: at + 1, look: 'claim', label: 'claim'}], selected: 'a'})
  const [start, end] = await Promise.all([/^Start of/, /^End of/].map(name => article.getByRole('slider', {name}).boundingBox()))
  expect((end?.x ?? 0) - (start?.x ?? 0)).toBeGreaterThanOrEqual(24)
})

test.describe('with words marked in the middle of a paragraph', () => {
  const LINES = Array.from(
    {length: 12},
    (_, at) => `Sentence ${at} says that the talks in Berlin go on, and nobody in the room knows when they will end.`,
  ).join(' ')
  const at = LINES.indexOf('Berlin', LINES.indexOf('Sentence 5'))
  const marked: Highlight = {id: 'berlin', start: at, end: at + 6, look: 'claim', label: 'claim'}

  test('no point of another line, and no letter of its own, is taken by a handle', async ({article}) => {
    await open(article, {text: LINES, highlights: [marked], selected: 'berlin'})
    const taken = await article.evaluate(({start, end}) => {
      const box = (offset: number) => globalThis.harness.view.rectOf({start: offset, end: offset + 1}) as DOMRect
      const own = box(start)
      const middle = own.top + own.height / 2
      const lineHeight = Number.parseFloat(getComputedStyle(document.querySelector('.article-page') as Element).lineHeight)
      const found: string[] = []
      let seen = 0
      for (let x = own.left - 40; x < box(end).left + 40; x += 2) {
        for (let y = middle - 1.5 * lineHeight; y < middle + 1.5 * lineHeight; y += 1) {
          const isHandle = document.elementFromPoint(x, y)?.role === 'slider'
          if (isHandle) seen++
          const isOwnHead = y > middle - lineHeight / 2 - 1 && y < middle - own.height / 4
          if (isHandle && !isOwnHead) found.push(`${Math.round(x - own.left)}, ${Math.round(y - middle)}`)
        }
      }
      return {found, seen: seen > 0}
    }, marked)
    expect(taken).toEqual({found: [], seen: true})
  })

  for (const [where, rows] of [
    ['above', -1],
    ['below', 1],
    ['of its own', 0],
  ] as const) {
    test(`a drag over words in the line ${where} selects them, and leaves the marked ones as they are`, async ({article}) => {
      await open(article, {text: LINES, highlights: [marked], selected: 'berlin', snap: 'word'})
      const {left, right, y} = await article.evaluate(
        ({start, end, line}) => {
          const view = globalThis.harness.view
          const own = view.rectOf({start, end}) as DOMRect
          const lineHeight = Number.parseFloat(getComputedStyle(document.querySelector('.article-page') as Element).lineHeight)
          return {left: own.left, right: own.right, y: own.top + own.height / 2 + line * lineHeight}
        },
        {start: marked.start, end: marked.end, line: rows},
      )
      await article.mouse.move(left + 1, y)
      await article.mouse.down()
      await article.mouse.move(right + 2, y - 9, {steps: 3})
      await article.mouse.move(right + 60, y, {steps: 3})
      await article.mouse.up()
      await expect.poll(async () => ((await told(article))?.end ?? 0) - ((await told(article))?.start ?? 0)).toBeGreaterThan(6)
      expect(await resizes(article)).toEqual([])
    })
  }

  test('a start handle dropped on any letter of a word, in its own line or another, lands on that word', async ({article}) => {
    for (const word of ['that', 'Sentence 4']) {
      const start = LINES.lastIndexOf(word, marked.start)
      for (const letter of [0, word === 'that' ? 3 : 7]) {
        await open(article, {text: LINES, highlights: [marked], selected: 'berlin', snap: 'word'})
        const box = await article.getByRole('slider', {name: /^Start of/}).boundingBox()
        if (box === null) throw new Error('The handle is not on the page.')
        const to = await pointAt(article, start + letter)
        await article.mouse.move(box.x + box.width / 2 - 8, box.y + box.height / 2)
        await article.mouse.down()
        await article.mouse.move(to.x + 3, to.y + 6, {steps: 4})
        await article.mouse.up()
        await expect.poll(() => resizes(article)).toEqual([{id: 'berlin', span: {start, end: marked.end}}])
      }
    }
  })
})

test('a finger drags a handle as a mouse does', async ({browser, viewer}) => {
  const context = await browser.newContext({hasTouch: true, viewport: {width: 900, height: 700}})
  const page = await context.newPage()
  await page.goto(viewer)
  await open(page, {text: TEXT, highlights: NESTED, selected: 'inner'})
  const box = await page.getByRole('slider', {name: /^End of/}).boundingBox()
  if (box === null) throw new Error('The handle is not on the page.')
  const to = await pointAt(page, TEXT.indexOf(' in Cairo'))
  const client = await context.newCDPSession(page)
  const y = box.y + box.height / 2
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
    client.send('Input.dispatchTouchEvent', {type, touchPoints: x === undefined ? [] : [{x, y}]})
  await touch('touchStart', box.x + box.width / 2)
  await touch('touchMove', box.x - 20)
  await touch('touchMove', to.x)
  await touch('touchEnd')
  const start = TEXT.indexOf('the talks')
  await expect.poll(() => resizes(page)).toEqual([{id: 'inner', span: {start, end: start + 'the talks'.length}}])
  await context.close()
})

test('a handle is a slider: up and down are later and earlier, Page Up and Page Down go far, Home and End to the ends of what it can reach', async ({
  article,
}) => {
  await open(article, {text: TEXT, highlights: NESTED, selected: 'inner'})
  const {start, end} = NESTED[1] as Highlight
  const handle = article.getByRole('slider', {name: /^End of/})
  const line = TEXT.indexOf('\n', end) === -1 ? TEXT.length : TEXT.indexOf('\n', end)
  await handle.focus()
  for (const [key, reached] of [
    ['Home', start + 1],
    ['End', line],
  ] as const) {
    await article.keyboard.press(key)
    await expect.poll(async () => (await resizes(article)).at(-1)?.span).toEqual({start, end: reached})
    await expect(handle).toHaveAttribute(key === 'Home' ? 'aria-valuemin' : 'aria-valuemax', String(reached))
  }
  await article.keyboard.press('PageDown')
  const far = (await resizes(article)).at(-1)?.span.end ?? 0
  await article.keyboard.press('ArrowDown')
  const near = (await resizes(article)).at(-1)?.span.end ?? 0
  expect(line - far).toBeGreaterThan(far - near)
  expect(near).toBeLessThan(far)
})
