import type {Page} from '@playwright/test'
import {violations} from '../support/axe.ts'
import {drag, expect, list, ready, saved, test, text} from './claimlight.ts'

const projects = (page: Page) => page.getByRole('dialog', {name: 'Projects'})
const rows = (page: Page) => projects(page).getByRole('listbox', {name: 'Projects'}).getByRole('option')
const title = (page: Page) => page.getByRole('banner').getByRole('heading', {level: 1})

test('[SEC23] in a browser one makes a project and goes back to another, by keyboard, while a second window goes on', async ({claimlight, window: page}) => {
  const other = await page.context().newPage()
  await other.goto(page.url())
  await ready(other)
  await page.bringToFront()
  await page.getByRole('button', {name: 'More'}).click()
  await page.getByRole('menuitem', {name: 'Projects…'}).click()
  await expect(rows(page)).toHaveText([/^Sample.*This window/])
  for (const [width, height] of [
    [1280, 800],
    [320, 256],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({width, height})
      await page.emulateMedia({colorScheme})
      await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({finished}) => finished)))
      expect(await violations(page)).toEqual([])
    }
  await page.setViewportSize({width: 1280, height: 800})
  const name = projects(page).getByRole('textbox', {name: 'New project'})
  await name.fill('../ice')
  await name.press('Enter')
  await expect(projects(page)).toContainText('The name becomes the name of a folder')
  await name.fill('sample')
  await name.press('Enter')
  await expect(projects(page)).toContainText('There is “sample” already.')
  await name.fill('הפסקת אש 👩‍👩‍👧')
  await name.press('Enter')
  await expect(title(page)).toHaveText('הפסקת אש 👩‍👩‍👧')
  expect(new URL(page.url()).origin).not.toBe(new URL(other.url()).origin)
  await expect(page.getByRole('navigation', {name: 'Articles'}).getByText('No articles yet')).toBeVisible()

  await drag(other, 'Hamas')
  await other.keyboard.press('2')
  await saved(other)

  await page.keyboard.press('Control+k')
  await page.keyboard.type('other project')
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveCount(2)
  await rows(page).filter({hasText: 'Sample'}).click()
  await expect(rows(page).filter({hasText: 'Sample'})).toContainText('Open')
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText('Sample')
  await expect(text(page)).toBeFocused()
  await expect(list(page).getByRole('option')).toHaveText([/Hamas/])

  const {stdout} = await claimlight.cli('projects')
  expect(stdout.split('\n').map(line => line.split('\t')[0])).toEqual(expect.arrayContaining(['Sample', 'הפסקת אש 👩‍👩‍👧']))
})
