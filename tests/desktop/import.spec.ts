import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect} from '@playwright/test'
import {answerDialogs, chooseMenu, onlyWindow, saidInDialogs, test} from './app-test.ts'
import {articles, ready} from './article-page.ts'
import {newProject} from './project-windows.ts'

test('articles are imported through the native dialog, and one that cannot be read is refused by name', async ({home, launch}) => {
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  await writeFile(join(home, 'أخبار 🗞.txt'), 'ارتفع مستوى البحر.\r\nSea level rose.')
  await answerDialogs(app, join(home, 'أخبار 🗞.txt'))
  await chooseMenu(app, 'file.import')
  await page.getByRole('dialog').getByRole('button', {name: 'Done'}).click()
  await expect(articles(page)).toHaveCount(6)

  await writeFile(join(home, 'broken.txt'), new Uint8Array([0, 1, 2, 0, 255, 254, 0, 7]))
  await answerDialogs(app, join(home, 'broken.txt'))
  await chooseMenu(app, 'file.import')
  await expect(page.getByRole('dialog')).toContainText('broken.txt')
  await page.getByRole('dialog').getByRole('button', {name: 'Done'}).click()
  await expect(articles(page)).toHaveCount(6)
  expect(await saidInDialogs(app)).toEqual([])
})

test('a choice in the native menu counts as the user’s own: the page may ask for a folder', async ({home, launch}) => {
  await mkdir(join(home, 'press', 'deep'), {recursive: true})
  await writeFile(join(home, 'press', 'a.txt'), 'Sea level rose by 3.4 mm a year.')
  await writeFile(join(home, 'press', 'deep', 'b.md'), '# Dikes\n\nThey hold.')
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  // The gesture counts for some seconds only, which a very busy machine may need for itself.
  await expect(async () => {
    const chooser = page.waitForEvent('filechooser', {timeout: 10_000})
    expect(await chooseMenu(app, 'file.importFolder')).toBe(true)
    await (await chooser).setFiles(join(home, 'press'))
  }).toPass()
  await expect(articles(page)).toHaveCount(7)
})

test('[DS2] a dataset is chosen in the native dialog and read where it lies', async ({home, launch}) => {
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  const dataset = join(home, 'Frieden 和平.json')
  await answerDialogs(app, dataset)
  await page.getByRole('button', {name: 'Export', exact: true}).click()
  await page.getByRole('button', {name: 'Export JSON'}).click()
  await expect(page.getByText(/^Exported to /)).toBeVisible()
  const opened = await newProject(app, join(home, 'Empty.claimlight'))
  await expect(opened.getByText('No article is open')).toBeVisible()
  await answerDialogs(app, dataset)
  await opened.getByRole('button', {name: 'More'}).click()
  await opened.getByRole('menuitem', {name: 'Import dataset…'}).click()
  await expect(opened.getByText(/^Imported 5 articles with /)).toBeVisible()
  await expect(articles(opened)).toHaveCount(5)
})
