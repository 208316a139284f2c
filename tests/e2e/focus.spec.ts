import type {Page} from '@playwright/test'
import {articles, details, drag, expect, list, saved, test, text} from './claimlight.ts'

const selectedWords = (page: Page) => page.evaluate(() => getSelection()?.toString())

async function throughPalette(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(command)
  await page.keyboard.press('Enter')
}

/** Opens a dialog, by its name, and gives it up. */
async function lookInto(page: Page, name: string | RegExp, open: () => Promise<void>): Promise<void> {
  await open()
  await expect(page.getByRole('dialog', {name}).or(page.getByRole('alertdialog', {name}))).toBeVisible()
  await page.keyboard.press('Escape')
  // The first Escape closes the list of a field that has one open.
  if (name === 'Current target' || name === 'Which entity is this?') await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toHaveCount(0)
  await expect(text(page)).toBeFocused()
}

test('after every dialog the text has the focus and the words are still selected: keys go on', async ({window: page}) => {
  await drag(page, 'Hamas')
  const dialogs: readonly (readonly [string | RegExp, () => Promise<void>])[] = [
    ['Command palette', () => page.keyboard.press('Control+k')],
    ['Keyboard shortcuts', () => page.keyboard.press('F1')],
    ['Settings', () => page.keyboard.press('Control+,')],
    [/^Export/, () => page.keyboard.press('Control+Shift+E')],
    [/^Share/, () => page.keyboard.press('Control+Shift+S')],
    ['Current target', () => page.keyboard.press('t')],
    [/details/, () => page.keyboard.press('Control+Shift+D')],
    ['Colours and layers', () => throughPalette(page, 'legend')],
    [/check/i, () => throughPalette(page, 'Check project')],
    [
      /^Import/,
      async () => {
        const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Control+i')])
        await chooser.setFiles([{name: 'one.txt', mimeType: 'text/plain', buffer: Buffer.from('One.')}])
        // Asked whether to stop it otherwise.
        await expect(page.getByRole('dialog').getByRole('status')).toContainText('1 article imported')
      },
    ],
  ]
  for (const [name, open] of dialogs) {
    await lookInto(page, name, open)
    expect(await selectedWords(page)).toBe('Hamas')
  }
  for (const [name, keys] of [
    ['Entities and claims', 'Shift+R'],
    ['All articles', 'Control+Shift+A'],
  ] as const) {
    await page.keyboard.press(keys)
    await expect(page.getByRole('main', {name})).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(text(page)).toBeFocused()
    expect(await selectedWords(page)).toBe('Hamas')
  }
  await page.keyboard.press('2')
  await expect(list(page).getByRole('option')).toHaveText([/Organisation.*Hamas/])
  await lookInto(page, 'Which entity is this?', () => page.keyboard.press('l'))
  await lookInto(page, /^Label all/, () => page.keyboard.press('m'))
  await page.keyboard.press('Shift+ArrowLeft')
  expect(await selectedWords(page)).toBe('s')
  await page.keyboard.press('c')
  await lookInto(page, 'A claim is marked here', () => page.keyboard.press('Control+Enter'))
  await page.keyboard.press('j')
  await page.keyboard.press('Delete')
  await expect(list(page).getByRole('option')).toHaveCount(1)
  await saved(page)
})

test('the focus never falls to the page: it stays in its place, or goes to the text', async ({window: page}) => {
  await expect(text(page)).toBeFocused()
  await drag(page, 'an important step in the ongoing negotiations')
  await page.keyboard.press('c')
  await page.keyboard.press('Enter')
  const card = details(page).getByRole('group', {name: 'Stance towards the talks'})
  await details(page).getByRole('button', {name: 'Add a stance'}).press('Enter')
  await page.keyboard.type('the talks')
  await page.keyboard.press('Enter')
  await expect(card.getByRole('radio', {name: 'Favor'})).toBeFocused()
  await details(page).getByRole('button', {name: 'Add another stance'}).press('Enter')
  await expect(details(page).getByRole('combobox', {name: 'Stance towards'})).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(card.getByRole('radio', {name: 'Favor'})).toBeFocused()
  await card.getByRole('button', {name: 'Remove stance towards the talks'}).press('Enter')
  await expect(details(page).getByRole('button', {name: 'Add a stance'})).toBeFocused()

  await page.keyboard.press('Alt+2')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(details(page).locator(':focus')).toHaveCount(1)
  await page.keyboard.press('Escape')
  const favor = page.getByRole('button', {name: 'Favor', exact: true})
  await favor.press('Enter')
  await expect(page.getByRole('dialog', {name: 'Current target'})).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(favor).toBeFocused()

  await page.keyboard.press('Alt+3')
  await page.keyboard.press('Delete')
  await expect(page.getByText('No annotations yet')).toBeVisible()
  await expect(text(page)).toBeFocused()
  for (const open of [() => page.keyboard.press('Alt+PageDown'), () => throughPalette(page, 'Trump Invites')]) {
    await open()
    await expect(text(page)).toBeFocused()
  }

  await drag(page, 'Trump')
  await articles(page).focus()
  expect(
    await page.evaluate(() =>
      [...(CSS.highlights.get('article-words') ?? [])].map(range => (range as StaticRange).endOffset - (range as StaticRange).startOffset),
    ),
  ).toEqual([5])
  await page.keyboard.press('Alt+2')
  expect(await selectedWords(page)).toBe('Trump')
  await page.keyboard.press('1')
  await expect(list(page).getByRole('option')).toHaveText([/Person.*Trump/])
  await saved(page)
})

test('Delete after a handle was moved leaves the focus in the text', async ({window: page}) => {
  await drag(page, 'January 19')
  await page.keyboard.press('c')
  await drag(page, 'Benjamin Netanyahu')
  await page.keyboard.press('1')
  const handle = page.getByRole('slider', {name: /^End of Entity/})
  await handle.focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Delete')
  await expect(text(page)).toBeFocused()
  await page.keyboard.press('j')
  await expect(details(page)).toBeVisible()
})

test('a comment that is being written has the focus and its caret still when the window becomes narrow, and wide again', async ({window: page}) => {
  await drag(page, 'January 19')
  await page.keyboard.press('c')
  await page.keyboard.press('r')
  const box = details(page).getByRole('textbox', {name: 'Comment'})
  await expect(box).toBeFocused()
  await page.keyboard.type('Is this حماس?')
  await page.keyboard.press('Home')
  for (const width of [640, 1280]) {
    await page.setViewportSize({width, height: 700})
    await expect(box).toBeFocused()
    await page.keyboard.type('x')
  }
  await expect(box).toHaveValue('xxIs this حماس?')
})

test('after an import the focus is on what ends it', async ({window: page}) => {
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Control+i')
  await (await chooser).setFiles({name: 'النص.txt', mimeType: 'text/plain', buffer: Buffer.from('Zoë met חמאס in Doha 👩‍👩‍👧.\n')})
  await expect(page.getByRole('dialog').getByText('1 article imported.')).toBeVisible()
  await expect(page.getByRole('dialog').getByRole('button', {name: 'Done'})).toBeFocused()
})
