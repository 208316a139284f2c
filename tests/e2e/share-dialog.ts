import type {BrowserContext, Page} from '@playwright/test'
import {expect, ready} from './claimlight.ts'

export const dialog = (page: Page) => page.getByRole('dialog', {name: 'Share'})

/** Alice shares on this computer's own address, as she would on that of a network. */
export async function share(page: Page): Promise<void> {
  await page.getByRole('button', {name: 'Share', exact: true}).click()
  await dialog(page).getByLabel('Where').selectOption({label: '127.0.0.1 (this computer only)'})
  await dialog(page).getByRole('button', {name: 'Share on this network'}).click()
  await expect(dialog(page).getByText('Invited people reach it at')).toBeVisible()
}

export async function invite(page: Page, name: string, role: string): Promise<string> {
  const section = dialog(page).getByRole('region', {name: 'Invite somebody'})
  await section.getByLabel('Name').fill(name)
  await section.getByLabel('Role').selectOption(role)
  await section.getByRole('button', {name: 'Make invitation'}).click()
  return dialog(page)
    .getByRole('region', {name: `Invitation for ${name}`})
    .getByLabel('Link for a browser', {exact: true})
    .inputValue()
}

export async function joined(context: BrowserContext, link: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('button', {name: 'Join'}).click()
  await ready(page)
  return page
}
