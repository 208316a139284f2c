import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Page} from '@playwright/test'
import {EARLIER, ownerOf} from '../../src/core/round/owner.ts'
import {project} from '../../src/project/project.ts'
import {encoded} from '../hub/browser.ts'
import {windowFrom} from '../hub/share-bench.ts'
import {violations} from '../support/axe.ts'
import {articles, drag, expect, list, ready, saved, test, text} from './claimlight.ts'
import {dialog, invite, joined, share} from './share-dialog.ts'

test.use({ignoreHTTPSErrors: true})

const status = (page: Page) => page.getByRole('status', {name: 'Saving'})

/** What this page's browser sends to its hub. */
async function headersOf(page: Page): Promise<Record<string, string>> {
  const {origin} = new URL(page.url())
  const cookies = await page.context().cookies(origin)
  return {origin, cookie: cookies.map(({name, value}) => `${name}=${value}`).join('; ')}
}

async function mark(page: Page, quote: string, key = '2'): Promise<void> {
  await drag(page, quote)
  await page.keyboard.press(key)
  await saved(page)
}

test('Alice shares; Bob annotates with her, Carol reads along; Alice revokes Bob', async ({window: alice, browser}) => {
  await share(alice)
  const bobLink = await invite(alice, 'Bob', 'Annotator')
  const carolLink = await invite(alice, 'Carol', 'Reader')
  const contexts = [await browser.newContext({ignoreHTTPSErrors: true}), await browser.newContext({ignoreHTTPSErrors: true})] as const
  const bob = await joined(contexts[0], bobLink)
  const carol = await joined(contexts[1], carolLink)
  await expect(dialog(alice).getByRole('region', {name: 'People'}).getByText('connected')).toHaveCount(2)
  await alice.keyboard.press('Escape')

  await mark(alice, 'Hamas')
  await mark(bob, 'Washington, DC', '3')
  for (const page of [alice, bob, carol]) await expect(list(page).getByRole('option')).toHaveText([/Hamas/, /Washington, DC/])

  await drag(carol, 'White House')
  await carol.keyboard.press('2')
  await expect(list(carol).getByRole('option')).toHaveCount(2)

  await alice.getByRole('button', {name: 'Share', exact: true}).click()
  await dialog(alice).getByRole('button', {name: 'Revoke the invitation for Bob'}).click()
  await alice.getByRole('alertdialog').getByRole('button', {name: 'Revoke', exact: true}).click()
  await expect(bob.getByRole('alert').filter({hasText: 'You are signed out.'})).toContainText('was revoked')
  await expect(status(bob)).toContainText('Signed out')
  await expect(status(carol)).toHaveText('Saved')
  await bob.reload()
  await expect(bob.getByText('was revoked')).toBeVisible()
  await alice.keyboard.press('Escape')
  await mark(alice, 'January 19', '7')
  await expect(list(carol).getByRole('option')).toHaveCount(3)
  for (const context of contexts) await context.close()
})

test('while an independent round is closed, the hub tells Bob nothing of what Alice does', async ({window: alice, browser, claimlight}) => {
  await share(alice)
  const link = await invite(alice, 'Bob', 'Annotator')
  const context = await browser.newContext({ignoreHTTPSErrors: true})
  const bob = await joined(context, link)
  await alice.keyboard.press('Escape')
  const {id: projectId} = JSON.parse(await readFile(join(claimlight.sample, 'manifest.json'), 'utf8')) as {id: string}
  const own = windowFrom(new URL(alice.url()).origin, await headersOf(alice), projectId)
  const opened = own.open({kind: 'project'})
  await opened.opened
  const {origin} = new URL(alice.url())
  await fetch(`${origin}/api/startRound`, {method: 'POST', headers: {...(await headersOf(alice)), origin}, body: encoded(['Blind'])})
  own.close()
  await Promise.all([alice, bob].map(page => expect(page.getByText('An independent round has begun')).toBeVisible()))
  await Promise.all([ready(alice), ready(bob)])
  await mark(alice, 'Hamas')
  await mark(bob, 'Washington, DC', '3')
  await expect(list(alice).getByRole('option')).toHaveText([/Hamas/])
  await expect(list(bob).getByRole('option')).toHaveText([/Washington, DC/])
  const asBob = windowFrom(new URL(bob.url()).origin, await headersOf(bob), projectId)
  const [article] = project(opened.doc).articles.all()
  const owner = project(opened.doc)
    .people.all()
    .find(({role}) => role === 'admin')
  const refusal = await asBob.open({kind: 'set', article: article?.id ?? '', owner: ownerOf(owner?.id ?? '', EARLIER)}).opened
  expect(refusal).toContain('until the round is opened')
  asBob.close()
  await context.close()
})

