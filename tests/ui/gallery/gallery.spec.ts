import {expect} from '@playwright/test'
import type {Page} from '@playwright/test'
import {violations} from '../../support/axe.ts'
import {test} from './gallery-test.ts'

const still = async (page: Page) =>
  page.getByRole('dialog').evaluate(dialog => Promise.allSettled(dialog.getAnimations().map(animation => animation.finished)).then(() => null))

test.describe.configure({timeout: 120_000})

for (const theme of ['light', 'dark'] as const) {
  test(`controls in the ${theme} theme are accessible and keep to the policy`, async ({open}, info) => {
    const page = await open('controls', theme)
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => [...document.fonts].some(font => font.family.includes('Inter') && font.status === 'loaded'))).toBe(true)
    await page.screenshot({path: info.outputPath(`controls-${theme}.png`), fullPage: true})

    await page.getByRole('button', {name: 'Article', exact: true}).click()
    expect(await violations(page)).toEqual([])
    await page.screenshot({path: info.outputPath(`menu-${theme}.png`)})
    await page.keyboard.press('Escape')

    await page.getByRole('combobox', {name: 'Entity'}).click()
    expect(await violations(page)).toEqual([])
    await page.screenshot({path: info.outputPath(`combobox-${theme}.png`)})
    await page.keyboard.press('Escape')

    await page.getByRole('button', {name: 'Show news'}).click()
    await page.getByRole('button', {name: 'Show error'}).click()
    await expect(page.getByText('Make room, then save again.')).toBeVisible()
    await page.getByRole('button', {name: 'Open dialog'}).click()
    await still(page)
    expect(await violations(page)).toEqual([])
    await page.screenshot({path: info.outputPath(`dialog-${theme}.png`)})
  })

  test(`the three panes in the ${theme} theme are accessible and keep to the policy`, async ({open}, info) => {
    const page = await open('frame', theme)
    await expect(page.getByRole('option').first()).toBeVisible()
    expect(await violations(page)).toEqual([])
    await page.screenshot({path: info.outputPath(`frame-${theme}.png`)})

    await page.keyboard.press('Control+k')
    await page.keyboard.type('stance')
    await still(page)
    expect(await violations(page)).toEqual([])
    await page.screenshot({path: info.outputPath(`palette-${theme}.png`)})
  })
}

test('with forced colours controls have borders, and filled ones lose their fill instead of their words', async ({page, open}, info) => {
  await page.emulateMedia({forcedColors: 'active'})
  await open('controls')
  const border = await page.getByRole('button', {name: 'Export'}).evaluate(button => getComputedStyle(button).borderTopStyle)
  expect(border).toBe('solid')
  const colours = (name: string) =>
    page.getByRole('button', {name, exact: true}).evaluate(button => [getComputedStyle(button).color, getComputedStyle(button).backgroundColor])
  const plain = await colours('Show news')
  expect(plain[0]).not.toBe(plain[1])
  expect(await colours('Remove')).toEqual(plain)
  expect(await colours('Mark Claim')).toEqual(plain)
  await page.screenshot({path: info.outputPath('forced-colors.png'), fullPage: true})
})
