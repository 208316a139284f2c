import {expect} from '@playwright/test'
import type {Page} from '@playwright/test'
import {test} from './gallery-test.ts'

const paneWidth = async (page: Page, name: string) => Math.round((await page.getByRole('region', {name, includeHidden: true}).boundingBox())?.width ?? 0)

test.describe('the list', () => {
  test('walks five thousand articles by keyboard and tells a screen reader where it is', async ({open}) => {
    const page = await open('frame')
    const list = page.getByRole('listbox', {name: 'Articles'})
    await list.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    const selected = page.getByRole('option', {selected: true})
    await expect(selected).toHaveAttribute('aria-posinset', '3')
    await expect(selected).toHaveAttribute('aria-setsize', '5000')
    await expect(list).toHaveAttribute('aria-activedescendant', (await selected.getAttribute('id')) ?? 'no id')

    await page.keyboard.press('End')
    await expect(selected).toHaveAttribute('aria-posinset', '5000')
    await expect(selected).toBeInViewport()
    await page.keyboard.press('PageUp')
    await expect(selected).not.toHaveAttribute('aria-posinset', '5000')
    await expect(selected).toBeInViewport()
    await page.keyboard.press('Home')
    await expect(selected).toBeInViewport()
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('Last command')).toHaveText('open article-0')
    expect(await page.getByRole('option').count()).toBeLessThan(60)
  })

  test('keeps the selected article in the page when it is scrolled away', async ({open}) => {
    const page = await open('frame')
    const list = page.getByRole('listbox', {name: 'Articles'})
    await list.evaluate(element => element.scrollTo(0, 100_000))
    await expect(page.locator('[aria-posinset="1724"]')).toBeAttached()
    await expect(page.getByRole('option', {selected: true})).toHaveAttribute('aria-posinset', '1')
    await expect(list).toHaveAttribute('aria-activedescendant', (await page.getByRole('option', {selected: true}).getAttribute('id')) ?? 'no id')
  })

  test('finds an article by the letters of its title', async ({open}) => {
    const page = await open('frame')
    await page.getByRole('listbox', {name: 'Articles'}).focus()
    await page.keyboard.type('min')
    await expect(page.getByRole('option', {selected: true})).toContainText('Minister doubts')
    await page.keyboard.press('Control+b')
    await expect(page.getByLabel('Last command')).toHaveText('view.articles')
  })
})

test.describe('the panes', () => {
  test('are widened by keyboard, keep their width when the window changes, and remember it', async ({open}) => {
    const page = await open('frame')
    expect(await paneWidth(page, 'Articles')).toBe(288)
    const separator = page.getByRole('separator', {name: 'Width of Articles'})
    await separator.focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => paneWidth(page, 'Articles')).toBeGreaterThan(300)
    const width = await paneWidth(page, 'Articles')
    await page.setViewportSize({width: 1600, height: 900})
    await expect.poll(() => paneWidth(page, 'Articles')).toBe(width)
    expect(await paneWidth(page, 'Annotations')).toBe(320)
    await page.reload()
    await expect.poll(() => paneWidth(page, 'Articles')).toBe(width)
  })

  test('are widened by the mouse and never wider than they may be', async ({open}) => {
    const page = await open('frame')
    const box = await page.getByRole('separator', {name: 'Width of Articles'}).boundingBox()
    if (!box) throw new Error('The separator is not shown.')
    await page.mouse.move(box.x, 400)
    await page.mouse.down()
    await page.mouse.move(box.x + 60, 400, {steps: 4})
    await expect.poll(() => paneWidth(page, 'Articles')).toBeGreaterThan(330)
    await page.mouse.move(1200, 400, {steps: 4})
    await page.mouse.up()
    await expect.poll(() => paneWidth(page, 'Articles')).toBe(480)
  })

  test('are shut and opened at their width, and what is shut cannot be reached', async ({open}) => {
    const page = await open('frame')
    await page.getByRole('region', {name: 'Text'}).locator('[data-shortcuts]').focus()
    await page.keyboard.press('Control+b')
    await expect.poll(() => paneWidth(page, 'Articles')).toBe(0)
    await expect(page.getByRole('listbox')).toHaveCount(0)
    await page.keyboard.press('Control+b')
    await expect.poll(() => paneWidth(page, 'Articles')).toBe(288)
    await expect(page.getByRole('listbox')).toBeVisible()
  })

  test('leave the focus in the middle when the pane that has it is shut', async ({open}) => {
    const page = await open('frame')
    await page.getByRole('listbox', {name: 'Articles'}).focus()
    await page.keyboard.press('Control+b')
    await expect(page.getByRole('region', {name: 'Text'})).toBeFocused()
    await page.keyboard.press('Control+b')
    await expect.poll(() => paneWidth(page, 'Articles')).toBe(288)
  })

  test('are shut by dragging, and the page is told', async ({open}) => {
    const page = await open('frame')
    const box = await page.getByRole('separator', {name: 'Width of Annotations'}).boundingBox()
    if (!box) throw new Error('The separator is not shown.')
    await page.mouse.move(box.x, 400)
    await page.mouse.down()
    await page.mouse.move(1278, 400, {steps: 6})
    await page.mouse.up()
    const toggle = page.getByRole('button', {name: 'Show or hide annotations'})
    await expect(toggle).toHaveAttribute('aria-pressed', 'false')
    await toggle.click()
    await expect.poll(() => paneWidth(page, 'Annotations')).toBe(320)
  })
})

