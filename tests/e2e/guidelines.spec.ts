import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import type {Locator, Page} from '@playwright/test'
import {violations} from '../support/axe.ts'
import type {Claimlight} from './claimlight.ts'
import {details, drag, expect, ready, saved, test, text} from './claimlight.ts'

const TEXT = 'Sea ice melts 🧊 every summer. Ships may pass where the ice was.\n\nهل السلام قريب؟\n'

const CODES = {
  name: 'Töne',
  version: 1,
  layers: [
    {
      name: 'line',
      label: 'Line',
      key: 'n',
      look: {hue: 'teal', line: 'solid'},
      primary: 'tone',
      guideline: '## When\n\nMark *one* sentence:\n\n- as it stands\n- <b>whole</b>\n\nSee [the manual](https://example.org/manual).',
      features: [
        {
          name: 'tone',
          label: 'Tone',
          kind: 'choice',
          choices: [
            {
              value: 'plain',
              label: 'Plain',
              key: '1',
              guideline: 'It is **said**.',
              examples: [{kind: 'negative', quote: 'السلام قريب', note: 'It is *asked*.'}],
            },
            {value: 'maybe', label: 'Maybe', key: '2', guideline: 'ربما:\n\n1. أولًا\n2. ثانيًا'},
          ],
        },
      ],
    },
  ],
}

const panel = (page: Page): Locator => page.getByRole('dialog', {name: 'Guidelines'})
const tip = (page: Page): Locator => page.getByRole('tooltip')
const form = (page: Page): Locator => page.getByRole('region', {name: /^Fields of/})
const asking = (page: Page): Locator => page.getByRole('dialog', {name: 'Add as example'})

async function passesAxe(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({colorScheme})
    expect([where, colorScheme, ...(await violations(page))]).toEqual([where, colorScheme])
  }
  await page.emulateMedia({colorScheme: null})
}

async function coded(claimlight: Claimlight, page: Page): Promise<void> {
  const project = join(claimlight.home, 'Codes.claimlight')
  await writeFile(join(claimlight.home, 'ice.txt'), TEXT)
  await writeFile(join(claimlight.home, 'codes.json'), JSON.stringify(CODES))
  expect(await claimlight.cli('import', project, join(claimlight.home, 'ice.txt'))).toMatchObject({code: 0})
  expect(await claimlight.cli('schema', project, '--set', join(claimlight.home, 'codes.json'))).toMatchObject({code: 0})
  await page.goto(await claimlight.start(project))
  await ready(page)
}

