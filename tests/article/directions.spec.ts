import {expect} from '@playwright/test'
import type {Page} from '@playwright/test'
import type {Highlight} from '../../src/renderer/article/highlight-index.ts'
import {open, test, told} from './page.ts'

const marked = (text: string, words: string): Highlight => {
  const start = text.indexOf(words)
  return {id: 'a', start, end: start + words.length, look: 'claim', label: 'claim'}
}

/** Where a character lies on screen. */
const boxOf = (page: Page, at: number): Promise<{left: number; right: number; y: number}> =>
  page.evaluate(start => {
    const {left, right, top, height} = globalThis.harness.view.rectOf({start, end: start + 1}) as DOMRect
    return {left, right, y: top + height / 2}
  }, at)

async function handleAt(page: Page, edge: 'Start' | 'End'): Promise<number> {
  const box = await page.getByRole('slider', {name: new RegExp(`^${edge} of`)}).boundingBox()
  return (box?.x ?? Number.NaN) + (box?.width ?? 0) / 2
}

const resizes = (page: Page): Promise<unknown[]> => page.evaluate(() => globalThis.harness.resizes.map(({span}) => span))

/** From the outer edge of one character to that of another, as a pointer goes; `alt`: with Alt held. */
async function dragOver(page: Page, from: {x: number; y: number}, to: {x: number; y: number}, {alt = false} = {}): Promise<void> {
  if (alt) await page.keyboard.down('Alt')
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2)
  await page.mouse.move(to.x, to.y)
  await page.mouse.up()
  if (alt) await page.keyboard.up('Alt')
}

for (const [what, text, words, isRightToLeft] of [
  ['an Arabic name in an English paragraph', 'He said السلام to them', 'السلام', true],
  ['a Hebrew name before a full stop', 'They met in תל־אביב.', 'תל־אביב', true],
  ['an English name in a Hebrew paragraph', 'השר אמר Trump לכולם', 'Trump', false],
  ['a number in an Arabic paragraph', 'قتل 1250 شخصا', '1250', false],
] as const)
  test(`the handles of ${what} stand where its first and last letters are`, async ({article}) => {
    const highlight = marked(text, words)
    await open(article, {text, highlights: [highlight], selected: 'a'})
    const [first, last] = await Promise.all([boxOf(article, highlight.start), boxOf(article, highlight.end - 1)])
    expect(Math.abs((await handleAt(article, 'Start')) - (isRightToLeft ? first.right : first.left))).toBeLessThan(2)
    expect(Math.abs((await handleAt(article, 'End')) - (isRightToLeft ? last.left : last.right))).toBeLessThan(2)
  })

test('an arrow key moves the handle of an Arabic name the way its letters run, with Shift by one letter though words are wanted', async ({article}) => {
  const text = 'He said السلام to them'
  const highlight = marked(text, 'السلام')
  await open(article, {text, highlights: [highlight], selected: 'a', snap: 'word'})
  await article.getByRole('slider', {name: /^End of/}).focus()
  await article.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => resizes(article)).toEqual([{start: highlight.start, end: highlight.end - 1}])
})

for (const [text, words] of [
  ['Dün İstanbul’da buluştular', 'İstanbul'],
  ['Klimakonferenz in Bonn', 'Klima'],
] as const)
  test(`with Alt a drag selects “${words}” of “${text}” to the letter where selections snap to words, and so do Alt, Shift and an arrow`, async ({article}) => {
    const start = text.indexOf(words)
    await open(article, {text, snap: 'word'})
    const [first, last] = [await boxOf(article, start), await boxOf(article, start + words.length - 2)]
    const exactly = {start, end: start + words.length - 1}
    await dragOver(article, {x: first.left + 1, y: first.y}, {x: last.right - 1, y: last.y}, {alt: true})
    await expect.poll(() => told(article)).toEqual(exactly)
    await article.keyboard.press('Alt+Shift+ArrowRight')
    await expect.poll(() => told(article)).toEqual({start, end: start + words.length})
    await dragOver(article, {x: first.left + 1, y: first.y}, {x: last.right - 1, y: last.y})
    await expect.poll(async () => ((await told(article))?.end ?? 0) > exactly.end).toBe(true)
  })

test('a drag that ends at an apostrophe or at a prefix selects the name without what is put to it', async ({article}) => {
  const text = 'Dün İstanbul’da buluştular\nהם נפגשו בתל־אביב אתמול'
  await open(article, {text, snap: 'word'})
  const [first, last] = [await boxOf(article, text.indexOf('İ')), await boxOf(article, text.indexOf('’') - 1)]
  await dragOver(article, {x: first.left + 1, y: first.y}, {x: last.right - 1, y: last.y})
  await expect.poll(() => told(article)).toEqual({start: text.indexOf('İ'), end: text.indexOf('’')})
  const start = text.indexOf('תל־אביב')
  const [right, left] = [await boxOf(article, start), await boxOf(article, start + 6)]
  await dragOver(article, {x: right.right - 1, y: right.y}, {x: left.left + 1, y: left.y})
  await expect.poll(() => told(article)).toEqual({start, end: start + 7})
})
