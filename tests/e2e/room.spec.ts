import type {Locator, Page} from '@playwright/test'
import {violations} from '../support/axe.ts'
import {articles, details, drag, expect, list, test, text} from './claimlight.ts'

const LONG = 'the second phase of the ceasefire agreement will lead to a permanent peace 和平 between Israel and Hamas'
const toolbar = (page: Page): Locator => page.getByRole('toolbar', {name: 'Annotate'})

async function box(of: Locator): Promise<{readonly x: number; readonly y: number; readonly width: number; readonly height: number}> {
  const found = await of.boundingBox()
  if (found === null) throw new Error('It is not on the screen.')
  return found
}

async function rename(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+,')
  await page.getByRole('textbox', {name: 'Your name'}).fill(name)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
}

test('the toolbar stays one row however long the target’s name is; the whole name is in its tooltip', async ({window: page}) => {
  await page.keyboard.press('Alt+2')
  await page.keyboard.press('t')
  await page.getByRole('combobox', {name: 'Target'}).fill(LONG)
  await page.keyboard.press('Enter')
  const target = toolbar(page).getByRole('button', {name: `Current target: ${LONG}`, exact: true})
  for (const width of [1280, 1440, 1600, 1920]) {
    await page.setViewportSize({width, height: 800})
    // The three are measured one after the other: until the window has settled at its new width they do not fit together.
    await expect(async () => {
      const whole = await box(toolbar(page))
      const first = await box(toolbar(page).getByRole('button', {name: 'Claim'}))
      const last = await box(target)
      expect([width, last.y + last.height / 2]).toEqual([width, first.y + first.height / 2])
      expect(last.width, `at ${width}`).toBeGreaterThan(80)
      expect(last.x + last.width, `at ${width}`).toBeLessThanOrEqual(whole.x + whole.width)
    }).toPass()
  }
  await target.hover()
  await expect(page.getByRole('tooltip')).toHaveText(`Current target: ${LONG}`)
})

test('a long name pushes nothing over the search field, in a narrow window either', async ({window: page}) => {
  await rename(page, 'Alice Maximiliane van der Berg-Österreicher, קתדרה לתקשורת')
  const header = page.getByRole('banner')
  for (const width of [1280, 900]) {
    await page.setViewportSize({width, height: 700})
    // The header is laid out anew a moment after the window has its size.
    await expect(async () => {
      const search = await box(header.getByRole('button', {name: /^Find a command/}))
      const status = await box(page.getByRole('status', {name: 'Saving'}))
      const more = await box(header.getByRole('button', {name: 'More'}))
      expect(search.x + search.width, `at ${width}`).toBeLessThanOrEqual(status.x)
      expect(more.x + more.width, `at ${width}`).toBeLessThanOrEqual(width)
    }).toPass({timeout: 10_000})
  }
})

test('nothing of the header lies beside a window of 320 px, nor scrolls sideways', async ({window: page}) => {
  const header = page.getByRole('banner')
  for (const width of [320, 480, 640]) {
    await page.setViewportSize({width, height: 256})
    for (const name of [/^Find a command/, /^Undo/, /^Redo/, 'More']) await expect(header.getByRole('button', {name})).toBeInViewport({ratio: 1})
    await expect(header.getByRole('status')).toBeInViewport({ratio: 1})
    const wide = () =>
      header.evaluate(
        element =>
          [element, ...element.querySelectorAll('*')].filter(
            each => /auto|scroll/.test(getComputedStyle(each).overflowX) && each.scrollWidth > each.clientWidth,
          ).length,
      )
    await expect.poll(wide, `at ${width}`).toBe(0)
  }
  await page.setViewportSize({width: 320, height: 256})
  await header.getByRole('button', {name: 'More'}).click()
  for (const name of [/^Export dataset/, /^Share/, /^Settings/]) await expect(page.getByRole('menuitem', {name})).toBeAttached()
})

