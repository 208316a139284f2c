import type {Page} from '@playwright/test'
import {articleId} from '../../src/core/article/article.ts'
import {inListOrder} from '../../src/core/article/list-order.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {Project} from '../../src/project/project.ts'
import {lateWorkIn} from '../../src/project/late-work.ts'
import {windowOf} from '../hub/hub-bench.ts'
import {violations} from '../support/axe.ts'
import {drag, list, saved, text} from './claimlight.ts'
import {ALICE, BOB, expect, test} from './team.ts'

const DORA = {id: 'dora', name: 'Dora Δ', role: 'annotator'} as const

const screenOf = (page: Page) => page.getByRole('main', {name: 'Rounds'})
const matrix = (page: Page) => screenOf(page).getByRole('grid', {name: 'Progress, article by article'})

/** Axe finds nothing on the page in either theme. */
async function passesAxe(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({colorScheme, reducedMotion: 'reduce'})
    expect(await violations(page)).toEqual([])
  }
}

async function inProject<T>(hub: Hub, read: (project: Project) => T): Promise<T> {
  const found: T[] = []
  await hub.changeProject(project => void found.push(read(project)))
  return found[0] as T
}

/** What annotators see of a round is there: the article that is theirs may be marked. */
const worksAlone = (page: Page): Promise<void> => expect(page.getByText('Your work is yours alone until the round is opened.')).toBeVisible()

async function mark(page: Page, quote: string): Promise<void> {
  await drag(page, quote)
  await page.keyboard.press('2')
  await expect(list(page).getByRole('option').filter({hasText: quote})).toHaveCount(1)
}

