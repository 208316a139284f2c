import type {Page} from '@playwright/test'
import {violations} from '../support/axe.ts'
import {drag, list, saved, text} from './claimlight.ts'
import {ALICE, expect, test} from './team.ts'

/** More, with those of the sample, than are kept open. */
const MANY = 50
const dialog = (page: Page) => page.getByRole('dialog', {name: 'Label all identical mentions'})
const tree = (page: Page) => dialog(page).getByRole('tree', {name: 'Articles with mentions to label'})
/** Colours that change pass through others, which nobody is to read. */
const resting = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(each => each.effect?.getComputedTiming().iterations === 1)
        .map(each => each.finished),
    ),
  )
const button = (page: Page) => dialog(page).getByRole('button', {name: /^Label \d+ mentions$/})

test('all identical mentions in all articles are labelled after a look at them, by keyboard, taken back by one undo and brought again by one redo', async ({
  team,
}) => {
  const files = Array.from({length: MANY}, (_, n) => ({
    name: `${n}.txt`,
    bytes: Buffer.from(`Report ${n} on the talks\n\nالتقى الوزير Netanyahu أمس. Who else met Netanyahu 👩‍👩‍👧?\n`),
  }))
  expect(await team.hub.requests(ALICE, 'browser').importFiles(files, null)).toMatchObject({ok: true})
  const page = await team.join(ALICE)
  await drag(page, 'Netanyahu')
  await page.keyboard.press('1')
  await saved(page)
  const here = await list(page).getByRole('option').count()
  await page.keyboard.press('m')
  await dialog(page).getByRole('radio', {name: 'This article'}).focus()
  await page.keyboard.press('ArrowRight')
  const status = dialog(page).getByRole('status')
  await expect(status).toHaveText(/^\d+ mentions in \d+ articles\. 1 mention is labelled already\.$/)
  const [mentions = 0, inArticles = 0] = ((await status.textContent()) ?? '').match(/\d+/g)?.map(Number) ?? []
  expect(mentions).toBeGreaterThan(2 * MANY)
  await expect(button(page)).toHaveText(`Label ${mentions} mentions`)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({colorScheme})
    await resting(page)
    expect(await violations(page)).toEqual([])
  }
  // Of the last article one place is left out, and of the one before all.
  await tree(page).focus()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(tree(page).getByRole('treeitem', {level: 2})).toHaveCount(2)
  await expect(tree(page).getByRole('treeitem', {level: 2}).first().locator('mark')).toHaveText('Netanyahu')
  await page.keyboard.press('Space')
  await expect(tree(page).getByRole('treeitem', {level: 1}).last()).toHaveAttribute('aria-checked', 'mixed')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Space')
  await expect(button(page)).toHaveText(`Label ${mentions - 3} mentions`)
  await button(page).press('Enter')
  const news = (words: string) => page.getByText(words, {exact: true})
  await expect(page.getByText(/labelled in \d+ articles/)).toHaveText(`${mentions - 3} more mentions labelled in ${inArticles - 1} articles.`)
  await expect(news(`${mentions - 3} more mentions labelled in ${inArticles - 1} articles.`)).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const inFirst = await list(page).getByRole('option').count()
  expect(inFirst).toBeGreaterThan(here)
  await expect(text(page)).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(news(`Undone: ${mentions - 3} annotations in ${inArticles - 1} articles.`)).toBeVisible()
  await expect(list(page).getByRole('option')).toHaveCount(here)
  await page.keyboard.press('Control+Shift+z')
  await expect(news(`Done again: ${mentions - 3} annotations in ${inArticles - 1} articles.`)).toBeVisible()
  await expect(list(page).getByRole('option')).toHaveCount(inFirst)
  const sought = {quote: 'Netanyahu', layer: 'entity', wholeWords: true, matchCase: true}
  const there = await team.hub.requests(ALICE, 'browser').sameWords(sought, null)
  expect(there.ok && there.value.articles.slice(-2).map(({places, labelled}) => [places.length, labelled])).toEqual([
    [2, 0],
    [1, 1],
  ])
})
