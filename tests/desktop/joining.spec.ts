import {spawn} from 'node:child_process'
import {readFile, writeFile} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import {createInterface} from 'node:readline'
import type {Page} from '@playwright/test'
import {expect} from '@playwright/test'
import {violations} from '../support/axe.ts'
import {onlyWindow, test} from './app-test.ts'
import {ready} from './article-page.ts'
import {windowCount} from './project-windows.ts'

const CLI = resolve(import.meta.dirname, '../../out/main/cli.js')

/** Alice's hub on this machine, in a process of its own. */
async function aTeam(home: string) {
  const cli = (...args: string[]) =>
    spawn(process.execPath, [CLI, ...args], {env: {...process.env, CLAIMLIGHT_HOME: join(home, 'team')}, stdio: ['ignore', 'pipe', 'inherit']})
  const project = join(home, 'Team.claimlight')
  await writeFile(join(home, 'ice.txt'), 'Sea ice returns. السلام 👩‍👩‍👧')
  for await (const _line of createInterface({input: cli('import', project, join(home, 'ice.txt')).stdout}));
  const hub = cli('serve', project, '--no-open', '--listen', '127.0.0.1:0')
  const ended = new Promise(done => hub.once('exit', done))
  for await (const line of createInterface({input: hub.stdout})) if (line.startsWith('Shared at')) break
  const run = async (...args: string[]): Promise<readonly string[]> => {
    const lines: string[] = []
    for await (const line of createInterface({input: cli(...args).stdout})) lines.push(line)
    return lines
  }
  return {
    invite: async (): Promise<string> => (await run('invite', project, '--name', 'Bob', '--role', 'annotator'))[0] ?? '',
    invitations: async (): Promise<string> => (await run('invitations', project)).join('\n'),
    end: async () => {
      hub.kill('SIGINT')
      await ended
    },
  }
}

/** The link with another certificate in it, as somebody makes it who wants the work of a project that he knows the id of. */
function pointedElsewhere(link: string): string {
  const [before = '', code = ''] = link.split('/join/')
  const fields = JSON.parse(Buffer.from(code, 'base64url').toString()) as {f: string}
  return `${before}/join/${Buffer.from(JSON.stringify({...fields, a: ['https://192.0.2.66:443'], f: 'B'.repeat(43)})).toString('base64url')}`
}

const both = async (page: Page, name: string, attach: (name: string, body: Buffer) => Promise<void>): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({colorScheme})
    expect([colorScheme, ...(await violations(page, 'dialog'))]).toEqual([colorScheme])
    await attach(`${name}-${colorScheme}`, await page.screenshot())
  }
}

test('[SEC30] [SEC31] a click on an invitation asks first, joins as she says, and never moves what is here without being told to', async ({
  home,
  launch,
}, info) => {
  // Three programs, and windows of a browser in both themes.
  test.setTimeout(300_000)
  const team = await aTeam(home)
  const attach = (name: string, body: Buffer): Promise<void> => info.attach(name, {body, contentType: 'image/png'})
  try {
    const link = await team.invite()
    const app = await launch()
    const page = await onlyWindow(app)
    await ready(page)

    await app.startAgain([link])
    const asks = page.getByRole('dialog', {name: 'Join “Team”?'})
    await expect(asks).toContainText('Nothing about you has been sent yet.')
    await expect(asks.getByText('https://127.0.0.1:')).toBeVisible()
    await expect(asks.locator('summary')).toContainText(/([0-9A-F]{4} ){4}[0-9A-F]{4}/)
    await expect(asks.getByRole('textbox', {name: 'What this device is called there'})).toHaveValue(/^Claimlight on /)
    await both(page, 'join', attach)
    await page.keyboard.press('Escape')
    await expect(asks).toBeHidden()
    expect(await windowCount(app)).toBe(1)
    expect(await team.invitations()).toContain('\topen\t')

    await app.startAgain([link])
    await asks.getByText('Show all').click()
    await expect(asks.getByText(/^([0-9A-F]{4} ){15}[0-9A-F]{4}$/)).toBeVisible()
    await asks.getByRole('textbox', {name: 'Your name there'}).fill('Bob 小')
    await asks.getByRole('textbox', {name: 'What this device is called there'}).fill('Laptop 💻')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await expect(asks.getByRole('button', {name: 'Join', exact: true})).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(asks).toBeHidden({timeout: 60_000})
    const [, joined] = await app.windows(2)
    if (joined === undefined) throw new Error('No second window was opened.')
    await expect(joined.getByRole('listbox', {name: 'Articles'}).getByRole('option')).toHaveText([/Sea ice returns/])
    expect(await team.invitations()).toMatch(/\tused\tannotator\tBob\t[-\d]+\t1$/)

    const upstream = join(home, 'Documents', 'Claimlight', 'Team.claimlight', 'upstream.json')
    const kept = await readFile(upstream, 'utf8')
    await app.startAgain([pointedElsewhere(link)])
    const pages = await app.windows(2)
    const alarms = pages.map(each => each.getByRole('alertdialog', {name: 'This invitation would move your project'}))
    await expect.poll(async () => (await Promise.all(alarms.map(each => each.count()))).reduce((sum, each) => sum + each, 0)).toBe(1)
    const at = (await alarms[0]?.isVisible()) === true ? 0 : 1
    const [front, alarm] = [pages[at], alarms[at]]
    if (front === undefined || alarm === undefined) throw new Error('No window asks.')
    await expect(alarm.getByText('https://127.0.0.1:')).toBeVisible()
    await expect(alarm.getByText('https://192.0.2.66')).toBeVisible()
    await expect(alarm.getByRole('button', {name: 'Leave it as it is'})).toBeFocused()
    await both(front, 'move', attach)
    await front.keyboard.press('Enter')
    await expect(alarm).toBeHidden()
    expect(await readFile(upstream, 'utf8')).toBe(kept)
  } finally {
    await team.end()
  }
})
