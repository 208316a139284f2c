import type {Page} from '@playwright/test'
import {registry as registryIn} from '../../src/project/registry.ts'
import {windowOf} from '../hub/hub-bench.ts'
import {violations} from '../support/axe.ts'
import {articles, details, drag, list, saved, text} from './claimlight.ts'
import {ALICE, expect, test} from './team.ts'

const MANY = 5000
const registry = (page: Page) => page.getByRole('main', {name: 'Entities and claims'})
const table = (page: Page) => registry(page).getByRole('grid')
const row = (page: Page, name: string | RegExp) => table(page).getByRole('row', {name})

test('[RG1] a registry of 5,000 names is a table that sorts, filters, merges, deletes and leads to the mentions, by keyboard too', async ({team}) => {
  const filling = windowOf(team.hub, ALICE)
  const document = filling.open({kind: 'registry', owner: 'team'})
  await document.opened
  const {entities, transact} = registryIn(document.doc)
  transact(() => {
    for (let n = 0; n < MANY; n++) entities.put({id: `e${n}`, by: 'alice', at: n, name: `Person ${n} زوي`, type: 'PERSON', aliases: []})
    entities.put({id: 'bibi', by: 'alice', at: 1, name: 'Netanyahu', type: 'PERSON', aliases: ['ביבי']})
    entities.put({id: 'benjamin', by: 'alice', at: 2, name: 'Benjamin Netanyahu', type: 'PERSON', aliases: []})
  })
  await document.saved()
  filling.close()
  const page = await team.join(ALICE)
  await drag(page, 'Benjamin Netanyahu')
  await page.keyboard.press('1')
  await page.keyboard.press('l')
  await page.keyboard.type('ביבי')
  await page.keyboard.press('Enter')
  await expect(list(page).getByRole('option')).toContainText('Netanyahu')
  await saved(page)
  await page.keyboard.press('Shift+R')
  await expect(table(page)).toHaveAttribute('aria-rowcount', String(MANY + 3))
  await page.keyboard.press('Escape')
  await expect(registry(page)).toHaveCount(0)
  await page.keyboard.press('Shift+R')
  await registry(page).getByRole('textbox', {name: 'Find or add'}).fill('netanyahu')
  await expect(table(page)).toHaveAttribute('aria-rowcount', '3')
  await expect(
    row(page, /^Netanyahu /)
      .getByRole('gridcell')
      .nth(5),
  ).toHaveText('1')
  await table(page).getByRole('button', {name: 'Mentions'}).click()
  await table(page).focus()
  await page.keyboard.press('Control+a')
  await registry(page).getByRole('button', {name: 'Merge…'}).click()
  await page.getByRole('dialog', {name: 'Merge 2 into one'}).getByRole('combobox').fill('Benjamin')
  await page.keyboard.press('Enter')
  await page.getByRole('button', {name: 'Merge into “Benjamin Netanyahu”'}).click()
  await expect(registry(page).getByRole('status').first()).toContainText('1 row merged into “Benjamin Netanyahu”')
  await expect(table(page)).toHaveAttribute('aria-rowcount', '2')
  await expect(row(page, 'Benjamin Netanyahu')).toContainText('ביבי')
  await expect(registry(page).getByRole('region', {name: 'Details'}).getByRole('list').first()).toContainText('Netanyahu')
  expect(await violations(page)).toEqual([])
  await page.setViewportSize({width: 640, height: 800})
  await expect(row(page, 'Benjamin Netanyahu').getByRole('gridcell').last()).toBeInViewport({ratio: 1})
  await page.setViewportSize({width: 1280, height: 800})
  await registry(page).getByRole('button', {name: 'Undo: merging of entity “Netanyahu” with entity “Benjamin Netanyahu”'}).click()
  await expect(table(page)).toHaveAttribute('aria-rowcount', '3')
  await page.getByRole('navigation', {name: 'Screens'}).getByRole('button', {name: 'Read'}).click()
  await articles(page).getByRole('option').nth(1).click()
  await expect(text(page)).toContainText('his office confirmed')
  await page.keyboard.press('Alt+2')
  await page.keyboard.press('Shift+R')
  await registry(page).getByRole('textbox', {name: 'Find or add'}).fill('ביבי')
  await table(page).getByRole('row').nth(1).click()
  await registry(page).getByRole('region', {name: 'Mentions'}).getByRole('button').first().click()
  await expect(registry(page)).toHaveCount(0)
  await expect(details(page).getByRole('combobox', {name: 'Entity'})).toHaveValue('Netanyahu')
})
