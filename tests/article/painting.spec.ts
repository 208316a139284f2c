import {expect} from '@playwright/test'
import type {Page} from '@playwright/test'
import type {Highlight} from '../../src/renderer/article/highlight-index.ts'
import {violations} from '../support/axe.ts'
import {open, paint, painted, pointAt, test} from './page.ts'

const SENTENCE = 'Netanyahu said in Washington that “the talks 👩🏽‍🚀 go on” — قال مرحبا — 两国领导人周二会面。'
const LONG = Array.from({length: 400}, (_, line) => `${line}. ${SENTENCE}`).join('\n')

const highlight = (text: string, quote: string, look: string, id = quote, from = 0): Highlight => {
  const start = text.indexOf(quote, from)
  return {id, start, end: start + quote.length, look, label: look}
}

const count = (page: Page): Promise<number> => page.evaluate(() => [...CSS.highlights.values()].reduce((sum, one) => sum + one.size, 0))

const everyLine = (text: string): Highlight[] => {
  const found: Highlight[] = []
  for (let at = text.indexOf('Netanyahu'); at !== -1; at = text.indexOf('Netanyahu', at + 1)) {
    found.push({id: `n${at}`, start: at, end: at + 9, look: 'entity-PERSON', label: 'person'})
  }
  return found
}

test('two that overlap, of different looks, are both painted, each in its own lane', async ({article}) => {
  await open(article, {
    text: SENTENCE,
    highlights: [highlight(SENTENCE, 'Netanyahu said in Washington', 'claim-favor'), highlight(SENTENCE, 'in Washington that', 'claim-against')],
  })
  expect(await paint(article)).toEqual({
    'claim-favor-lane-0': ['Netanyahu said in Washington'],
    'claim-against-lane-1': ['in Washington that'],
  })
})

test('two of one look, one within the other, are in different lanes', async ({article}) => {
  await open(article, {
    text: SENTENCE,
    highlights: [highlight(SENTENCE, 'Washington', 'claim'), highlight(SENTENCE, 'said in Washington that', 'claim')],
  })
  expect(await paint(article)).toEqual({'claim-lane-0': ['said in Washington that'], 'claim-lane-1': ['Washington']})
})

test('the hit that one is at is in view and underlined, also while its words are selected', async ({article}) => {
  const hits = everyLine(LONG)
  const hit = hits[300] as Highlight
  await open(article, {text: LONG, hits, hit: hits[0]})
  expect((await paint(article))['article-search-hit']).toEqual(['Netanyahu'])
  await article.evaluate(span => {
    globalThis.harness.view.reveal(span)
    globalThis.harness.view.select(span)
    globalThis.harness.change({hit: span})
  }, hit)
  await expect(article.getByText('300. Netanyahu')).toBeInViewport()
  await expect.poll(async () => (await paint(article))['article-search-hit']).toEqual(['Netanyahu'])
  const line = await article.evaluate(
    () => getComputedStyle(document.querySelector('.article-text p') as Element, '::highlight(article-search-hit)').textDecorationLine,
  )
  expect(line).toBe('underline')
})

test('what is painted is what is quoted, in every script and across lines', async ({article}) => {
  const text = `${SENTENCE}\n\n${SENTENCE}`
  const quotes = ['“the talks 👩🏽‍🚀 go on”', 'قال مرحبا', '两国领导人', '👩🏽‍🚀']
  await open(article, {
    text,
    highlights: [...quotes.map(quote => highlight(text, quote, 'claim')), {id: 'across', start: 60, end: 110, look: 'cue', label: 'cue'}],
  })
  const all = Object.values(await paint(article)).flat()
  expect(all).toEqual(expect.arrayContaining(quotes))
  expect(all).toContain(text.slice(60, 110).replaceAll('\n', ''))
})

test('only what is near the screen is painted, wherever one scrolls', async ({article}) => {
  const all = everyLine(LONG)
  await open(article, {text: LONG, highlights: all})
  const first = await count(article)
  expect(first).toBeGreaterThan(5)
  expect(first).toBeLessThan(120)
  const last = all.at(-1) as Highlight
  await article.evaluate(span => globalThis.harness.view.reveal(span), last)
  await expect(article.getByText('399. ')).toBeInViewport()
  await painted(article)
  const atEnd = await article.evaluate(() =>
    [...CSS.highlights.values()].flatMap(one => [...one].map(range => range.startContainer.textContent?.split('.')[0])),
  )
  expect(atEnd).toContain('399')
  expect(atEnd).not.toContain('0')
  expect(atEnd.length).toBeLessThan(120)
})

