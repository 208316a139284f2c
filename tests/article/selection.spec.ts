import {expect} from '@playwright/test'
import type {Page} from '@playwright/test'
import * as fc from 'fast-check'
import {paragraphs} from '../../src/core/text/paragraph.ts'
import {snapToGraphemes} from '../../src/core/text/segmentation.ts'
import type {Span} from '../../src/core/text/span.ts'
import {open, pointAt, test, told} from './page.ts'

const TEXT = 'Netanyahu meets Trump 👩🏽‍🚀 today.\n\nהשר אמר שלום לכולם\nSeas rise fast.'
const LONG = Array.from({length: 300}, (_, line) => `Line ${line}: the talks in Cairo went on, and nobody said when they would end.`).join('\n')

/** Articles are NFC with LF; these pieces are where offsets go wrong. */
const PIECES = [
  'Ice melts. ',
  'é',
  'x\u0301',
  '👩🏽‍🚀',
  '👨‍👩‍👧‍👦',
  '🇵🇸',
  '1\ufe0f\u20e3',
  'مرحبا بالعالم',
  'مُحَمَّد',
  'שלום',
  '停火协议',
  'ข้อตกลง',
  '\n',
  '\n\n',
  ' ',
  '\t',
  '“',
  '𝒳',
  '60,000',
]

const textAndSelections = fc
  .tuple(
    fc.array(fc.constantFrom(...PIECES), {minLength: 1, maxLength: 30}).map(pieces => pieces.join('')),
    fc.array(fc.tuple(fc.nat(), fc.nat()), {minLength: 12, maxLength: 12}),
  )
  .map(([text, ends]) => ({
    text,
    spans: ends
      .map(([a, b]) => [a % (text.length + 1), b % (text.length + 1)] as const)
      .map(([a, b]) => snapToGraphemes(text, {start: Math.min(a, b), end: Math.max(a, b)}))
      .filter(span => span.start < span.end),
  }))

async function drag(page: Page, from: number, to: number): Promise<void> {
  const start = await pointAt(page, from)
  const end = await pointAt(page, to)
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2)
  await page.mouse.move(end.x, end.y)
  await page.mouse.up()
}

const focused = async (page: Page, text: string): Promise<void> => {
  await open(page, {text})
  await page.getByRole('textbox', {name: 'Ceasefire talks'}).focus()
}

const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}

const selected = (page: Page) => page.evaluate(() => globalThis.harness.view.selection())
const caret = (page: Page) => page.evaluate(() => (getSelection() as Selection).toString())

test.describe('by mouse', () => {
  test('dragging forwards selects what lies between', async ({article}) => {
    await open(article, {text: TEXT})
    await drag(article, 0, 15)
    await expect.poll(() => told(article)).toEqual({start: 0, end: 15})
  })

  test('dragging backwards selects the same', async ({article}) => {
    await open(article, {text: TEXT})
    await drag(article, 15, 0)
    await expect.poll(() => told(article)).toEqual({start: 0, end: 15})
  })

  test('dragging across paragraphs, over an empty line and a right-to-left one', async ({article}) => {
    await open(article, {text: TEXT})
    const end = TEXT.indexOf('rise')
    await drag(article, 10, end)
    await expect.poll(() => told(article)).toEqual({start: 10, end: end - 1})
  })

  test('a selection is trimmed of the spaces at its ends', async ({article}) => {
    await open(article, {text: TEXT})
    await drag(article, 9, 16)
    await expect.poll(() => told(article)).toEqual({start: 10, end: 15})
  })

  test('with word snapping, half words become whole', async ({article}) => {
    await open(article, {text: TEXT, snap: 'word'})
    await drag(article, 3, 12)
    await expect.poll(() => told(article)).toEqual({start: 0, end: 15})
  })

  test('a double click selects a word, a click ends the selection', async ({article}) => {
    await open(article, {text: TEXT})
    const {x, y} = await pointAt(article, 12)
    await article.mouse.dblclick(x, y)
    await expect.poll(() => told(article)).toEqual({start: 10, end: 15})
    const elsewhere = await pointAt(article, TEXT.indexOf('Seas'))
    await article.mouse.click(elsewhere.x, elsewhere.y)
    await expect.poll(() => told(article)).toBeUndefined()
  })
})

