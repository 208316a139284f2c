import {message} from '../../language/message.ts'
import type {Message} from '../../language/message.ts'
import type {Result} from '../../result.ts'
import {ok, refused} from '../../result.ts'
import {numbersFrom} from '../../seeded.ts'
import type {Continuum, Unit} from '../continuum.ts'
import type {Figure} from '../figure.ts'
import {figure, noFigure} from '../figure.ts'
import type {Alignment} from './best-alignment.ts'
import {bestAlignment} from './best-alignment.ts'
import type {Dissimilarity} from './dissimilarity.ts'
import {COMBINED} from './dissimilarity.ts'
import {labelDisorder, labelsOf} from './label-disorder.ts'
import type {Sampler} from './sampler.ts'
import {shuffleSampler, statisticalSampler} from './sampler.ts'

export type Sampling = {
  readonly sampler: 'statistical' | 'shuffle'
  /** Texts made by chance for each text. */
  readonly samples: number
  readonly seed: string
}

export type Gamma = {
  /** γ: places and labels together. */
  readonly gamma: Figure
  /** γcat: labels of what is taken for the same. Not unique where several alignments are best. */
  readonly labels: Figure
  /** γk of each label. */
  readonly byLabel: ReadonlyMap<string, Figure>
  /** Disorders, the mean over texts. */
  readonly observed: number
  readonly expected: number
  /** How much lower `observed` may truly be: 0 where every best alignment is proven. */
  readonly gap: number
}

/** Units of one text, of all annotators: beyond, it would take minutes. */
export const MOST_UNITS = 2_000

/**
 * γ of Mathet, Widlöcher and Métivier 2015 (Computational Linguistics 41:437), γcat and γk of Mathet 2017 (43:661): 1 − observed by expected disorder of the best
 * alignment. Of several texts the disorders are added up, each weighing by its mean number of units. Yields the part that is done, 0 to 1.
 */
export function* gammaOf(continua: readonly Continuum[], sampling: Sampling, dissimilarity: Dissimilarity = COMBINED): Generator<number, Result<Gamma>> {
  const texts = continua.filter(saysSomething)
  const tooMany = texts.find(({units}) => unitsIn(units) > MOST_UNITS)
  if (tooMany !== undefined) return refused(tooManyIn(tooMany))
  if (texts.length === 0) return ok(nothing(continua))
  const sums = new Disorders()
  for (const [at, text] of texts.entries()) {
    const steps = textDisorders(text, {...sampling, seed: `${sampling.seed} ${at}`}, dissimilarity)
    let step = steps.next()
    for (; !step.done; step = steps.next()) yield (at + step.value) / texts.length
    if (!step.value.ok) return step.value
    sums.add(step.value.value)
  }
  return ok(sums.gamma())
}

/** A text that one alone read, or in which nobody marked anything, says nothing. */
export const saysSomething = ({units}: Continuum): boolean => units.size > 1 && [...units.values()].some(own => own.length > 0)

/** Two disorders, of which γ is what the first lacks of the second. */
export type DisorderPair = {readonly observed: number; readonly expected: number}

/** What a text gives, weighed by its mean number of units. */
export type TextDisorders = {
  readonly weight: number
  readonly all: DisorderPair
  readonly gap: number
  readonly labels: DisorderPair
  readonly byLabel: ReadonlyMap<string, DisorderPair>
}