test('a burst of five hundred is painted in one frame where it is seen, and around that in the next', async ({article}) => {
  await open(article, {text: LONG})
  const seen = await article.evaluate(async () => {
    const frames: number[] = []
    const add = Highlight.prototype.add
    Highlight.prototype.add = function (range) {
      frames.push(document.timeline.currentTime as number)
      return add.call(this, range)
    }
    for (let at = 0; at < 500; at++) globalThis.harness.index.put({id: `b${at}`, start: at * 3, end: at * 3 + 2, look: 'claim', label: 'claim'})
    const before = frames.length
    await Promise.resolve()
    const bottom = (document.querySelector('.article') as Element).getBoundingClientRect().bottom
    const onScreen = Array.from({length: 500}, (_, at) => at * 3).filter(
      at => (globalThis.harness.view.rectOf({start: at, end: at + 2})?.top ?? Number.POSITIVE_INFINITY) < bottom,
    ).length
    const first = frames.length
    await new Promise<void>(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))
    Highlight.prototype.add = add
    return {before, firstHasAllOnScreen: first >= onScreen && onScreen > 0, painted: frames.length, frames: new Set(frames).size}
  })
  expect(seen).toMatchObject({before: 0, firstHasAllOnScreen: true, painted: 500})
  expect(seen.frames).toBeLessThanOrEqual(2)
})

test('one put anew touches no other', async ({article}) => {
  await open(article, {text: LONG, highlights: everyLine(LONG)})
  const touched = await article.evaluate(async () => {
    let calls = 0
    const {add, delete: drop} = Highlight.prototype
    Highlight.prototype.add = function (range) {
      calls++
      return add.call(this, range)
    }
    Highlight.prototype.delete = function (range) {
      calls++
      return drop.call(this, range)
    }
    globalThis.harness.index.put({id: 'new', start: 0, end: 2, look: 'cue', label: 'cue'})
    await new Promise<void>(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))
    Object.assign(Highlight.prototype, {add, delete: drop})
    return calls
  })
  expect(touched).toBe(1)
})

test('one removed is erased, one changed is painted in its new look', async ({article}) => {
  await open(article, {text: SENTENCE, highlights: [highlight(SENTENCE, 'Netanyahu', 'claim', 'a'), highlight(SENTENCE, 'Washington', 'claim', 'b')]})
  await article.evaluate(() => {
    const {index} = globalThis.harness
    index.delete('a')
    index.put({...(index.get('b') as Highlight & {id: string; start: number; end: number; label: string}), look: 'claim-favor'})
  })
  await painted(article)
  expect(await paint(article)).toEqual({'claim-favor-lane-0': ['Washington']})
})

test('the paint stays on its words when the pane is resized', async ({article}) => {
  await open(article, {text: LONG, highlights: everyLine(LONG)})
  await article.setViewportSize({width: 500, height: 1500})
  await painted(article)
  await expect.poll(async () => new Set(Object.values(await paint(article)).flat())).toEqual(new Set(['Netanyahu']))
  const {seen, shown} = await article.evaluate(() => {
    const lines = [...document.querySelectorAll('[role=textbox] p')].filter(line => line.getBoundingClientRect().top < innerHeight)
    const starts = new Set([...CSS.highlights.values()].flatMap(one => [...one].map(range => range.startContainer.parentNode)))
    return {seen: lines.length, shown: lines.filter(line => starts.has(line)).length}
  })
  expect(shown).toBe(seen)
})

test('the selected annotation is painted once, in its own way', async ({article}) => {
  await open(article, {text: SENTENCE, highlights: [highlight(SENTENCE, 'Washington', 'claim', 'a')], selected: 'a'})
  expect(await paint(article)).toEqual({'claim-selected': ['Washington']})
})

test('the annotation under the pointer is lit, and no longer when the pointer leaves', async ({article}) => {
  await open(article, {
    text: SENTENCE,
    highlights: [highlight(SENTENCE, 'said in Washington', 'claim', 'a'), highlight(SENTENCE, 'Washington', 'entity-GPE', 'b')],
  })
  const {x, y} = await pointAt(article, SENTENCE.indexOf('Washington') + 2)
  await article.mouse.move(x, y)
  await expect.poll(async () => (await paint(article))['entity-GPE-hovered']).toEqual(['Washington'])
  await article.mouse.move(x, y + 300)
  await expect.poll(async () => (await paint(article))['entity-GPE-hovered']).toBeUndefined()
})