test.describe('with words selected and the focus elsewhere', () => {
  test.beforeEach(({article}) =>
    article.evaluate(() => {
      const filter = document.createElement('input')
      filter.setAttribute('aria-label', 'Filter articles')
      document.body.prepend(filter)
    }),
  )
  const leave = (page: Page): Promise<void> => page.getByLabel('Filter articles').click()

  const OTHER = {start: TEXT.indexOf('Seas'), end: TEXT.indexOf(' fast')}

  test('a drag selects from where it was pressed', async ({article}) => {
    await open(article, {text: TEXT})
    await drag(article, 0, 9)
    await expect.poll(() => told(article)).toEqual({start: 0, end: 9})
    await leave(article)
    await drag(article, OTHER.start, OTHER.end)
    await expect.poll(() => told(article)).toEqual(OTHER)
    await leave(article)
    await drag(article, 15, 10)
    await expect.poll(() => told(article)).toEqual({start: 10, end: 15})
    expect(await caret(article)).toBe('meets')
  })

  test('a drag in words that were shown as a hit selects from where it was pressed', async ({article}) => {
    await open(article, {text: TEXT})
    await article.evaluate(() => globalThis.harness.view.select({start: 10, end: 15}))
    await leave(article)
    await drag(article, OTHER.start, OTHER.end)
    await expect.poll(() => told(article)).toEqual(OTHER)
  })

  test('a double click selects its word, and a click ends the selection', async ({article}) => {
    await open(article, {text: TEXT})
    await drag(article, 0, 9)
    await leave(article)
    const word = await pointAt(article, 12)
    await article.mouse.dblclick(word.x, word.y)
    await expect.poll(() => told(article)).toEqual({start: 10, end: 15})
    await leave(article)
    const elsewhere = await pointAt(article, OTHER.start + 6)
    await article.mouse.click(elsewhere.x, elsewhere.y)
    await expect.poll(() => told(article)).toBeUndefined()
    await press(article, 'Shift+ArrowRight')
    await expect.poll(() => selected(article)).toEqual({start: OTHER.start + 6, end: OTHER.start + 7})
  })

  test('a press with Shift extends it', async ({article}) => {
    await open(article, {text: TEXT})
    await drag(article, 0, 9)
    await leave(article)
    const end = await pointAt(article, 15)
    await article.keyboard.down('Shift')
    await article.mouse.click(end.x, end.y)
    await article.keyboard.up('Shift')
    await expect.poll(() => told(article)).toEqual({start: 0, end: 15})
  })

  test('the Tab key brings it back', async ({article}) => {
    await open(article, {text: TEXT})
    await drag(article, 0, 9)
    await leave(article)
    await press(article, 'Tab')
    await expect(article.getByRole('textbox', {name: 'Ceasefire talks'})).toBeFocused()
    await expect.poll(() => caret(article)).toBe('Netanyahu')
  })
})

