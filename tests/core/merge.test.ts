import fc from 'fast-check'
import {expect, test} from 'vitest'
import {mergeRoots, soundMerges} from '../../src/core/registry/merge.ts'
import {resolvedAnnotation} from '../../src/core/annotation/resolved-references.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'

test('[RG1] what was merged stands for the last of its chain', () => {
  const roots = mergeRoots(
    new Map([
      ['bibi', 'netanyahu'],
      ['netanyahu', 'benjamin'],
    ]),
  )
  expect([...roots]).toEqual([
    ['bibi', 'benjamin'],
    ['netanyahu', 'benjamin'],
  ])
})

test('[RG2] of those merged into each other in a circle the smallest id stands for all, and for what leads into the circle', () => {
  const roots = mergeRoots(
    new Map([
      ['d', 'c'],
      ['c', 'b'],
      ['b', 'a'],
      ['a', 'c'],
      ['e', 'd'],
    ]),
  )
  expect(Object.fromEntries(roots)).toEqual({a: 'a', b: 'a', c: 'a', d: 'a', e: 'a'})
})

test('[RG2] whatever was merged into what, every record stands for one that stands for itself, in whatever order the marks are read', () => {
  const marks = fc.array(fc.tuple(fc.nat(12), fc.nat(12)), {maxLength: 30})
  fc.assert(
    fc.property(marks, fc.infiniteStream(fc.nat()), (pairs, picks) => {
      const into = new Map(pairs.map(([from, to]) => [`e${from}`, `e${to}`]))
      const roots = mergeRoots(into)
      const shuffled = [...into].map(entry => ({entry, at: picks.next().value ?? 0})).sort((a, b) => a.at - b.at)
      expect(new Map([...mergeRoots(new Map(shuffled.map(({entry}) => entry)))].sort())).toEqual(new Map([...roots].sort()))
      for (const [id, root] of roots) {
        expect(roots.get(root) ?? root).toBe(root)
        expect(roots.get(into.get(id) ?? '') ?? into.get(id)).toBe(root)
      }
    }),
    {numRuns: 200},
  )
})

test('[RG2] a mark into what is removed leads on to the first that is not, and means nothing where there is none', () => {
  const into = new Map([
    ['a', 'gone'],
    ['gone', 'b'],
    ['c', 'void'],
    ['d', 'void'],
    ['x', 'round'],
    ['round', 'about'],
    ['about', 'round'],
    ['e', 'back'],
    ['back', 'e'],
  ])
  const removed = new Set(['gone', 'void', 'round', 'about', 'back'])
  expect(Object.fromEntries(soundMerges(into, id => !removed.has(id)))).toEqual({a: 'b', gone: 'b', back: 'e'})
})

test('[RG4] an annotation names what its references stand for, in holder, target and feature alike', () => {
  const article = anArticle(MIXED_TEXT)
  const act = {by: 'alice', at: 1}
  const claim = aClaim(article, 'السلام قريب', {
    features: {
      note: 'bibi',
      attributionSource: {kind: 'mention', id: 'bibi'},
      claimId: {kind: 'claim', id: 'bibi'},
      stances: [{...act, id: 's', holder: {kind: 'entity', id: 'bibi'}, target: {kind: 'topic', id: 'bibi'}, value: 'favor'}],
    },
  })
  expect(resolvedAnnotation(claim, (kind, id) => (kind === 'entity' && id === 'bibi' ? 'benjamin' : id)).features).toEqual({
    ...claim.features,
    stances: [{...act, id: 's', holder: {kind: 'entity', id: 'benjamin'}, target: {kind: 'topic', id: 'bibi'}, value: 'favor'}],
  })
  expect(resolvedAnnotation(claim, (_kind, id) => id)).toBe(claim)
})
