import {Buffer} from 'node:buffer'
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Page} from '@playwright/test'
import {violations} from '../support/axe.ts'
import {articles, details, drag, expect, list, ready, saved, test, text} from './claimlight.ts'

const CLAIM = 'Trump’s first meeting with a foreign leader since his inauguration'

test('a researcher reads, marks a claim with stance and entities, closes, opens again, and exports what she said', async ({claimlight, window: page}) => {
  await expect(articles(page).getByRole('option')).toHaveCount(5)
  await drag(page, CLAIM)
  await page.keyboard.press('f')
  await page.getByRole('combobox', {name: 'Target'}).fill('the White House visit')
  await page.keyboard.press('Enter')
  await expect(list(page).getByRole('option')).toContainText(['Favor: the outlet → the White House visit'])

  await drag(page, 'Hamas')
  await page.keyboard.press('2')
  await page.keyboard.press('l')
  await page.getByRole('dialog').getByRole('combobox', {name: 'Entity'}).press('Enter')
  await expect(details(page).getByRole('combobox', {name: 'Entity'})).toHaveValue('Hamas')

  await articles(page).getByRole('option').nth(4).click()
  await expect(text(page)).toContainText('Published On 4 Feb 2025')
  await page.getByRole('button', {name: 'Read, no claim here', exact: true}).click()
  await saved(page)

  await claimlight.stop()
  await page.goto(await claimlight.start())
  await ready(page)
  await articles(page).getByRole('option').nth(4).click()
  await expect(page.getByRole('button', {name: 'Read, no claim here', exact: true})).toHaveAttribute('aria-pressed', 'true')
  await articles(page).getByRole('option').first().click()
  await expect(list(page).getByRole('option')).toHaveCount(2)

  await page.keyboard.press('Control+Shift+E')
  const download = page.waitForEvent('download')
  await page.getByRole('button', {name: 'Export JSON'}).click()
  const exported = await readFile(await (await download).path(), 'utf8')
  const dataset = JSON.parse(exported)
  expect(dataset.articles).toHaveLength(5)
  expect(dataset.annotations).toHaveLength(2)
  for (const {article, start, end, quote} of dataset.annotations) {
    const {text: words} = dataset.articles.find((each: {id: string}) => each.id === article)
    expect([...words].slice(start, end).join('')).toBe(quote)
  }
  const claim = dataset.annotations.find((each: {layer: string}) => each.layer === 'claim')
  expect(claim).toMatchObject({quote: CLAIM, features: {stances: [{value: 'favor', holder: {kind: 'outlet'}}]}})
  expect(dataset.entities).toMatchObject([{name: 'Hamas', type: 'ORG'}])

  const fromCli = await claimlight.cli('export', claimlight.sample, '--format', 'json')
  expect(fromCli).toEqual({code: 0, stdout: exported, stderr: ''})

  await claimlight.stop()
  await page.goto(await claimlight.start(join(claimlight.home, 'Empty.claimlight')))
  const importing = page.getByRole('dialog', {name: 'Import dataset'})
  await importDataset(page, exported.replace('"quote"', '"qoute"'))
  await expect(importing.getByRole('alert')).toContainText('Nothing was imported.')
  await expect(importing.locator(':focus')).toHaveCount(1)
  for (const [width, colorScheme] of [
    [320, 'light'],
    [320, 'dark'],
    [1280, 'dark'],
    [1280, 'light'],
  ] as const) {
    await page.setViewportSize({width, height: 800})
    await page.emulateMedia({colorScheme})
    expect([width, colorScheme, ...(await violations(page))]).toEqual([width, colorScheme])
    expect(await importing.evaluate(shown => shown.scrollWidth - shown.clientWidth)).toBe(0)
  }
  await page.keyboard.press('Escape')
  await expect(importing).toBeHidden()
  await importDataset(page, exported)
  await expect(page.getByText('Imported 5 articles with 2 annotations.')).toBeVisible()
  await expect(list(page).getByRole('option')).toHaveCount(2)
})

/** Through the menu, as a researcher does. */
async function importDataset(page: Page, dataset: string): Promise<void> {
  await page.getByRole('button', {name: 'More', exact: true}).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('menuitem', {name: /^Import dataset/}).click()
  await (await chooser).setFiles({name: 'dataset.json', mimeType: 'application/json', buffer: Buffer.from(dataset)})
}

test('the whole job works by keyboard alone', async ({window: page}) => {
  await page.keyboard.press('Alt+2')
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowDown')
  for (let word = 0; word < 4; word++) await page.keyboard.press('Control+Shift+ArrowRight')
  await page.keyboard.press('c')
  await expect(list(page).getByRole('option')).toHaveText([/Israeli Prime Minister Benjamin/])

  await page.keyboard.press(']')
  await expect(list(page).getByRole('option')).toHaveText([/Israeli Prime Minister Benjamin Netanyahu/])
  await page.keyboard.press('1')
  await expect(list(page).getByRole('option')).toContainText(['Asserts'])

  await page.keyboard.press('t')
  await page.keyboard.type('the ceasefire')
  await page.keyboard.press('Enter')
  await page.keyboard.press('a')
  await expect(list(page).getByRole('option')).toContainText(['Against: the outlet → the ceasefire'])

  await page.keyboard.press('Enter')
  await expect(details(page).getByRole('radio', {name: 'Against'})).toBeFocused()
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+k')
  await page.keyboard.type('Trump Invites')
  await page.keyboard.press('Enter')
  await expect(text(page)).toContainText('President Donald Trump has extended an invitation')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('button', {name: 'Read, no claim here', exact: true})).toHaveAttribute('aria-pressed', 'true')

  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', {name: 'Read, no claim here', exact: true})).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('Control+z')
  await expect(page.getByText(/^Undone in “.*”: stance on Claim/)).toBeVisible()
  await expect(text(page)).toContainText('President Donald Trump has extended an invitation')
  await page.getByRole('button', {name: 'Show', exact: true}).press('Enter')
  await expect(text(page)).toContainText('Israeli Prime Minister Benjamin Netanyahu has embarked')
  await expect(list(page).getByRole('option')).not.toContainText(['Against: the outlet → the ceasefire'])
  await page.keyboard.press('Control+Shift+Z')
  await expect(list(page).getByRole('option')).toContainText(['Against: the outlet → the ceasefire'])

  await page.keyboard.press('Alt+3')
  await page.keyboard.press('Delete')
  await expect(page.getByText('No annotations yet')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(list(page).getByRole('option')).toHaveCount(1)
  await saved(page)
})
