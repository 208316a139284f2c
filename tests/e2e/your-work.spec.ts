import type {Page} from '@playwright/test'
import type {Schema} from '../../src/core/schema/schema.ts'
import {violations} from '../support/axe.ts'
import {value} from '../support/results.ts'
import {text} from './claimlight.ts'
import {ALICE, BOB, expect, test} from './team.ts'

const SCHEMA: Schema = {
  name: 'Kodierung 和平',
  version: 1,
  guideline: 'Mark every statement. 🕊️',
  layers: [
    {
      name: 'statement',
      label: 'Statement',
      key: 'z',
      look: {hue: 'teal', line: 'dotted'},
      features: [{name: 'aloud', label: 'Said aloud', kind: 'yes-no', required: true}],
    },
  ],
}
const OUTLET = /daily[\s_-]*ice|جريدة الجليد/iu

const work = (page: Page) => page.getByRole('main', {name: 'Your work'})
const hides = async (page: Page): Promise<void> => expect(`${await page.content()} ${await page.title()}`).not.toMatch(OUTLET)
async function isSound(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({colorScheme})
    expect(await violations(page)).toEqual([])
  }
}

test('an annotator goes through her list by keyboard alone: what is required, nothing to mark, finish and next, take back; and sees nowhere what her round hides', async ({
  team: {hub, join},
}) => {
  const alice = hub.requests(ALICE, 'browser')
  value(await alice.takeSchema(SCHEMA))
  const ids: string[] = []
  value(
    await hub.changeProject(({people, articles}) => {
      people.put(BOB)
      ids.push(...articles.ids().slice(0, 3))
      for (const id of ids)
        articles.patch(id, {
          title: `Ice: ${id.slice(0, 4)} (The Daíly Ice, جريدة الجليد) 🧊`,
          outlet: 'The Daily Ice',
          author: 'جريدة الجليد',
          sourceName: 'the_daily-ice.txt',
        })
    }),
  )
  const lists = [{annotator: BOB.id, articles: ids}]
  const {id: round} = value(await alice.startRound('Runde 1 和平', {articles: ids, hide: ['outlet', 'author', 'url'], annotators: [BOB.id]}, lists))
  const page = await join(BOB, there => expect(work(there)).toBeVisible())

  await expect(page.getByRole('button', {name: /^Next: Ice: .* \(\[…\], \[…\]\)/})).toBeFocused()
  await isSound(page)
  await hides(page)
  await page.keyboard.press('Enter')
  await expect(text(page)).toBeFocused()
  await expect(page.getByText('hidden in this round: outlet, author, and web address')).toBeVisible()
  await hides(page)

  await page.keyboard.press('Control+Shift+ArrowRight')
  await page.keyboard.press('z')
  await page.keyboard.press('Shift+F')
  const missing = page.getByRole('dialog', {name: 'Something is still to be said'})
  await expect(missing.getByRole('button', {name: /^Statement .* Said aloud$/})).toBeFocused()
  await isSound(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', {name: 'Yes'})).toBeFocused()
  await page.keyboard.press('1')
  await expect(text(page)).toBeFocused()
  await page.keyboard.press('Shift+F')
  await expect(page.getByText(/is finished: 1 of 3\. Next: /)).toBeVisible()
  await expect(text(page)).toBeFocused()

  await page.keyboard.press('Control+Enter')
  await page.keyboard.press('Shift+F')
  await expect(page.getByText(/is finished: 2 of 3\. Next: /)).toBeVisible()
  await expect(text(page)).toBeFocused()
  await page.keyboard.press('Shift+F')
  await expect(page.getByRole('alertdialog', {name: 'Is there nothing to mark in this article?'})).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/is finished: 3 of 3\. Nothing is left to do/)).toBeVisible()
  await expect(page.getByText(/^You have finished all of it/)).toBeFocused()

  // Past the guideline, the states and “Open” to the list, and back to what takes the first article back.
  const list = page.getByRole('listbox', {name: 'Your articles'})
  for (let n = 0; n < 6 && !(await list.evaluate(each => each === document.activeElement)); n++) await page.keyboard.press('Tab')
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+Tab')
  await expect(work(page).getByRole('button', {name: 'Take back'})).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', {name: /^Next: Ice/})).toBeVisible()
  await expect(list).toBeFocused()
  await hides(page)
  expect(value(await alice.roundProgress(round))).toMatchObject([{annotator: BOB.id, given: 3, finished: 2}])
})
