import {spawn} from 'node:child_process'
import {mkdtemp, rm, stat} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Locator, Page} from '@playwright/test'
import {expect as baseExpect, test as base} from '@playwright/test'
import {violations} from '../support/axe.ts'
import {articles, drag, list, saved, text} from './claimlight.ts'
import {namedPerson} from '../support/named-person.ts'
import {CLI, hubProcess} from './hub-process.ts'

/** Another device's work comes with the next look into the folder. */
const expect = baseExpect.configure({timeout: 40_000})
const PASSPHRASE = 'purple otter says שלום 和平'

/** Two people with a computer each: settings, projects and a hub of their own. What they share is one folder. */
type Desk = {
  readonly project: string
  /** Runs a command to its end; what it said. */
  cli(...args: string[]): Promise<string>
  /** Serves the project and shows it in a browser of this person's own. */
  open(): Promise<Page>
  stop(signal?: 'SIGINT' | 'SIGKILL'): Promise<void>
}

const test = base.extend<{home: string; alice: Desk; bob: Desk}>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from it
  home: async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'claimlight-folder-'))
    await use(home)
    await rm(home, {recursive: true, force: true, maxRetries: 3})
  },
  alice: async ({home, browser}, use) => {
    const desk = aDesk(join(home, 'alice'), 'Sample', browser)
    await use(desk)
    await desk.stop()
  },
  bob: async ({home, browser}, use) => {
    const desk = aDesk(join(home, 'bob'), 'From Dropbox', browser)
    await use(desk)
    await desk.stop()
  },
})

function aDesk(home: string, name: string, browser: {newContext(): Promise<{newPage(): Promise<Page>; close(): Promise<void>}>}): Desk {
  const env = {...process.env, CLAIMLIGHT_HOME: join(home, 'settings'), CLAIMLIGHT_DOCUMENTS: join(home, 'documents')}
  const project = join(home, 'documents', 'Claimlight', `${name}.claimlight`)
  const contexts: {close(): Promise<void>}[] = []
  const hub = hubProcess(env)
  return {
    project,
    cli: async (...args) => {
      const child = spawn(process.execPath, [CLI, ...args], {env: {...env, CLAIMLIGHT_PASSPHRASE: PASSPHRASE}, stdio: ['ignore', 'pipe', 'pipe']})
      let said = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()))
      await new Promise(done => child.once('close', done))
      return said
    },
    open: async () => {
      await namedPerson(env.CLAIMLIGHT_HOME)
      const isMade = (await stat(project).catch(() => undefined)) !== undefined
      const address = await hub.start(...(isMade ? [project] : []))
      const context = await browser.newContext()
      contexts.push(context)
      const page = await context.newPage()
      await page.goto(address)
      await expect(text(page)).toBeVisible()
      return page
    },
    stop: async (signal = 'SIGINT') => {
      for (const context of contexts.splice(0)) await context.close()
      await hub.end(signal)
    },
  }
}

const dialog = (page: Page): Locator => page.getByRole('dialog', {name: 'Share'})
const standing = (page: Page): Locator => dialog(page).getByRole('status', {name: 'Shared folder'})
const openDialog = (page: Page): Promise<void> => page.getByRole('button', {name: 'Share', exact: true}).click()

