import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {AxeBuilder} from '@axe-core/playwright'
import type {Locator, Page} from '@playwright/test'
import {test as base, expect} from '@playwright/test'
import type {Person, Role} from '../../src/core/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {fillSample} from '../../src/hub/sample-project.ts'
import type {ServedHub} from '../../src/hub/serve.ts'
import {serveHub} from '../../src/hub/serve.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {articles, details, drag, list, ready, saved, text} from './claimlight.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const aPerson = (name: string, role: Role): Person => ({id: name.toLowerCase(), name, role})
const ALICE = aPerson('Alice', 'admin')
const BOB = aPerson('Bob', 'annotator')
const CAROL = aPerson('Carol', 'reader')

type Team = {
  readonly hub: Hub
  /** This person's window in a browser of her own, on the first article. */
  join(person: Person): Promise<Page>
}

/** A hub on the sample project that serves a page to each person under an address of her own. */
const test = base.extend<{team: Team}>({
  team: async ({browser}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'claimlight-presence-'))
    const folder = await createProjectFolder(join(home, 'Sample.claimlight'), {projectId: 'presence-test'})
    if (!folder.ok) throw new Error(folder.error)
    const hub = await createHub({folder: folder.value, version: '0.0.0'})
    expect(await fillSample(hub.requests(ALICE, 'browser'), join(ROOT, 'resources', 'sample'))).toMatchObject({ok: true})
    const served: ServedHub[] = []
    const pages: Page[] = []
    await use({
      hub,
      join: async person => {
        const one = await serveHub({hub, person, rendererFolder: join(ROOT, 'out', 'renderer'), port: 0, now: Date.now})
        if (!one.ok) throw new Error(one.error)
        served.push(one.value)
        const page = await (await browser.newContext()).newPage()
        pages.push(page)
        await page.goto(one.value.signInUrl)
        await ready(page)
        return page
      },
    })
    for (const page of pages) await page.context().close()
    for (const each of served) await each.close()
    await hub.close()
    await rm(home, {recursive: true, force: true})
  },
})

