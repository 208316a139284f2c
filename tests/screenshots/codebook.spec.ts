import {join} from 'node:path'
import type {Locator, Page} from '@playwright/test'
import {articles, details, drag, expect, list, saved, test, text} from '../e2e/claimlight.ts'

const picture = (name: string): string => join(import.meta.dirname, '..', '..', 'docs', `codebook-${name}.png`)
const form = (page: Page): Locator => page.getByRole('region', {name: /^Fields of/})
const row = (page: Page, name: string): Locator => page.getByRole('treeitem').filter({hasText: name}).first()

const GUIDELINE = `The voice leaves open whether it is so.

- **Modal verbs**: *may*, *might*, *could*
- **Adverbs**: *perhaps*, *reportedly*

A prediction without any of these is not hedged.`

async function claim(page: Page, quote: string, label: string): Promise<void> {
  const before = await list(page).getByRole('option').count()
  await drag(page, quote)
  await page.keyboard.press('c')
  await page.keyboard.press(label)
  await expect(list(page).getByRole('option')).toHaveCount(before + 1)
}

/** News at the edge of the window are about what was done before. */
async function withoutNews(page: Page): Promise<void> {
  const dismiss = page.getByRole('button', {name: 'Dismiss'})
  while ((await dismiss.count()) > 0) await dismiss.first().click()
}

test('the pictures of the page about codebooks', async ({window: page}) => {
  await page.setViewportSize({width: 1280, height: 800})
  await page.keyboard.press('Control+,')
  await page.getByRole('textbox', {name: 'Your name'}).fill('Alice')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await articles(page).getByRole('option').nth(4).click()
  await expect(text(page)).toContainText('Published On 4 Feb 2025')
  await page.keyboard.press('Alt+2')
  await claim(page, 'the ceasefire is uncertain', '2')
  await claim(page, 'Trump has claimed credit for the ceasefire deal', '1')
  await claim(page, 'I have no guarantees that the peace is going to hold', '2')

  // A guideline is written in a draft, and what was marked becomes an example of it.
  await page.keyboard.press('Control+Alt+4')
  await page.getByRole('button', {name: 'Change it'}).click()
  await row(page, 'Hedges').click()
  await form(page).getByRole('textbox', {name: 'Guideline (Markdown)'}).fill(GUIDELINE)
  await page.keyboard.press('Control+Alt+1')
  await list(page).getByRole('option').first().click()
  await details(page).getByRole('button', {name: 'Add as example…'}).click()
  const dialog = page.getByRole('dialog', {name: 'Add as example'})
  await dialog.getByLabel('Why (Markdown)').fill('*Uncertain* leaves it open.')
  await page.screenshot({path: picture('example'), animations: 'disabled'})
  await dialog.getByRole('button', {name: 'Add example'}).click()
  await page.getByRole('button', {name: 'Show the draft'}).click()
  await withoutNews(page)
  await expect(form(page).locator('li > q')).toHaveText('the ceasefire is uncertain')
  await page.setViewportSize({width: 1280, height: 1000})
  await form(page).getByRole('textbox', {name: 'Words of another example'}).scrollIntoViewIfNeeded()
  await page.mouse.move(0, 0)
  await page.screenshot({path: picture('draft'), animations: 'disabled'})
  await page.setViewportSize({width: 1280, height: 800})

  await page.getByRole('button', {name: 'Publish…'}).click()
  const publish = page.getByRole('dialog', {name: 'Publish the draft'})
  await publish.getByLabel('Why').fill('Two coders did not agree on hedging.')
  await expect(publish.getByRole('button', {name: 'Publish', exact: true})).toBeEnabled()
  await page.screenshot({path: picture('publish'), animations: 'disabled'})
  await publish.getByRole('button', {name: 'Publish', exact: true}).click()
  await expect(page.getByText(/is in force now, as version 2/)).toBeVisible()
  await withoutNews(page)
  await page.getByRole('tab', {name: 'Versions'}).click()
  await expect(page.getByText('Two coders did not agree on hedging.').first()).toBeVisible()
  await page.screenshot({path: picture('versions'), animations: 'disabled'})
  await page.getByRole('tab', {name: /^To look at again/}).click()
  await page.getByRole('button', {name: 'Go through them'}).click()
  await expect(page.getByText(/^To look at again, 1 of 2/)).toBeVisible()
  await page.mouse.move(0, 0)
  await page.screenshot({path: picture('again'), animations: 'disabled'})

  await text(page).click()
  await page.keyboard.press('k')
  await details(page).getByRole('radio', {name: 'Hedges'}).hover()
  await expect(page.getByRole('tooltip')).toContainText('with 1 example')
  await page.screenshot({path: picture('coding'), animations: 'disabled'})
  await page.keyboard.press('Control+Shift+L')
  await page.keyboard.press('F1')
  await expect(page.getByRole('dialog', {name: 'Guidelines'})).toBeVisible()
  await page.screenshot({path: picture('guidelines'), animations: 'disabled'})
  await page.keyboard.press('Escape')
  await saved(page)
})
