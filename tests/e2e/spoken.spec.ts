import type {Page} from '@playwright/test'
import type {SpokenNode} from '../support/spoken-tree.ts'
import {everyNode, spokenText, spokenTree} from '../support/spoken-tree.ts'
import {details, expect, list, saved, test, text} from './claimlight.ts'

const nodes = async (page: Page): Promise<readonly SpokenNode[]> => everyNode(await spokenTree(page))

async function spokenArticle(page: Page): Promise<string> {
  const found = (await nodes(page)).find(({role, properties}) => role === 'textbox' && properties.multiline === true)
  return found === undefined ? '' : spokenText(found)
}

test('each highlight stands in the tree with its words and what it says, at its paragraph, and leads to it', async ({window: page}) => {
  await page.keyboard.press('Control+Home')
  for (const key of ['Control+Shift+ArrowRight', 'Control+Shift+ArrowRight', 'c', 'Control+Home', 'Control+Shift+ArrowRight', '1'])
    await page.keyboard.press(key)
  const lists = async () => {
    const region = (await nodes(page)).find(({role, name}) => role === 'region' && name === 'Highlights, paragraph by paragraph')
    return region === undefined
      ? []
      : everyNode(region)
          .filter(({role}) => role === 'list')
          .map(list => [
            list.name,
            ...everyNode(list)
              .filter(({role}) => role === 'listitem')
              .map(spokenText),
          ])
  }
  await expect.poll(lists).toEqual([['Highlights in paragraph 1', 'Netanyahu HeadsClaim', 'NetanyahuEntity: Person']])
  const marked = (await nodes(page)).filter(({role, name, children}) => role === 'mark' && (name + children.map(spokenText).join('')).includes('Netanyahu'))
  expect(marked).toHaveLength(2)
  const paragraph = text(page).locator('p').first()
  const [details] = [await paragraph.getAttribute('aria-details')]
  await expect(page.locator(`[id="${details}"]`)).toHaveAttribute('aria-label', 'Highlights in paragraph 1')
  // The text itself stays what it is: one node for each paragraph.
  expect(await paragraph.evaluate(p => [p.childNodes.length, p.firstChild?.nodeType])).toEqual([1, 3])
  await page
    .locator(`[id="${details}"] button`)
    .first()
    .evaluate(button => (button as HTMLElement).click())
  await expect(list(page).getByRole('option', {selected: true})).toHaveCount(1)
  await expect(text(page)).toBeFocused()
})

const voice = (page: Page) => page.locator('[data-announcer]')

test('the whole text of an article is in the accessibility tree, also what was never on screen, at every width', async ({window: page}) => {
  const whole = await text(page).evaluate(dom => dom.textContent)
  for (const width of [320, 640, 1280]) {
    await page.setViewportSize({width, height: width === 320 ? 256 : 800})
    await expect.poll(() => spokenArticle(page)).toBe(whole)
  }
})

test('the main job by keyboard alone: each act is said once, and the focus is where one goes on', async ({window: page}) => {
  const acts: readonly (readonly [keys: readonly string[], said: string | RegExp])[] = [
    [['Control+Home', 'Control+Shift+ArrowRight', 'Control+Shift+ArrowRight', 'c'], /^Claim “Netanyahu Heads” is marked\.$/],
    [['t', 'p', 'e', 'a', 'c', 'e', 'Enter', 'f'], /^Favor: the outlet → peace\. Claim “Netanyahu Heads”\.$/],
    [['Shift+BracketRight'], /^Now it marks Claim “Netanyahu”\.$/],
    [['Control+Home', 'Control+Shift+ArrowRight', '1'], /^Entity “Netanyahu” is marked: Person\.$/],
    [['2'], /^Organisation\. Entity “Netanyahu”\.$/],
    [['j'], /^(Claim|Entity) “Netanyahu”\. .+\.$/],
  ]
  for (const [keys, said] of acts) {
    for (const key of keys) {
      await page.keyboard.press(key)
      if (key === 't') await expect(page.getByRole('combobox', {name: 'Target'})).toBeFocused()
      else if (key === 'Enter') await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    await expect(voice(page)).toHaveText(said)
    await expect(text(page)).toBeFocused()
  }
  await page.keyboard.press('Enter')
  await expect(details(page).locator(':focus')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+3')
  await expect(list(page)).toBeFocused()
  await page.keyboard.press('Alt+2')
  await expect(text(page)).toBeFocused()
  await page.keyboard.press('Alt+1')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.type('nothing holds this')
  await expect(voice(page)).toHaveText('No article matches.')
  await saved(page)
  // What changes with every act is not read out.
  await expect(page.getByRole('status', {name: 'Saving'})).toHaveAttribute('aria-live', 'off')
})

test('toolbar, edges and keys work as their patterns say, and everything has a way without dragging and without letters', async ({window: page}) => {
  const toolbar = page.getByRole('toolbar', {name: 'Annotate'})
  await page.keyboard.press('Control+a')
  // A button that is switched off takes no focus, and the key would go to the text.
  await expect(toolbar.getByRole('button', {name: 'Claim'})).toBeEnabled()
  await toolbar.getByRole('button', {name: 'Claim'}).focus()
  await page.keyboard.press('ArrowRight')
  await expect(toolbar.getByRole('button', {name: 'Entity'})).toBeFocused()
  await page.keyboard.press('Home')
  await expect(toolbar.getByRole('button', {name: 'Claim'})).toBeFocused()
  await expect(toolbar.locator('button[tabindex="0"]')).toHaveCount(1)

  const edge = page.getByRole('separator', {name: 'Width of Articles'})
  await expect(edge).toHaveAttribute('aria-valuetext', '270 pixels')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Widen articles')
  await page.keyboard.press('Enter')
  await expect(edge).toHaveAttribute('aria-valuetext', '310 pixels')

  // On a label the key tells of that.
  await page.keyboard.press('Alt+2')
  await page.keyboard.press('F1')
  await page.getByRole('checkbox', {name: 'Single letters, digits and signs are shortcuts'}).press('Space')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+2')
  await page.keyboard.press('c')
  await page.keyboard.press('Shift+R')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await toolbar.getByRole('button', {name: 'Claim'}).press('Enter')
  await expect(list(page).getByRole('option')).toHaveCount(1)
  await page.getByRole('button', {name: 'Skip to the text'}).press('Enter')
  await expect(text(page)).toBeFocused()
})

test('in forced colours, highlights keep their lines and what is marked in a list can be read', async ({window: page}) => {
  await page.emulateMedia({forcedColors: 'active'})
  await page.keyboard.press('Alt+1')
  const field = page.getByRole('searchbox', {name: 'Filter articles'})
  await field.fill('hostages')
  const mark = page.getByRole('listbox', {name: 'Articles'}).locator('mark').first()
  const [ground, letters] = await mark.evaluate(element => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color])
  expect(ground).not.toBe(letters)
  const line = await text(page).evaluate(dom => getComputedStyle(dom.querySelector('p') as Element, '::highlight(claim-favor-lane-0)').textDecorationStyle)
  expect(line).toBe('solid')
})
