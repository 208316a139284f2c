import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {cohenKappa, linearWeights, quadraticWeights} from '../../../src/core/agreement/cohen-kappa.ts'
import type {Coding} from '../../../src/core/agreement/coding.ts'
import {codingOf} from '../../../src/core/agreement/coding.ts'
import type {Distance} from '../../../src/core/agreement/distance.ts'
import {distanceOf} from '../../../src/core/agreement/distance.ts'
import type {Figure} from '../../../src/core/agreement/figure.ts'
import {alphaByDistance, krippendorffAlpha} from '../../../src/core/agreement/krippendorff-alpha.ts'
import type {Level} from '../../../src/core/agreement/distance.ts'
import type {Measure} from '../../../src/core/agreement/measure.ts'
import {measured} from '../../../src/core/agreement/measure.ts'
import {bennettS, fleissKappa, gwetAc, percentAgreement} from '../../../src/core/agreement/ratings.ts'
import {scottPi} from '../../../src/core/agreement/scott-pi.ts'
import {finished} from '../../../src/core/steps.ts'
import {bootstrapped} from '../../../src/core/agreement/interval.ts'
import {refusal} from '../../support/results.ts'
import '../../support/property-seed.ts'

type Label = string | number | null
type Published = {
  readonly id: string
  readonly source: string
  readonly measure: string
  readonly data: {
    readonly units?: readonly (readonly Label[])[]
    readonly cells_n_coderA_coderB?: readonly (readonly [number, Label, Label])[]
    readonly counts_item_by_category?: readonly (readonly number[])[]
  }
  readonly expected: {
    readonly alpha?: number
    readonly kappa?: number
    readonly kappa_w?: number
    readonly alpha_w?: number
    readonly P?: number
    readonly po?: number
    readonly scott_pi?: number
  }
  readonly tolerance: number
}

const PUBLISHED: readonly Published[] = JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/agreement/coding.json'), 'utf8'))
const published = (id: string): Published => PUBLISHED.find(each => each.id === id) as Published

const said = (label: Label | undefined): string | undefined => (label === null || label === undefined ? undefined : String(label))

function rowsOf({units, cells_n_coderA_coderB: cells, counts_item_by_category: counts}: Published['data']): readonly (readonly Label[])[] {
  if (units !== undefined) return units
  if (cells !== undefined) return cells.flatMap(([times, a, b]) => Array.from({length: times}, () => [a, b]))
  return (counts ?? []).map(row => row.flatMap((times, label) => Array.from({length: times}, () => label)))
}

const coded = (rows: readonly (readonly Label[])[], labels?: readonly string[]): Coding =>
  codingOf(
    Array.from({length: Math.max(0, ...rows.map(row => row.length))}, (_, at) => `annotator ${at}`),
    rows.map(row => ({labels: row.map(said)})),
    labels,
  )

const value = (given: Figure): number | string => ('value' in given ? given.value : given.undefined)
const resultOf = (measure: Measure, coding: Coding): number | string => value(measured(measure, coding))
const alphaOf = (coding: Coding, level: Level = 'nominal'): number | string => {
  const measure = krippendorffAlpha(coding, level)
  if (!measure.ok) throw new Error(`${measure.error}`)
  return resultOf(measure.value, coding)
}