test('a round is set up by keyboard alone, worked on, opened while one annotator is away, and discussed', async ({team}) => {
  test.slow()
  const {hub} = team
  await hub.changeProject(({people}) => {
    for (const person of [ALICE, BOB, DORA]) people.put(person)
  })
  const ids = await inProject(hub, ({articles}) =>
    articles
      .all()
      .toSorted(inListOrder)
      .map(({id}) => id),
  )
  const [alice, bob, dora] = [await team.join(ALICE), await team.join(BOB), await team.join(DORA)]

  // By keyboard alone.
  await alice.keyboard.press('Control+Alt+5')
  await expect(screenOf(alice).getByRole('button', {name: 'New round'})).toBeFocused()
  await passesAxe(alice)
  await alice.keyboard.press('Enter')
  await expect(alice.getByLabel('Name of the round')).toBeFocused()
  await alice.keyboard.type('Pilot 和平')
  const preview = alice.getByRole('grid', {name: 'Who is given which article'})
  await expect(preview.getByRole('columnheader').nth(1)).toContainText(`${ids.length} articles`)
  await alice.getByRole('checkbox', {name: 'Web address'}).focus()
  await alice.keyboard.press('Space')
  await alice.keyboard.press('Tab')
  await expect(preview).toBeFocused()
  // Dora is not given the second article.
  await alice.keyboard.press('ArrowDown')
  await alice.keyboard.press('ArrowRight')
  await alice.keyboard.press('Space')
  await expect(preview.getByRole('gridcell', {name: /Dora Δ: not given, changed by hand$/})).toHaveCount(1)
  await passesAxe(alice)
  const start = alice.getByRole('button', {name: 'Start…'})
  await start.focus()
  await alice.keyboard.press('Enter')
  await expect(alice.getByRole('button', {name: 'Start the round'})).toBeFocused()
  await passesAxe(alice)
  await alice.keyboard.press('Escape')
  await expect(start).toBeFocused()
  await alice.keyboard.press('Enter')
  await alice.keyboard.press('Enter')
  await expect(matrix(alice)).toBeVisible()
  await expect(matrix(alice).getByRole('gridcell', {name: /: not begun$/})).toHaveCount(2 * ids.length - 1)

  const [round = ''] = await inProject(hub, ({rounds}) => rounds.all().map(({id}) => id))
  for (const page of [bob, dora]) await worksAlone(page)
  await mark(bob, 'Hamas')
  await mark(dora, 'Washington, DC')
  for (const page of [bob, dora]) {
    await saved(page)
    await expect(list(page).getByRole('option')).toHaveCount(1)
  }
  await text(bob).focus()
  await bob.keyboard.press('Shift+F')
  await bob.getByRole('button', {name: 'Nothing here: finish'}).click()
  await expect(screenOf(alice).getByText(`1 of ${2 * ids.length - 1} finished`, {exact: false})).toBeVisible()
  await expect(matrix(alice).getByRole('gridcell', {name: /Bob: finished$/})).toHaveCount(1)
  await passesAxe(alice)

  await team.network(dora, 'away')
  await expect(dora.getByRole('status', {name: 'Saving'})).toHaveText('Reconnecting…')
  await mark(dora, 'White House')
  await alice.getByRole('button', {name: 'Open the round…'}).click()
  const question = alice.getByRole('alertdialog', {name: 'Open “Pilot 和平”?'})
  await expect(question.getByRole('listitem')).toHaveText([`Bob: 1 of ${ids.length}`, `Dora Δ: 0 of ${ids.length - 1}`])
  await passesAxe(alice)
  await question.getByRole('button', {name: 'Open the round'}).click()
  await expect(bob.getByText('The round “Pilot 和平” is opened.')).toBeVisible()
  await expect(dora.getByText('The round “Pilot 和平” is opened.')).toHaveCount(0)
  await team.network(dora, 'back')
  await expect(dora.getByText('The round “Pilot 和平” is opened.')).toBeVisible()
  const reading = windowOf(hub, ALICE)
  const doras = reading.open({kind: 'set', article: ids[0] ?? '', owner: ownerOf('dora', round)})
  await expect.poll(() => annotationSet(doras.doc).all().length).toBe(2)
  expect([...lateWorkIn(doras.doc).annotations]).toEqual(
    annotationSet(doras.doc)
      .all()
      .flatMap(({id, selector}) => (selector?.quote === 'White House' ? [id] : [])),
  )
  reading.close()

  await alice.getByRole('button', {name: 'Back to the rounds'}).click()
  await alice.getByRole('button', {name: 'Start discussion round…: Pilot 和平'}).click()
  await expect(preview.getByRole('gridcell', {name: /: given$/})).toHaveCount(2 * ids.length - 2)
  await alice.getByRole('button', {name: 'Start…'}).click()
  await alice.getByRole('button', {name: 'Start the round'}).click()
  await expect(matrix(alice).getByRole('gridcell', {name: /: begun$/})).toHaveCount(2)
  await expect(bob.getByText(`The round “Pilot 和平, after discussion” has begun on ${ids.length - 1} articles. There you work on your own now.`)).toBeVisible()
  // At 320 px, as at 1280 enlarged four times, nothing lies beside the window.
  await alice.setViewportSize({width: 320, height: 700})
  expect(await alice.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await passesAxe(alice)
})

for (const [locale, towardsEnd] of [
  ['en-US', 'ArrowRight'],
  ['ar-EG', 'ArrowLeft'],
] as const)
  test(`of 200 articles and 30 annotators the cell that keys are at is in sight, in ${locale}`, async ({team}) => {
    await team.hub.changeProject(({people, articles}) => {
      for (let n = 0; n < 30; n++) people.put({id: `p${n}`, name: `Person ${n}`, role: 'annotator'})
      for (let n = 0; n < 200; n++)
        articles.put({id: articleId(`Report ${n}`), position: 100 + n, words: 200, length: n, title: `Report ${n} 和平`, sourceName: `${n}.txt`, warnings: []})
    })
    const page = await team.join(ALICE, each => expect(each.locator('.article-text')).toBeVisible(), {locale})
    await page.keyboard.press('Control+Alt+5')
    await expect(page.locator('[data-place=new]')).toBeFocused()
    await page.keyboard.press('Enter')
    const preview = page.getByRole('grid')
    await preview.focus()
    const row = preview.locator('[role=rowheader]').first()
    const current = preview.locator('[data-current]')
    for (const key of [...Array<string>(12).fill(towardsEnd), 'PageDown', 'PageDown', 'Home', 'Control+End', 'PageUp', 'Control+Home']) {
      await page.keyboard.press(key)
      await expect(current).toBeInViewport({ratio: 1})
      const [cell, names, head] = await Promise.all([current.boundingBox(), row.boundingBox(), preview.getByRole('columnheader').first().boundingBox()])
      if (cell === null || names === null || head === null) throw new Error('Nothing is there.')
      // Not under what stays in sight.
      expect(cell.y).toBeGreaterThanOrEqual(head.y + head.height - 1)
      expect(cell.x + cell.width <= names.x + 1 || cell.x >= names.x + names.width - 1).toBe(true)
    }
  })
