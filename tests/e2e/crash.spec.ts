import {chromium} from '@playwright/test'
import {join} from 'node:path'
import {CHROMIUM_ARGS, findChromium} from '../support/chromium.ts'
import {articles, details, drag, expect, list, ready, saved, test, text} from './claimlight.ts'

test('what is marked while the hub is dead is kept, said to be unsaved, and saved when the hub is back', async ({claimlight, window: page}) => {
  await drag(page, 'Hamas')
  await page.keyboard.press('2')
  await saved(page)
  await claimlight.kill()
  await drag(page, 'Washington, DC')
  await page.keyboard.press('3')
  await expect(page.getByRole('status', {name: 'Saving'})).toContainText('Not saved')
  await claimlight.start()
  await saved(page)
  await page.reload()
  await expect(list(page).getByRole('option')).toHaveText([/Hamas/, /Washington, DC/])
})

test('what was said to be saved is there after the hub was killed in the middle of the work, many times', async ({claimlight, window: page}) => {
  const quotes = ['Hamas', 'Washington, DC', 'President Donald Trump', 'White House', 'January 19']
  for (const [at, quote] of quotes.entries()) {
    await drag(page, quote)
    await page.keyboard.press('7')
    await saved(page)
    await claimlight.kill()
    await claimlight.start()
    await expect(list(page).getByRole('option')).toHaveCount(at + 1)
  }
  await saved(page)
  await claimlight.stop()
  const {stdout} = await claimlight.cli('export', claimlight.sample, '--format', 'json')
  expect(
    JSON.parse(stdout)
      .annotations.map((each: {quote: string}) => each.quote)
      .sort(),
  ).toEqual([...quotes].sort())
})

test('a browser killed while the hub was dead finds its work again', async ({claimlight}) => {
  const launch = (profile: string) =>
    chromium.launchPersistentContext(join(claimlight.home, profile), {
      executablePath: findChromium(),
      args: CHROMIUM_ARGS,
      viewport: {width: 1280, height: 800},
    })
  const elsewhere = await launch('another browser')
  const hers = await elsewhere.newPage()
  await hers.goto(await claimlight.start())
  await drag(hers, 'White House')
  await hers.keyboard.press('1')
  await saved(hers)
  await claimlight.stop()
  await elsewhere.close()

  const first = await launch('profile')
  const page = first.pages()[0] ?? (await first.newPage())
  await page.goto(await claimlight.start())
  await list(page).getByRole('option').click()
  await saved(page)
  await claimlight.kill()
  await details(page).getByRole('textbox', {name: 'Note'}).fill('البيت الأبيض 👩🏽‍🚀')
  await text(page).focus()
  // The banner that comes moves the text.
  await expect(page.getByRole('status', {name: 'Saving'})).toContainText('Not saved')
  await drag(page, 'Hamas')
  await page.keyboard.press('2')
  await expect(list(page).getByRole('option')).toHaveCount(2)
  await expect.poll(() => buffered(page)).toContain('Hamas')
  // What the hub has on its disk is not kept once more.
  expect(await buffered(page)).not.toContain('Trump Invites')
  const crashed = first.waitForEvent('close')
  const session = await first.newCDPSession(page)
  await session.send('Browser.crash').catch(() => undefined)
  await crashed

  const second = await launch('profile')
  const again = second.pages()[0] ?? (await second.newPage())
  await again.goto(await claimlight.start())
  await ready(again)
  await expect(list(again).getByRole('option')).toHaveText([/Hamas/, /White House/])
  await saved(again)
  await second.close()
  await claimlight.stop()
  const {stdout} = await claimlight.cli('export', claimlight.sample, '--format', 'json')
  expect(JSON.parse(stdout).annotations).toMatchObject([{quote: 'Hamas'}, {quote: 'White House', features: {note: 'البيت الأبيض 👩🏽‍🚀'}}])
})

