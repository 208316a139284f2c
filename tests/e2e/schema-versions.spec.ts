import type {Locator, Page} from '@playwright/test'
import {violations} from '../support/axe.ts'
import {details, drag, expect, saved, test, text} from './claimlight.ts'

const QUOTE = 'an important step in the ongoing negotiations'

const tree = (page: Page): Locator => page.getByRole('tree', {name: 'Layers, features and labels'})
const form = (page: Page): Locator => page.getByRole('region', {name: /^Fields of/})
const publishing = (page: Page): Locator => page.getByRole('dialog', {name: 'Publish the draft'})
const bar = (page: Page): Locator => page.locator('.text-bar[data-tone=again]')

async function passesAxe(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({colorScheme})
    expect([where, colorScheme, ...(await violations(page))]).toEqual([where, colorScheme])
  }
  await page.emulateMedia({colorScheme: null})
}

async function marksHedged(page: Page): Promise<void> {
  await drag(page, QUOTE)
  await page.keyboard.press('c')
  await page.keyboard.press('2')
  await expect(details(page).getByRole('radio', {name: /Hedges/})).toBeChecked()
  await saved(page)
}

test('a label is split, what that touches is seen before it is published, what was said is looked at again, and the version before is brought back, by mouse', async ({
  window: page,
}) => {
  await page.setViewportSize({width: 1440, height: 900})
  await marksHedged(page)
  await page.getByRole('button', {name: 'Schema', exact: true}).click()
  await page.getByRole('button', {name: 'Change it'}).click()
  await tree(page).getByRole('treeitem').filter({hasText: 'Hedges'}).first().click()
  await form(page).getByRole('button', {name: 'Take out…'}).click()
  const asks = page.getByRole('dialog', {name: 'Take out “Hedges”?'})
  await expect(asks.getByText('In use: 1 annotation in 1 article.')).toBeVisible()
  await asks.getByRole('radio', {name: 'Split it into several new ones'}).click()
  await asks.getByRole('textbox', {name: 'New label 1'}).fill('Perhaps')
  await asks.getByRole('textbox', {name: 'New label 2'}).fill('ربما 🧊')
  await passesAxe(page, 'what becomes of a label')
  await asks.getByRole('button', {name: 'Split'}).click()
  await page.getByRole('button', {name: 'Publish…'}).click()
  const touches = publishing(page).getByRole('button', {name: 'touches 1 annotation in 1 article, 1 set'})
  await touches.click()
  await expect(publishing(page).getByRole('button', {name: /^Netanyahu Heads/})).toBeVisible()
  await publishing(page).getByRole('textbox', {name: 'Why'}).fill('Two kinds were one.')
  await passesAxe(page, 'what a draft touches')
  await publishing(page).getByRole('button', {name: 'Publish'}).click()
  await page.getByRole('tab', {name: 'To look at again (1)'}).click()
  await expect(page.getByRole('listbox', {name: 'To look at again'})).toContainText('split into \u2068Perhaps, ربما 🧊\u2069')
  await passesAxe(page, 'what is to be looked at again')
  await page.getByRole('button', {name: 'Go through them'}).click()
  await expect(bar(page)).toContainText('To look at again, 1 of 1: Label “Hedges” of “Commitment”: split into')
  await expect(details(page).getByRole('radio', {name: /Perhaps/})).toBeChecked()
  await passesAxe(page, 'an annotation to look at again')
  await details(page).getByRole('radio', {name: /ربما/}).click()
  await expect(bar(page)).toContainText('It is looked at.')
  await bar(page).getByRole('button', {name: 'Next to look at again'}).click()
  await expect(page.getByText('All of it is looked at again.')).toBeVisible()
  await page.getByRole('button', {name: 'Schema', exact: true}).click()
  await page.getByRole('tab', {name: 'Versions'}).click()
  await expect(page.getByRole('listbox', {name: 'Versions'}).getByRole('option')).toHaveCount(2)
  await expect(page.getByText('Two kinds were one.').first()).toBeVisible()
  await page.getByRole('listbox', {name: 'Versions'}).getByRole('option').nth(1).click()
  await passesAxe(page, 'two versions compared')
  await page.getByRole('button', {name: 'Bring it back…'}).click()
  const back = page.getByRole('dialog', {name: 'Bring version 1 back'})
  await back.getByRole('combobox', {name: /ربما/}).selectOption('Hedges')
  await back.getByRole('button', {name: 'Publish'}).click()
  await expect(page.getByRole('listbox', {name: 'Versions'}).getByRole('option')).toHaveCount(3)
  await page.getByRole('button', {name: /^Read/}).click()
  await expect(details(page).getByRole('radio', {name: /Hedges/})).toBeChecked()
})

