import fc from 'fast-check'
import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {finishedIn} from '../../src/core/round/worklist.ts'
import {closedNumbers, worklistDocument} from '../../src/project/worklist.ts'
import {withoutWindows} from '../../src/project/without-windows.ts'
import {network} from '../support/network.ts'

const ARTICLES = ['1', '2', '3', '4', '5'].map(digit => digit.repeat(64))
const articles = fc.subarray(ARTICLES)
const act = fc.oneof(
  fc.record({kind: fc.constant('give' as const), peer: fc.integer({min: 0, max: 2}), given: fc.shuffledSubarray(ARTICLES), deliver: fc.boolean()}),
  fc.record({kind: fc.constantFrom('finish' as const, 'takeBack' as const), peer: fc.integer({min: 0, max: 2}), given: articles, deliver: fc.boolean()}),
)

test('[RD7] three replicas of a worklist that are apart for a while end the same: nothing that was finished is missing, nor anything that was given', () => {
  fc.assert(
    fc.property(fc.array(act, {minLength: 1, maxLength: 25}), acts => {
      const {docs, deliverAll} = network(3)
      const lists = docs.map(worklistDocument)
      const made = new Set<string>()
      const ever = new Set<string>()
      for (const [at, {kind, peer, given, deliver}] of acts.entries()) {
        const list = lists[peer]
        const by = {by: 'bob', at}
        if (kind === 'give') {
          list?.give(given, by)
          expect(list?.articles()).toEqual(given)
          for (const article of given) ever.add(article)
        } else {
          for (const article of given) {
            if (kind === 'takeBack') list?.takeBack(article, by)
            else {
              list?.finish({id: `${at}-${article}`, article, commitment: 'c'.repeat(64), ...by})
              made.add(`${at}-${article}`)
            }
          }
          if (kind === 'takeBack') expect([...finishedIn(list?.finishes() ?? [])].filter(article => given.includes(article))).toEqual([])
        }
        if (deliver) deliverAll()
      }
      deliverAll()
      const [first, ...others] = docs.map(doc => [doc.getMap('articles').toJSON(), doc.getMap('finished').toJSON()])
      for (const other of others) expect(other).toEqual(first)
      for (const list of lists) {
        expect(new Set(list.finishes().map(({id}) => id))).toEqual(made)
        expect(new Set(docs[0]?.getMap('articles').keys())).toEqual(ever)
        expect(list.articles()).toEqual(lists[0]?.articles())
      }
      // What a folder carries openly is the list, whoever wrote it, and nothing that was finished.
      const whole = docs[0] as Y.Doc
      const open = new Y.Doc()
      Y.applyUpdate(open, withoutWindows(Y.encodeStateAsUpdate(whole), closedNumbers(whole)))
      expect(open.getMap('finished').size).toBe(0)
      expect(worklistDocument(open).articles()).toEqual(lists[0]?.articles())
      expect(open.store.pendingStructs).toBeNull()
    }),
    {seed: 20_261_127, numRuns: 100},
  )
})

test('[RD7] who was given what when stays as it was when it is given anew, and what comes later comes last', () => {
  const {docs} = network(1)
  const list = worklistDocument(docs[0] as Y.Doc)
  const [a, b, c, d] = ARTICLES as [string, string, string, string]
  list.give([b, a], {by: 'alice', at: 1})
  list.give([b, a, c], {by: 'zoë', at: 2})
  list.give([b, c], {by: 'zoë', at: 3})
  list.give([b, c, a, d], {by: 'zoë', at: 4})
  expect(list.articles()).toEqual([b, c, a, d])
  expect(list.doc.getMap('articles').get(a)).toEqual({by: 'alice', at: 1, position: 3})
  list.give([d, b], {by: 'zoë', at: 5})
  expect(list.articles()).toEqual([d, b])
  expect(list.doc.getMap('articles').get(c)).toMatchObject({by: 'zoë', at: 2, removed: {by: 'zoë', at: 5}})
})