test('at every width from 320 px each control of the toolbar is seen in it or in its menu, by keyboard too, and nothing scrolls sideways', async ({
  window: page,
}) => {
  await drag(page, 'Hamas')
  await page.keyboard.press('c')
  const more = toolbar(page).getByRole('button', {name: 'More to annotate with'})
  for (const width of [320, 360, 400, 480, 560, 640]) {
    await page.setViewportSize({width, height: 256})
    const inRow = toolbar(page).getByRole('button')
    await expect(inRow.last()).toBeInViewport({ratio: 1})
    let found: string[] = []
    // What fits is found out a moment after the window has its size.
    await expect(async () => {
      expect((await box(toolbar(page))).height, `at ${width}`).toBeLessThan(40)
      const seen = await inRow.evaluateAll(buttons =>
        buttons.map(button => [button.querySelector('.button-label')?.textContent ?? button.ariaLabel ?? '', button.getBoundingClientRect()] as const),
      )
      for (const [name, {left, right}] of seen) expect([width, name, left >= 0 && right <= width]).toEqual([width, name, true])
      found = seen.map(([name]) => name)
    }).toPass({timeout: 10_000})
    if (await more.isVisible()) {
      await more.press('Enter')
      found.push(
        ...(await page
          .getByRole('menu')
          .locator('[data-label]')
          .evaluateAll(items => items.map(item => (item as HTMLElement).dataset.label ?? ''))),
      )
      await page.keyboard.press('Escape')
      await expect(more).toBeFocused()
    }
    const stances = ['Favor', 'Against', 'Neutral', 'Unclear', expect.stringMatching(/Choose target|Current target/)]
    const all = ['Claim', 'Entity', 'Source', 'Cue', 'Add selection to the annotation', ...stances]
    expect([width, ...found.filter(name => name !== 'More to annotate with')]).toEqual([width, ...all])
  }
  await page.setViewportSize({width: 320, height: 480})
  expect(await violations(page)).toEqual([])
  await more.press('Enter')
  await page.keyboard.press('a')
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', {name: 'Target'}).fill('السلام')
  await page.keyboard.press('Enter')
  await expect(text(page)).toBeFocused()
  await more.press('Enter')
  await expect(page.getByRole('menuitemcheckbox', {name: 'Against'})).toBeChecked()
})

test('in a narrow window the keys of the articles show them, and Escape shows the text', async ({window: page}) => {
  await page.setViewportSize({width: 640, height: 800})
  await expect(articles(page)).toBeHidden()
  await expect(text(page)).toBeVisible()
  const field = page.getByRole('searchbox', {name: 'Filter articles'})
  for (const key of ['Control+b', 'Alt+1']) {
    await page.keyboard.press(key)
    await expect(articles(page)).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(text(page)).toBeFocused()
    await expect(articles(page)).toBeHidden()
  }
  await page.keyboard.press('Control+b')
  await field.fill('hostages')
  await field.press('Escape')
  await expect(field).toHaveValue('')
  await page.keyboard.press('Control+b')
  await expect(text(page)).toBeFocused()
})

test('words marked elsewhere take the place of the selected annotation', async ({window: page}) => {
  await drag(page, 'January 19')
  await page.keyboard.press('c')
  await expect(details(page)).toBeVisible()
  await drag(page, 'Palestinian prisoners')
  await expect(details(page)).toBeHidden()
  await page.keyboard.press('Delete')
  await expect(list(page).getByRole('option')).toHaveText([/January 19/])
  await list(page).getByRole('option').click()
  await expect(details(page)).toBeVisible()
  await drag(page, 'January')
  await expect(details(page)).toBeHidden()
})

test('the name of a right-to-left entity and the button that clears it do not lie on each other', async ({window: page}) => {
  await drag(page, 'Benjamin Netanyahu')
  await page.keyboard.press('1')
  await page.keyboard.press('l')
  await page.getByRole('dialog').getByRole('combobox', {name: 'Entity'}).fill('בנימין נתניהו')
  await page.keyboard.press('Enter')
  const field = details(page).getByRole('combobox', {name: 'Entity'})
  await expect(field).toHaveValue('בנימין נתניהו')
  const clear = await box(details(page).getByRole('button', {name: 'Clear Entity'}))
  const padding = await field.evaluate(input => Number.parseFloat(getComputedStyle(input).paddingRight))
  const around = await box(field)
  expect(around.x + around.width - padding).toBeLessThanOrEqual(clear.x)
})

test('the list of keys opens at its beginning, and arrow keys move it', async ({window: page}) => {
  await page.keyboard.press('F1')
  const first = page.getByText('Single letters work while the text')
  await expect(first).toBeInViewport({ratio: 1})
  await page.keyboard.press('End')
  await expect(first).not.toBeInViewport()
})

