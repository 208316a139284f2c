import type {Locator, Page} from '@playwright/test'
import {expect} from '@playwright/test'

export const text = (page: Page): Locator => page.getByRole('region', {name: 'Article'}).getByRole('textbox')
export const annotations = (page: Page): Locator => page.getByRole('listbox', {name: 'Annotations in text order'}).getByRole('option')
export const articles = (page: Page): Locator => page.getByRole('listbox', {name: 'Articles'}).getByRole('option')
export const note = (page: Page): Locator => page.getByRole('textbox', {name: 'Note'})
export const saved = (page: Page): Promise<void> => expect(page.getByRole('status', {name: 'Saving'})).toHaveText('Saved')
export const ready = (page: Page): Promise<void> => expect(text(page)).toBeVisible()

const isMac = process.platform === 'darwin'

/** Marks the first words of the paragraph after the title as a claim, by keyboard. */
export async function markClaim(page: Page, words: number): Promise<void> {
  await text(page).focus()
  await page.keyboard.press(isMac ? 'Meta+ArrowUp' : 'Control+Home')
  await page.keyboard.press('ArrowDown')
  for (let word = 0; word < words; word++) await page.keyboard.press(isMac ? 'Alt+Shift+ArrowRight' : 'Control+Shift+ArrowRight')
  await page.keyboard.press('c')
}