test('two people who share nothing but a folder get each other’s work, made apart and while one was away', async ({home, alice, bob}) => {
  test.slow()
  const share = join(home, 'Dropbox')
  const alicesPage = await alice.open()
  await openDialog(alicesPage)
  await dialog(alicesPage).getByLabel('Path of the folder').fill(share)
  await dialog(alicesPage).getByLabel('Passphrase', {exact: true}).fill(PASSPHRASE)
  await dialog(alicesPage).getByLabel('Passphrase once more').fill('something else')
  await expect(dialog(alicesPage).getByRole('button', {name: 'Share through this folder'})).toBeDisabled()
  await dialog(alicesPage).getByLabel('Passphrase once more').fill(PASSPHRASE)
  await dialog(alicesPage).getByRole('button', {name: 'Share through this folder'}).click()
  await expect(standing(alicesPage)).toContainText('In step')
  await alicesPage.keyboard.press('Escape')

  expect(await bob.cli('folder', bob.project, '--join', share, '--remember')).toBe(`joined    ${share}\n`)
  const bobsPage = await bob.open()
  await expect(articles(bobsPage).getByRole('option')).toHaveCount(5)
  await expect(bobsPage.getByRole('heading', {name: 'Sample', exact: true})).toBeVisible()

  await drag(alicesPage, 'Hamas')
  await alicesPage.keyboard.press('2')
  await drag(bobsPage, 'Washington, DC')
  await bobsPage.keyboard.press('3')
  for (const page of [alicesPage, bobsPage]) await expect(list(page).getByRole('option')).toHaveText([/Hamas/, /Washington, DC/])

  await saved(alicesPage)
  await alice.stop('SIGKILL')
  await drag(bobsPage, 'White House')
  await bobsPage.keyboard.press('3')
  await saved(bobsPage)
  await bob.stop()
  const again = await alice.open()
  await expect(list(again).getByRole('option')).toHaveCount(3)
})

test('what is wrong with a folder, a passphrase or a file is said in the dialog, and nothing is changed', async ({home, alice, bob}) => {
  test.slow()
  const share = join(home, 'NAS')
  let page = await alice.open()
  await openDialog(page)
  await dialog(page).getByRole('radio', {name: 'Join with this project'}).click()
  await dialog(page).getByLabel('Path of the folder').fill(share)
  await dialog(page).getByLabel('Passphrase', {exact: true}).fill(PASSPHRASE)
  await dialog(page).getByRole('button', {name: 'Join this folder'}).click()
  await expect(dialog(page).getByRole('alert')).toContainText('There is no such folder')

  await dialog(page).getByRole('radio', {name: 'Start a share'}).click()
  await dialog(page).getByLabel('Passphrase once more').fill(PASSPHRASE)
  await dialog(page).getByRole('checkbox', {name: 'Remember the passphrase on this computer'}).uncheck()
  await dialog(page).getByRole('button', {name: 'Share through this folder'}).click()
  await expect(standing(page)).toContainText('In step')
  await expect(dialog(page).getByRole('alert')).toHaveCount(0)
  expect(await violations(page, 'dialog')).toEqual([])

  await alice.stop()
  page = await alice.open()
  await openDialog(page)
  await expect(standing(page)).toContainText('The passphrase of the shared folder is needed')
  await dialog(page).getByLabel('Passphrase', {exact: true}).fill('wrong but long')
  await dialog(page).getByRole('button', {name: 'Go on'}).click()
  await expect(dialog(page).getByRole('alert')).toContainText('The passphrase does not fit')
  await dialog(page).getByLabel('Passphrase', {exact: true}).fill(PASSPHRASE)
  await dialog(page).getByRole('button', {name: 'Go on'}).click()
  await expect(standing(page)).toContainText('In step')

  const mail = join(home, 'Mail.claimlight-exchange')
  await dialog(page).getByLabel('Path of the file').fill(mail)
  await dialog(page).getByLabel('Passphrase of the file').fill(PASSPHRASE)
  await dialog(page).getByRole('button', {name: 'Write file'}).click()
  await expect(dialog(page).getByRole('status', {name: 'Exchange file'})).toContainText(`Written to ${mail}`)
  expect(await bob.cli('check', mail)).toContain('no problems')
  await dialog(page).getByRole('button', {name: 'Read file'}).click()
  await expect(dialog(page).getByRole('status', {name: 'Exchange file'})).toContainText('All that the file holds is in the project now')

  await dialog(page).getByRole('button', {name: 'Stop using this folder'}).click()
  await expect(dialog(page).getByRole('button', {name: 'Share through this folder'})).toBeVisible()
  expect(await bob.cli('check', share)).toContain('no problems')
})
