import type {Locator, Page} from '@playwright/test'
import {violations} from '../support/axe.ts'
import {details, drag, expect, saved, test} from './claimlight.ts'

const tree = (page: Page): Locator => page.getByRole('tree', {name: 'Layers, features and labels'})
const row = (page: Page, name: string): Locator => tree(page).getByRole('treeitem').filter({hasText: name}).first()
const form = (page: Page): Locator => page.getByRole('region', {name: /^Fields of/})
const preview = (page: Page): Locator => page.getByRole('region', {name: 'Preview'})
const publishing = (page: Page): Locator => page.getByRole('dialog', {name: 'Publish the draft'})

async function passesAxe(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({colorScheme})
    expect([where, colorScheme, ...(await violations(page))]).toEqual([where, colorScheme])
  }
  await page.emulateMedia({colorScheme: null})
}

test('a draft is edited, tried in the preview, published and in force in the text, by mouse', async ({window: page}) => {
  await page.setViewportSize({width: 1440, height: 900})
  await page.getByRole('button', {name: 'Schema', exact: true}).click()
  await page.getByRole('button', {name: 'Change it'}).click()
  await row(page, 'Hedges').click()
  await form(page).getByRole('textbox', {name: 'Label', exact: true}).fill('متحفظ 🧊')
  await form(page).getByRole('textbox', {name: 'Key'}).fill('1')
  await form(page).getByRole('textbox', {name: 'Guideline (Markdown)'}).fill('Where it is *not sure*.')
  await expect(form(page).getByText('The key 1 is taken already: it chooses “Asserts”. Choose another.')).toBeVisible()
  await form(page).getByRole('textbox', {name: 'Key'}).fill('7')
  await row(page, 'Denies').dragTo(row(page, 'Asserts'), {targetPosition: {x: 60, y: 2}})
  await expect
    .poll(async () => (await tree(page).getByRole('treeitem').allTextContents()).slice(8, 11).map(words => words.replace(/\d$/, '')))
    .toEqual(['Denies', 'Asserts', 'متحفظ 🧊'])
  await expect(preview(page).getByRole('radio', {name: /متحفظ/})).toBeVisible()
  await preview(page).getByRole('radio', {name: /متحفظ/}).click()
  await passesAxe(page, 'the editor with its preview')
  await page.getByRole('button', {name: 'Publish…'}).click()
  await expect(publishing(page).getByRole('button', {name: 'Publish'})).toBeEnabled()
  await passesAxe(page, 'the question before it is published')
  await publishing(page).getByRole('button', {name: 'Publish'}).click()
  await expect(page.getByText('In force: “Coverage of one event from many sources”, version 2')).toBeVisible()
  await page.getByRole('button', {name: /^Read/}).click()
  await drag(page, 'an important step in the ongoing negotiations')
  await page.keyboard.press('c')
  await page.keyboard.press('7')
  await expect(details(page).getByRole('radio', {name: /متحفظ/})).toBeChecked()
  await saved(page)
})

test('a draft is edited, tried in the preview and published by keyboard alone, also in a window of 320 pixels', async ({window: page}) => {
  await page.setViewportSize({width: 320, height: 640})
  const {press, type} = page.keyboard
  const keys = async (...all: readonly string[]): Promise<void> => {
    for (const key of all) await press.call(page.keyboard, key)
  }
  const words = (text: string): Promise<void> => type.call(page.keyboard, text)
  const tabTo = async (wanted: Locator): Promise<void> => {
    for (let nth = 0; nth < 60 && !(await wanted.evaluate(element => element === document.activeElement)); nth++) await keys('Tab')
    await expect(wanted).toBeFocused()
  }
  await keys('Control+Alt+4')
  await expect(page.getByRole('tab', {name: 'Codebook'})).toBeFocused()
  await tabTo(page.getByRole('button', {name: 'Change it'}))
  await keys('Enter')
  await tabTo(tree(page))
  // The typed letters find the feature; a label is added to it, named, and put first.
  await words('comm')
  await expect(tree(page).getByRole('treeitem', {selected: true})).toHaveText(/^Commitment/)
  await keys('Shift+Tab', 'Shift+Tab')
  await expect(page.getByRole('button', {name: 'Add', exact: true})).toBeFocused()
  await keys('Enter', 'Enter')
  await expect(form(page).getByRole('textbox', {name: 'Label', exact: true})).toBeFocused()
  await words('Spöttelt 🧊')
  await keys('Tab')
  await expect(form(page).getByRole('textbox', {name: 'Value'})).toHaveValue('Spöttelt 🧊')
  await keys('Tab')
  await words('9')
  await keys('Enter')
  await tree(page).focus()
  for (let nth = 0; nth < 5; nth++) await keys('Alt+ArrowUp')
  await expect(page.getByText('“Spöttelt 🧊” is number 1 of 6.')).toBeAttached()
  await keys('Control+z')
  await expect(page.getByText('Undone: place of “Spöttelt 🧊”.').first()).toBeVisible()
  await keys('Control+Shift+z')
  await expect(page.getByText('Done again: place of “Spöttelt 🧊”.').first()).toBeVisible()
  await page.getByRole('button', {name: 'Preview'}).focus()
  await keys('Enter')
  const tried = preview(page).getByRole('radio', {name: /Spöttelt/})
  await expect(tried).toBeAttached()
  await preview(page)
    .getByRole('textbox', {name: /^Example on/})
    .focus()
  await keys('9')
  await expect(tried).toBeChecked()
  await passesAxe(page, 'the narrow editor with its preview')
  await page.getByRole('button', {name: 'Publish…'}).focus()
  await keys('Enter')
  await expect(publishing(page).getByRole('button', {name: 'Publish'})).toBeEnabled()
  await tabTo(publishing(page).getByRole('button', {name: 'Publish'}))
  await keys('Enter')
  await expect(publishing(page)).toBeHidden()
  await expect(page.getByText(/^In force: .+, version 2$/)).toBeVisible()
  await saved(page)
})
