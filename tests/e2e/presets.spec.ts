import {Buffer} from 'node:buffer'
import {readdirSync, readFileSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Locator, Page} from '@playwright/test'
import {articles, expect, list, saved, test, text} from './claimlight.ts'

const TEXT = 'Zoë said: “Sea ice melts fast.” 👩‍👩‍👧\nقال الوزير إن السلام قريب.\n和平即将到来。\n'

/** What is pressed, one after the other: `words` selects so many words of the text from one on; `type` writes into the field that has the focus, and takes what it offers. */
type Deed = {readonly words: readonly [from: number, many: number]} | {readonly press: string} | {readonly type: string}
const words = (from: number, many = 1): Deed => ({words: [from, many]})
const press = (...keys: readonly string[]): readonly Deed[] => keys.map(key => ({press: key}))
const type = (written: string): Deed => ({type: written})

/** For each schema that comes with the app: what it is for, done by keyboard alone, and the layers and features that this leaves. */
const RECIPES: {readonly [id: string]: {readonly deeds: readonly Deed[]; readonly leaves: readonly (readonly [layer: string, features: object])[]}} = {
  default: {
    deeds: [words(3, 2), ...press('c', '1', 'f'), type('the ice'), words(0), ...press('e', '1')],
    leaves: [
      ['entity', {type: 'PERSON'}],
      ['claim', {commitment: 'asserts', stances: [{value: 'favor'}]}],
    ],
  },
  'conll-2003': {deeds: [words(0), ...press('e', '1')], leaves: [['entity', {type: 'PER'}]]},
  'ontonotes-18': {deeds: [words(0), ...press('e', '1')], leaves: [['entity', {type: 'PERSON'}]]},
  polnear: {
    deeds: [words(0), ...press('s'), words(1), ...press('d'), words(3, 2), ...press('c', 'p'), type('Zoë'), ...press('q'), type('said')],
    leaves: [
      ['source', {}],
      ['cue', {}],
      ['content', {source: {kind: 'mention'}, cue: {kind: 'mention'}}],
    ],
  },
  newsclaims: {
    deeds: [words(3, 3), ...press('c', '1', 'i'), type('ice'), words(0), ...press('s')],
    leaves: [
      ['claimer', {}],
      ['claim', {stance: 'affirm', topic: 'ice'}],
    ],
  },
  'dna-statement': {
    deeds: [words(3, 3), ...press('d', 'c'), type('the ice goes'), ...press('a', '1')],
    leaves: [['statement', {concept: {kind: 'claim'}, agreement: true}]],
  },
  'semeval-2016-stance': {
    deeds: [words(3, 3), ...press('p', '1', 'f'), type('the climate')],
    leaves: [['passage', {opinionTowards: 'TARGET', stances: [{value: 'FAVOR'}]}]],
  },
  'argument-annotated-essays': {
    deeds: [words(0), ...press('g'), words(3, 2), ...press('c', '1'), words(6), ...press('p', 's', 'k', 'Enter')],
    leaves: [
      ['MajorClaim', {}],
      ['Claim', {Stance: 'For'}],
      ['Premise', {}],
      ['supports', {}],
    ],
  },
  fever: {
    deeds: [words(0), ...press('c', '1'), words(3, 3), ...press('e', 'f', 'k', 'Enter', 'n'), type('1')],
    leaves: [
      ['claim', {label: 'SUPPORTS'}],
      ['evidence', {}],
      ['evidenceFor', {set: 1}],
    ],
  },
  'fnc-1': {deeds: press('Alt+2', 's', '3'), leaves: [['stance', {stance: 'discuss'}]]},
  'rumoureval-sdqc': {
    deeds: [words(0), ...press('s', '3'), words(3, 3), ...press('a', '2', 'g', 'k', 'Enter')],
    leaves: [
      ['source', {veracity: 'unverified'}],
      ['reply', {sdqc: 'deny'}],
      ['replyTo', {}],
    ],
  },
}

const FOLDER = join(import.meta.dirname, '..', '..', 'resources', 'schemas')
const PRESETS = readdirSync(FOLDER).map(name => name.replace('.json', ''))
const nameOf = (id: string): string => JSON.parse(readFileSync(join(FOLDER, `${id}.json`), 'utf8')).name
async function dialogOf(page: Page, command: string, name: string) {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(command)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', {name})
  await expect(dialog).toBeVisible()
  return dialog
}

