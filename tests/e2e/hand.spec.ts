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
  await page.getByRole('button', {name: /^Source/}).click()
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
  await page.getByRole('menuitem', {name: 'Change to entity'}).click()
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