test('guidelines are read while one codes, an example is added to one, and the codebook is printed, by mouse', async ({claimlight, page}) => {
  await coded(claimlight, page)
  await drag(page, 'Ships may pass')
  const mark = page.getByRole('toolbar', {name: 'Annotate'}).getByRole('button', {name: 'Line'})
  await mark.hover()
  await expect(tip(page)).toContainText('Mark one sentence:')
  await passesAxe(page, 'a tip beside a layer')
  // The pointer may go over to the tip, and Escape takes it away while the pointer stays.
  const {x = 0, y = 0, width = 0, height = 0} = (await tip(page).boundingBox()) ?? {}
  await page.mouse.move(x + width / 2, y + height / 2, {steps: 5})
  await expect(tip(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(tip(page)).toBeHidden()
  await mark.click()
  await details(page).getByText('Guideline').first().click()
  await expect(details(page).getByRole('link', {name: 'the manual'})).toHaveAttribute('rel', /noopener/)
  await expect(details(page).getByText('<b>whole</b>')).toBeVisible()
  await passesAxe(page, 'the guideline in the details')

  await details(page).getByRole('radio', {name: 'Maybe'}).click()
  await details(page).getByRole('radio', {name: 'Plain'}).hover()
  await expect(tip(page)).toContainText('It is said.')
  await page.keyboard.press('F1')
  await expect(panel(page).getByRole('region', {name: 'Guideline for Plain'})).toContainText('Counterexample “السلام قريب”'.replaceAll(/[“”]/g, ''))
  await passesAxe(page, 'all guidelines')
  await panel(page).getByRole('button', {name: 'Close'}).last().click()

  await details(page).getByRole('button', {name: 'Add as example…'}).click()
  await expect(asking(page).getByRole('combobox', {name: 'Example of'})).toHaveValue('Maybe')
  await asking(page).getByLabel('Why (Markdown)').fill('A *modal* verb.')
  await passesAxe(page, 'the question what it is an example of')
  await asking(page).getByRole('button', {name: 'Add example'}).click()
  await page.getByRole('button', {name: 'Show the draft'}).click()
  await expect(form(page).locator('li', {hasText: 'Ships may pass'})).toBeVisible()
  await form(page).getByText('Marks').click()
  await passesAxe(page, 'a guideline that is written')

  const file = await savedAs(page, 'Page to print (.html)', claimlight.home)
  const printed = await page.context().newPage()
  await printed.goto(pathToFileURL(file).href)
  await expect(printed.getByRole('listitem').filter({hasText: 'Ships may pass'}).last()).toContainText('A modal verb.')
  expect(await violations(printed)).toEqual([])
  await printed.close()
  expect(await readFile(await savedAs(page, /REFI-QDA/, claimlight.home), 'utf8')).toMatch(/<Code [^>]*name="Maybe"[^>]*isCodable="true"/)

  // Once it is published it is read where one codes, and leads back to its words.
  await page.getByRole('button', {name: 'Publish…'}).click()
  const publish = page.getByRole('dialog', {name: 'Publish the draft'}).getByRole('button', {name: 'Publish', exact: true})
  await expect(publish).toBeEnabled()
  await publish.click()
  await page.getByRole('button', {name: /^Read/}).click()
  await text(page).click()
  await page.keyboard.press('k')
  await details(page).getByRole('radio', {name: 'Maybe'}).hover()
  await expect(tip(page)).toContainText('with 1 example')
  await page.keyboard.press('F1')
  await panel(page)
    .getByRole('button', {name: /^Go to “Ships may pass”/})
    .click()
  await expect(panel(page)).toBeHidden()
  await expect(text(page)).toBeFocused()
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('Ships may pass')
  await saved(page)
})

async function savedAs(page: Page, format: string | RegExp, folder: string): Promise<string> {
  await page.getByRole('button', {name: 'Save…'}).click()
  const downloads = page.waitForEvent('download')
  await page.getByRole('menuitem', {name: format}).click()
  const download = await downloads
  const path = join(folder, download.suggestedFilename())
  await download.saveAs(path)
  return path
}

test('guidelines are searched and read, and an example is added, by keyboard alone in a window of 320 pixels', async ({claimlight, page}) => {
  await page.setViewportSize({width: 320, height: 640})
  await coded(claimlight, page)
  const {keyboard} = page
  await page.keyboard.press('Alt+2')
  await keyboard.press('Control+Home')
  for (let nth = 0; nth < 3; nth++) await keyboard.press('Control+Shift+ArrowRight')
  await keyboard.press('n')
  await keyboard.press('1')
  await keyboard.press('Shift+Slash')
  await expect(panel(page).getByRole('textbox', {name: 'Search guidelines'})).toBeFocused()
  await keyboard.type('asked')
  await expect(panel(page).getByRole('option')).toHaveCount(1)
  await passesAxe(page, 'guidelines that are searched')
  await keyboard.press('ArrowDown')
  await keyboard.press('Tab')
  await expect(panel(page).getByRole('region', {name: 'Guideline for Plain'})).toBeFocused()
  await keyboard.press('Escape')
  await expect(text(page)).toBeFocused()

  await keyboard.press('Shift+Equal')
  await expect(asking(page).getByRole('combobox', {name: 'Example of'})).toHaveValue('Plain')
  await keyboard.press('Tab')
  await keyboard.press('Tab')
  await keyboard.type('It is *said*. 🧊')
  await keyboard.press('Tab')
  await keyboard.press('Tab')
  await expect(asking(page).getByRole('button', {name: 'Add example'})).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByText('Added to the examples of “Plain”, in a draft.')).toBeVisible()
  await keyboard.press('Alt+3')
  await keyboard.press('Enter')
  await expect(details(page).getByRole('radio', {name: 'Plain'})).toBeFocused()
  await expect(tip(page)).toContainText('It is said.')
  await keyboard.press('Escape')
  await expect(tip(page)).toBeHidden()
  await expect(details(page).getByRole('radio', {name: 'Plain'})).toBeFocused()
  await keyboard.press('F1')
  await expect(panel(page).getByRole('region', {name: 'Guideline for Plain'})).toBeVisible()
  await keyboard.press('Escape')
  await expect(details(page).getByRole('radio', {name: 'Plain'})).toBeFocused()
  await saved(page)
})
