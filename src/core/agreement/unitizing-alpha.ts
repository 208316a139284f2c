import type {Result} from '../result.ts'
import {ok} from '../result.ts'
import type {Continuum, Unit} from './continuum.ts'
import {byPlace, labelsIn, withoutOverlaps} from './continuum.ts'
import type {Figure, Undefined} from './figure.ts'
import {figure, noFigure} from './figure.ts'

/** The family of the unitizing α of Krippendorff, Mathet, Bouvry and Widlöcher 2016 (Quality & Quantity 50:2347, with the erratum 50:2365), nominal. */
export type UnitizingAlpha = {
  /** uα: of words marked with labels, and of the gaps between them. */
  readonly all: Figure
  /** |uα: whether marked at all, whatever the label. */
  readonly marked: Figure
  /** cuα: of the labels where two marked the same words; `coverage` is the part of the text of which that is so. */
  readonly labels: {readonly figure: Figure; readonly coverage: number}
  /** (k)uα of each label; `coverage` is the part of the words with it that another marked too. */
  readonly byLabel: ReadonlyMap<string, {readonly figure: Figure; readonly coverage: number}>
}

/** Where the gaps between units stand among the labels. */
const GAP = 0

/** The figures as they follow from sums over texts, so that texts can be resampled. A text that one annotator alone read gives nothing. */
export type UnitizingTally = {
  readonly sums: number
  add(sums: Float64Array, continuum: Continuum): void
  alphas(sums: Float64Array): UnitizingAlpha
}

/**
 * Where which sums stand; lengths are in code units, places of labels 0 for gaps, then `labels`.
 * `met`: ℓ(c,k), how long pieces are that one gave c and another k, of ordered pairs of annotators, each divided by how many others there are.
 * `own`: of each label the squared lengths of its units; of gaps their lengths, for each piece of a gap stands for itself (equation 4).
 * `shared`: of each label the squared lengths of what of its units another marked too, of ordered pairs, divided likewise (equation 10).
 */
type Sums = {readonly size: number; readonly met: Float64Array; readonly own: Float64Array; readonly shared: Float64Array}

function partsOfSums(sums: Float64Array, size: number): Sums {
  const [met, own] = [size * size, size * size + size]
  return {size, met: sums.subarray(0, met), own: sums.subarray(met, own), shared: sums.subarray(own)}
}

/** Of texts whose labels are among these, and in which nobody's units lie over each other: see {@link withoutOverlaps}. */
export function unitizingTally(labels: readonly string[]): UnitizingTally {
  const size = labels.length + 1
  return {
    sums: size * size + 2 * size,
    add: (sums, continuum) => addText(partsOfSums(sums, size), continuum, labels),
    alphas: sums => alphasOf(partsOfSums(sums, size), labels),
  }
}

/** Refused where units of one annotator lie over each other. */
export function unitizingAlpha(continua: readonly Continuum[]): Result<UnitizingAlpha> {
  const sound = withoutOverlaps(continua)
  if (!sound.ok) return sound
  const tally = unitizingTally(labelsIn(continua))
  const sums = new Float64Array(tally.sums)
  for (const continuum of continua) tally.add(sums, continuum)
  return ok(tally.alphas(sums))
}

type Piece = {readonly start: number; readonly end: number; readonly label: number}

function addText({size, met, own, shared}: Sums, {length, units}: Continuum, labels: readonly string[]): void {
  const places = new Map(labels.map((label, at) => [label, at + 1]))
  const partitions = [...units.values()].map(each => partition(each, length, places))
  const others = partitions.length - 1
  if (others < 1) return
  for (const pieces of partitions)
    for (const {start, end, label} of pieces) own[label] = (own[label] as number) + (label === GAP ? end - start : (end - start) ** 2)
  for (const one of partitions)
    for (const other of partitions) {
      if (one === other) continue
      let at = 0
      for (const {start, end, label} of one) {
        let marked = 0
        while ((other[at] as Piece).end <= start) at++
        for (let next = at; next < other.length && (other[next] as Piece).start < end; next++) {
          const piece = other[next] as Piece
          const common = Math.min(end, piece.end) - Math.max(start, piece.start)
          const place = label * size + piece.label
          met[place] = (met[place] as number) + common / others
          if (piece.label !== GAP) marked += common
        }
        if (label !== GAP) shared[label] = (shared[label] as number) + marked ** 2 / others
      }
    }
}

