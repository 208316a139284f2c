import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {Continuum, Unit} from '../../../src/core/agreement/continuum.ts'
import {ofLabel} from '../../../src/core/agreement/continuum.ts'
import type {Figure} from '../../../src/core/agreement/figure.ts'
import type {UnitizingAlpha} from '../../../src/core/agreement/unitizing-alpha.ts'
import {unitizingAlpha} from '../../../src/core/agreement/unitizing-alpha.ts'
import {earlierUnitizingAlpha} from '../../../src/core/agreement/unitizing-alpha-2004.ts'
import {refusal} from '../../support/results.ts'
import '../../support/property-seed.ts'

type Published = {
  readonly id: string
  readonly length: number
  readonly observers: Readonly<Record<string, readonly (readonly [number, number, string])[]>>
  readonly result: {
    readonly u_alpha: number
    readonly bar_u_alpha: number
    readonly cu_alpha: number
    readonly coverage: number
    readonly k_u_alpha: Readonly<Record<string, {readonly alpha: number; readonly coverage: number}>>
  }
}

const PUBLISHED: readonly Published[] = JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/agreement/unitizing-2016.json'), 'utf8'))

const text = (length: number, units: Readonly<Record<string, readonly (readonly [number, number, string])[]>>): Continuum => ({
  name: 'text',
  length,
  units: new Map(Object.entries(units).map(([annotator, own]) => [annotator, own.map(([start, end, label]): Unit => ({start, end, label}))])),
})

const value = (given: Figure | undefined): number | string => (given === undefined ? 'absent' : 'value' in given ? given.value : given.undefined)

function alphas(...continua: readonly Continuum[]): UnitizingAlpha {
  const given = unitizingAlpha(continua)
  if (!given.ok) throw new Error(`${given.error}`)
  return given.value
}