test.describe('by keyboard alone', () => {
  test('Shift and arrows select by grapheme: an astronaut is one step', async ({article}) => {
    await focused(article, 'a👩🏽‍🚀b')
    await press(article, 'Control+Home', 'ArrowRight', 'Shift+ArrowRight')
    await expect.poll(() => selected(article)).toEqual({start: 1, end: 'a👩🏽‍🚀'.length})
  })

  test('Control and Shift and arrows select by word', async ({article}) => {
    await focused(article, TEXT)
    await press(article, 'Control+Home', 'Control+Shift+ArrowRight', 'Control+Shift+ArrowRight')
    await expect.poll(() => selected(article)).toEqual({start: 0, end: 15})
  })

  test('Shift and arrow backwards keeps the anchor', async ({article}) => {
    await focused(article, TEXT)
    await press(article, 'Control+End', 'Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowRight')
    await expect.poll(() => selected(article)).toEqual({start: TEXT.length - 4, end: TEXT.length})
  })

  test('Home and End go to the ends of the line', async ({article}) => {
    await focused(article, TEXT)
    await press(article, 'Control+End', 'Shift+Home')
    await expect.poll(() => selected(article)).toEqual({start: TEXT.indexOf('Seas'), end: TEXT.length})
    await press(article, 'Control+Home', 'Shift+End')
    await expect.poll(() => selected(article)).toEqual({start: 0, end: TEXT.indexOf('\n')})
  })

  test('the start of the text is reached however soon after the focus', async ({article}) => {
    await focused(article, TEXT)
    await press(article, 'Control+End', 'Shift+Home')
    await expect.poll(() => selected(article)).toEqual({start: TEXT.indexOf('Seas'), end: TEXT.length})
    await article.evaluate(() => {
      const now = Date.now()
      Date.now = () => now
      const text = document.activeElement as HTMLElement
      text.blur()
      text.focus()
    })
    await press(article, 'Control+Home')
    await expect.poll(() => selected(article)).toBeUndefined()
    await press(article, 'Shift+End')
    await expect.poll(() => selected(article)).toEqual({start: 0, end: TEXT.indexOf('\n')})
  })

  test('Shift and Down crosses an empty line into right-to-left text', async ({article}) => {
    await focused(article, TEXT)
    await press(article, 'Control+Home', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown')
    await expect.poll(async () => (await selected(article))?.end).toBeGreaterThan(TEXT.indexOf('השר'))
  })

  test('in right-to-left text the left arrow goes forward', async ({article}) => {
    await focused(article, 'שלום עולם')
    await press(article, 'Control+Home', 'Shift+ArrowLeft', 'Shift+ArrowLeft')
    await expect.poll(() => selected(article)).toEqual({start: 0, end: 2})
  })

  for (const [script, words] of [
    ['Arabic', ['قال', 'الوزير', 'إن السلام قريب.']],
    ['Hebrew', ['השר', 'אמר', 'שלום 👩‍👩‍👧']],
  ] as const)
    test(`at the start of a paragraph in ${script} Control, Shift and the left arrow select its words; the right arrow none, for none stand there`, async ({
      article,
    }) => {
      await focused(article, `${words.join(' ')}\nSeas rise fast.`)
      await press(article, 'Control+Home', 'Control+Shift+ArrowRight')
      expect(await selected(article)).toBeUndefined()
      await press(article, 'Control+Shift+ArrowLeft')
      await expect.poll(() => selected(article)).toEqual({start: 0, end: words[0].length})
      await press(article, 'Control+Shift+ArrowLeft')
      const two = words.slice(0, 2).join(' ').length
      await expect.poll(() => selected(article)).toEqual({start: 0, end: two})
      await press(article, 'Control+Shift+ArrowRight')
      await expect.poll(() => selected(article)).toEqual({start: 0, end: words[0].length})
    })

  test('Control+A selects the whole text, also what was never on screen', async ({article}) => {
    await focused(article, LONG)
    await press(article, 'Control+a')
    await expect.poll(() => selected(article)).toEqual({start: 0, end: LONG.length})
  })

  test('Control+End and Control+Home reach the ends of a long text and show them', async ({article}) => {
    await focused(article, LONG)
    await press(article, 'Control+End')
    await expect(article.getByText('Line 299:')).toBeInViewport()
    await press(article, 'Shift+Home')
    await expect.poll(() => caret(article)).toBe(LONG.slice(LONG.lastIndexOf('\n') + 1))
    await press(article, 'Control+Home')
    await expect(article.getByText('Line 0:')).toBeInViewport()
  })

  test('Page Down moves the caret a page on, with Shift it selects', async ({article}) => {
    await focused(article, LONG)
    await press(article, 'Control+Home', 'Shift+PageDown', 'Shift+PageDown')
    await expect.poll(async () => (await selected(article))?.end ?? 0).toBeGreaterThan(1500)
    const {end} = (await selected(article)) as Span
    await press(article, 'Shift+PageUp')
    await expect.poll(async () => (await selected(article))?.end ?? 0).toBeLessThan(end)
  })

  test('Shift and Down goes on past the screen', async ({article}) => {
    await focused(article, LONG)
    await press(article, 'Control+Home', ...Array.from({length: 60}, () => 'Shift+ArrowDown'))
    const lines = paragraphs(LONG)
    await expect.poll(async () => (await selected(article))?.end).toBeGreaterThanOrEqual((lines[59] as Span).end)
  })
})

test('a caret that was scrolled away still moves by lines', async ({article}) => {
  await focused(article, LONG)
  await press(article, 'Control+Home', 'ArrowDown')
  const away = LONG.indexOf('Line 200')
  await article.evaluate(start => globalThis.harness.view.reveal({start, end: start + 8}), away)
  await expect(article.getByText('Line 200:')).toBeInViewport()
  await press(article, 'Shift+ArrowDown', 'Shift+ArrowDown')
  const lines = paragraphs(LONG)
  await expect.poll(() => selected(article)).toEqual({start: (lines[1] as Span).start, end: (lines[2] as Span).end})
  await expect(article.getByText('Line 3:')).toBeInViewport()
})

test('what the page selects is what the span says, for any text', async ({article}) => {
  test.setTimeout(120_000)
  await fc.assert(
    fc.asyncProperty(textAndSelections, async ({text, spans}) => {
      await open(article, {text})
      const wrong = await article.evaluate(
        async ({text: given, spans: wanted}) => {
          const squeezed = (words: string): string => words.replace(/\s+/g, ' ').trim()
          const found: unknown[] = []
          for (const span of wanted) {
            globalThis.harness.view.select(span)
            const shown = (getSelection() as Selection).toString()
            const back = globalThis.harness.view.selection()
            if (squeezed(shown) !== squeezed(given.slice(span.start, span.end)) || back?.start !== span.start || back.end !== span.end) {
              found.push({span, shown, back})
            }
          }
          return found
        },
        {text, spans},
      )
      expect(wrong).toEqual([])
    }),
    {numRuns: 60, seed: 20250204},
  )
})

test('a selection made by the owner comes back as it was given', async ({article}) => {
  await open(article, {text: TEXT})
  await article.evaluate(() => globalThis.harness.view.select({start: 10, end: 15}))
  expect(await selected(article)).toEqual({start: 10, end: 15})
  await expect.poll(() => caret(article)).toBe('meets')
})
