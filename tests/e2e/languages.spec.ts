import {violations} from '../support/axe.ts'
import {expect, test} from './claimlight.ts'

test.use({locale: 'ar-EG'})

test('the window speaks the language of its reader from right to left, and another once she chooses it; the texts stay as they are', async ({
  claimlight,
  page,
}) => {
  await page.goto(await claimlight.start())
  const html = page.locator('html')
  await expect(html).toHaveAttribute('lang', 'ar')
  await expect(html).toHaveAttribute('dir', 'rtl')
  const list = page.getByRole('navigation', {name: 'المقالات'})
  const text = page.locator('.article-text')
  await expect(text).toBeVisible()
  const before = await text.textContent()
  const [listBox, textBox] = [await list.boundingBox(), await text.boundingBox()]
  expect((listBox?.x ?? 0) > (textBox?.x ?? 0)).toBe(true)
  await expect(text.locator('[lang="en"]').first()).toBeVisible()
  expect(await violations(page)).toEqual([])

  await page.keyboard.press('Control+,')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', {name: 'اللغة'}).selectOption('de')
  await expect(html).toHaveAttribute('lang', 'de')
  await expect(html).toHaveAttribute('dir', 'ltr')
  await expect(page.getByRole('navigation', {name: 'Artikel'})).toBeVisible()
  await expect(text).toHaveText(before ?? '')
})