test('page furniture is dimmed and says why', async ({article}) => {
  const text = `Advertisement\n${SENTENCE}`
  await open(article, {text, marks: [{span: {start: 0, end: 13}, reason: 'Looks like an advertisement'}]})
  expect(await paint(article)).toEqual({'article-furniture': ['Advertisement']})
  await expect(article.getByTitle('Looks like an advertisement')).toHaveText('Advertisement')
})

test("a colleague's selection is painted and bears a name", async ({article}) => {
  await open(article, {text: SENTENCE, presence: [{id: 'bob', name: 'Bob', hue: 200, span: {start: 0, end: 9}}]})
  expect(await paint(article)).toEqual({'article-presence-200': ['Netanyahu']})
  await expect(article.getByText('Bob', {exact: true})).toBeVisible()
})

test('one line of a megabyte is painted only where it is seen', async ({article}) => {
  const text = `${SENTENCE} `.repeat(Math.ceil(1_000_000 / SENTENCE.length))
  await open(article, {text, highlights: everyLine(text)})
  const first = await count(article)
  expect(first).toBeGreaterThan(5)
  expect(first).toBeLessThan(200)
  const middle = text.indexOf('Netanyahu', 500_000)
  await article.evaluate(start => globalThis.harness.view.reveal({start, end: start + 9}), middle)
  await expect.poll(() => article.evaluate(at => [...CSS.highlights.values()].some(one => [...one].some(range => range.startOffset === at)), middle)).toBe(true)
  expect(await count(article)).toBeLessThan(200)
})

test('two viewers on one page share the looks and erase only their own', async ({article}) => {
  await open(article, {text: SENTENCE, highlights: [highlight(SENTENCE, 'Netanyahu', 'claim')]})
  await open(article, {text: 'Seas rise fast.', highlights: [{id: 'x', start: 0, end: 4, look: 'claim', label: 'claim'}]})
  expect(await paint(article)).toEqual({'claim-lane-0': ['Seas']})
})

test('the looks reach the paragraphs, and a page of them is one rule for the text', async ({article}) => {
  await open(article, {text: SENTENCE, highlights: [highlight(SENTENCE, 'Netanyahu', 'claim')]})
  const line = await article.evaluate(
    () => getComputedStyle(document.querySelector('[role=textbox] p') as Element, '::highlight(claim-lane-0)').textDecorationStyle,
  )
  expect(line).toBe('solid')
  const dashed = await article.evaluate(
    () => getComputedStyle(document.querySelector('[role=textbox] p') as Element, '::highlight(claim-against-lane-2)').textDecorationStyle,
  )
  expect(dashed).toBe('dashed')
})

for (const scheme of ['light', 'dark'] as const) {
  test(`an annotated article has nothing that axe objects to (${scheme})`, async ({article}) => {
    await article.emulateMedia({colorScheme: scheme})
    await open(article, {
      text: `Advertisement\n${SENTENCE}`,
      highlights: [highlight(SENTENCE, 'Washington', 'claim', 'a')],
      selected: 'a',
      marks: [{span: {start: 0, end: 13}, reason: 'Looks like an advertisement'}],
      presence: [{id: 'bob', name: 'Bob', hue: 200, span: {start: 20, end: 29}}],
    })
    expect(await violations(article, '.article')).toEqual([])
  })
}

test('a thousand highlights are listed for screen readers without keeping the next one from being painted in its frame', async ({article}) => {
  const words = Array.from({length: 12_000}, (_, at) => `word${at % 97}${at % 40 === 39 ? '\n' : ''}`).join(' ')
  const starts = [...words.matchAll(/word\d+/g)].filter((_, at) => at % 12 === 0).map(({index, 0: word}) => ({start: index, end: index + word.length}))
  await open(article, {text: words, highlights: starts.map((span, at) => ({...span, id: `h${at}`, look: 'claim', label: 'Claim'}))})
  await expect(article.locator('.article-spoken li')).toHaveCount(1000)
  const slowest = await article.evaluate(async () => {
    const frame = (): Promise<number> => new Promise(done => requestAnimationFrame(done))
    let longest = 0
    for (let nth = 0; nth < 20; nth++) {
      await frame()
      const before = performance.now()
      globalThis.harness.index.put({id: `new${nth}`, start: nth * 7, end: nth * 7 + 4, look: 'claim', label: 'Claim'})
      await Promise.resolve()
      longest = Math.max(longest, performance.now() - before)
    }
    return longest
  })
  await expect(article.locator('.article-spoken li')).toHaveCount(1020)
  console.log(`painting one more beside a thousand: ${slowest.toFixed(1)} ms at most`)
  expect(slowest).toBeLessThan(50)
})
