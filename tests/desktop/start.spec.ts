import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect} from '@playwright/test'
import {readDevice} from '../../src/storage/device.ts'
import {answerDialogs, onlyWindow, saidInDialogs, test} from './app-test.ts'
import {annotations, articles, markClaim, note, ready, saved, text} from './article-page.ts'
import {environment} from './test-app.ts'

test.describe('on a new computer', () => {
  test.use({startedBefore: false})

  test('the first start opens the sample project with its five articles, and asks once what she is called', async ({home, launch}) => {
    const app = await launch()
    const page = await onlyWindow(app)
    await expect(page.getByRole('heading', {name: 'Sample', level: 1})).toBeVisible()
    await expect(articles(page)).toHaveCount(5)
    const welcome = page.getByRole('dialog', {name: 'Welcome to Claimlight'})
    await expect(welcome.getByRole('textbox', {name: 'Your name'})).toBeFocused()
    await welcome.getByRole('textbox').fill('عائشة Müller 👩‍🔬')
    await page.keyboard.press('Enter')
    await expect(welcome).toHaveCount(0)
    await expect(text(page)).toBeFocused()
    expect(await app.quit()).toBe(0)
    expect((await readDevice(environment(home).CLAIMLIGHT_HOME, {newId: () => 'other', userName: 'Bob'})).person.name).toBe('عائشة Müller 👩‍🔬')
    const again = await onlyWindow(await launch())
    await expect(text(again)).toBeFocused()
    await expect(again.getByRole('button', {name: 'عائشة Müller 👩‍🔬'})).toBeVisible()
    await expect(again.getByRole('dialog')).toHaveCount(0)
  })
})

test('a start opens the sample project in a window that fits the screen', async ({launch}) => {
  const app = await launch()
  const page = await onlyWindow(app)
  await expect(page.getByRole('heading', {name: 'Sample', level: 1})).toBeVisible()
  await expect(articles(page)).toHaveCount(5)
  await expect(text(page)).toContainText('Israeli Prime Minister')
  await saved(page)
  const shown = await app.evaluate(({BrowserWindow, screen}) => {
    const widest = Math.max(...screen.getAllDisplays().map(({workArea}) => workArea.width))
    return BrowserWindow.getAllWindows().map(window => window.isVisible() && window.getBounds().width === Math.min(1280, widest))
  }, null)
  expect(shown).toEqual([true])
})

test('what was annotated is there after quitting and starting again, in a window of the same size', async ({launch}) => {
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  await markClaim(page, 4)
  await expect(annotations(page)).toHaveText([/Israeli Prime Minister Benjamin/])
  await saved(page)
  await app.evaluate(({BrowserWindow}) => BrowserWindow.getAllWindows()[0]?.setBounds({x: 40, y: 50, width: 1000, height: 700}), null)
  expect(await app.quit()).toBe(0)

  const again = await launch()
  await expect(annotations(await onlyWindow(again))).toHaveText([/Israeli Prime Minister Benjamin/])
  expect(await again.evaluate(({BrowserWindow}) => BrowserWindow.getAllWindows()[0]?.getNormalBounds(), null)).toEqual({x: 40, y: 50, width: 1000, height: 700})
})

test('quitting right after a claim keeps the claim', async ({launch}) => {
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  await markClaim(page, 3)
  await expect(annotations(page)).toHaveCount(1)
  expect(await app.quit()).toBe(0)
  await expect(annotations(await onlyWindow(await launch()))).toHaveCount(1)
})

test('a note that is being typed when the app is quit is kept', async ({launch}) => {
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  await markClaim(page, 3)
  await note(page).fill('שלום 👩🏽‍🚀 e\u0301')
  expect(await app.quit()).toBe(0)
  const again = await onlyWindow(await launch())
  await annotations(again).click()
  await expect(note(again)).toHaveValue('שלום 👩🏽‍🚀 e\u0301')
})

test('a window with work that is not saved asks before it closes, and keeps the work either way', async ({launch}) => {
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  await saved(page)
  await page.evaluate(() => {
    MessagePort.prototype.postMessage = () => undefined
  })
  await markClaim(page, 3)
  await expect(annotations(page)).toHaveCount(1)
  const question = 'Your last changes to “Sample” are not saved yet.: Keep the window open until it says “Saved”. If you close it now, they may be lost.'

  await answerDialogs(app, null, 0)
  await app.evaluate(({app: running}) => running.quit(), null)
  await expect.poll(() => saidInDialogs(app)).toEqual([question])
  await expect(annotations(page)).toHaveCount(1)

  await answerDialogs(app, null, 1)
  expect(await app.quit()).toBe(0)
  await expect(annotations(await onlyWindow(await launch()))).toHaveCount(1)
})

test('what is said to be saved survives the sudden death of the app', async ({launch}) => {
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  await markClaim(page, 5)
  await expect(annotations(page)).toHaveCount(1)
  await saved(page)
  await app.kill()
  await expect(annotations(await onlyWindow(await launch()))).toHaveCount(1)
})

test('a page whose process dies comes back with what was done in it', async ({launch}) => {
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  await markClaim(page, 4)
  await expect(annotations(page)).toHaveCount(1)
  await app.evaluate(({BrowserWindow}) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(), null)
  const back = () =>
    app.evaluate(async ({BrowserWindow}) => {
      const shown = BrowserWindow.getAllWindows()[0]?.webContents
      return shown?.executeJavaScript(`document.querySelectorAll('[role=listbox][aria-label^=Annotations] [role=option]').length`).catch(() => 0)
    }, null)
  await expect.poll(back).toBe(1)
})

test('the page follows the dark mode of the system', async ({launch}) => {
  const page = await onlyWindow(await launch({dark: true}))
  await ready(page)
  expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
  const [red = 255] = (await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).match(/\d+/g) ?? []
  expect(Number(red)).toBeLessThan(80)
})

test('damaged settings are set aside, and the app starts', async ({home, launch}) => {
  const first = await launch()
  await ready(await onlyWindow(first))
  await first.quit()
  for (const name of ['recent-projects.json', 'window-places.json']) await writeFile(join(home, 'settings', name), '{"half": ')
  const app = await launch()
  await answerDialogs(app, null)
  await ready(await onlyWindow(app))
  expect(await saidInDialogs(app)).toEqual([])
})
