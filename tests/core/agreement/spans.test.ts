import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {boundarySimilarity} from '../../../src/core/agreement/boundary-similarity.ts'
import {clusterAgreement} from '../../../src/core/agreement/clusters.ts'
import type {Figure} from '../../../src/core/agreement/figure.ts'
import {bestMatching} from '../../../src/core/agreement/matching.ts'
import {precisionRecall} from '../../../src/core/agreement/precision-recall.ts'
import {SEMEVAL_WAYS, semEval, semEvalFound} from '../../../src/core/agreement/semeval.ts'
import type {Labelled} from '../../../src/core/agreement/span-agreement.ts'
import {byCharacters, byTokens, exactly, matchesByOverlap, overlapping} from '../../../src/core/agreement/span-agreement.ts'
import '../../support/property-seed.ts'

type Counted = {readonly tp: number; readonly pred: number; readonly gold: number; readonly precision: number; readonly recall: number; readonly f1: number}
type SemEvalCase = {
  readonly correct: number
  readonly incorrect: number
  readonly partial: number
  readonly missed: number
  readonly spurious: number
  readonly f1: number
}
type Published = {
  readonly id: string
  readonly A: readonly (readonly [number, number, string])[]
  readonly B: readonly (readonly [number, number, string])[]
  readonly exact: Counted
  readonly overlap_1to1: Counted
  readonly char: Counted
  readonly semeval: Readonly<Record<'strict' | 'partial' | 'ent_type' | 'exact', SemEvalCase>>
}

const PUBLISHED: readonly Published[] = JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/agreement/spans.json'), 'utf8'))

const spans = (given: readonly (readonly [number, number, string])[]): readonly Labelled[] => given.map(([start, end, label]) => ({start, end, label}))
const value = (given: Figure): number | string => ('value' in given ? given.value : given.undefined)
const orNone = (given: number, of: number): unknown => (of === 0 ? 'no-spans' : expect.closeTo(given, 12))

describe('precision, recall and F1 of spans', () => {
  test.each(PUBLISHED.map(each => [each.id, each] as const))('[AG7] exact, overlapping and by letters: %s', (_, {A, B, exact, overlap_1to1: overlap, char}) => {
    for (const [measure, expected] of [
      [exactly, exact],
      [overlapping, overlap],
      [byCharacters, char],
    ] as const) {
      const found = precisionRecall(measure(spans(A), spans(B)))
      expect([found.common, found.second, found.first]).toEqual([expected.tp, expected.pred, expected.gold])
      expect(value(found.precision)).toEqual(orNone(expected.precision, expected.pred))
      expect(value(found.recall)).toEqual(orNone(expected.recall, expected.gold))
      expect(value(found.f1)).toEqual(orNone(expected.f1, expected.pred + expected.gold))
    }
  })

  test.each(PUBLISHED.map(each => [each.id, each] as const))('[AG7] as in SemEval-2013: %s', (_, {A, B, semeval}) => {
    for (const way of SEMEVAL_WAYS) {
      const expected = semeval[way === 'type' ? 'ent_type' : way]
      const counts = semEval(spans(A), spans(B), way)
      const {correct, incorrect, partial, missed, spurious} = expected
      expect(counts).toEqual({correct, incorrect, partial, missed, spurious})
      const {f1, first, second} = precisionRecall(semEvalFound(counts))
      expect(value(f1)).toEqual(first + second === 0 ? 'no-spans' : expect.closeTo(expected.f1, 12))
    }
  })

  test('[AG7] a claim in two parts shares only its own words, not what stands between them', () => {
    const parts: Labelled = {
      start: 0,
      end: 30,
      label: 'claim',
      parts: [
        {start: 0, end: 10},
        {start: 20, end: 30},
      ],
    }
    const between = spans([[10, 20, 'claim']])
    expect(overlapping([parts], between).common).toBe(0)
    expect(byCharacters([parts], spans([[5, 25, 'claim']]))).toEqual({common: 10, first: 20, second: 20})
    expect(exactly([parts], [{...parts}]).common).toBe(1)
    expect(exactly([parts], spans([[0, 30, 'claim']])).common).toBe(0)
  })

  test('[AG7] tokens count where a label touches them', () => {
    const tokens = [
      [0, 3],
      [4, 9],
      [9, 10],
      [11, 15],
    ].map(([start, end]) => ({start, end}) as {start: number; end: number})
    expect(byTokens(spans([[0, 5, 'a']]), spans([[4, 10, 'a']]), tokens)).toEqual({common: 1, first: 2, second: 2})
  })

  test('[AG7] a match must share at least so much of its words', () => {
    expect(matchesByOverlap(spans([[0, 10, 'a']]), spans([[5, 15, 'a']]), 0.5)).toEqual([])
    expect(matchesByOverlap(spans([[0, 10, 'a']]), spans([[2, 10, 'a']]), 0.5)).toEqual([{a: 0, b: 0}])
  })

  const anySpans = fc.array(
    fc
      .tuple(fc.nat(30), fc.integer({min: 1, max: 10}), fc.constantFrom('a', 'b'))
      .map(([start, length, label]): Labelled => ({start, end: start + length, label})),
    {maxLength: 6},
  )

  test('[AG7] which of two is called first, or in which order spans stand, changes no F1', () => {
    fc.assert(
      fc.property(anySpans, anySpans, (first, second) => {
        for (const measure of [exactly, overlapping, byCharacters]) {
          const f1 = value(precisionRecall(measure(first, second)).f1)
          expect(value(precisionRecall(measure(second, first)).f1)).toBe(f1)
          expect(value(precisionRecall(measure(first.toReversed(), second.toReversed())).f1)).toBe(f1)
          if (first.length > 0) expect(value(precisionRecall(measure(first, first)).f1)).toBe(1)
        }
      }),
    )
  })

  test('[AG7] no way to pair gives a greater sum', () => {
    const anyEdges = fc.uniqueArray(fc.record({a: fc.nat(4), b: fc.nat(4), worth: fc.integer({min: 1, max: 9})}), {
      maxLength: 12,
      selector: ({a, b}) => a * 9 + b,
    })
    const best = (edges: readonly {a: number; b: number; worth: number}[], at: number, usedA: number, usedB: number): number => {
      const edge = edges[at]
      if (edge === undefined) return 0
      const without = best(edges, at + 1, usedA, usedB)
      if ((usedA >> edge.a) & 1 || (usedB >> edge.b) & 1) return without
      return Math.max(without, edge.worth + best(edges, at + 1, usedA | (1 << edge.a), usedB | (1 << edge.b)))
    }
    fc.assert(
      fc.property(anyEdges, edges => {
        const matches = bestMatching(edges)
        const sum = matches.reduce((all, {a, b}) => all + (edges.find(edge => edge.a === a && edge.b === b)?.worth ?? Number.NaN), 0)
        expect(sum).toBe(best(edges, 0, 0, 0))
        expect(new Set(matches.map(({a}) => a)).size).toBe(matches.length)
        expect(new Set(matches.map(({b}) => b)).size).toBe(matches.length)
      }),
    )
  })
})

