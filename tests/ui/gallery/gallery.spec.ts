import {AxeBuilder} from '@axe-core/playwright'
import {expect, test} from '@playwright/test'
import type {Page} from '@playwright/test'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {serveGallery} from './serve-gallery.ts'

let folder: string
let gallery: Awaited<ReturnType<typeof serveGallery>>

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimlight-gallery-'))
  gallery = await serveGallery(folder)
})
test.afterAll(async () => {
  await gallery.close()
  await rm(folder, {recursive: true})
})

/** What the page complained about: refused by the policy, failed to load, thrown. */
function complaints(page: Page): readonly string[] {
  const heard: string[] = []
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') heard.push(message.text())
  })
  page.on('pageerror', error => heard.push(error.message))
  page.on('requestfailed', request => heard.push(`${request.url()} failed`))
  return heard
}

const open = async (page: Page, theme: 'light' | 'dark', name: 'controls' | 'frame') => {
  await page.goto(`${gallery.url}?theme=${theme}&page=${name}`)
  await page.evaluate(() => document.fonts.ready)
}

const axe = async (page: Page) => {
  const {violations} = await new AxeBuilder({page}).analyze()
  return violations.map(({id, nodes}) => `${id}: ${nodes.map(node => node.html).join(' | ')}`)
}

for (const theme of ['light', 'dark'] as const) {
  test(`controls in the ${theme} theme are accessible and keep to the policy`, async ({page}, info) => {
    const heard = complaints(page)
    await open(page, theme, 'controls')
    expect(await axe(page)).toEqual([])
    expect(await page.evaluate(() => document.fonts.check('16px "Inter Variable"'))).toBe(true)
    await page.screenshot({path: info.outputPath(`controls-${theme}.png`), fullPage: true})

    await page.getByRole('button', {name: 'Article', exact: true}).click()
    expect(await axe(page)).toEqual([])
    await page.screenshot({path: info.outputPath(`menu-${theme}.png`)})
    await page.keyboard.press('Escape')

    await page.getByRole('combobox', {name: 'Entity'}).click()
    expect(await axe(page)).toEqual([])
    await page.screenshot({path: info.outputPath(`combobox-${theme}.png`)})
    await page.keyboard.press('Escape')

    await page.getByRole('button', {name: 'Show news'}).click()
    await page.getByRole('button', {name: 'Show error'}).click()
    await expect(page.getByRole('alert').filter({hasText: 'disk is full. Make room, then'})).toBeVisible()
    await page.getByRole('button', {name: 'Open dialog'}).click()
    await page.getByRole('dialog').evaluate(dialog => Promise.all(dialog.getAnimations().map(animation => animation.finished)))
    expect(await axe(page)).toEqual([])
    await page.screenshot({path: info.outputPath(`dialog-${theme}.png`)})
    expect(await page.locator('head style, body style').count()).toBe(0)
    expect(heard).toEqual([])
  })

  test(`the three panes in the ${theme} theme are accessible and keep to the policy`, async ({page}, info) => {
    const heard = complaints(page)
    await open(page, theme, 'frame')
    await expect(page.getByRole('option').first()).toBeVisible()
    expect(await axe(page)).toEqual([])
    await page.screenshot({path: info.outputPath(`frame-${theme}.png`)})

    await page.keyboard.press('Control+k')
    await page.keyboard.type('stance')
    await page.getByRole('dialog').evaluate(dialog => Promise.all(dialog.getAnimations().map(animation => animation.finished)))
    expect(await axe(page)).toEqual([])
    await page.screenshot({path: info.outputPath(`palette-${theme}.png`)})
    expect(await page.locator('head style, body style').count()).toBe(0)
    expect(heard).toEqual([])
  })
}
