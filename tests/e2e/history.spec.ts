import type {Page} from '@playwright/test'
import {violations} from '../support/axe.ts'
import {details, drag, list, saved, text} from './claimlight.ts'
import {ALICE, BOB, expect, test} from './team.ts'

const entries = (page: Page) => page.getByRole('list', {name: 'What was done, the newest first'}).getByRole('listitem')
const said = (page: Page) => entries(page).locator('p:first-child')

test('[HI1] [HI6] [HI8] Bob sees what Alice did to an annotation, brings an earlier state back after a question, finds a removed one, and takes it all back', async ({
  team,
}) => {
  const alice = await team.join(ALICE)
  const bob = await team.join(BOB)
  await drag(alice, 'Hamas')
  await text(alice).press('c')
  await details(alice).getByRole('radio', {name: 'Asserts'}).click()
  await details(alice).getByRole('radio', {name: 'Reports'}).click()
  await saved(alice)
  await list(bob).getByRole('option').click()
  await bob.getByRole('button', {name: 'History', exact: true}).focus()
  await bob.keyboard.press('Enter')
  await expect(said(bob)).toHaveText(['Alice labelled it Reports (was Asserts)', 'Alice labelled it Asserts', 'Alice marked it as Claim'])
  const asserts = entries(bob).nth(1)
  await asserts.getByRole('button', {name: 'Show this state'}).press('Enter')
  await expect(asserts.getByText('Asserts', {exact: true})).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await bob.emulateMedia({colorScheme})
    expect([colorScheme, ...(await violations(bob, '.inspector'))]).toEqual([colorScheme])
  }
  await asserts.getByRole('button', {name: 'Bring this state back'}).click()
  await bob.getByRole('alertdialog', {name: 'Bring a state back over what Alice worked on?'}).getByRole('button', {name: 'Bring this state back'}).click()
  await expect(details(alice).getByRole('radio', {name: 'Asserts'})).toBeChecked()
  await expect(said(bob).first()).toHaveText('You labelled it Asserts (was Reports)')
  await expect(bob.getByRole('region', {name: 'History'}).locator(':focus')).toHaveCount(1)
  await text(bob).press('Control+z')
  await expect(details(alice).getByRole('radio', {name: 'Reports'})).toBeChecked()
  await text(alice).press('Delete')
  await alice.getByRole('alertdialog').getByRole('button', {name: 'Remove annotation'}).click()
  const removed = bob.getByRole('region', {name: 'Details of the removed annotation'})
  await expect(removed).toContainText('Removed by Alice')
  await bob.getByRole('radio', {name: 'Removed 1'}).click()
  await expect(bob.getByRole('listbox', {name: 'Removed annotations, the latest first'}).getByRole('option')).toContainText('Removed by Alice')
  await expect(said(bob).first()).toHaveText('Alice removed it')
  await removed.getByRole('button', {name: 'Bring back', exact: true}).press('Enter')
  await expect(list(alice).getByRole('option')).toHaveCount(1)
  await expect(said(bob).first()).toHaveText('You brought it back')
  await saved(bob)
})