test('after a comment, the box for the next one is in view with its button', async ({window: page}) => {
  await drag(page, 'January 19')
  await page.keyboard.press('c')
  await page.keyboard.press('r')
  for (const said of ['Is this a claim?', 'It says «حماس» elsewhere.', 'Then yes.']) {
    await page.keyboard.type(said)
    await page.keyboard.press('Control+Enter')
    await expect(details(page).getByText(said)).toBeVisible()
    await expect(details(page).getByRole('button', {name: 'Reply'})).toBeInViewport({ratio: 1})
  }
})

test('news lie neither on the text nor on the marks of a read article, and where there is room they move nothing', async ({window: page}) => {
  const marks = page.getByRole('group', {name: 'When you have read it'})
  await drag(page, 'January 19')
  await page.keyboard.press('c')
  const before = await box(marks)
  await page.keyboard.press('Delete')
  const news = page.getByText('Annotation removed.')
  await expect(news).toBeVisible()
  // They come with a small movement.
  await expect(async () => expect((await box(news)).y + (await box(news)).height).toBeLessThanOrEqual((await box(toolbar(page))).y)).toPass()
  expect(await box(marks)).toEqual(before)
  await page.setViewportSize({width: 640, height: 480})
  await expect(async () => expect((await box(news)).y).toBeGreaterThanOrEqual((await box(marks)).y + (await box(marks)).height)).toPass()
})

test('an edge between panes takes a press within 12 px, where neither a control nor a scroll bar lies', async ({window: page}) => {
  await drag(page, 'January 19')
  await page.keyboard.press('c')
  await expect(details(page)).toBeVisible()
  const found = await page.evaluate(() => {
    const near = [...document.querySelectorAll('[role=separator]')].map(edge => {
      const {left, right, top, bottom} = edge.getBoundingClientRect()
      const [x, y] = edge.getAttribute('aria-orientation') === 'vertical' ? [12, 0] : [0, 12]
      return {name: edge.ariaLabel, left: left - x, right: right + x, top: top - y, bottom: bottom + y}
    })
    const seen = [...document.querySelectorAll<HTMLElement>('button, input, select, a, textarea, [role=option] > *')].filter(each =>
      each.checkVisibility({visibilityProperty: true}),
    )
    // Within their borders.
    const bars = [...document.querySelectorAll<HTMLElement>('.virtual-list, .article, .annotation-details')].map(each => {
      const {right, top, bottom} = each.getBoundingClientRect()
      return {each, left: right - 15, right, top: top + each.clientTop, bottom}
    })
    const all = [...seen.map(each => ({each, ...each.getBoundingClientRect().toJSON()})), ...bars]
    return near.flatMap(edge =>
      all
        .filter(({left, right, top, bottom}) => left < edge.right - 1 && right > edge.left + 1 && top < edge.bottom - 1 && bottom > edge.top + 1)
        .map(({each}) => `${edge.name}: ${each.tagName} ${each.className} ${each.ariaLabel ?? each.textContent?.slice(0, 30)}`),
    )
  })
  expect(found).toEqual([])
  const edge = page.getByRole('separator', {name: 'Width of Articles'})
  const {x, y, height} = await box(edge)
  await page.mouse.move(x - 11, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + 29, y + height / 2, {steps: 4})
  await page.mouse.up()
  await expect(async () => expect((await box(edge)).x).toBeGreaterThan(x + 30)).toPass()
})

test('at 320 × 256 px the list of annotations keeps its lines beside the details of the selected one', async ({window: page}) => {
  await drag(page, 'January 19')
  await page.keyboard.press('c')
  await page.setViewportSize({width: 320, height: 256})
  await page.getByRole('navigation', {name: 'Panes'}).getByRole('button', {name: 'Annotations'}).click()
  await expect(list(page)).toBeVisible()
  expect((await box(list(page))).height).toBeGreaterThan(40)
  await expect(list(page).getByRole('option').first()).toBeInViewport({ratio: 0.9})
  await details(page).getByRole('button', {name: 'Remove annotation'}).scrollIntoViewIfNeeded()
  await expect(details(page).getByRole('button', {name: 'Remove annotation'})).toBeInViewport({ratio: 1})
  expect(await violations(page)).toEqual([])
})
