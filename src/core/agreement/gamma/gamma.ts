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
const MOST_UNITS = 2_000

/**
 * γ of Mathet, Widlöcher and Métivier 2015 (Computational Linguistics 41:437), γcat and γk of Mathet 2017 (43:661): 1 − observed by expected disorder of the best
 * alignment. Of several texts the disorders are added up, each weighing by its mean number of units. Yields the part that is done, 0 to 1.
 */
export function* gammaOf(continua: readonly Continuum[], sampling: Sampling, dissimilarity: Dissimilarity = COMBINED): Generator<number, Result<Gamma>> {
  const texts = continua.filter(({units}) => units.size > 1 && [...units.values()].some(own => own.length > 0))
  for (const {name, units} of texts) {
    const count = [...units.values()].reduce((sum, own) => sum + own.length, 0)
    if (count > MOST_UNITS)
      return refused(
        message('{name} has {count, number} annotations, and γ can be computed of {most, number} at most. Ask for uα.', {name, count, most: MOST_UNITS}),
      )
  }
  if (texts.length === 0) return ok(nothing(continua))
  const sums = new Disorders()
  for (const [at, text] of texts.entries()) {
    const units = [...text.units.values()]
    const best = bestAlignment(units, dissimilarity)
    if (best === undefined) return refused(tooDense(text.name))
    sums.observe(best, units, dissimilarity)
    const sampler = samplerOf(sampling, units, text.length)
    const next = numbersFrom(`${sampling.seed} ${at}`)
    for (let sample = 0; sample < sampling.samples; sample++) {
      const chance = sampler(next)
      const alignment = bestAlignment(chance, dissimilarity)
      if (alignment === undefined) return refused(tooDense(text.name))
      sums.expect(alignment, units, dissimilarity, sampling.samples)
      yield (at + (sample + 1) / sampling.samples) / texts.length
    }
  }
  return ok(sums.gamma())
}

const tooDense = (name: string): Message =>
  message('So many annotations of {name} lie over each other that γ cannot be computed. Ask for F1, or with --label for uα of each label.', {name})

const nothing = (continua: readonly Continuum[]): Gamma => {
  const none = noFigure(continua.some(({units}) => units.size > 1) ? 'no-spans' : 'nothing-judged-twice')
  return {gamma: none, labels: none, byLabel: new Map(), observed: 0, expected: 0, gap: 0}
}

const samplerOf = ({sampler}: Sampling, units: readonly (readonly Unit[])[], length: number): Sampler =>
  sampler === 'shuffle' ? shuffleSampler(units, length) : statisticalSampler(units)

type Pair = {observed: number; expected: number}

const ALL_LABELS = undefined

class Disorders {
  readonly #all: Pair = {observed: 0, expected: 0}
  readonly #byLabel = new Map<string | undefined, Pair>([[ALL_LABELS, {observed: 0, expected: 0}]])
  #gap = 0
  #weight = 0

  observe(alignment: Alignment, units: readonly (readonly Unit[])[], dissimilarity: Dissimilarity): void {
    const weight = meanUnits(units)
    this.#weight += weight
    this.#all.observed += weight * alignment.disorder
    this.#gap += weight * alignment.gap
    for (const label of labelsOf(alignment)) if (!this.#byLabel.has(label)) this.#byLabel.set(label, {observed: 0, expected: 0})
    for (const [label, pair] of this.#byLabel) pair.observed += weight * labelDisorder(alignment, units.length, dissimilarity, label)
  }

  expect(alignment: Alignment, units: readonly (readonly Unit[])[], dissimilarity: Dissimilarity, samples: number): void {
    const weight = meanUnits(units) / samples
    this.#all.expected += weight * alignment.disorder
    for (const [label, pair] of this.#byLabel) pair.expected += weight * labelDisorder(alignment, units.length, dissimilarity, label)
  }

  #means(): Pick<Gamma, 'observed' | 'expected' | 'gap'> {
    return {observed: this.#all.observed / this.#weight, expected: this.#all.expected / this.#weight, gap: this.#gap / this.#weight}
  }

  gamma(): Gamma {
    const byLabel = new Map([...this.#byLabel].map(([label, pair]) => [label, ratio(pair)]))
    const labels = byLabel.get(ALL_LABELS) as Figure
    byLabel.delete(ALL_LABELS)
    return {gamma: ratio(this.#all), labels, byLabel: byLabel as ReadonlyMap<string, Figure>, ...this.#means()}
  }
}

const ratio = ({observed, expected}: Pair): Figure => {
  if (observed === 0) return figure(1)
  return expected === 0 ? noFigure('one-label') : figure(1 - observed / expected)
}

const meanUnits = (units: readonly (readonly Unit[])[]): number => units.reduce((sum, own) => sum + own.length, 0) / units.length
