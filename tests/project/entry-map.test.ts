import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import * as Y from 'yjs'
import type {ArticleEntry} from '../../src/core/article/article.ts'
import {plainName} from '../../src/core/person/name.ts'
import {project} from '../../src/project/project.ts'

const ICE = 'a'.repeat(64)
const SEA = 'b'.repeat(64)

const anEntry = (id: string): ArticleEntry => ({
  id,
  position: 1,
  words: 4,
  length: 21,
  title: 'Ice melts 🧊 الجليد',
  outlet: 'הארץ',
  sourceName: 'ice.txt',
  warnings: ['It has no date.'],
})

const told = (from: Y.Doc, to: Y.Doc): void => Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)))

function aliceAndBob(...entries: readonly ArticleEntry[]) {
  const [alice, bob] = [project(new Y.Doc()), project(new Y.Doc())]
  for (const entry of entries) alice.articles.put(entry)
  told(alice.doc, bob.doc)
  return {
    alice: alice.articles,
    bob: bob.articles,
    meet: () => {
      told(alice.doc, bob.doc)
      told(bob.doc, alice.doc)
    },
  }
}

test('two details of one article that two people edit at once are both kept', () => {
  const {alice, bob, meet} = aliceAndBob(anEntry(ICE))
  alice.patch(ICE, {title: '冰川融化'})
  bob.patch(ICE, {published: '2025-02-04'})
  meet()
  for (const articles of [alice, bob]) expect(articles.all()).toEqual([{...anEntry(ICE), title: '冰川融化', published: '2025-02-04'}])
})

test('a cleared detail is gone for everybody, and can be given again', () => {
  const {alice, bob, meet} = aliceAndBob(anEntry(ICE))
  bob.patch(ICE, {outlet: undefined})
  meet()
  expect(alice.get(ICE)).not.toHaveProperty('outlet')
  alice.patch(ICE, {outlet: 'Le Monde'})
  meet()
  expect(bob.get(ICE)?.outlet).toBe('Le Monde')
})

test('an article removed while a colleague edits it stays removed, and comes back as it is imported again', () => {
  const {alice, bob, meet} = aliceAndBob(anEntry(ICE), anEntry(SEA))
  alice.remove(ICE, {by: 'alice', at: 5})
  bob.patch(ICE, {title: 'Too late'})
  meet()
  expect(bob.all()).toEqual([anEntry(SEA)])
  expect(alice.get(ICE)).toBeUndefined()
  bob.put(anEntry(ICE))
  meet()
  expect(alice.get(ICE)).toEqual(anEntry(ICE))
})

test.each([
  ['a map of its own', (fields: object) => new Y.Map(Object.entries(fields))],
  ['a plain value', (fields: object) => fields],
])('an article that was written as %s is read and edited', (_form, written) => {
  const doc = new Y.Doc()
  const {id, ...fields} = anEntry(ICE)
  doc.getMap('articles').set(id, written(fields))
  const {articles} = project(doc)
  expect(articles.all()).toEqual([anEntry(ICE)])
  articles.patch(ICE, {title: 'Seas rise', outlet: undefined})
  const {outlet: _outlet, ...rest} = anEntry(ICE)
  expect(articles.all()).toEqual([{...rest, title: 'Seas rise'}])
})

test('what is no article is left alone and not listed', () => {
  const doc = new Y.Doc()
  const {articles} = project(doc)
  for (const value of [7, null, 'x', '7', 'null', '[]', [], {title: 'Half'}]) doc.getMap('articles').set(SEA, value)
  articles.put(anEntry(ICE))
  expect(articles.all()).toEqual([anEntry(ICE)])
  expect(doc.getMap('articles').get(SEA)).toEqual({title: 'Half'})
})

const act = fc.record({
  who: fc.constantFrom<'alice' | 'bob'>('alice', 'bob'),
  id: fc.constantFrom(ICE, SEA),
  act: fc.oneof(
    fc.record({kind: fc.constant('put' as const)}),
    fc.record({kind: fc.constant('remove' as const)}),
    fc.record({kind: fc.constant('patch' as const), title: fc.string({unit: 'grapheme'}), outlet: fc.option(fc.string({unit: 'grapheme'}), {nil: undefined})}),
  ),
  meet: fc.boolean(),
})

test('any play of imports, edits and removals by two people converges, and what is kept while listening is what a newcomer reads', () => {
  fc.assert(
    fc.property(fc.array(act, {maxLength: 25}), acts => {
      const people = [project(new Y.Doc()), project(new Y.Doc())] as const
      const [alice, bob] = people
      const meet = (): void => {
        told(alice.doc, bob.doc)
        told(bob.doc, alice.doc)
      }
      for (const each of acts) {
        const {articles} = each.who === 'alice' ? alice : bob
        if (each.act.kind === 'put') articles.put(anEntry(each.id))
        else if (each.act.kind === 'remove') articles.remove(each.id, {by: each.who, at: 5})
        else articles.patch(each.id, {title: each.act.title, outlet: each.act.outlet})
        if (each.act.kind === 'patch' && articles.get(each.id) !== undefined) expect(articles.get(each.id)?.title).toBe(plainName(each.act.title))
        if (each.meet) meet()
      }
      meet()
      const newcomer = new Y.Doc()
      told(alice.doc, newcomer)
      const sorted = (articles: readonly ArticleEntry[]) => articles.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      for (const {articles} of people) expect(sorted(articles.all())).toEqual(sorted(project(newcomer).articles.all()))
    }),
  )
})

test('which articles there are is known anew after each one that is entered, taken out or brought back, here or by a colleague', () => {
  const {alice, bob, meet} = aliceAndBob(anEntry(ICE))
  const known = (): (readonly string[])[] => [alice.ids(), bob.ids()]
  expect(known()).toEqual([[ICE], [ICE]])
  alice.put(anEntry(SEA))
  meet()
  expect(known()).toEqual([
    [ICE, SEA],
    [ICE, SEA],
  ])
  bob.remove(ICE, {by: 'bob', at: 5})
  meet()
  expect(known()).toEqual([[SEA], [SEA]])
  alice.restore(ICE)
  meet()
  expect(known()).toEqual([
    [ICE, SEA],
    [ICE, SEA],
  ])
})