describe('published values', () => {
  const alphas = PUBLISHED.filter(({measure}) => measure.startsWith('krippendorff_alpha'))
  test.each(alphas.map(each => [each.id, each] as const))('[AG1] Krippendorff’s α of %s', (_, {measure, data, expected, tolerance}) => {
    const level = measure.replace('krippendorff_alpha_', '') as Level
    expect(Math.abs(Number(alphaOf(coded(rowsOf(data)), level)) - (expected.alpha as number))).toBeLessThanOrEqual(tolerance)
  })

  const tables = PUBLISHED.filter(({data, measure}) => data.cells_n_coderA_coderB !== undefined && !measure.startsWith('weighted'))
  test.each(tables.map(each => [each.id, each] as const))('[AG1] percent, κ, π and α of %s', (_, {data, expected, tolerance}) => {
    const coding = coded(rowsOf(data))
    const given: Record<string, number | string> = {
      po: resultOf(percentAgreement(coding), coding),
      kappa: resultOf(cohenKappa(coding), coding),
      scott_pi: resultOf(scottPi(coding), coding),
      alpha: alphaOf(coding),
    }
    const compared = (Object.keys(expected) as (keyof typeof expected)[]).filter(name => name in given)
    expect(compared.length).toBeGreaterThan(0)
    for (const name of compared) expect(Math.abs(Number(given[name]) - (expected[name] as number)), name).toBeLessThanOrEqual(tolerance)
  })

  test('[AG1] κ and α weighted by a distance of one’s own, in Artstein and Poesio 2008', () => {
    const {data, expected, tolerance} = published('artstein-poesio2008-weighted')
    const coding = coded(rowsOf(data))
    const middle = coding.labels.indexOf('Chck')
    const distance: Distance = (a, b) => (a === b ? 0 : a === middle || b === middle ? 0.5 : 1)
    expect(Math.abs(Number(resultOf(cohenKappa(coding, distance), coding)) - (expected.kappa_w as number))).toBeLessThanOrEqual(tolerance)
    expect(Math.abs(Number(resultOf(alphaByDistance(coding, distance), coding)) - (expected.alpha_w as number))).toBeLessThanOrEqual(tolerance)
  })

  test.each([
    ['weighted-kappa-linear-cohen1960p45', linearWeights],
    ['weighted-kappa-quadratic-cohen1960p45', quadraticWeights],
  ] as const)('[AG1] %s', (id, weights) => {
    const {data, expected} = published(id)
    const coding = coded(rowsOf(data))
    expect(resultOf(cohenKappa(coding, weights(coding.labels.length)), coding)).toBeCloseTo(expected.kappa_w as number, 9)
  })

  test.each(['fleiss1971', 'wikipedia-fleiss'])('[AG1] Fleiss’ κ of %s', id => {
    const {data, expected, tolerance} = published(id)
    const coding = coded(rowsOf(data))
    expect(Math.abs(Number(resultOf(fleissKappa(coding), coding)) - (expected.kappa as number))).toBeLessThanOrEqual(tolerance)
    expect(Math.abs(Number(resultOf(percentAgreement(coding), coding)) - (expected.P as number))).toBeLessThanOrEqual(tolerance)
  })

  test('[AG1] the first example of Gwet 2008: 118 of 125 agree on yes, and κ is near zero where AC1 is .94', () => {
    const coding = coded(
      rowsOf({
        cells_n_coderA_coderB: [
          [118, '+', '+'],
          [5, '+', '-'],
          [2, '-', '+'],
        ],
      }),
    )
    expect(resultOf(percentAgreement(coding), coding)).toBeCloseTo(118 / 125, 10)
    expect(resultOf(cohenKappa(coding), coding)).toBeCloseTo(-0.0234, 4)
    expect(resultOf(gwetAc(coding), coding)).toBeCloseTo(0.9408, 4)
    expect(resultOf(bennettS(coding), coding)).toBeCloseTo(2 * (118 / 125) - 1, 10)
  })

  test('[AG1] sets of labels: MASI and Jaccard of Passonneau 2006', () => {
    const distances = (level: 'masi' | 'jaccard'): Distance => {
      const given = distanceOf(level, ['a|b', 'a|b|c', 'b|c', 'd', ''])
      if (!given.ok) throw new Error(`${given.error}`)
      return given.value
    }
    expect(distances('masi')(0, 1)).toBeCloseTo(1 - (2 / 3) * (2 / 3), 12)
    expect(distances('masi')(0, 2)).toBeCloseTo(1 - (1 / 3) * (1 / 3), 12)
    expect(distances('masi')(0, 3)).toBe(1)
    expect(distances('masi')(4, 4)).toBe(0)
    expect(distances('jaccard')(0, 1)).toBeCloseTo(1 / 3, 12)
  })
})

describe('where there is no figure', () => {
  test('[AG2] one label alone is undefined, never 1', () => {
    const coding = coded([
      [1, 1],
      [1, 1],
    ])
    for (const measure of [cohenKappa, scottPi, fleissKappa, bennettS, gwetAc]) expect(resultOf(measure(coding), coding)).toBe('one-label')
    for (const level of ['nominal', 'ordinal', 'interval', 'ratio'] as const) expect(alphaOf(coding, level)).toBe('one-label')
  })

  test('[AG2] a unit that one annotator alone judged is left out of α', () => {
    expect(
      alphaOf(
        coded([
          [1, 1],
          [0, 0],
          [1, null],
          [0, 1],
        ]),
      ),
    ).toBeCloseTo(4 / 9, 12)
  })

  test('[AG2] nothing judged twice, or one annotator only, is said', () => {
    const apart = coded([
      [1, null],
      [null, 2],
    ])
    const alone = coded([[1], [2]])
    for (const measure of [percentAgreement, cohenKappa, scottPi, fleissKappa]) {
      expect(resultOf(measure(apart), apart)).toBe('nothing-judged-twice')
      expect(resultOf(measure(alone), alone)).toBe('one-annotator')
    }
    expect(alphaOf(apart)).toBe('nothing-judged-twice')
    expect(alphaOf(alone)).toBe('one-annotator')
  })

  test('[AG2] a label that is no number is refused where numbers are needed', () => {
    expect(
      refusal(
        krippendorffAlpha(
          coded([
            [1, 'ä'],
            [2, 2],
          ]),
          'interval',
        ),
      ),
    ).toBe('“ä” is no number. Choose the nominal level, or correct it.')
    expect(
      refusal(
        krippendorffAlpha(
          coded([
            [-1, 2],
            [2, 2],
          ]),
          'ratio',
        ),
      ),
    ).toBe('“-1” is negative, and a ratio scale begins at zero. Choose the interval level.')
  })
})

const anyRows = fc
  .tuple(fc.integer({min: 2, max: 5}), fc.integer({min: 2, max: 4}))
  .chain(([annotators, labels]) =>
    fc.array(fc.array(fc.option(fc.nat(labels - 1), {nil: null, freq: 4}), {minLength: annotators, maxLength: annotators}), {minLength: 1, maxLength: 40}),
  )