async function inProject(page: Page, name: string, schema: string | undefined): Promise<void> {
  const projects = await dialogOf(page, 'other project', 'Projects')
  const box = projects.getByRole('textbox', {name: 'New project'})
  await box.focus()
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('banner').getByRole('heading', {level: 1})).toHaveText(name)
  if (schema !== undefined) {
    await page.keyboard.press('Control+Alt+4')
    const pressed = async (button: Locator): Promise<void> => {
      // What it would do is counted first.
      await expect(button).toBeEnabled()
      await button.focus()
      await page.keyboard.press('Enter')
    }
    await pressed(page.getByRole('button', {name: 'Start from…'}))
    const start = page.getByRole('dialog', {name: 'Start from…'})
    await start.getByRole('radio', {name: schema}).focus()
    await page.keyboard.press('Space')
    await pressed(start.getByRole('button', {name: 'Begin the draft'}))
    await pressed(page.getByRole('button', {name: 'Publish…'}))
    const publishing = page.getByRole('dialog', {name: 'Publish the draft'})
    await pressed(publishing.getByRole('button', {name: 'Publish'}))
    await expect(publishing).toBeHidden()
    await page.keyboard.press('Control+Alt+1')
  }
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Control+i')])
  await chooser.setFiles([{name: 'ice.txt', mimeType: 'text/plain', buffer: Buffer.from(TEXT)}])
  await expect(articles(page).getByRole('option')).toHaveCount(1)
  const importing = page.getByRole('dialog', {name: 'Import articles'})
  await expect(importing.getByRole('status')).toContainText('1 article imported')
  await page.keyboard.press('Escape')
  await expect(importing).toBeHidden()
  await page.keyboard.press('Alt+1')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(text(page)).toContainText('Sea ice melts')
}

async function does(page: Page, deed: Deed): Promise<void> {
  if ('press' in deed) return page.keyboard.press(deed.press)
  if ('type' in deed) {
    await expect(page.locator('input:focus, textarea:focus')).toBeVisible()
    await page.keyboard.type(deed.type)
    const isNote = (await page.locator('textarea:focus').count()) > 0
    await page.keyboard.press(isNote ? 'Control+Enter' : 'Enter')
    // A dialog gives the text its caret back as it closes: what is pressed before that goes by the old one.
    return expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await page.keyboard.press('Alt+2')
  await expect(text(page)).toBeFocused()
  await expect
    .poll(async () => {
      await page.keyboard.press('Control+Home')
      return text(page).evaluate(caretIn)
    })
    .toBe(0)
  const [from, many] = deed.words
  for (let n = 0; n < from; n++) await page.keyboard.press('Control+ArrowRight')
  for (let n = 0; n < many; n++) await page.keyboard.press('Control+Shift+ArrowRight')
}

/** How many characters of the text stand before the caret; -1 when the caret is elsewhere. */
function caretIn(text: Element): number {
  const {focusNode, focusOffset} = document.getSelection() ?? {focusNode: null, focusOffset: 0}
  if (focusNode === null || !text.contains(focusNode)) return -1
  const before = document.createRange()
  before.setStart(text, 0)
  before.setEnd(focusNode, focusOffset)
  return before.toString().trim().length
}

test('every schema that comes with the app has a recipe', () => {
  expect(Object.keys(RECIPES).sort()).toEqual([...PRESETS].sort())
})

test('with each schema that comes with the app an article is imported, annotated by keyboard alone, exported, and passes the check', async ({
  claimlight,
  window: page,
}) => {
  test.setTimeout(600_000)
  for (const [id, {deeds, leaves}] of Object.entries(RECIPES)) {
    await test.step(id, async () => {
      await inProject(page, id, id === 'default' ? undefined : nameOf(id))
      for (const deed of deeds) await does(page, deed)
      await expect(list(page).getByRole('option')).toHaveCount(leaves.length)
      await saved(page)
      await page.keyboard.press('Control+Shift+E')
      const download = page.waitForEvent('download')
      await page.getByRole('button', {name: 'Export JSON'}).press('Enter')
      const file = await (await download).path()
      const {annotations} = JSON.parse(await readFile(file, 'utf8'))
      expect(annotations.map(({layer, features}: {layer: string; features: object}) => [layer, features])).toMatchObject([...leaves])
      expect(await claimlight.cli('check', file)).toMatchObject({code: 0, stderr: ''})
      await page.keyboard.press('Escape')
    })
  }
})
