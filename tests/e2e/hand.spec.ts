import {details, drag, edges, expect, list, saved, test, text} from './claimlight.ts'

const CLAIM = 'an important step in the ongoing negotiations'

test('by keys alone: voice, how sure, a story-wide claim of the same words, a second layer, another layer', async ({window: page}) => {
  await drag(page, CLAIM)
  await page.keyboard.press('c')
  for (const [key, digit, choice] of [
    ['v', '2', 'Quoted'],
    ['w', '1', 'Yes'],
    ['h', '3', 'Sure'],
  ] as const) {
    await page.keyboard.press(key)
    await page.keyboard.press(digit)
    await expect(details(page).getByRole('radio', {name: choice, exact: true})).toBeChecked()
    await expect(text(page)).toBeFocused()
  }
  await page.keyboard.press('g')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(details(page).getByRole('combobox', {name: 'Story-wide claim'})).toHaveValue(CLAIM)
  await expect(text(page)).toBeFocused()
  await page.keyboard.press('e')
  await expect(list(page).getByRole('option')).toHaveText([/Claim/, /Entity/])
  await page.keyboard.press('Shift+S')
  await expect(list(page).getByRole('option')).toHaveText([/Claim/, /Source/])
  await page.keyboard.press('Control+z')
  await expect(page.getByText(/^Undone: layer of/)).toBeVisible()
  await expect(list(page).getByRole('option')).toHaveText([/Claim/, /Entity/])
  await saved(page)
})

test('by mouse: a click on a highlight answers the field that asks; a layer from its menu; a handle that is dropped is one step back', async ({
  window: page,
}) => {
  await drag(page, 'Hamas')
  await drag(page, 'Hamas')
  await page.keyboard.press('s')
  await expect(list(page).getByRole('option')).toHaveCount(1)
  await drag(page, CLAIM)
  await page.getByRole('button', {name: /^Claim/}).click()
  const attributed = details(page).getByRole('combobox', {name: 'Attributed to'})
  await attributed.click()
  const [from] = await edges(page, 'Hamas')
  await page.mouse.click(from.x + 8, from.y)
  await expect(attributed).toHaveValue('Hamas')
  await expect(attributed).toBeFocused()
  await expect(details(page).getByRole('heading', {name: 'Claim'})).toBeVisible()

  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.mouse.click(from.x + 8, from.y)
  await expect(details(page).getByRole('heading', {name: 'Source'})).toBeVisible()
  await details(page).getByRole('button', {name: 'Change layer'}).click()
  await page.getByRole('menuitem', {name: 'Change to Entity'}).click()
  await expect(details(page).getByRole('heading', {name: 'Entity'})).toBeVisible()

  const handle = await page.getByRole('slider', {name: /^Start of Entity/}).boundingBox()
  const [word] = await edges(page, 'group Hamas')
  await page.mouse.move((handle?.x ?? 0) + 12, (handle?.y ?? 0) + 4)
  await page.mouse.down()
  await page.mouse.move(word.x + 4, word.y + 5, {steps: 4})
  await page.mouse.up()
  await expect(details(page).locator('blockquote')).toHaveText('group Hamas')
  await page.keyboard.press('Control+z')
  await expect(details(page).locator('blockquote')).toHaveText('Hamas')
  await saved(page)
})

test('in a window of 320 by 256 pixels one pane at a time is shown, all are reached, and one can annotate', async ({window: page}) => {
  await page.setViewportSize({width: 320, height: 256})
  const panes = page.getByRole('navigation', {name: 'Panes'})
  await expect(panes).toBeVisible()
  await expect(text(page)).toBeFocused()
  const text320 = await text(page).evaluate(element => (element.closest('.article') as Element).getBoundingClientRect().height)
  expect(text320).toBeGreaterThan(90)
  await drag(page, 'Netanyahu')
  await page.keyboard.press('1')
  await page.keyboard.press('Alt+3')
  await expect(list(page).getByRole('option')).toHaveText([/Person.*Netanyahu/])
  await expect(text(page)).toBeHidden()
  await page.keyboard.press('Alt+2')
  await expect(text(page)).toBeFocused()
  await panes.getByRole('button', {name: 'Articles'}).click()
  await page.getByRole('listbox', {name: 'Articles'}).getByRole('option').nth(1).click()
  await panes.getByRole('button', {name: 'Text'}).click()
  await expect(text(page)).toContainText('his office confirmed')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await page.getByRole('button', {name: 'More', exact: true}).click()
  await page.getByRole('menuitem', {name: /^Settings/}).click()
  await expect(page.getByRole('dialog', {name: 'Settings'})).toBeVisible()
  await page.keyboard.press('Escape')
  await page.setViewportSize({width: 1280, height: 800})
  await expect(list(page)).toBeHidden()
  await expect(page.getByText('No annotations yet')).toBeVisible()
  await saved(page)
})