test('a guideline is changed, published with why, and what it concerns found still right, by keyboard alone, also in a window of 320 pixels', async ({
  window: page,
}) => {
  await marksHedged(page)
  await page.setViewportSize({width: 320, height: 640})
  const keys = async (...all: readonly string[]): Promise<void> => {
    for (const key of all) await page.keyboard.press(key)
  }
  const tabTo = async (wanted: Locator, by = 'Tab'): Promise<void> => {
    for (let nth = 0; nth < 60 && !(await wanted.evaluate(element => element === document.activeElement)); nth++) await keys(by)
    await expect(wanted).toBeFocused()
  }
  await keys('Control+Alt+4')
  await expect(page.getByRole('tab', {name: 'Codebook'})).toBeFocused()
  await tabTo(page.getByRole('button', {name: 'Change it'}))
  await keys('Enter')
  await tabTo(tree(page))
  await page.keyboard.type('hedg')
  await expect(tree(page).getByRole('treeitem', {selected: true})).toHaveText(/^Hedges/)
  await tabTo(form(page).getByRole('textbox', {name: 'Guideline (Markdown)'}))
  await page.keyboard.type('Only with *may* or *might*.')
  await tabTo(page.getByRole('button', {name: 'Publish…'}), 'Shift+Tab')
  await keys('Enter')
  await expect(publishing(page).getByRole('button', {name: 'touches 1 annotation in 1 article, 1 set'})).toBeVisible()
  await tabTo(publishing(page).getByRole('textbox', {name: 'Why'}))
  await page.keyboard.type('Two read it otherwise.')
  await tabTo(publishing(page).getByRole('button', {name: 'Publish'}))
  await passesAxe(page, 'what a draft touches in a narrow window')
  await keys('Enter')
  await expect(publishing(page)).toBeHidden()
  const again = page.getByRole('tab', {name: 'To look at again (1)'})
  await tabTo(page.getByRole('tab', {name: 'Codebook'}), 'Shift+Tab')
  await keys('End')
  await expect(again).toBeFocused()
  await passesAxe(page, 'what is to be looked at again in a narrow window')
  await tabTo(page.getByRole('listbox', {name: 'To look at again'}))
  await keys('Enter')
  await expect(bar(page)).toContainText('To look at again, 1 of 1: Label “Hedges” of “Commitment”: other guideline')
  await expect(text(page)).toBeFocused()
  await passesAxe(page, 'an annotation to look at again in a narrow window')
  await keys('F2')
  await expect(page.getByText('All of it is looked at again.')).toBeVisible()
  await saved(page)
  await keys('Control+z')
  await expect(page.getByText(/^Undone: “still right” of/).first()).toBeVisible()
  await keys('Control+Alt+4')
  await tabTo(page.getByRole('tab', {name: 'Codebook'}))
  await keys('ArrowRight')
  await expect(page.getByRole('listbox', {name: 'Versions'}).getByRole('option').first()).toContainText('Two read it otherwise.')
  await passesAxe(page, 'versions in a narrow window')
})
