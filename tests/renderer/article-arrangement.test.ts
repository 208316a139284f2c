import {expect, test} from 'vitest'
import type {ArticleEntry} from '../../src/core/article/article.ts'
import type {ArticleSummary} from '../../src/ipc/host-api.ts'
import {arranged, articlesNamed, AS_LISTED} from '../../src/renderer/state/article-arrangement.ts'
import {dateProblem, languageProblem} from '../../src/renderer/articles/detail-problems.ts'
import {anArticle} from '../support/builders.ts'

const entry = (position: number, title: string, fields: Partial<ArticleEntry> = {}): ArticleEntry => {
  const {text: _text, ...made} = anArticle(`${title} ${position}`, {position, title, ...fields})
  return made
}
const ice = entry(0, 'Ice 10', {outlet: 'Die Zeit', published: '2025-02-04', words: 300, story: 'الجليد'})
const peace = entry(1, 'ice 9', {outlet: 'الجزيرة', words: 20})
const talks = entry(2, '和平即将到来', {published: '2024-12-31', words: 100, story: 'הפסקת אש'})
const all = [ice, peace, talks]
const summary = ({id}: ArticleEntry, fields: Partial<ArticleSummary>): readonly [string, ArticleSummary] => [
  id,
  {article: id, layers: {}, readBy: [], doneBy: [], ...fields},
]
const summaries = new Map([
  summary(ice, {readBy: ['alice'], layers: {claim: 2}}),
  summary(talks, {readBy: ['bob'], doneBy: ['bob'], layers: {claim: 1, entity: 4}}),
])
const order = (change: Partial<typeof AS_LISTED>) => arranged(all, summaries, {...AS_LISTED, ...change}).map(({position}) => position)

test('[AR2] articles are sorted by what is asked, numbers in titles as numbers, and those that say nothing come last either way', () => {
  expect(order({})).toEqual([0, 1, 2])
  expect(order({descending: true})).toEqual([2, 1, 0])
  expect(order({by: 'title'})).toEqual([1, 0, 2])
  expect(order({by: 'published'})).toEqual([2, 0, 1])
  expect(order({by: 'published', descending: true})).toEqual([0, 2, 1])
  expect(order({by: 'outlet', descending: true}).at(-1)).toBe(2)
  expect(order({by: 'length', descending: true})).toEqual([0, 2, 1])
  expect(order({by: 'annotations', descending: true})).toEqual([2, 0, 1])
  expect(order({by: 'progress'})).toEqual([1, 0, 2])
  expect(order({by: 'story'}).at(-1)).toBe(1)
})

test('[AR2] articles are filtered by how far they are, and by words in title, outlet, story or text', () => {
  expect(order({state: 'unread'})).toEqual([1])
  expect(order({state: 'read'})).toEqual([0])
  expect(order({state: 'done'})).toEqual([2])
  expect(articlesNamed(all, 'ICE zeit', new Map()).map(({position}) => position)).toEqual([0])
  expect(articlesNamed(all, 'הפסקת', new Map()).map(({position}) => position)).toEqual([2])
  expect(articlesNamed(all, 'glacier', new Map([[peace.id, '…']])).map(({position}) => position)).toEqual([1])
})

test('a date that is not in the calendar is refused, a year or a month alone is not', () => {
  expect(['', '2025', '2025-02', '2024-02-29'].map(dateProblem)).toEqual([undefined, undefined, undefined, undefined])
  for (const text of ['2025-02-30', '2025-13', '2023-02-29']) expect(dateProblem(text)).toBe(`There is no ${text} in the calendar.`)
  expect(dateProblem('4 Feb 2025')).toMatch(/year-month-day/)
  expect([languageProblem('zh-Hans'), languageProblem('English!') !== undefined]).toEqual([undefined, true])
})
