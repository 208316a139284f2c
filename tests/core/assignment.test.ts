import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {assigned, givenOut, orderedFor, sampled} from '../../src/core/round/assignment.ts'
import '../support/property-seed.ts'

const anyArticles = fc.array(fc.nat(5000), {maxLength: 80}).map(all => all.map((words, n) => ({id: `article-${n}`, words})))
const anyPeople = fc.integer({min: 1, max: 12}).map(count => Array.from({length: count}, (_, n) => `p${n}`))
const anySeed = fc.string()

describe('giving out the articles of a round', () => {
  test('[RD16] each article goes to exactly as many as are wanted, of a share of them, and the rest to one', () => {
    fc.assert(
      fc.property(anyArticles, anyPeople, fc.nat(), fc.double({min: 0, max: 1, noNaN: true}), anySeed, (articles, people, n, share, seed) => {
        const perArticle = 1 + (n % people.length)
        const lists = assigned(articles, people, {perArticle, share, seed})
        expect([...lists.keys()]).toEqual(people)
        const times = new Map<string, number>()
        for (const list of lists.values()) {
          expect(new Set(list).size).toBe(list.length)
          for (const id of list) times.set(id, (times.get(id) ?? 0) + 1)
        }
        const counts = articles.map(({id}) => times.get(id) ?? 0)
        const several = Math.round(share * articles.length)
        expect(counts.filter(count => count === perArticle).length).toBeGreaterThanOrEqual(several)
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(several * perArticle + (articles.length - several))
        expect(counts.every(count => count === 1 || count === perArticle)).toBe(true)
      }),
    )
  })

  test('[RD16] no two annotators differ by more words than the longest article has, and lists keep the order of the articles', () => {
    fc.assert(
      fc.property(anyArticles, anyPeople, fc.nat(), anySeed, (articles, people, n, seed) => {
        const lists = assigned(articles, people, {perArticle: 1 + (n % people.length), seed})
        const words = new Map(articles.map(each => [each.id, each.words]))
        const sums = [...lists.values()].map(list => list.reduce((sum, id) => sum + (words.get(id) ?? 0), 0))
        expect(Math.max(...sums) - Math.min(...sums)).toBeLessThanOrEqual(Math.max(0, ...words.values()))
        const place = new Map(articles.map(({id}, at) => [id, at]))
        for (const list of lists.values()) expect([...list].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))).toEqual(list)
      }),
    )
  })

  test('[RD16] evens out what annotators have to do already: nobody who was ahead gets more until the others are as far', () => {
    fc.assert(
      fc.property(anyArticles, anyPeople, fc.array(fc.nat(20_000), {minLength: 12, maxLength: 12}), anySeed, (articles, people, before, seed) => {
        const standing = new Map(people.map((id, at) => [id, before[at] as number]))
        const lists = assigned(articles, people, {perArticle: 1, seed, standing})
        const words = new Map(articles.map(each => [each.id, each.words]))
        const longest = Math.max(0, ...words.values())
        const sums = people.map(id => (standing.get(id) ?? 0) + (lists.get(id) ?? []).reduce((sum, each) => sum + (words.get(each) ?? 0), 0))
        const least = Math.min(...sums)
        for (const [at, sum] of sums.entries()) if (sum > least + longest) expect(sum).toBe(standing.get(people[at] as string))
      }),
    )
  })

  test('[RD16] is the same whatever order articles and annotators come in, and lists are in the order of the articles', () => {
    fc.assert(
      fc.property(anyArticles, anyPeople, anySeed, (articles, people, seed) => {
        const how = {perArticle: 1, seed}
        const once = givenOut(articles, people, how)
        const again = givenOut(articles.toReversed(), people.toReversed(), how)
        expect([...again.keys()]).toEqual(people.toReversed())
        for (const [person, list] of once) expect(again.get(person)).toEqual(list.toReversed())
      }),
    )
  })

  test('a random sample is of as many as are wanted, follows from the seed alone, and stands in the order of the articles', () => {
    const articles = Array.from({length: 40}, (_, n) => `a${n}`)
    const drawn = sampled(articles, 10, '和平')
    expect(drawn).toHaveLength(10)
    expect(articles.filter(id => drawn.includes(id))).toEqual(drawn)
    expect(sampled(articles.toReversed(), 10, '和平')).toEqual(drawn.toReversed())
    expect(sampled(articles, 10, 'سلام')).not.toEqual(drawn)
    expect(sampled(articles, 100, '和平')).toEqual(articles)
  })

  test('[RD16] follows from the seed alone, and another seed gives another', () => {
    fc.assert(
      fc.property(anyArticles, anyPeople, anySeed, (articles, people, seed) => {
        const once = assigned(articles, people, {perArticle: 1, seed})
        expect([...assigned(articles, people, {perArticle: 1, seed})]).toEqual([...once])
      }),
    )
    const articles = Array.from({length: 40}, (_, n) => ({id: `a${n}`, words: 100}))
    const [one, other] = ['和平', 'سلام'].map(seed => [...assigned(articles, ['alice', 'bob', 'carol'], {perArticle: 2, seed}).values()])
    expect(one).not.toEqual(other)
    // Everybody shares articles with everybody.
    const [alice = [], bob = [], carol = []] = one ?? []
    for (const [a, b] of [
      [alice, bob],
      [bob, carol],
      [alice, carol],
    ] as const)
      expect(a.filter(id => b.includes(id)).length).toBeGreaterThan(0)
  })

  test('[RD16] 2,000 articles and 20 annotators are evenly given out: within a tenth of the words', () => {
    const articles = Array.from({length: 2000}, (_, n) => ({id: `a${n}`, words: 200 + ((n * 7919) % 1800)}))
    const people = Array.from({length: 20}, (_, n) => `p${n}`)
    const words = new Map(articles.map(each => [each.id, each.words]))
    const sums = [...assigned(articles, people, {perArticle: 2, share: 0.2, seed: '7'}).values()].map(list =>
      list.reduce((sum, id) => sum + (words.get(id) ?? 0), 0),
    )
    expect(Math.max(...sums) / Math.min(...sums)).toBeLessThan(1.1)
  })

  test('[RD16] each has an order of her own of a seed, the same again, or that of the articles', () => {
    const articles = Array.from({length: 30}, (_, n) => `a${n}`)
    const alices = orderedFor('alice', articles, {seed: '7'})
    expect([...alices].sort()).toEqual([...articles].sort())
    expect(orderedFor('alice', articles, {seed: '7'})).toEqual(alices)
    for (const other of [orderedFor('bob', articles, {seed: '7'}), orderedFor('alice', articles, {seed: '8'}), articles]) expect(other).not.toEqual(alices)
    expect(orderedFor('alice', articles, 'listed')).toEqual(articles)
  })
})