describe('the unitizing α of 2016', () => {
  test.each(PUBLISHED.map(each => [each.id, each] as const))('[AG5] gives what two programs give for %s', (_, {length, observers, result}) => {
    const {all, marked, labels, byLabel} = alphas(text(length, observers))
    expect(value(all)).toBeCloseTo(result.u_alpha, 9)
    expect(value(marked)).toBeCloseTo(result.bar_u_alpha, 9)
    expect(value(labels.figure)).toBeCloseTo(result.cu_alpha, 9)
    expect(labels.coverage).toBeCloseTo(result.coverage, 9)
    for (const [label, expected] of Object.entries(result.k_u_alpha)) {
      expect(value(byLabel.get(label)?.figure)).toBeCloseTo(expected.alpha, 9)
      expect(byLabel.get(label)?.coverage).toBeCloseTo(expected.coverage, 9)
    }
  })

  test('[AG5] the figures are of all texts together, and a text that one alone read says nothing', () => {
    const one = text(60, {Alice: [[2, 5, 'a']], Bob: [[2, 6, 'a']]})
    const other = text(40, {Alice: [[10, 20, 'b']], Bob: []})
    const alone = text(500, {Carol: [[1, 400, 'b']]})
    const together = alphas(one, other)
    expect(alphas(one, other, alone)).toMatchObject({all: together.all, marked: together.marked, labels: together.labels})
    expect(value(together.all)).not.toBe(value(alphas(one).all))
  })

  test('[AG5] where a text is cut between units changes nothing', () => {
    const whole = text(100, {
      Alice: [
        [5, 15, 'a'],
        [60, 80, 'b'],
      ],
      Bob: [
        [8, 15, 'a'],
        [61, 90, 'a'],
      ],
    })
    const [first, second] = [text(40, {Alice: [[5, 15, 'a']], Bob: [[8, 15, 'a']]}), text(60, {Alice: [[20, 40, 'b']], Bob: [[21, 50, 'a']]})]
    expect(value(alphas(first, second).all)).toBeCloseTo(Number(value(alphas(whole).all)), 12)
  })

  test('[AG5] spans that lie over each other are refused with their places, and one label alone is measured', () => {
    const nested = text(50, {
      Alice: [
        [0, 20, 'claim'],
        [5, 10, 'person'],
      ],
      Bob: [[0, 20, 'claim']],
    })
    expect(refusal(unitizingAlpha([nested]))).toBe(
      'In text, Alice has spans that lie over each other: 0–20 and 5–10. This measure forbids that. Ask for each label alone, or for γ.',
    )
    expect(value(alphas(...ofLabel([nested], 'claim')).all)).toBe(1)
    expect(refusal(unitizingAlpha([text(10, {Alice: [[5, 11, 'a']], Bob: []})]))).toBe(
      'In text, Alice has a span from 5 to 11, which is empty or outside the text of 10 characters.',
    )
  })

  test('[AG5] nobody, one, or nothing marked is undefined, with the reason', () => {
    expect(value(alphas(text(50, {Alice: [], Bob: []})).all)).toBe('no-spans')
    expect(value(alphas(text(50, {Alice: [[0, 5, 'a']]})).all)).toBe('nothing-judged-twice')
    const {all, marked, labels, byLabel} = alphas(text(50, {Alice: [[0, 5, 'a']], Bob: [[10, 15, 'b']]}))
    expect(typeof value(all)).toBe('number')
    expect(typeof value(marked)).toBe('number')
    expect(value(labels.figure)).toBe('nothing-labelled')
    expect(value(byLabel.get('a')?.figure)).toBe('nothing-labelled')
  })

  const anyUnits = fc.array(fc.tuple(fc.nat(6), fc.integer({min: 1, max: 6}), fc.constantFrom('a', 'b', 'c')), {maxLength: 8}).map(all => {
    let at = 0
    return all.map(([gap, length, label]) => {
      const start = at + gap
      at = start + length
      return [start, at, label] as const
    })
  })

  test('[AG5] the same from all is 1, and no order of annotators changes a figure', () => {
    fc.assert(
      fc.property(fc.array(anyUnits, {minLength: 2, maxLength: 4}), all => {
        const people = Object.fromEntries(all.map((units, at) => [`p${at}`, units]))
        const turned = Object.fromEntries(all.map((units, at) => [`p${all.length - at}`, units]).toReversed())
        const [one, other] = [alphas(text(100, people)), alphas(text(100, turned))]
        for (const key of ['all', 'marked'] as const) {
          const [a, b] = [value(one[key]), value(other[key])]
          if (typeof a === 'number') expect(a).toBeCloseTo(Number(b), 9)
          else expect(a).toBe(b)
        }
        const units = all[0] ?? []
        const same = alphas(text(100, Object.fromEntries(all.map((_, at) => [`p${at}`, units]))))
        expect([1, 'no-spans']).toContain(typeof value(same.all) === 'number' ? Math.round(Number(value(same.all)) * 1e9) / 1e9 : value(same.all))
      }),
    )
  })
})

describe('the unitizing α of 2004', () => {
  test('[AG5] gives what stands in Krippendorff 2004, p. 254', () => {
    const units: readonly (readonly [number, number, number, string])[] = [
      [225, 70, 0, 'c'],
      [370, 30, 0, 'c'],
      [220, 80, 1, 'c'],
      [355, 20, 1, 'c'],
      [400, 20, 1, 'c'],
      [180, 60, 0, 'k'],
      [300, 50, 0, 'k'],
      [180, 60, 1, 'k'],
      [300, 50, 1, 'k'],
    ]
    const own = (observer: number): (readonly [number, number, string])[] =>
      units.filter(([, , who]) => who === observer).map(([start, length, , label]) => [start - 150, start - 150 + length, label])
    const given = earlierUnitizingAlpha(text(300, {one: own(0), two: own(1)}))
    if (!given.ok) throw new Error(`${given.error}`)
    const {all, byLabel} = given.value
    expect(byLabel.get('c')?.observed).toBeCloseTo(0.0144, 4)
    expect(byLabel.get('c')?.expected).toBeCloseTo(0.0532, 4)
    expect(value(byLabel.get('c')?.figure)).toBeCloseTo(0.7286, 4)
    expect(value(byLabel.get('k')?.figure)).toBe(1)
    expect(value(all)).toBeCloseTo(0.8587, 3)
  })
})
