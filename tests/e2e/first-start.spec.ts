import type {Page} from '@playwright/test'
import {violations} from '../support/axe.ts'
import {drag, expect, list, saved, test, text} from './claimlight.ts'

test.use({startedBefore: false})

const welcome = (page: Page) => page.getByRole('dialog', {name: 'Welcome to Claimlight'})
const field = (page: Page) => welcome(page).getByRole('textbox', {name: 'Your name'})

test('the first start asks for a name and shows five keys that work, and what is done once is not asked again', async ({claimlight, window: page}) => {
  await expect(field(page)).toBeFocused()
  await expect(welcome(page).getByRole('row')).toHaveText([/Mark Claim.*C/, /Mark Entity.*E/, /Stance: Favor.*F/, /Undo.*Z/, /Command palette.*K/])
  for (const [width, height] of [
    [1280, 800],
    [320, 256],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({width, height})
      await page.emulateMedia({colorScheme})
      await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({finished}) => finished)))
      expect(await violations(page)).toEqual([])
      expect(await welcome(page).evaluate(dialog => dialog.scrollWidth <= dialog.clientWidth)).toBe(true)
    }
  await page.setViewportSize({width: 1280, height: 800})
  await field(page).fill('\u2066')
  await page.keyboard.press('Enter')
  await expect(welcome(page)).toContainText('Nothing of this name can be seen.')
  await field(page).fill('José 和平')
  await page.keyboard.press('Enter')
  await expect(welcome(page)).toHaveCount(0)
  await expect(text(page)).toBeFocused()
  await drag(page, 'Hamas')
  await page.keyboard.press('e')
  await expect(list(page).getByRole('option')).toHaveText([/Hamas/])
  await saved(page)
  await page.reload()
  await expect(text(page)).toBeFocused()
  await expect(welcome(page)).toHaveCount(0)

  await claimlight.stop()
  const other = `${claimlight.home}/documents/Claimlight/Other.claimlight`
  await page.goto(await claimlight.start(other))
  await expect(page.getByRole('button', {name: 'José 和平'})).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('whoever passes over the name keeps the one she has, and is not asked again', async ({window: page}) => {
  await expect(field(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(welcome(page)).toHaveCount(0)
  await expect(text(page)).toBeFocused()
  await page.reload()
  await expect(text(page)).toBeFocused()
  await expect(welcome(page)).toHaveCount(0)
})