describe('clusters', () => {
  const clusters = (...all: readonly (readonly string[])[]): ReadonlyMap<string, string> =>
    new Map(all.flatMap((items, at) => items.map(item => [item, `cluster ${at}`])))

  test('[AG8] B³ of the example in Bagga and Baldwin 1998: joining two larger clusters costs more precision than joining a larger and a small one', () => {
    const key = clusters(['1', '2', '3', '4', '5'], ['6', '7'], ['8', '9', 'A', 'B', 'C'])
    const one = clusters(['1', '2', '3', '4', '5'], ['6', '7', '8', '9', 'A', 'B', 'C'])
    const two = clusters(['1', '2', '3', '4', '5', '8', '9', 'A', 'B', 'C'], ['6', '7'])
    expect(value(clusterAgreement(key, one).bCubed.precision)).toBeCloseTo(0.762, 3)
    expect(value(clusterAgreement(key, two).bCubed.precision)).toBeCloseTo(0.583, 3)
    expect(value(clusterAgreement(key, one).bCubed.recall)).toBe(1)
  })

  test('[AG8] the adjusted Rand index of a table done by hand', () => {
    // Contingency ((2,0),(1,1)): 1 pair together in both, 2 in one, 3 in the other, of 6.
    const found = clusterAgreement(clusters(['a', 'b'], ['c', 'd']), clusters(['a', 'b', 'c'], ['d']))
    expect(value(found.adjustedRand)).toBeCloseTo((1 - (2 * 3) / 6) / ((2 + 3) / 2 - (2 * 3) / 6), 12)
    expect([value(found.pairs.precision), value(found.pairs.recall)]).toEqual([1 / 3, 1 / 2])
    expect(found.items).toBe(4)
  })

  test('[AG8] the same is 1 whatever clusters are called, and nothing to differ in is undefined', () => {
    const found = clusterAgreement(
      clusters(['a', 'b'], ['c']),
      new Map([
        ['a', 'x'],
        ['b', 'x'],
        ['c', 'y'],
        ['d', 'y'],
      ]),
    )
    expect([value(found.bCubed.f1), value(found.pairs.f1), value(found.adjustedRand), found.items]).toEqual([1, 1, 1, 3])
    expect(value(clusterAgreement(clusters(['a', 'b']), clusters(['a', 'b'])).adjustedRand)).toBe('one-label')
    expect(value(clusterAgreement(clusters(['a']), clusters(['b'])).bCubed.f1)).toBe('nothing-judged-twice')
  })
})

describe('boundary similarity', () => {
  test('[AG9] a boundary one place off is worth half, one that is missing nothing', () => {
    expect(value(boundarySimilarity([{start: 0, end: 5}], [{start: 0, end: 5}]))).toBe(1)
    expect(value(boundarySimilarity([{start: 0, end: 5}], [{start: 0, end: 6}]))).toBe((1 + 0.5) / 2)
    expect(value(boundarySimilarity([{start: 0, end: 5}], [{start: 0, end: 9}]))).toBe(1 / 3)
    expect(value(boundarySimilarity([{start: 0, end: 5}], []))).toBe(0)
    expect(value(boundarySimilarity([], []))).toBe('no-spans')
  })
})
