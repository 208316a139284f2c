import type {CDPSession, Page} from '@playwright/test'
import {details, edges, expect, list, test, text} from './claimlight.ts'

// A tablet, as Chromium simulates one: fingers go in as touches, and the browser makes its own gestures of them.
test.use({hasTouch: true, viewport: {width: 1024, height: 768}})

type Point = {readonly x: number; readonly y: number}

const touch = (session: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Point[]): Promise<unknown> =>
  session.send('Input.dispatchTouchEvent', {type, touchPoints: points.map(point => ({...point}))})

const selectedWords = (page: Page): Promise<string> => page.evaluate(() => String(getSelection()))

/** Rests a finger on the first word of a quote until that is selected, and goes on. */
async function rest(page: Page, quote: string, upTo?: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const [from] = await edges(page, quote)
  await touch(session, 'touchStart', [{x: from.x + 8, y: from.y}])
  await expect.poll(() => selectedWords(page)).toBe(quote.split(' ')[0])
  if (upTo !== undefined) {
    const [, to] = await edges(page, upTo)
    await touch(session, 'touchMove', [to])
    await expect.poll(() => selectedWords(page)).toBe(upTo)
  }
  await touch(session, 'touchEnd', [])
  await session.detach()
}

test('a finger that rests on a word selects it, the toolbar marks it, its handles are dragged, and a tap selects it again', async ({window: page}) => {
  await rest(page, 'Palestinian prisoners')
  expect(await selectedWords(page)).toBe('Palestinian')
  await rest(page, 'January', 'January 19')
  expect(await selectedWords(page)).toBe('January 19')
  await rest(page, 'Palestinian prisoners')
  await page.getByRole('toolbar', {name: 'Annotate'}).getByRole('button', {name: 'Entity'}).tap()
  await expect(list(page).getByRole('option')).toHaveText([/Palestinian/])
  await expect(details(page)).toBeVisible()

  const handle = await page.getByRole('slider', {name: /^End of Entity/}).boundingBox()
  if (handle === null) throw new Error('There is no handle.')
  expect(Math.min(handle.width, handle.height)).toBeGreaterThanOrEqual(24)
  const session = await page.context().newCDPSession(page)
  const grip = {x: handle.x + handle.width / 2, y: handle.y + handle.height / 2}
  const [, end] = await edges(page, 'Palestinian prisoners')
  await touch(session, 'touchStart', [grip])
  for (const part of [0.3, 0.6, 1]) await touch(session, 'touchMove', [{x: grip.x + (end.x - grip.x) * part, y: grip.y}])
  await touch(session, 'touchEnd', [])
  await expect(list(page).getByRole('option')).toHaveText([/Palestinian prisoners/])

  const [elsewhere] = await edges(page, 'January 19')
  await expect(async () => {
    await page.touchscreen.tap(elsewhere.x + 4, elsewhere.y)
    await expect(details(page)).toBeHidden({timeout: 2_000})
  }).toPass()
  const [mark] = await edges(page, 'Palestinian prisoners')
  await page.touchscreen.tap(mark.x + 20, mark.y)
  await expect(details(page)).toBeVisible()
  await expect(text(page)).toBeFocused()
})

test('a pen drags over words as a mouse does, and taps a highlight', async ({window: page}) => {
  const session = await page.context().newCDPSession(page)
  const pen = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', {x, y}: Point): Promise<unknown> =>
    session.send('Input.dispatchMouseEvent', {type, x, y, button: 'left', buttons: type === 'mouseReleased' ? 0 : 1, clickCount: 1, pointerType: 'pen'})
  const [from, to] = await edges(page, 'January 19')
  await pen('mousePressed', from)
  for (const part of [0.25, 0.5, 1]) await pen('mouseMoved', {x: from.x + (to.x - from.x) * part, y: to.y})
  await pen('mouseReleased', to)
  expect(await selectedWords(page)).toBe('January 19')
  await page.getByRole('toolbar', {name: 'Annotate'}).getByRole('button', {name: 'Claim'}).tap()
  await expect(list(page).getByRole('option')).toHaveText([/January 19/])
})
