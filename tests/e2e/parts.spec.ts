import type {Page} from '@playwright/test'
import {violations} from '../support/axe.ts'
import {details, drag, edges, expect, list, saved, test, text} from './claimlight.ts'

const FIRST = 'Netanyahu’s visit'
const SECOND = 'marks an important step'
const BETWEEN = ', which is set to include a meeting with President Donald Trump, '

/** The words that are painted under a name, piece by piece. */
const painted = (page: Page, name: string): Promise<readonly string[]> =>
  page.evaluate(
    wanted =>
      [...(CSS.highlights.get(wanted) ?? [])].map(({startContainer, startOffset, endContainer, endOffset}) => {
        const range = document.createRange()
        range.setStart(startContainer, startOffset)
        range.setEnd(endContainer, endOffset)
        return range.toString()
      }),
    name,
  )

const quote = (page: Page) => details(page).locator('blockquote')

test('a claim that other words interrupt: made, resized at each part, taken apart and put together, by mouse and by keys', async ({window: page}) => {
  await drag(page, FIRST)
  await page.keyboard.press('c')
  await drag(page, SECOND)
  await page
    .getByRole('toolbar', {name: 'Annotate'})
    .getByRole('button', {name: `Add selection to Claim “${FIRST}”`})
    .click()
  await expect(quote(page)).toHaveText(`${FIRST} … ${SECOND}`)
  await expect(text(page)).toBeFocused()
  await expect.poll(() => painted(page, 'claim-selected')).toEqual([FIRST, SECOND])
  expect(await painted(page, 'claim-link')).toEqual([BETWEEN])
  await expect(page.getByText('in Claim, in 2 parts')).toBeAttached()

  // What stands between the parts is not of the claim; each part is.
  const [between] = await edges(page, 'President Donald')
  await page.mouse.click(between.x + 5, between.y)
  await expect(quote(page)).toBeHidden()
  await expect.poll(() => painted(page, 'claim-lane-0')).toEqual([FIRST, SECOND])
  const [second] = await edges(page, 'important step')
  await page.mouse.click(second.x + 5, second.y)
  await expect(quote(page)).toHaveText(`${FIRST} … ${SECOND}`)

  const handle = page.getByRole('slider', {name: /^End of part 2 of Claim/})
  const box = await handle.boundingBox()
  const [word] = await edges(page, 'ongoing negotiations')
  await page.mouse.move((box?.x ?? 0) + 12, (box?.y ?? 0) + 4)
  await page.mouse.down()
  await page.mouse.move(word.x + 4, word.y + 5, {steps: 4})
  await page.mouse.up()
  await expect(quote(page)).toHaveText(`${FIRST} … ${SECOND} in the ongoing`)
  await page.getByRole('slider', {name: /^End of part 1 of Claim/}).focus()
  await page.keyboard.press('ArrowRight')
  await expect(quote(page)).toHaveText(`${FIRST}, which … ${SECOND} in the ongoing`)

  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({colorScheme: theme})
    expect([theme, ...(await violations(page))]).toEqual([theme])
  }

  // From here by keys alone: the caret says which part is meant.
  await page.keyboard.press('Alt+2')
  await page.keyboard.press('Shift+]')
  await expect(quote(page)).toHaveText(`${FIRST}, which … ${SECOND} in the`)
  await page.keyboard.press('Control+ArrowRight')
  for (let times = 0; times < 9; times++) await page.keyboard.press('Control+ArrowRight')
  await page.keyboard.press('Shift+Control+ArrowRight')
  await page.keyboard.press('=')
  await expect(details(page).getByRole('listitem')).toHaveCount(3)
  await expect(text(page)).toBeFocused()
  await page.keyboard.press('-')
  await expect(page.getByText('Part removed.')).toBeVisible()
  await expect(quote(page)).toHaveText(`${FIRST}, which … ${SECOND} in the`)
  await page.keyboard.press('Shift+-')
  await expect(list(page).getByRole('option')).toHaveText([/Claim.*visit, which/, /Claim.*marks/])
  await page.keyboard.press('Control+z')
  await expect(page.getByText(/^Undone: an annotation of each part of Claim/)).toBeVisible()
  await expect(list(page).getByRole('option')).toHaveCount(1)

  // Beside the text each part has a button; the focus stays there.
  await details(page)
    .getByRole('button', {name: `Remove part “${FIRST}, which”`})
    .press('Enter')
  await expect(quote(page)).toHaveText(`${SECOND} in the`)
  await expect(details(page).locator(':focus')).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(page.getByText(/^Undone: removed part of Claim/)).toBeVisible()
  await expect(quote(page)).toHaveText(`${FIRST}, which … ${SECOND} in the`)
  await saved(page)
  await page.reload()
  await expect(list(page).getByRole('option')).toHaveText([/visit, which … marks/])
})
