import type {Page} from '@playwright/test'
import {fileOf} from '../support/datasets.ts'
import {value} from '../support/results.ts'
import {details, drag, list, saved, text} from './claimlight.ts'
import {ALICE, BOB, expect, test} from './team.ts'

const option = (page: Page) => list(page).getByRole('option')
const choose = (page: Page) => option(page).first().click()

/** What Bob does with what Alice marked, and how both lists and details show it. */
const DEEDS: readonly {
  readonly what: string
  readonly key: string
  readonly act: (page: Page) => Promise<void>
  readonly shown: (page: Page) => Promise<void>
  readonly word: string
}[] = [
  {
    what: 'resized',
    key: 'e',
    act: page => text(page).press('['),
    shown: page => expect(option(page)).toContainText('group Hamas'),
    word: 'resized Entity “group Hamas”',
  },
  {
    what: 'given a stance on',
    key: 'c',
    act: async page => {
      await text(page).press('f')
      await page.keyboard.type('和平')
      await page.keyboard.press('Enter')
    },
    shown: page => expect(details(page).getByRole('group', {name: 'Stance towards 和平'})).toBeVisible(),
    word: 'given a stance on Claim “Hamas”',
  },
]

for (const {what, key, act, shown, word} of DEEDS)
  test(`[UN2] what a colleague has ${what} stays when its maker takes it back, and she is told`, async ({team}) => {
    const alice = await team.join(ALICE)
    const bob = await team.join(BOB)
    await drag(alice, 'Hamas')
    await text(alice).press(key)
    await expect(option(bob)).toHaveCount(1)
    await choose(bob)
    await act(bob)
    await saved(bob)
    await choose(alice)
    await shown(alice)
    await text(alice).press('Control+z')
    await expect(alice.getByText(`Bob has ${word} since; it stays.`)).toBeVisible()
    await saved(alice)
    for (const page of [alice, bob]) await shown(page)
    const dataset = value(await team.hub.requests(ALICE, 'browser').exportDataset('utf16'))
    const {annotations, removedAnnotations} = JSON.parse(await fileOf(dataset))
    expect([annotations, removedAnnotations]).toMatchObject([[{by: 'alice', editedBy: 'bob'}], []])
  })

test('[UN2] a label that a colleague changed is passed over with a word, and the annotation is not taken with it', async ({team}) => {
  const alice = await team.join(ALICE)
  const bob = await team.join(BOB)
  await drag(alice, 'Hamas')
  await text(alice).press('e')
  await text(alice).press('2')
  await expect(option(bob)).toContainText('Organisation')
  await choose(bob)
  await text(bob).press('1')
  await expect(option(alice)).toContainText('Person')
  await text(alice).press('Control+z')
  await expect(alice.getByText('Bob has labelled Entity “Hamas” since; it stays.')).toBeVisible()
  await saved(alice)
  for (const page of [alice, bob]) await expect(option(page)).toContainText('Person')
  await expect(alice.getByRole('button', {name: 'Undo', exact: true})).toBeDisabled()
})

test('[UN4] undoing a removal selects what came back; an Undo in a message goes once it was taken back elsewhere', async ({team}) => {
  const alice = await team.join(ALICE)
  await drag(alice, 'Hamas')
  await text(alice).press('e')
  await text(alice).press('Delete')
  await expect(option(alice)).toHaveCount(0)
  const offered = alice.getByRole('region', {name: 'News'}).getByRole('button', {name: 'Undo'})
  await expect(offered).toBeVisible()
  await alice.getByRole('button', {name: 'Undo: removal of Entity “Hamas”'}).click()
  await expect(alice.getByText('Undone: removal of Entity “Hamas”.')).toBeVisible()
  await expect(offered).toHaveCount(0)
  await expect(list(alice).getByRole('option', {selected: true})).toContainText('Hamas')
  await text(alice).press('Delete')
  await offered.click()
  await expect(list(alice).getByRole('option', {selected: true})).toContainText('Hamas')
  await alice.getByRole('button', {name: 'Undo: Entity “Hamas”'}).click()
  await expect(option(alice)).toHaveCount(0)
  await alice.getByRole('button', {name: 'Redo: Entity “Hamas”'}).click()
  await expect(list(alice).getByRole('option', {selected: true})).toContainText('Hamas')
})
