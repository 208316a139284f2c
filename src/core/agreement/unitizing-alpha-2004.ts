import type {Result} from '../result.ts'
import {ok} from '../result.ts'
import type {Continuum, Unit} from './continuum.ts'
import {byPlace, labelsIn, ofLabel, withoutOverlaps} from './continuum.ts'
import type {Figure} from './figure.ts'
import {figure, noFigure} from './figure.ts'

export type EarlierUnitizingAlpha = {
  /** αU of all labels together: 1 − ΣDo/ΣDe. */
  readonly all: Figure
  readonly byLabel: ReadonlyMap<string, {readonly figure: Figure; readonly observed: number; readonly expected: number}>
}

/**
 * αU of one text (Krippendorff 1995; 2004, p. 251–256), which the family of 2016 has replaced: to compare with older work. Each label by itself; spans of one label
 * and one annotator may not lie over each other.
 */
export function earlierUnitizingAlpha(continuum: Continuum): Result<EarlierUnitizingAlpha> {
  const byLabel = new Map<string, {figure: Figure; observed: number; expected: number}>()
  let [observed, expected] = [0, 0]
  for (const label of labelsIn([continuum])) {
    const [own] = ofLabel([continuum], label) as [Continuum]
    const sound = withoutOverlaps([own])
    if (!sound.ok) return sound
    const found = disagreement(own)
    byLabel.set(label, {...found, figure: alpha(found.observed, found.expected, own)})
    observed += found.observed
    expected += found.expected
  }
  return ok({all: alpha(observed, expected, continuum), byLabel})
}

function alpha(observed: number, expected: number, {units}: Continuum): Figure {
  if (units.size < 2) return noFigure('one-annotator')
  return expected === 0 ? noFigure('no-spans') : figure(1 - observed / expected)
}

type Section = {readonly start: number; readonly length: number; readonly isUnit: boolean}

function disagreement({length, units}: Continuum): {readonly observed: number; readonly expected: number} {
  const observers = [...units.values()].map(own => sectionsOf(own, length))
  const count = observers.length
  if (count < 2) return {observed: 0, expected: 0}
  let apart = 0
  observers.forEach((one, i) => {
    observers.forEach((other, j) => {
      if (i !== j) for (const section of one) for (const against of other) apart += difference(section, against)
    })
  })
  return {observed: apart / (count * (count - 1) * length ** 2), expected: byChance(observers, length)}
}

function sectionsOf(units: readonly Unit[], length: number): readonly Section[] {
  const sections: Section[] = []
  let at = 0
  for (const {start, end} of [...units].sort(byPlace)) {
    if (start > at) sections.push({start: at, length: start - at, isUnit: false})
    sections.push({start, length: end - start, isUnit: true})
    at = end
  }
  if (at < length) sections.push({start: at, length: length - at, isUnit: false})
  return sections
}

/** δ²: of units that overlap the squared distances of their ends; of a unit within a gap its squared length. */
function difference(a: Section, b: Section): number {
  const apart = a.start - b.start
  if (a.isUnit && b.isUnit) return -a.length < apart && apart < b.length ? apart ** 2 + (apart + a.length - b.length) ** 2 : 0
  if (a.isUnit && !b.isUnit) return b.length - a.length >= apart && apart >= 0 ? a.length ** 2 : 0
  if (!a.isUnit && b.isUnit) return a.length - b.length >= -apart && -apart >= 0 ? b.length ** 2 : 0
  return 0
}

/** De: the mean difference if the units of all lay anywhere. */
function byChance(observers: readonly (readonly Section[])[], length: number): number {
  const sections = observers.flat()
  const units = sections.filter(({isUnit}) => isUnit)
  const gaps = sections.filter(({isUnit}) => !isUnit)
  let sum = 0
  for (const {length: own} of units) {
    const overlapping = ((units.length - 1) / 3) * (2 * own ** 3 - 3 * own ** 2 + own)
    const within = gaps.reduce((room, gap) => room + (gap.length >= own ? gap.length - own + 1 : 0), 0)
    sum += overlapping + own ** 2 * within
  }
  const all = observers.length * length
  const denominator = all * (all - 1) - units.reduce((left, {length: own}) => left + own * (own - 1), 0)
  return denominator === 0 ? 0 : ((2 / length) * sum) / denominator
}