const faces = (page: Page): Locator => page.getByRole('banner').getByRole('button', {name: / here$/})
const banner = (page: Page): Locator => page.getByRole('status').filter({hasText: /You follow|is away/})
const comments = (page: Page): Locator => details(page).getByRole('region', {name: 'Comments'})
const violations = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({page}).analyze()).violations.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.target.join(' ')}`))

/** What is painted of colleagues' selections, as text. */
const painted = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...CSS.highlights]
      .filter(([name]) => name.startsWith('article-presence-'))
      .flatMap(([, highlight]) =>
        [...highlight].map(range => {
          const live = document.createRange()
          live.setStart(range.startContainer, range.startOffset)
          live.setEnd(range.endContainer, range.endOffset)
          return live.toString()
        }),
      ),
  )

test('a colleague’s face comes with her window and goes with it; two windows of hers are one', async ({team}) => {
  const alice = await team.join(ALICE)
  await expect(faces(alice)).toHaveCount(0)
  const bob = await team.join(BOB)
  await expect(faces(alice)).toHaveAccessibleName('Bob is here')
  await expect(faces(bob)).toHaveAccessibleName('Alice is here')
  const bobToo = await team.join(BOB)
  const carol = await team.join(CAROL)
  await expect(faces(alice)).toHaveAccessibleName('Bob and Carol are here')
  await expect(faces(bobToo)).toHaveAccessibleName('Alice and Carol are here')
  await bob.context().close()
  await carol.context().close()
  await expect(faces(alice)).toHaveAccessibleName('Bob is here')
  await bobToo.context().close()
  await expect(faces(alice)).toHaveCount(0)
})

test('which article a colleague reads is told in the list, and her selection is painted with her name', async ({team}) => {
  const alice = await team.join(ALICE)
  const bob = await team.join(BOB)
  await expect(articles(alice).getByRole('option').first()).toContainText('Read now by Bob')
  await drag(bob, 'an important step in the ongoing negotiations')
  await expect.poll(() => painted(alice)).toEqual(['an important step in the ongoing negotiations'])
  await expect(text(alice).page().locator('.article-presence-name')).toHaveText('Bob')
  await articles(bob).getByRole('option').nth(1).click()
  await expect(articles(alice).getByRole('option').nth(1)).toContainText('Read now by Bob')
  await expect.poll(() => painted(alice)).toEqual([])
})

test('following opens what the colleague opens and shows her selection, until one does something oneself', async ({team}) => {
  const alice = await team.join(ALICE)
  const bob = await team.join(BOB)
  await expect(faces(alice)).toBeVisible()
  await alice.keyboard.press('Control+Shift+F')
  await expect(alice.getByRole('menu')).toBeVisible()
  await alice.keyboard.press('Enter')
  await expect(banner(alice)).toContainText('You follow Bob.')
  await articles(bob).getByRole('option').nth(1).click()
  await expect(text(alice)).toContainText('his office confirmed')
  await text(bob).press('Control+End')
  await bob.keyboard.press('Control+Shift+ArrowLeft')
  await expect.poll(async () => (await painted(alice)).length).toBe(1)
  await expect(alice.locator('.article-presence-name')).toBeInViewport()
  await text(alice).press('Escape')
  await expect(banner(alice)).toHaveCount(0)
  await articles(bob).getByRole('option').nth(2).click()
  await expect(articles(alice).getByRole('option').nth(2)).toContainText('Read now by Bob')
  await expect(text(alice)).toContainText('his office confirmed')

  await faces(alice).click()
  await alice.getByRole('menuitemcheckbox', {name: /^Follow Bob/}).click()
  await expect(articles(alice).getByRole('option', {selected: true})).toContainText('Read now by Bob')
  await bob.context().close()
  await expect(banner(alice)).toContainText('Bob is away')
  await banner(alice).getByRole('button', {name: 'Stop'}).click()
  await expect(banner(alice)).toHaveCount(0)
})

test('a comment calls a colleague, who goes to it, answers and resolves it, and undo leaves it alone', async ({team}) => {
  const alice = await team.join(ALICE)
  const bob = await team.join(BOB)
  await articles(bob).getByRole('option').nth(1).click()
  await drag(alice, 'an important step in the ongoing negotiations')
  await alice.keyboard.press('c')
  await alice.keyboard.press('r')
  await expect(comments(alice).getByRole('textbox')).toBeFocused()
  await alice.keyboard.type('Is this hedged? @bo')
  await expect(alice.getByRole('listbox', {name: 'People to mention'}).getByRole('option')).toHaveText(['Bob'])
  await alice.keyboard.press('Enter')
  await alice.keyboard.type('שלום 👩‍👩‍👧')
  await alice.keyboard.press('Control+Enter')
  await expect(comments(alice).getByRole('article')).toContainText('Is this hedged? @Bob שלום 👩‍👩‍👧')
  await expect(list(alice).getByRole('option')).toContainText('1 open comment')

  const mention = bob.getByRole('button', {name: '1 comment mentions you'})
  await expect(mention).toBeVisible()
  await mention.press('Enter')
  await expect(comments(bob).getByRole('article', {name: 'Comment by Alice'})).toContainText('Is this hedged? @Bob')
  await expect(comments(bob).getByRole('textbox')).toBeFocused()
  await expect(mention).toHaveCount(0)
  await bob.keyboard.type('It is.')
  await bob.keyboard.press('Control+Enter')
  await expect(comments(alice).getByRole('article')).toHaveCount(2)
  await expect(comments(alice).getByText('2 open')).toBeVisible()

  await comments(bob).getByRole('button', {name: 'Resolve'}).click()
  await expect(comments(alice).getByText('Resolved by Bob')).toBeVisible()
  await expect(list(alice).getByRole('option')).not.toContainText('open comment')
  await text(alice).press('Control+z')
  await expect(list(alice).getByRole('option')).toHaveCount(0)
  await text(alice).press('Control+Shift+z')
  await list(alice).getByRole('option').click()
  await expect(comments(alice).getByRole('article')).toHaveCount(2)
  await text(alice).press('x')
  await expect(comments(alice).getByText('2 open')).toBeVisible()
  await expect(comments(bob).getByText('2 open')).toBeVisible()
})

test('one edits and removes one’s own comments, nobody else’s, and an unsent one is kept', async ({team}) => {
  const alice = await team.join(ALICE)
  const bob = await team.join(BOB)
  await drag(alice, 'an important step in the ongoing negotiations')
  await alice.keyboard.press('c')
  await comments(alice).getByRole('textbox').fill('First thought')
  await comments(alice).getByRole('button', {name: 'Comment', exact: true}).click()
  await list(bob).getByRole('option').click()
  await expect(comments(bob).getByRole('article')).toContainText('First thought')
  await expect(comments(bob).getByRole('button', {name: 'Edit comment'})).toHaveCount(0)
  await comments(alice).getByRole('button', {name: 'Edit comment'}).click()
  await comments(alice).getByRole('textbox', {name: 'Edit comment'}).fill('Second thought')
  await alice.keyboard.press('Control+Enter')
  await expect(comments(bob).getByRole('article')).toContainText('Second thought')
  await expect(comments(bob).getByRole('article')).toContainText('edited')
  await comments(bob).getByRole('textbox').fill('half a sen')
  await comments(alice).getByRole('button', {name: 'Remove comment'}).click()
  await expect(comments(bob)).toContainText('Alice removed a comment.')
  await alice.getByRole('button', {name: 'Undo'}).last().click()
  await expect(comments(bob).getByRole('article')).toContainText('Second thought')
  await drag(bob, 'Hamas')
  await bob.keyboard.press('2')
  await list(bob).getByRole('option').filter({hasText: 'important step'}).click()
  await expect(comments(bob).getByRole('textbox')).toHaveValue('half a sen')
})

test('a reader reads comments and cannot write one', async ({team}) => {
  const alice = await team.join(ALICE)
  const carol = await team.join(CAROL)
  await drag(alice, 'an important step in the ongoing negotiations')
  await alice.keyboard.press('c')
  await list(carol).getByRole('option').click()
  await expect(details(carol)).toBeVisible()
  await expect(comments(carol)).toHaveCount(0)
  await comments(alice).getByRole('textbox').fill('@Carol, what do you think?')
  await comments(alice).getByRole('textbox').press('Escape')
  await comments(alice).getByRole('textbox').press('Control+Enter')
  await expect(comments(carol).getByRole('article')).toContainText('@Carol, what do you think?')
  await expect(comments(carol).getByRole('textbox')).toHaveCount(0)
  await expect(comments(carol).getByRole('button')).toHaveCount(0)
  expect(await violations(carol)).toEqual([])
})

test('in a closed independent round nobody is shown and nothing can be said', async ({team}) => {
  const alice = await team.join(ALICE)
  const bob = await team.join(BOB)
  await drag(alice, 'an important step in the ongoing negotiations')
  await alice.keyboard.press('c')
  await expect(comments(alice)).toBeVisible()
  await expect(faces(bob)).toBeVisible()
  await saved(alice)
  await team.hub.changeProject(({rounds}) => rounds.put({id: 'r', name: 'Blind', mode: 'independent', open: false, startedAt: 1}))
  for (const page of [alice, bob]) {
    await expect(faces(page)).toHaveCount(0)
    await expect(comments(page)).toHaveCount(0)
    expect(await painted(page)).toEqual([])
  }
  await team.hub.changeProject(({rounds}) => rounds.patch('r', {open: true}))
  await expect(faces(alice)).toHaveAccessibleName('Bob is here')
  await expect(faces(bob)).toHaveAccessibleName('Alice is here')
})

for (const theme of ['light', 'dark'] as const) {
  test(`colleagues, comments and the banner pass axe in ${theme}`, async ({team}, info) => {
    const alice = await team.join(ALICE)
    const bob = await team.join(BOB)
    await team.join(CAROL)
    await alice.emulateMedia({colorScheme: theme})
    await drag(bob, 'an important step in the ongoing negotiations')
    await bob.keyboard.press('c')
    await comments(bob).getByRole('textbox').fill('Who says so?')
    await comments(bob).getByRole('textbox').press('Control+Enter')
    await drag(bob, 'Hamas')
    await expect(list(alice).getByRole('option')).toContainText('New, by Bob')
    await list(alice).getByRole('option').click()
    await alice.keyboard.press('r')
    await alice.keyboard.type('@')
    await expect(alice.getByRole('listbox', {name: 'People to mention'})).toBeVisible()
    await alice.screenshot({path: info.outputPath('mention.png')})
    expect(await violations(alice)).toEqual([])
    await alice.keyboard.press('Escape')
    await alice.keyboard.type('Bob, the outlet does.')
    await alice.keyboard.press('Control+Enter')
    await faces(alice).click()
    await expect(alice.getByRole('menu')).toBeVisible()
    expect(await violations(alice)).toEqual([])
    await alice.screenshot({path: info.outputPath('menu.png')})
    await alice.getByRole('menuitemcheckbox').first().click()
    await expect(banner(alice)).toBeVisible()
    expect(await violations(alice)).toEqual([])
    await alice.screenshot({path: info.outputPath('following.png')})
  })
}
