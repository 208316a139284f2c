// @vitest-environment node
import {afterEach, beforeEach, expect, test} from 'vitest'
import type {Span} from '../../src/core/text/span.ts'
import {slice} from '../../src/core/text/span.ts'
import {hitHere, hitNow, hitsIn} from '../../src/renderer/annotate/search-commands.ts'
import {selectWords} from '../../src/renderer/annotate/select.ts'
import {anArticle} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'

const ARTICLE = anArticle('Łódź talks 👩‍👩‍👧. LODZ waits.\u2028الجليد يذوب in Łó\u00addź.\n')
let desk: Desk
let shown: string[]
beforeEach(async () => {
  desk = await aDesk(ARTICLE)
  const {workspace} = desk
  shown = []
  workspace.panes.article = {
    focus: () => undefined,
    reveal: span => shown.push(slice(ARTICLE.text, span)),
    place: () => undefined,
    caret: () => undefined,
    select: span => selectWords(workspace, span),
  }
})
afterEach(() => desk.close())

const lookFor = (query: string): void => desk.workspace.view.update(before => ({...before, query}))
const selected = (): string => {
  const {selection} = desk.workspace.view.get()
  return selection === undefined ? '' : slice(ARTICLE.text, selection)
}

test('[SE4] next and previous go from hit to hit, round at either end, and say which it is', () => {
  lookFor('lodz')
  const {does, workspace} = desk
  expect(hitsIn(workspace)).toHaveLength(3)
  expect(hitNow(workspace)).toBe(0)
  const told: (readonly [number, string])[] = []
  for (const id of ['search.next', 'search.next', 'search.next', 'search.next', 'search.previous'] as const) {
    does(id)
    told.push([hitNow(workspace), selected()])
  }
  expect(told).toEqual([
    [1, 'Łódź'],
    [2, 'LODZ'],
    [3, 'Łó\u00addź'],
    [1, 'Łódź'],
    [3, 'Łó\u00addź'],
  ])
})

test('[SE4] the hit that is gone to is brought into view, in a narrow window with the pane of the text', () => {
  const {does, workspace} = desk
  workspace.panes.showPane = name => shown.push(name)
  lookFor('lodz')
  does('search.next')
  expect(hitHere(workspace)).toEqual({start: 0, end: 4})
  does('search.next')
  expect(shown).toEqual(['main', 'Łódź', 'main', 'LODZ'])
})

test('[SE4] where words are selected whole, going on leaves a hit within a word behind', async () => {
  const text = '停火协议。停火协议。'
  const other = await aDesk(anArticle(text))
  const {does, workspace} = other
  const whole = ({end}: Span): void => selectWords(workspace, {start: end - '停火协议'.length, end})
  workspace.panes.article = {focus: () => undefined, reveal: () => undefined, place: () => undefined, caret: () => undefined, select: whole}
  workspace.view.update(before => ({...before, query: '协议'}))
  const told: number[] = []
  for (const id of ['search.next', 'search.next', 'search.next', 'search.previous', 'search.previous'] as const) {
    does(id)
    told.push(hitNow(workspace))
  }
  await other.close()
  expect(told).toEqual([1, 2, 1, 2, 1])
})

test('[SE4] where nothing is looked for, or nothing found, there is nowhere to go', () => {
  const {offers} = desk
  expect(offers('search.next')).toBe(false)
  lookFor('"waits lodz"')
  expect(offers('search.next')).toBe(false)
  lookFor('"lodz waits"')
  expect(offers('search.previous')).toBe(true)
})