/** Of one text that {@link saysSomething}. Refused where it has too many units, or too many over each other. */
export function* textDisorders(text: Continuum, sampling: Sampling, dissimilarity: Dissimilarity = COMBINED): Generator<number, Result<TextDisorders>> {
  if (unitsIn(text.units) > MOST_UNITS) return refused(tooManyIn(text))
  const units = [...text.units.values()]
  const best = bestAlignment(units, dissimilarity)
  if (best === undefined) return refused(tooDense(text.name))
  const sampler = samplerOf(sampling, units, text.length)
  const next = numbersFrom(sampling.seed)
  const weight = meanUnits(units)
  const labels: readonly (string | undefined)[] = [ALL_LABELS, ...labelsOf(best)]
  const disorders = (alignment: Alignment): readonly number[] => [
    alignment.disorder,
    ...labels.map(label => labelDisorder(alignment, units.length, dissimilarity, label)),
  ]
  const observed = disorders(best)
  const expected = observed.map(() => 0)
  for (let sample = 0; sample < sampling.samples; sample++) {
    const alignment = bestAlignment(sampler(next), dissimilarity)
    if (alignment === undefined) return refused(tooDense(text.name))
    disorders(alignment).forEach((disorder, at) => {
      expected[at] = (expected[at] as number) + (weight * disorder) / sampling.samples
    })
    yield (sample + 1) / sampling.samples
  }
  const [all, own, ...byLabel] = observed.map((disorder, at) => ({observed: weight * disorder, expected: expected[at] as number}))
  return ok({
    weight,
    all: all as DisorderPair,
    gap: weight * best.gap,
    labels: own as DisorderPair,
    byLabel: new Map(byLabel.map((pair, at) => [labels[at + 1] as string, pair])),
  })
}

const unitsIn = (units: Continuum['units']): number => [...units.values()].reduce((sum, own) => sum + own.length, 0)

const tooManyIn = ({name, units}: Continuum): Message =>
  message('{name} has {count, number} annotations, and γ can be computed of {most, number} at most. Ask for uα.', {
    name,
    count: unitsIn(units),
    most: MOST_UNITS,
  })

const tooDense = (name: string): Message =>
  message('So many annotations of {name} lie over each other that γ cannot be computed. Ask for F1, or with --label for uα of each label.', {name})

const nothing = (continua: readonly Continuum[]): Gamma => {
  const none = noFigure(continua.some(({units}) => units.size > 1) ? 'no-spans' : 'nothing-judged-twice')
  return {gamma: none, labels: none, byLabel: new Map(), observed: 0, expected: 0, gap: 0}
}

const samplerOf = ({sampler}: Sampling, units: readonly (readonly Unit[])[], length: number): Sampler =>
  sampler === 'shuffle' ? shuffleSampler(units, length) : statisticalSampler(units)

const ALL_LABELS = undefined
const NONE: DisorderPair = {observed: 0, expected: 0}
const both = (a: DisorderPair, b: DisorderPair): DisorderPair => ({observed: a.observed + b.observed, expected: a.expected + b.expected})

class Disorders {
  #sum: TextDisorders = {weight: 0, all: NONE, gap: 0, labels: NONE, byLabel: new Map()}

  add({weight, all, gap, labels, byLabel}: TextDisorders): void {
    const sum = this.#sum
    const names = [...new Set([...sum.byLabel.keys(), ...byLabel.keys()])]
    this.#sum = {
      weight: sum.weight + weight,
      all: both(sum.all, all),
      gap: sum.gap + gap,
      labels: both(sum.labels, labels),
      byLabel: new Map(names.map(name => [name, both(sum.byLabel.get(name) ?? NONE, byLabel.get(name) ?? NONE)])),
    }
  }

  gamma(): Gamma {
    const {weight, all, gap, labels, byLabel} = this.#sum
    return {
      gamma: gammaIn(all),
      labels: gammaIn(labels),
      byLabel: new Map([...byLabel].map(([label, pair]) => [label, gammaIn(pair)])),
      observed: all.observed / weight,
      expected: all.expected / weight,
      gap: gap / weight,
    }
  }
}

export const gammaIn = ({observed, expected}: DisorderPair): Figure => {
  if (observed === 0) return figure(1)
  return expected === 0 ? noFigure('one-label') : figure(1 - observed / expected)
}

const meanUnits = (units: readonly (readonly Unit[])[]): number => units.reduce((sum, own) => sum + own.length, 0) / units.length