test('[NO6] a note is on disk a pause later, while its field still has the focus, when browser and hub are killed at once', async ({claimlight}) => {
  const browser = await chromium.launchPersistentContext(join(claimlight.home, 'profile'), {
    executablePath: findChromium(),
    args: CHROMIUM_ARGS,
    viewport: {width: 1280, height: 800},
  })
  const page = browser.pages()[0] ?? (await browser.newPage())
  await page.goto(await claimlight.start())
  await drag(page, 'White House')
  await page.keyboard.press('1')
  await saved(page)
  const note = details(page).getByRole('textbox', {name: 'Note'})
  await note.pressSequentially('Zoe\u0308 שלום ')
  await expect(page.getByRole('status', {name: 'Saving'})).toContainText('Writing…')
  await saved(page)
  await note.pressSequentially('و 和平')
  await expect(page.getByRole('status', {name: 'Saving'})).toContainText('Writing…')
  await saved(page)
  await expect(note).toBeFocused()
  // While she types, undo is the field's own.
  await page.keyboard.press('ControlOrMeta+z')
  await expect(note).not.toHaveValue('Zoe\u0308 שלום و 和平')
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(note).toHaveValue('Zoe\u0308 שלום و 和平')
  await saved(page)
  const crashed = browser.waitForEvent('close')
  const session = await browser.newCDPSession(page)
  await Promise.all([claimlight.kill(), session.send('Browser.crash').catch(() => undefined)])
  await crashed
  const {stdout} = await claimlight.cli('export', claimlight.sample, '--format', 'json')
  expect(JSON.parse(stdout).annotations).toMatchObject([{quote: 'White House', features: {note: 'Zoe\u0308 שלום و 和平'}}])
})

test('a browser that keeps no copy of unsaved work says so, and the work goes on and is saved', async ({window: page}) => {
  await saved(page)
  // As on a full disk: the browser takes the write and gives the transaction up.
  await page.evaluate(() => {
    const {add} = IDBObjectStore.prototype
    IDBObjectStore.prototype.add = function (...given) {
      const request = add.apply(this, given)
      this.transaction.abort()
      return request
    }
  })
  for (const [quote, key] of [
    ['Hamas', '2'],
    ['Washington, DC', '3'],
  ] as const) {
    await drag(page, quote)
    await page.keyboard.press(key)
    await saved(page)
  }
  await expect(page.getByText('does not let Claimlight keep a copy of unsaved changes')).toHaveCount(1)
  await expect(list(page).getByRole('option')).toHaveText([/Hamas/, /Washington, DC/])
})

test('two windows of one browser do not take each other’s copies away', async ({claimlight, window: page}) => {
  await page.evaluate(() => window.addEventListener('error', ({message}) => document.documentElement.setAttribute('data-failed', message)))
  const other = await page.context().newPage()
  await other.goto(new URL(page.url()).origin)
  await ready(other)
  await saved(other)
  const names = await page.evaluate(async () => (await indexedDB.databases()).map(({name}) => name as string))
  expect(names.length).toBeGreaterThan(0)
  await other.evaluate(all => Promise.all(all.map(name => new Promise(done => Object.assign(indexedDB.deleteDatabase(name), {onsuccess: done})))), names)
  await claimlight.kill()
  await drag(page, 'Hamas')
  await page.keyboard.press('2')
  await expect(list(page).getByRole('option')).toHaveCount(1)
  await expect.poll(() => buffered(page)).toContain('Hamas')
  await expect(page.locator('html')).not.toHaveAttribute('data-failed')
  await claimlight.start()
  await saved(page)
})

test('the article last read is open again after a restart', async ({claimlight, window: page}) => {
  await articles(page).getByRole('option').nth(3).click()
  await expect(text(page)).toContainText('by Admin 77 views')
  await claimlight.stop()
  await page.goto(await claimlight.start())
  await expect(text(page)).toContainText('by Admin 77 views')
})

/** All that the window's own storage holds, as text. */
async function buffered(page: Parameters<typeof ready>[0]): Promise<string> {
  return page.evaluate(async () => {
    const decoder = new TextDecoder()
    let held = ''
    for (const {name} of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name as string)
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      const rows = await new Promise<Uint8Array[]>((resolve, reject) => {
        const request = database.transaction('updates').objectStore('updates').getAll()
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      held += rows.map(row => decoder.decode(row)).join('')
      database.close()
    }
    return held
  })
}
