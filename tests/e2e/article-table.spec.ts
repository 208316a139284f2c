import {articleId} from '../../src/core/article/article.ts'
import {violations} from '../support/axe.ts'
import {articles, text} from './claimlight.ts'
import {ALICE, expect, test} from './team.ts'

const MANY = 5000

test('[AR1] [AR2] [AR3] thousands of articles are sorted, filtered, grouped by story, edited several at once and taken out, by keyboard', async ({team}) => {
  await team.hub.changeProject(project => {
    for (let n = 0; n < MANY; n++)
      project.articles.put({
        id: articleId(`Report ${n}`),
        position: 100 + n,
        words: n,
        length: n,
        title: `Report ${n} 和平`,
        outlet: n % 2 === 0 ? 'الجزيرة' : 'Die Zeit',
        sourceName: `${n}.txt`,
        warnings: [],
      })
  })
  const page = await team.join(ALICE)
  const screen = page.getByRole('main', {name: 'All articles'})
  const table = screen.getByRole('grid')
  const rows = table.getByRole('row')
  await page.keyboard.press('Control+Shift+A')
  await expect(table).toHaveAttribute('aria-rowcount', /^50\d\d$/)
  await table.getByRole('button', {name: 'Words'}).click()
  await expect(rows.nth(1)).toContainText('Report 4999')
  await screen.getByRole('searchbox').fill('الجزيرة report 49')
  await expect(table).toHaveAttribute('aria-rowcount', '76')
  expect(await violations(page)).toEqual([])
  await table.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(screen.getByRole('status')).toContainText('3 marked')
  await screen.getByRole('button', {name: 'Edit details…'}).click()
  const several = page.getByRole('dialog', {name: 'Details of 3 articles'})
  await expect(several.getByRole('textbox', {name: 'Outlet'})).toHaveValue('الجزيرة')
  await several.getByRole('textbox', {name: 'Published'}).fill('2025-02-30')
  await several.getByRole('textbox', {name: 'Story'}).fill('הפסקת אש 👩‍👩‍👧')
  await page.keyboard.press('Enter')
  await expect(several).toContainText('There is no 2025-02-30 in the calendar.')
  await several.getByRole('textbox', {name: 'Published'}).fill('2025-02-28')
  await page.keyboard.press('Enter')
  await expect(several).toHaveCount(0)
  await expect(table.getByRole('gridcell', {name: 'הפסקת אש 👩‍👩‍👧'})).toHaveCount(3)
  await page.keyboard.press('Control+a')
  await screen.getByRole('button', {name: 'Take out'}).click()
  await expect(table).toHaveAttribute('aria-rowcount', '1')
  await screen.getByRole('button', {name: 'Undo: taking out of 75 articles'}).click()
  await expect(screen.getByRole('status')).toContainText('Undone: taking out of 75 articles.')
  await expect(table).toHaveAttribute('aria-rowcount', '76')
  await table.getByRole('row').nth(2).click()
  await table
    .getByRole('row')
    .nth(4)
    .click({modifiers: ['Shift']})
  await expect(screen.getByRole('status')).toContainText('3 marked')
  expect(await page.evaluate(() => String(getSelection()))).toBe('')
  await page.setViewportSize({width: 640, height: 800})
  const last = table.getByRole('row').nth(2).getByRole('gridcell').last()
  await last.scrollIntoViewIfNeeded()
  await expect(last).toBeInViewport({ratio: 1})
  expect(await last.evaluate(cell => (cell.parentElement?.getBoundingClientRect().right ?? 0) - cell.getBoundingClientRect().right)).toBeGreaterThanOrEqual(0)
  await page.setViewportSize({width: 1280, height: 800})
  await page.keyboard.press('Control+Alt+1')
  await page.getByRole('combobox', {name: 'Sort articles'}).selectOption('By story')
  await expect(articles(page).getByRole('option').first()).toContainText('הפסקת אש 👩‍👩‍👧')
  await page.getByRole('combobox', {name: 'Show articles'}).selectOption('Done')
  await expect(page.getByText('No article is in this state.')).toBeVisible()
  await expect(text(page)).toBeVisible()
})
