import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {withLists} from '../../src/cli/given-out.ts'
import type {GivenList} from '../../src/ipc/round-api.ts'
import {project} from '../../src/project/project.ts'
import type {Ground, RoundForm} from '../../src/renderer/screens/rounds/round-form.ts'
import {cellKey, givenByRule, planned, turned, wholeNumber, wishOf} from '../../src/renderer/screens/rounds/round-form.ts'
import {anArticle} from '../support/builders.ts'
import '../support/property-seed.ts'
import {value} from '../support/results.ts'

const articles = Array.from({length: 12}, (_, n) => {
  const {text: _text, ...entry} = anArticle(`Sea ice 🧊 ${n}. السلام`, {position: n})
  return {...entry, words: 100 + 37 * n, ...(n % 3 === 0 && {story: 'Eis'})}
})
const [FIRST, SECOND, THIRD] = articles.map(({id}) => id) as [string, string, string]
const people = ['alice', 'bob', 'a person whose id has spaces']
const ground: Ground = {articles, busy: new Set(), found: new Set([FIRST, SECOND]), people, kept: undefined}
const form: RoundForm = {
  name: 'Runde 1 和平',
  keepsArticles: false,
  sharedOnly: false,
  keepsLists: false,
  which: 'all',
  query: '',
  story: 'Eis',
  chosen: new Set([THIRD]),
  samples: false,
  sample: '5',
  annotators: new Set(people),
  each: 'some',
  many: '2',
  share: '25',
  seed: '7',
  order: 'listed',
  hide: new Set(['outlet']),
  byHand: new Map(),
}
const plan = (changed: Partial<RoundForm> = {}, on: Ground = ground) => {
  const all = {...form, ...changed}
  return planned(givenByRule(all, on), all.byHand)
}
const ids = (each: {readonly articles: readonly {readonly id: string}[]}): readonly string[] => each.articles.map(({id}) => id)

describe('the form of a round', () => {
  test('is of all articles, of those that are found, of a story, or of those that were marked, in the order of the project, and of a sample of these', () => {
    expect(ids(plan())).toEqual(articles.map(({id}) => id))
    expect(ids(plan({which: 'found'}))).toEqual([FIRST, SECOND])
    expect(ids(plan({which: 'story'}))).toEqual(articles.filter((_, n) => n % 3 === 0).map(({id}) => id))
    expect(ids(plan({which: 'chosen'}))).toEqual([THIRD])
    const drawn = ids(plan({samples: true}))
    expect(drawn).toHaveLength(5)
    expect(ids(plan({samples: true}))).toEqual(drawn)
    expect(ids(plan({samples: true, seed: '和平'}))).not.toEqual(drawn)
  })

  test('leaves out what is in another round, and says how much that is', () => {
    const {left, ...rest} = plan({}, {...ground, busy: new Set([FIRST])})
    expect([left, ids(rest).includes(FIRST)]).toEqual([1, false])
  })

  test('counts as if everybody did all where a number is none yet', () => {
    expect(['2', ' 2 ', '0', '4', '1.5', '-1', '', 'zwei', '１'].map(text => wholeNumber(text, 1, 3))).toEqual([
      2,
      2,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    for (const {size} of plan({many: ''}).given.values()) expect(size).toBe(12)
  })

  test('what is changed by hand stays over all else, and turned twice is as it was', () => {
    const cells = fc.array(fc.record({article: fc.constantFrom(FIRST, SECOND, THIRD), annotator: fc.constantFrom(...people)}), {maxLength: 12})
    fc.assert(
      fc.property(cells, fc.constantFrom('all', 'some', 'share'), (turns, each) => {
        const rule = givenByRule({...form, each}, ground)
        let byHand: RoundForm['byHand'] = new Map()
        for (const {article, annotator} of turns) byHand = turned(byHand, rule, article, annotator)
        const now = planned(rule, byHand)
        for (const article of [FIRST, SECOND, THIRD])
          for (const annotator of people) {
            const times = turns.filter(cell => cell.article === article && cell.annotator === annotator).length
            expect(byHand.has(cellKey(article, annotator))).toBe(times % 2 === 1)
            expect(now.given.get(annotator)?.has(article)).toBe((rule.given.get(annotator)?.has(article) === true) !== (times % 2 === 1))
          }
        const sum = [...now.times.values()].reduce((all, many) => all + many, 0)
        expect([...now.given.values()].reduce((all, {size}) => all + size, 0)).toBe(sum)
      }),
    )
  })

  test('keeps with whom they are the articles of before, and evens out the words with what comes to them', () => {
    const kept = {articles: [FIRST, SECOND], lists: new Map([['alice', [FIRST, SECOND]]])}
    const going = {keepsArticles: true, keepsLists: true, many: '1'} as const
    const now = plan(going, {...ground, kept})
    expect([...(now.given.get('alice') ?? [])].filter(id => kept.articles.includes(id))).toEqual([FIRST, SECOND])
    const words = [...now.words.values()]
    expect(Math.max(...words) - Math.min(...words)).toBeLessThanOrEqual(100 + 37 * 11)
    expect(ids(plan({...going, which: 'none', sharedOnly: true}, {...ground, kept}))).toEqual([])
    expect(plan({...going, keepsLists: false, which: 'none'}, {...ground, kept}).times.get(FIRST)).toBe(1)
  })

  test('gives out what a file of the command line gives out with the same seed', () => {
    const made = project(new Y.Doc())
    for (const entry of articles) made.articles.put(entry)
    for (const id of people) made.people.put({id, name: id, role: 'annotator'})
    const shared: RoundForm = {...form, each: 'share', order: 'shuffled'}
    const byFile = value(withLists({name: 'another', plan: {perArticle: 2, order: {seed: '7'}}}, {share: 0.25, seed: '7'}, made))
    const sorted = (lists: readonly GivenList[] = []) => lists.toSorted((a, b) => (a.annotator < b.annotator ? -1 : 1))
    expect(sorted(wishOf(shared, plan(shared)).lists)).toEqual(sorted(byFile.lists))
  })

  test('asks the hub for each list in the order of its annotator, and for none of whoever is given nothing', () => {
    const chosen: RoundForm = {...form, which: 'chosen', many: '1', order: 'shuffled'}
    const {plan: wanted, lists} = wishOf(chosen, plan(chosen))
    expect(wanted).toEqual({articles: [THIRD], annotators: people, order: {seed: '7'}, perArticle: 1, hide: ['outlet']})
    expect(lists).toEqual([{annotator: expect.any(String), articles: [THIRD]}])
    const all: RoundForm = {...form, each: 'all'}
    const listed = wishOf(all, plan(all))
    expect(listed.plan).not.toHaveProperty('perArticle')
    expect(listed.lists.map(list => list.articles)).toEqual(people.map(() => articles.map(({id}) => id)))
    const shuffled = wishOf({...all, order: 'shuffled'}, plan(all)).lists.map(list => list.articles)
    expect(new Set(shuffled.map(list => list.join())).size).toBe(3)
  })
})