test('links that let nobody in say why and what to do', async ({window: alice, browser, claimlight}) => {
  await share(alice)
  const good = await invite(alice, 'Bob', 'Annotator')
  const gone = await invite(alice, 'Carol', 'Reader')
  await dialog(alice).getByRole('button', {name: 'Revoke the invitation for Carol'}).click()
  await alice.getByRole('alertdialog').getByRole('button', {name: 'Revoke', exact: true}).click()
  await expect(dialog(alice).getByRole('listitem', {name: 'Invitation for Carol'})).toHaveCount(0)
  const [page, code = ''] = good.split('#')
  const fields = JSON.parse(Buffer.from(code, 'base64url').toString()) as Record<string, unknown>
  const altered = (change: object): string => `${page}#${Buffer.from(JSON.stringify({...fields, ...change})).toString('base64url')}`
  const late = await invite(alice, 'Dora', 'Reader')
  const access = join(claimlight.sample, 'access.json')
  const record = JSON.parse(await readFile(access, 'utf8')) as {invitations: {name: string; expires: number}[]}
  for (const each of record.invitations) if (each.name === 'Dora') each.expires = 0
  await writeFile(access, JSON.stringify(record))
  const context = await browser.newContext({ignoreHTTPSErrors: true})
  for (const [link, sentence] of [
    [late, 'This invitation has expired.'],
    [gone, 'This invitation was revoked.'],
    [good.slice(0, -30), 'This is not a whole invitation link.'],
    [`${page}`, 'This is not a whole invitation link.'],
    [altered({v: 2}), 'made by another version of Claimlight'],
    [altered({p: 'another'}), 'for another project'],
    [altered({t: 'A'.repeat(43)}), 'not known here'],
  ] as const) {
    const visitor = await context.newPage()
    await visitor.goto(link)
    await expect(visitor.getByRole('alert')).toContainText(sentence)
    await expect(visitor.getByRole('button', {name: 'Join'})).toHaveCount(0)
    await visitor.close()
  }
  const {stdout} = await claimlight.cli('invitations', claimlight.sample)
  expect(stdout.split('\n').map(line => line.split('\t').slice(1, 4))).toEqual([
    ['open', 'annotator', 'Bob'],
    ['revoked', 'reader', 'Carol'],
    ['expired', 'reader', 'Dora'],
    [],
  ])
  await context.close()
})

for (const theme of ['light', 'dark'] as const) {
  test(`the dialog and the page of an invitation pass axe in ${theme}`, async ({window: alice, browser}) => {
    const context = await browser.newContext({ignoreHTTPSErrors: true, colorScheme: theme})
    await alice.emulateMedia({colorScheme: theme})
    await share(alice)
    const link = await invite(alice, 'Bob', 'Annotator')
    await expect(dialog(alice).getByRole('img', {name: 'Invitation for Bob as a QR code'})).toBeVisible()
    expect(await violations(alice)).toEqual([])
    const bob = await context.newPage()
    await bob.goto(link)
    await expect(bob.getByRole('button', {name: 'Join'})).toBeVisible()
    expect(await violations(bob)).toEqual([])
    await context.close()
  })
}

test('stopping ends what came over the network and nothing else; sharing again lets people back in', async ({window: alice, browser}) => {
  await share(alice)
  const context = await browser.newContext({ignoreHTTPSErrors: true})
  const bob = await joined(context, await invite(alice, 'Bob', 'Annotator'))
  await dialog(alice).getByRole('button', {name: 'Stop sharing'}).click()
  await expect(dialog(alice).getByText('Off: only this computer')).toBeVisible()
  await alice.keyboard.press('Escape')
  await drag(bob, 'Hamas')
  await bob.keyboard.press('2')
  await expect(status(bob)).toContainText('Not saved')
  await mark(alice, 'Washington, DC', '3')
  await share(alice)
  await alice.keyboard.press('Escape')
  await saved(bob)
  for (const page of [alice, bob]) await expect(list(page).getByRole('option')).toHaveText([/Hamas/, /Washington, DC/])
  await context.close()
})

test('a team hub serves who is invited from the command line, and ends in good order', async ({claimlight, browser}) => {
  await claimlight.start()
  await claimlight.stop()
  await claimlight.start(claimlight.sample, '--listen', '127.0.0.1:0')
  const made = await claimlight.cli('invite', claimlight.sample, '--name', 'Bob', '--role', 'annotator')
  const link = made.stdout.split('\n')[1] ?? ''
  const context = await browser.newContext({ignoreHTTPSErrors: true})
  const bob = await joined(context, link)
  await articles(bob).getByRole('option').nth(0).click()
  await expect(text(bob)).toBeVisible()
  const {stdout} = await claimlight.cli('invitations', claimlight.sample)
  const [id = ''] = stdout.split('\t')
  expect((await claimlight.cli('revoke', claimlight.sample, id)).code).toBe(0)
  await expect(bob.getByRole('alert').filter({hasText: 'You are signed out.'})).toContainText('was revoked')
  await claimlight.stop()
  await context.close()
})