/** The text from end to end: units, and the gaps between them. */
function partition(units: readonly Unit[], length: number, places: ReadonlyMap<string, number>): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const {start, end, label} of [...units].sort(byPlace)) {
    if (start > at) pieces.push({start: at, end: start, label: GAP})
    pieces.push({start, end, label: places.get(label) as number})
    at = end
  }
  if (at < length) pieces.push({start: at, end: length, label: GAP})
  return pieces
}

function alphasOf(sums: Sums, labels: readonly string[]): UnitizingAlpha {
  const {size, met, own} = sums
  const places = Array.from({length: size}, (_, place) => place)
  const given = places.map(place => met.subarray(place * size, (place + 1) * size).reduce((sum, each) => sum + each, 0))
  const all = total(given)
  const missing = all > 0 ? undefined : 'nothing-judged-twice'
  const denominator = all ** 2 - total([...own])
  const expected = (a: number, b: number): number => (all * ((given[a] as number) * (given[b] as number) - (a === b ? (own[a] as number) : 0))) / denominator
  const observedSame = total(places.map(place => met[place * size + place] as number))
  const expectedSame = total(places.map(place => expected(place, place)))
  const gapsObserved = (given[GAP] as number) - (met[GAP] as number)
  const gapsExpected = total(places.map(place => expected(GAP, place))) - expected(GAP, GAP)
  const nobodyMarked = all === given[GAP] ? 'no-spans' : undefined
  return {
    all: ratio(all - observedSame, all - expectedSame, missing ?? nobodyMarked ?? 'one-label'),
    marked: ratio(gapsObserved, gapsExpected, missing ?? nobodyMarked ?? 'one-label'),
    ...labelAlphas(sums, labels, given, all, missing ?? nobodyMarked),
  }
}

/** Of the words alone that two marked. */
function labelAlphas(
  {size, met, shared}: Sums,
  labels: readonly string[],
  given: readonly number[],
  all: number,
  missing: Undefined | undefined,
): Pick<UnitizingAlpha, 'labels' | 'byLabel'> {
  const places = labels.map((_, at) => at + 1)
  const common = Array.from({length: size}, (_, place) => (place === GAP ? 0 : (given[place] as number) - (met[place * size + GAP] as number)))
  const both = total(common)
  const denominator = both - (both === 0 ? 0 : total([...shared]) / both)
  const expected = (a: number, b: number): number => ((common[a] as number) * (common[b] as number) - (a === b ? (shared[a] as number) : 0)) / denominator
  const observedSame = total(places.map(place => met[place * size + place] as number))
  const expectedSame = total(places.map(place => expected(place, place)))
  const why = missing ?? (both === 0 ? 'nothing-labelled' : 'one-label')
  const byLabel = places.map(place => {
    const [own, ownExpected] = [common[place] as number, total(places.map(other => expected(place, other)))]
    const observed = (ownExpected * (own - (met[place * size + place] as number))) / own
    return [
      labels[place - 1] as string,
      {
        figure: own === 0 ? noFigure(missing ?? 'nothing-labelled') : ratio(observed, ownExpected - expected(place, place), why),
        coverage: given[place] === 0 ? 0 : own / (given[place] as number),
      },
    ] as const
  })
  return {
    labels: {figure: ratio(both - observedSame, both - expectedSame, why), coverage: all === 0 ? 0 : both / all},
    byLabel: new Map(byLabel),
  }
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0)

/** Rounding may leave a trace of a disagreement that cannot be. */
const TRACE = 1e-9

const ratio = (observed: number, expected: number, why: Undefined): Figure =>
  Number.isFinite(expected) && expected > TRACE ? figure(1 - observed / expected) : noFigure(why)
