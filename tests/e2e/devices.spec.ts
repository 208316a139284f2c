import type {Browser, BrowserContext, Page, TestInfo} from '@playwright/test'
import {violations} from '../support/axe.ts'
import {drag, expect, list, ready, saved, test} from './claimlight.ts'
import {dialog, invite, joined, share} from './share-dialog.ts'

test.use({ignoreHTTPSErrors: true})
// Three windows and a hub in each.
test.describe.configure({timeout: 240_000})

const devices = (page: Page) => dialog(page).getByRole('region', {name: 'Your devices'})
const openShare = (page: Page) => page.getByRole('button', {name: 'Share', exact: true}).click()

/** Opens a link on a device that has to wait. */
async function waits(context: BrowserContext, link: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('button', {name: 'Join'}).click()
  await expect(page.getByRole('heading', {name: 'Say that this device is yours'})).toBeVisible()
  return page
}
const aContext = (browser: Browser): Promise<BrowserContext> => browser.newContext({ignoreHTTPSErrors: true})

test('[SP24] a second device of Bob waits until he says that it is his; he ends it, and his first goes on', async ({window: alice, browser}) => {
  await share(alice)
  const link = await invite(alice, 'Bob', 'Annotator')
  const [first, second] = [await aContext(browser), await aContext(browser)]
  const bob = await joined(first, link)
  const phone = await waits(second, link)
  const code = (await phone.locator('.device-code strong').textContent()) ?? ''
  expect(code).toMatch(/^\w{3}-\w{3}$/)
  for (const [page, whose] of [
    [bob, 'you'],
    [alice, 'Bob'],
  ] as const)
    await expect(page.getByText(`A device waits to come in as ${whose}.`).locator('..')).toContainText(code)

  await bob.getByRole('button', {name: 'Look…'}).click()
  await expect(devices(bob)).toContainText(code)
  await expect(devices(bob).getByRole('listitem')).toHaveCount(2)
  await expect(devices(bob).getByText('waits', {exact: true})).toBeVisible()
  await devices(bob)
    .getByRole('button', {name: /^It is mine/})
    .click()
  await expect(devices(bob).getByText('waits', {exact: true})).toHaveCount(0)
  await ready(phone)
  await expect(bob.getByText('A device waits to come in')).toHaveCount(0)
  await drag(phone, 'Hamas')
  await phone.keyboard.press('2')
  await saved(phone)
  await expect(dialog(alice).getByRole('region', {name: 'People'}).getByText('2 devices')).toBeVisible()

  const other = devices(bob).getByRole('listitem').filter({hasNotText: '(this one)'})
  await other.getByRole('button', {name: /^End/}).click()
  await bob.getByRole('alertdialog').getByRole('button', {name: 'End', exact: true}).click()
  await expect(phone.getByRole('alert').filter({hasText: 'You are signed out.'})).toBeVisible()
  await expect(devices(bob).getByRole('listitem')).toHaveCount(1)
  await devices(bob).getByRole('button', {name: 'Link for another device'}).click()
  await expect(dialog(bob).getByRole('region', {name: 'Invitation for Bob'}).getByLabel('Link for a browser', {exact: true})).toHaveValue(/^https:/)
  await bob.keyboard.press('Escape')
  await expect(list(bob).getByRole('option')).toHaveText([/Hamas/])
  for (const context of [first, second]) await context.close()
})

test('[SP34] Alice replaces the devices of Bob, and both read it afterwards; the dialog and the page pass axe in both themes', async ({
  window: alice,
  browser,
}, info) => {
  await share(alice)
  const link = await invite(alice, 'Bob', 'Annotator')
  const [first, second] = [await aContext(browser), await aContext(browser)]
  const bob = await joined(first, link)
  const found = await waits(second, link)
  await inBothThemes(found, 'page', info)
  await openShare(bob)
  await expect(devices(bob).getByRole('listitem')).toHaveCount(2)
  await devices(bob).scrollIntoViewIfNeeded()
  await inBothThemes(bob, 'his', info)

  const waiting = dialog(alice).getByRole('region', {name: 'Waiting devices'})
  await waiting.scrollIntoViewIfNeeded()
  await inBothThemes(alice, 'waiting', info)
  await waiting.getByRole('button', {name: /^Replace devices of Bob/}).click()
  const question = alice.getByRole('alertdialog', {name: 'Replace the devices of Bob?'})
  await expect(question).toContainText('all other devices of Bob are signed out')
  await inBothThemes(alice, 'question', info)
  await question.getByRole('button', {name: 'Replace', exact: true}).click()
  await expect(bob.getByRole('alert').filter({hasText: 'You are signed out.'})).toBeVisible()
  const note = dialog(alice).getByRole('region', {name: 'Replaced devices'})
  await expect(note).toContainText('in as Bob, and ended the device that was in.')
  await note.scrollIntoViewIfNeeded()
  await inBothThemes(alice, 'hers', info)

  await ready(found)
  await openShare(found)
  await expect(dialog(found).getByRole('region', {name: 'Replaced devices'})).toContainText('in as Bob')
  for (const context of [first, second]) await context.close()
})

async function inBothThemes(page: Page, name: string, info: TestInfo): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({colorScheme: theme})
    expect(await violations(page), theme).toEqual([])
    await info.attach(`${name}-${theme}`, {body: await page.screenshot(), contentType: 'image/png'})
  }
}

test('[PE1] Bob has opened a second link as Robert; an admin finds that both are Bob, and tells them apart again', async ({window: alice, browser}, info) => {
  await share(alice)
  const [first, second] = [await aContext(browser), await aContext(browser)]
  await joined(first, await invite(alice, 'Bob', 'Annotator'))
  const phone = await joined(second, await invite(alice, 'Robert', 'Annotator'))
  await drag(phone, 'Hamas')
  await phone.keyboard.press('2')
  await saved(phone)

  const people = dialog(alice).getByRole('region', {name: 'People'}).getByRole('listitem')
  await expect(people).toHaveCount(3)
  const joining = dialog(alice).getByRole('region', {name: 'Two persons who are one'})
  await joining.getByRole('button', {name: 'Two of them are one person…'}).click()
  const asked = alice.getByRole('dialog', {name: 'Which two are one person?'})
  await asked.getByLabel('This person').selectOption('Robert')
  await asked.getByLabel('is this one').selectOption('Bob')
  await expect(asked.getByText('Annotator, 1 device, 1 annotation', {exact: true})).toBeVisible()
  await expect(asked.getByText('Annotator, 1 device, no annotations', {exact: true})).toBeVisible()
  await inBothThemes(alice, 'joining', info)
  await asked.getByRole('button', {name: 'Join them'}).click()
  await expect(people).toHaveCount(2)
  await expect(people.getByText('2 devices')).toBeVisible()
  await joining.getByRole('button', {name: 'Tell Robert and Bob apart again'}).click()
  await expect(people).toHaveCount(3)
  for (const context of [first, second]) await context.close()
})
