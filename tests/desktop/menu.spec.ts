import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect} from '@playwright/test'
import {answerDialogs, chooseMenu, onlyWindow, saidInDialogs, test} from './app-test.ts'
import {annotations, articles, markClaim, ready, saved} from './article-page.ts'

test('commands of the native menu act in the window, and are grey while they do not apply', async ({launch}) => {
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  expect(await chooseMenu(app, 'edit.undo')).toBe(false)
  await markClaim(page, 4)
  await expect(annotations(page)).toHaveCount(1)
  await expect.poll(() => app.evaluate(({Menu}) => Menu.getApplicationMenu()?.getMenuItemById('edit.undo')?.enabled, null)).toBe(true)
  expect(await app.evaluate(({Menu}) => Menu.getApplicationMenu()?.getMenuItemById('edit.undo')?.label, null)).toMatch(/^Undo: Claim “/)
  await chooseMenu(app, 'edit.undo')
  await expect(annotations(page)).toHaveCount(0)
  await chooseMenu(app, 'article.next')
  await expect(articles(page).nth(1)).toHaveAttribute('aria-selected', 'true')
})

test('the dataset is exported to where the save dialog says', async ({home, launch}) => {
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  await markClaim(page, 4)
  await saved(page)
  await answerDialogs(app, join(home, 'dataset.json'))
  expect(await chooseMenu(app, 'file.export')).toBe(true)
  await page.getByRole('button', {name: 'Export JSON'}).click()
  await expect(page.getByText('Exported to')).toBeVisible()
  const dataset = JSON.parse(await readFile(join(home, 'dataset.json'), 'utf8')) as {annotations: {quote: string}[]}
  expect(dataset.annotations.map(({quote}) => quote)).toEqual([expect.stringContaining('Israeli Prime Minister Benjamin')])
})

test('an export that cannot be written says why, and one that is cancelled writes nothing', async ({home, launch}) => {
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  await answerDialogs(app, join(home, 'no such folder', 'dataset.json'))
  await chooseMenu(app, 'file.export')
  await page.getByRole('button', {name: 'Export JSON'}).click()
  await expect(page.getByText('could not be written')).toBeVisible()
  await answerDialogs(app, null)
  await page.getByRole('button', {name: 'Export JSON'}).click()
  await expect(page.getByText('could not be written')).toBeHidden()
  expect(await saidInDialogs(app)).toEqual([])
})
