import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {Continuum, Unit} from '../../../src/core/agreement/continuum.ts'
import type {Figure} from '../../../src/core/agreement/figure.ts'
import type {Alignment} from '../../../src/core/agreement/gamma/best-alignment.ts'
import {bestAlignment} from '../../../src/core/agreement/gamma/best-alignment.ts'
import {apart, COMBINED} from '../../../src/core/agreement/gamma/dissimilarity.ts'
import type {Gamma, Sampling} from '../../../src/core/agreement/gamma/gamma.ts'
import {gammaOf} from '../../../src/core/agreement/gamma/gamma.ts'
import {finished} from '../../../src/core/steps.ts'
import {refusal} from '../../support/results.ts'
import '../../support/property-seed.ts'

const own = (...units: readonly (readonly [number, number, string])[]): readonly Unit[] => units.map(([start, end, label]) => ({start, end, label}))

/** The example of the makers of pygamma-agreement, whose disorder two programs give. */
const ALEX_PAUL_SUZAN = [
  own([2, 9, '1'], [11, 17, '2'], [24, 30, '5'], [32, 36, '6'], [36, 44, '6'], [44, 60, '7']),
  own([2, 9, '1'], [11, 17, '3'], [19, 25, '5'], [32, 44, '6']),
  own([2, 9, '1'], [11, 17, '4'], [21, 27, '5'], [32, 36, '6'], [36, 40, '6'], [40, 44, '6']),
]

const text = (units: readonly (readonly Unit[])[], length = 60): Continuum => ({
  name: 'text',
  length,
  units: new Map(units.map((each, at) => [`p${at}`, each])),
})
const SAMPLING: Sampling = {sampler: 'statistical', samples: 30, seed: 'γ'}

function gamma(continua: readonly Continuum[], sampling: Sampling = SAMPLING): Gamma {
  const given = finished(gammaOf(continua, sampling))
  if (!given.ok) throw new Error(`${given.error}`)
  return given.value
}

const value = (given: Figure | undefined): number | string => (given === undefined ? 'absent' : 'value' in given ? given.value : given.undefined)

function aligned(units: readonly (readonly Unit[])[]): Alignment {
  const found = bestAlignment(units, COMBINED)
  if (found === undefined) throw new Error('Too many lie over each other.')
  return found
}

/** Of every way to put units into groupings. */
function leastByTrying(units: readonly (readonly Unit[])[]): number {
  const all = units.flatMap((each, annotator) => each.map(unit => ({unit, annotator})))
  const pairs = (units.length * (units.length - 1)) / 2
  let least = Number.POSITIVE_INFINITY
  const sum = (groups: readonly (typeof all)[]): number =>
    groups.reduce((cost, group) => {
      const between = group.flatMap(({unit: a}, at) => group.slice(at + 1).map(({unit: b}) => apart(COMBINED, a, b)))
      return cost + (between.reduce((one, other) => one + other, 0) + (pairs - between.length)) / pairs
    }, 0)
  const place = (at: number, groups: readonly (typeof all)[]): void => {
    const next = all[at]
    if (next === undefined) {
      least = Math.min(least, sum(groups))
      return
    }
    place(at + 1, [...groups, [next]])
    groups.forEach((group, index) => {
      if (group.every(({annotator}) => annotator !== next.annotator)) place(at + 1, groups.with(index, [...group, next]))
    })
  }
  place(0, [])
  return (least * units.length) / all.length
}

describe('γ', () => {
  test('[AG6] the disorder of an example is what two programs give', () => {
    const {disorder, gap, groupings} = aligned(ALEX_PAUL_SUZAN)
    expect(disorder).toBeCloseTo(0.960625, 5)
    expect(gap).toBe(0)
    expect(groupings.length).toBe(6)
  })

  test.each([
    ['shuffle', 0.44, 0.47],
    ['statistical', 0.41, 0.47],
  ] as const)('[AG6] γ by the %s sampler is within the range of the makers', (sampler, low, high) => {
    const {gamma: found, observed, expected} = gamma([text(ALEX_PAUL_SUZAN)], {...SAMPLING, sampler, samples: 200})
    expect(observed).toBeCloseTo(0.960625, 5)
    expect(observed / expected).toBeCloseTo(1 - Number(value(found)), 12)
    expect(value(found)).toBeGreaterThan(low)
    expect(value(found)).toBeLessThan(high)
  })

  test('[AG6] labels that agree wherever they stand give γk of 1, and one seed one figure', () => {
    const {byLabel} = gamma([text(ALEX_PAUL_SUZAN)])
    expect(value(byLabel.get('1'))).toBe(1)
    expect(value(byLabel.get('5'))).toBe(1)
    expect(Number(value(byLabel.get('2')))).toBeLessThan(0.1)
    expect(gamma([text(ALEX_PAUL_SUZAN)])).toEqual(gamma([text(ALEX_PAUL_SUZAN)]))
    expect(gamma([text(ALEX_PAUL_SUZAN)], {...SAMPLING, seed: 'other'}).expected).not.toBe(gamma([text(ALEX_PAUL_SUZAN)]).expected)
  })

  test('[AG6] the same from all is 1; nobody, or nothing, is undefined', () => {
    const [alex] = ALEX_PAUL_SUZAN as [readonly Unit[]]
    expect(value(gamma([text([alex, alex, alex])]).gamma)).toBe(1)
    expect(value(gamma([text([[], []])]).gamma)).toBe('no-spans')
    expect(value(gamma([text([alex])]).gamma)).toBe('nothing-judged-twice')
  })

  test('[AG6] ten thousand annotations of one text are refused with a word on what can be asked instead', () => {
    const many = Array.from({length: 5000}, (_, at): Unit => ({start: at, end: at + 1, label: 'a'}))
    expect(refusal(finished(gammaOf([text([many, many], 5000)], SAMPLING)))).toBe(
      'text has 10,000 annotations, and γ can be computed of 2,000 at most. Ask for uα.',
    )
  })

  test('[AG6] two hundred spans over each other, of three annotators, are refused at once', () => {
    const dense = Array.from({length: 200}, (_, at): Unit => ({start: at, end: at + 50, label: 'a'}))
    expect(refusal(finished(gammaOf([text([dense, dense, dense], 300)], SAMPLING)))).toContain('lie over each other that γ cannot be computed')
  })

  const anyUnits = fc.array(
    fc.tuple(fc.nat(20), fc.integer({min: 1, max: 8}), fc.constantFrom('a', 'b')).map(([start, length, label]): Unit => ({start, end: start + length, label})),
    {maxLength: 3},
  )

  test('[AG6] no way to align what was marked costs less than the one that is found', () => {
    fc.assert(
      fc.property(fc.array(anyUnits, {minLength: 2, maxLength: 3}), units => {
        if (units.flat().length === 0) return
        const {disorder, gap} = aligned(units)
        expect(disorder).toBeCloseTo(leastByTrying(units), 9)
        expect(gap).toBe(0)
      }),
    )
  })

  test('[AG6] every unit stands in one grouping, and no grouping has two of one annotator', () => {
    fc.assert(
      fc.property(fc.array(anyUnits, {minLength: 2, maxLength: 4}), units => {
        const {groupings} = aligned(units)
        const found = groupings.flatMap(grouping => grouping.units)
        expect(found.length).toBe(units.flat().length)
        expect(new Set(found).size).toBe(found.length)
        for (const grouping of groupings) expect(new Set(grouping.units.map(({annotator}) => annotator)).size).toBe(grouping.units.length)
      }),
    )
  })
})
