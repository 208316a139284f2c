import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {violations} from '../support/axe.ts'
import {KINDS} from '../support/kinds.ts'
import {details, drag, edges, expect, list, ready, saved, test, text} from './claimlight.ts'

const TEXT = 'Sea ice melts 🧊 every summer. Ships pass where the ice was.\n\nהקרח נמס בכל קיץ. 海冰融化。\n'

test('an article is judged, and annotations are related, by keyboard and by mouse', async ({claimlight, page}) => {
  const project = join(claimlight.home, 'Kinds.claimlight')
  await mkdir(join(claimlight.home, 'texts'))
  await writeFile(join(claimlight.home, 'texts', 'ice.txt'), TEXT)
  await writeFile(join(claimlight.home, 'kinds.json'), JSON.stringify(KINDS))
  expect(await claimlight.cli('import', project, join(claimlight.home, 'texts'))).toMatchObject({code: 0})
  expect(await claimlight.cli('schema', project, '--preset', join(claimlight.home, 'kinds.json'))).toMatchObject({code: 0})
  await page.goto(await claimlight.start(project))
  await ready(page)

  const options = list(page).getByRole('option')
  const lines = page.locator('.article-relations g')
  const awaited = page.locator('.text-bar').getByRole('status')
  await drag(page, 'Sea ice melts')
  await page.keyboard.press('c')
  await drag(page, 'Ships pass where the ice was')
  await page.keyboard.press('p')
  await drag(page, 'הקרח נמס')
  await page.keyboard.press('c')

  // By keyboard: select one, press the key, go to the other, Enter.
  await page.keyboard.press('k')
  await page.keyboard.press('s')
  await expect(awaited).toHaveText(/^Supports from “Ships pass where the ice was”: choose the other annotation\./)
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(awaited).toBeEmpty()
  await expect(options).toHaveCount(4)
  await expect(options.nth(2)).toContainText('Ships pass where the ice was → Sea ice melts')
  await expect(lines).toHaveCount(1)
  await expect(text(page)).toBeFocused()
  await page.keyboard.press('1')
  await expect(details(page).getByRole('radio', {name: 'Strong'})).toBeChecked()
  await expect(details(page)).toContainText('FromShips pass where the ice wasToSea ice melts')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(page.getByText('Undone: Supports “Ships pass where the ice was” → “Sea ice melts”.')).toBeVisible()
  await expect(options).toHaveCount(3)

  // By mouse: a button, then the highlight. What cannot be is said, and the other end is still awaited.
  await options.nth(1).click()
  await page.getByRole('toolbar', {name: 'Annotate'}).getByRole('button', {name: 'Supports'}).click()
  const [own] = await edges(page, 'pass where')
  await page.mouse.click(own.x + 20, own.y)
  await expect(page.getByText('A relation goes from one annotation to another. Choose another one.')).toBeVisible()
  const [hebrew] = await edges(page, 'הקרח נמס')
  await page.mouse.click(hebrew.x - 10, hebrew.y)
  await expect(options).toHaveCount(4)
  await expect(lines).toHaveCount(1)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({colorScheme})
    expect(await violations(page)).toEqual([])
  }

  // Escape stops it.
  await options.nth(1).click()
  await page.keyboard.press('s')
  await expect(awaited).not.toBeEmpty()
  await page.keyboard.press('Escape')
  await expect(awaited).toBeEmpty()

  // With its end a relation goes, and both come back.
  await options.last().click()
  await page.keyboard.press('Delete')
  await expect(page.getByText('Annotation removed, and 1 relation with it.')).toBeVisible()
  await expect(options).toHaveCount(2)
  await page.keyboard.press('Control+z')
  await expect(options).toHaveCount(4)

  // The whole article, without a selection.
  await text(page).focus()
  await page.keyboard.press('v')
  await page.keyboard.press('2')
  await expect(options.first()).toContainText('VerdictNo')
  await expect(options.first()).toContainText('The whole article')
  await expect(details(page)).toContainText('About the whole article')
  await page.keyboard.press('Delete')
  await expect(options).toHaveCount(4)
  await page.keyboard.press('Control+z')
  await expect(options).toHaveCount(5)
  await saved(page)
  await page.reload()
  await expect(options).toHaveCount(5)
  await claimlight.stop()
  expect(await claimlight.cli('check', project)).toMatchObject({code: 0})
})
