import {join} from 'node:path'
import type {Page} from '@playwright/test'
import {articles, drag, expect, list, saved, test, text} from '../e2e/claimlight.ts'

const picture = (name: string): string => join(import.meta.dirname, '..', '..', 'docs', `${name}.png`)

/** Selects the words and presses the keys, one after the other. */
async function mark(page: Page, quote: string, ...keys: readonly string[]): Promise<void> {
  const before = await list(page).getByRole('option').count()
  await drag(page, quote)
  for (const key of keys) await page.keyboard.press(key)
  await expect(list(page).getByRole('option')).toHaveCount(before + 1)
}

test('the pictures of the README', async ({window: page}) => {
  await page.keyboard.press('Control+,')
  await page.getByRole('textbox', {name: 'Your name'}).fill('Alice')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')

  await articles(page).getByRole('option').nth(4).click()
  await expect(text(page)).toContainText('Published On 4 Feb 2025')

  await page.keyboard.press('Alt+2')
  await page.keyboard.press('t')
  await page.getByRole('combobox', {name: 'Target'}).fill('the ceasefire will hold')
  await page.keyboard.press('Enter')

  await mark(page, 'Steve Witkoff', 'e', '1')
  await mark(page, 'Hamas', 'e', '2')
  await mark(page, 'Qatar', 'e', '3')
  await mark(page, 'admitted', 'd')
  await mark(page, 'Steve Witkoff, who met with the Israeli leader on Monday', 's')
  await mark(page, 'We’re certainly hopeful', 'f')
  await mark(page, 'the ceasefire is uncertain', 'a')
  await mark(page, 'Trump has claimed credit for the ceasefire deal', 'c', '3')
  await mark(page, 'I have no guarantees that the peace is going to hold', 'a', '1')
  await saved(page)

  await page.mouse.move(0, 0)
  await page.screenshot({path: picture('screenshot-light')})
  await page.keyboard.press('Control+Shift+L')
  await page.screenshot({path: picture('screenshot-dark')})
})
