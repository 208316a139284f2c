import {articles, details, drag, edges, expect, list, saved, test, text} from './claimlight.ts'

test('a claim takes several stances, a voice and a note, and keeps them over a reload', async ({window: page}) => {
  await drag(page, 'an important step in the ongoing negotiations')
  await page.keyboard.press('c')
  for (const [topic, value] of [
    ['the ceasefire', 'Favor'],
    ['the visit', 'Neutral'],
  ] as const) {
    await details(page)
      .getByRole('button', {name: /^Add a(nother)? stance$/})
      .click()
    await details(page).getByRole('combobox', {name: 'Stance towards'}).fill(topic)
    await page.keyboard.press('Enter')
    await details(page)
      .getByRole('group', {name: `Stance towards ${topic}`})
      .getByRole('radio', {name: value})
      .click()
  }
  await details(page).getByRole('radiogroup', {name: 'Voice'}).getByRole('radio', {name: 'Outlet'}).click()
  await details(page).getByRole('textbox', {name: 'Note'}).fill('القرار مهم 👩‍👩‍👧')
  await page.keyboard.press('Control+Enter')
  await saved(page)
  await page.reload()
  await list(page).getByRole('option').click()
  await expect(list(page).getByRole('option')).toContainText('Favor: the outlet → the ceasefire')
  await expect(list(page).getByRole('option')).toContainText('Neutral: the outlet → the visit')
  await expect(details(page).getByRole('radio', {name: 'Outlet'})).toBeChecked()
  await expect(details(page).getByRole('textbox', {name: 'Note'})).toHaveValue('القرار مهم 👩‍👩‍👧')
})

test('a stance key without a target asks for one and then gives the stance', async ({window: page}) => {
  await drag(page, 'an important step in the ongoing negotiations')
  await page.keyboard.press('a')
  await expect(page.getByRole('dialog', {name: 'Current target'})).toBeVisible()
  await page.keyboard.type('the talks')
  await page.keyboard.press('Enter')
  await expect(list(page).getByRole('option')).toContainText([/Against.*the talks/])
  await page.keyboard.press('a')
  await expect(list(page).getByRole('option')).not.toContainText([/Against.*the talks/])
})

test('all identical mentions are labelled after a look at each, whole words by default', async ({window: page}) => {
  await drag(page, 'Netanyahu')
  await page.keyboard.press('1')
  await details(page).getByRole('textbox', {name: 'Note'}).fill('Only about this place.')
  await list(page).getByRole('option').first().click()
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog', {name: 'Label all identical mentions'})
  const mentions = dialog.getByRole('list', {name: 'Mentions to label'}).getByRole('listitem')
  await expect(dialog).toContainText('Carried over: the layer (Entity), Type. Stays here alone: Note.')
  const count = await mentions.count()
  expect(count).toBeGreaterThan(2)
  await mentions.first().getByRole('checkbox').uncheck()
  await dialog.getByRole('button', {name: `Label ${count - 1} mentions`}).click()
  await expect(list(page).getByRole('option').first()).toHaveAttribute('aria-setsize', String(count))
  await page.keyboard.press('Control+z')
  await expect(list(page).getByRole('option')).toHaveCount(1)
})

test('clicks cycle through annotations that lie over each other', async ({window: page}) => {
  await drag(page, 'Israeli Prime Minister Benjamin Netanyahu has embarked')
  await page.keyboard.press('c')
  await drag(page, 'Benjamin Netanyahu')
  await page.keyboard.press('1')
  const selected = list(page).getByRole('option', {selected: true})
  const [from] = await edges(page, 'Netanyahu has')
  // Far enough from each other that no two clicks are a double click, which selects a word.
  for (const [at, layer] of [
    [10, 'Claim'],
    [35, 'Entity'],
    [60, 'Claim'],
  ] as const) {
    await page.mouse.click(from.x + at, from.y)
    await expect(selected).toContainText(layer)
  }
})

test('undo goes back over articles, names what it takes back, and shows where that was only when asked', async ({window: page}) => {
  await drag(page, 'Hamas')
  await page.keyboard.press('2')
  await articles(page).getByRole('option').nth(1).click()
  await expect(text(page)).toContainText('his office confirmed')
  await drag(page, 'Palestinian group')
  await page.keyboard.press('c')
  await expect(list(page).getByRole('option')).toHaveCount(1)
  await page.getByRole('button', {name: 'Undo: Claim “Palestinian group”'}).click()
  await expect(page.getByText('Undone: Claim “Palestinian group”.')).toBeVisible()
  await expect(page.getByText('No annotations yet')).toBeVisible()
  await page.getByRole('button', {name: 'Undo: Entity “Hamas”'}).click()
  await expect(page.getByText(/^Undone in “.*”: Entity “Hamas”\.$/)).toBeVisible()
  await expect(text(page)).toContainText('his office confirmed')
  await page.getByRole('button', {name: 'Show', exact: true}).click()
  await expect(text(page)).toContainText('has embarked on a significant trip')
  await expect(page.getByText('No annotations yet')).toBeVisible()
  await page.getByRole('button', {name: 'Redo'}).click()
  await expect(list(page).getByRole('option')).toHaveText([/Hamas/])
})

test('an entity gets another name, and is found by it', async ({window: page}) => {
  await drag(page, 'Hamas')
  await page.keyboard.press('2')
  await page.keyboard.press('l')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Shift+R')
  const registry = page.getByRole('main', {name: 'Entities and claims'})
  await registry.getByRole('grid').getByRole('row', {name: 'Hamas'}).click()
  await registry.getByRole('textbox', {name: 'Another name of Hamas'}).fill('حماس')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Alt+1')
  await drag(page, 'Palestinian group')
  await page.keyboard.press('2')
  await page.keyboard.press('l')
  await page.keyboard.type('حماس')
  await page.keyboard.press('Enter')
  await expect(details(page).getByRole('combobox', {name: 'Entity'})).toHaveValue('Hamas')
  await saved(page)
})