test.describe('in a real browser', () => {
  test('a dialog keeps Tab inside, Escape closes the list before the dialog, and the focus comes back', async ({open}) => {
    const page = await open('controls')
    await page.getByRole('button', {name: 'Open dialog'}).click()
    const dialog = page.getByRole('dialog', {name: 'Edit article details'})
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement === document.body || document.querySelector('dialog')?.contains(document.activeElement))).toBe(
        true,
      )
    }
    await dialog.getByRole('combobox', {name: 'About'}).click()
    await expect(page.getByRole('option')).toHaveCount(4)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('option')).toHaveCount(0)
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('button', {name: 'Open dialog'})).toBeFocused()
  })

  test('a dialog closes by a click beside it', async ({open}) => {
    const page = await open('controls')
    await page.getByRole('button', {name: 'Open dialog'}).click()
    await page.getByRole('dialog').click({position: {x: 20, y: 20}})
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.mouse.click(40, 400)
    await expect(page.getByRole('dialog')).toBeHidden()
  })

  test('a dialog opened from a menu gives the focus back to the menu’s button', async ({open}) => {
    const page = await open('controls')
    const button = page.getByRole('button', {name: 'Article', exact: true})
    await button.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alertdialog').getByRole('button', {name: 'Cancel'})).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(button).toBeFocused()
  })

  test('a tip shows at rest and at keyboard focus, and Escape hides it', async ({open}) => {
    const page = await open('controls')
    await page.getByRole('button', {name: 'Undo', exact: true}).hover()
    await expect(page.getByRole('tooltip')).toHaveText(/^Undo\s*CtrlZ$/)
    await page.mouse.move(600, 600)
    await expect(page.getByRole('tooltip')).toHaveCount(0)
    await page.getByRole('button', {name: 'Export'}).focus()
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Tab')
    await expect(page.getByRole('tooltip')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('tooltip')).toHaveCount(0)
  })

  test('an entity is found, made and cleared by keyboard', async ({open}) => {
    const page = await open('controls')
    const field = page.getByRole('combobox', {name: 'Entity'})
    await field.focus()
    await page.keyboard.type('haif')
    await page.keyboard.press('Enter')
    await expect(field).toHaveValue('חיפה')
    await field.fill('نادي البحر')
    await expect(page.getByRole('option', {name: 'New entity “نادي البحر”'})).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(field).toHaveValue('نادي البحر')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(field).toHaveValue('')
    await expect(field).toBeFocused()
  })

  test('the palette finds a command, gives the focus back and runs it', async ({open}) => {
    const page = await open('frame')
    const text = page.locator('[data-shortcuts=article]')
    await text.focus()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('identical')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(text).toBeFocused()
    await expect(page.getByLabel('Last command')).toHaveText('annotate.labelAll')
  })
})