const ALL = {
  percent: (coding: Coding) => resultOf(percentAgreement(coding), coding),
  cohen: (coding: Coding) => resultOf(cohenKappa(coding), coding),
  scott: (coding: Coding) => resultOf(scottPi(coding), coding),
  fleiss: (coding: Coding) => resultOf(fleissKappa(coding), coding),
  bennett: (coding: Coding) => resultOf(bennettS(coding), coding),
  gwet: (coding: Coding) => resultOf(gwetAc(coding), coding),
  alpha: (coding: Coding) => alphaOf(coding),
}

const same = (a: number | string, b: number | string): boolean => (typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) < 1e-9 : a === b)

describe('whatever was said', () => {
  test('[AG3] nobody’s place among the annotators, no order of units and no name of a label changes a figure', () => {
    fc.assert(
      fc.property(anyRows, rows => {
        const labels = ['0', '1', '2', '3']
        const before = coded(rows, labels)
        const turned = coded(
          rows.toReversed().map(row => row.toReversed().map(label => (label === null ? null : `label ${3 - label}`))),
          labels.map(label => `label ${label}`),
        )
        for (const [name, ask] of Object.entries(ALL)) expect(same(ask(before), ask(turned)), name).toBe(true)
      }),
    )
  })

  test('[AG3] full agreement is 1 wherever it can be measured', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), {minLength: 2, maxLength: 30}), fc.integer({min: 2, max: 4}), (labels, annotators) => {
        const coding = coded(labels.map(label => Array.from({length: annotators}, () => label)))
        for (const ask of Object.values(ALL)) {
          const given = ask(coding)
          if (typeof given === 'number') expect(given).toBeCloseTo(1, 9)
          else expect([given, new Set(labels).size]).toEqual(['one-label', 1])
        }
        for (const level of ['ordinal', 'interval', 'ratio'] as const) if (new Set(labels).size > 1) expect(alphaOf(coding, level)).toBe(1)
      }),
    )
  })

  test('[AG3] labels thrown at random agree no more than by chance', () => {
    const random = fc.sample(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)), {numRuns: 4000, seed: 1})
    const coding = coded(random)
    for (const ask of [ALL.cohen, ALL.scott, ALL.fleiss, ALL.alpha]) expect(Math.abs(Number(ask(coding)))).toBeLessThan(0.05)
  })

  test('[AG3] α of an order is that of its numbers’ ranks where all labels are given equally often', () => {
    const rows = [
      [1, 2],
      [2, 3],
      [3, 1],
      [1, 1],
      [2, 2],
      [3, 3],
    ]
    expect(alphaOf(coded(rows), 'ordinal')).toBeCloseTo(Number(alphaOf(coded(rows), 'interval')), 12)
  })
})

describe('how sure a figure is', () => {
  const rows = published('hayes-krippendorff2007-ordinal')
  const resampling = {resamples: 500, seed: 'α', level: 0.95, over: 'unit'} as const

  test.each(['percentile', 'bca'] as const)('[AG4] the %s interval holds the figure, is the same for one seed and another for another', method => {
    const coding = coded(rowsOf(rows.data))
    const measure = ordinal(coding)
    const once = finished(bootstrapped(measure, coding, {...resampling, method}))
    expect(finished(bootstrapped(measure, coding, {...resampling, method}))).toEqual(once)
    expect(finished(bootstrapped(measure, coding, {...resampling, method, seed: 'β'}))).not.toEqual(once)
    expect(once?.low).toBeLessThan(0.7598)
    expect(once?.high).toBeGreaterThan(0.7598)
    expect(once).toMatchObject({level: 0.95, method, over: 'unit', resamples: 500, undefined: 0})
  })

  test('[AG4] articles are drawn whole: two articles that agree in themselves say less than their units', () => {
    const coding = codingOf(
      ['Alice', 'Bob'],
      Array.from({length: 40}, (_, unit) => ({group: unit < 20 ? 'one' : 'two', labels: unit < 20 ? ['a', 'a'] : ['a', unit % 2 === 0 ? 'a' : 'b']})),
    )
    const width = (over: 'group' | 'unit'): number => {
      const interval = finished(bootstrapped(percentAgreement(coding), coding, {...resampling, over, method: 'percentile'}))
      return interval === undefined ? Number.NaN : interval.high - interval.low
    }
    expect(width('group')).toBe(0.5)
    expect(width('unit')).toBeLessThan(0.5)
  })

  test('[AG4] one article alone has no interval', () => {
    const coding = coded(rowsOf(rows.data))
    const interval = finished(bootstrapped(ordinal(coding), {...coding, groups: coding.groups.map(() => 0)}, {...resampling, over: 'group', method: 'bca'}))
    expect(interval).toBeUndefined()
  })

  function ordinal(coding: Coding): Measure {
    const measure = krippendorffAlpha(coding, 'ordinal')
    if (!measure.ok) throw new Error(`${measure.error}`)
    return measure.value
  }
})
