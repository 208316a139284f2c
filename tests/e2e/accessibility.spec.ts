import {violations} from '../support/axe.ts'
import {drag, expect, list, test} from './claimlight.ts'

for (const theme of ['light', 'dark'] as const) {
  test(`the window, its screens and dialogs pass axe in ${theme}`, async ({window: page}) => {
    await page.emulateMedia({colorScheme: theme})
    await drag(page, 'an important step in the ongoing negotiations')
    await page.keyboard.press('f')
    await page.keyboard.type('the ceasefire')
    await page.keyboard.press('Enter')
    await expect(list(page).getByRole('option')).toHaveCount(1)
    expect(await violations(page)).toEqual([])
    for (const keys of ['Control+k', 'Control+,', 'F1', 'Control+Shift+E', 'Control+Shift+D', 'Control+Shift+S']) {
      await page.keyboard.press(keys)
      await expect(page.getByRole('dialog')).toBeVisible()
      expect([keys, ...(await violations(page))]).toEqual([keys])
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
    }
    for (const [keys, name] of [
      ['Shift+R', 'Entities and claims'],
      ['Control+Shift+A', 'All articles'],
    ] as const) {
      await page.keyboard.press(keys)
      await expect(page.getByRole('main', {name})).toBeVisible()
      expect([keys, ...(await violations(page))]).toEqual([keys])
      await page.keyboard.press('Escape')
      await expect(page.getByRole('main', {name})).toBeHidden()
    }
    await page.keyboard.press('Control+,')
    await page.getByRole('dialog', {name: 'Settings'}).getByRole('button', {name: 'Schema', exact: true}).click()
    await page.getByRole('button', {name: 'Start from…'}).click()
    await page.getByRole('radio', {name: /DNA statement/}).check()
    expect(await violations(page)).toEqual([])
  })
}
