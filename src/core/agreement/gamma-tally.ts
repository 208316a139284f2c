import type {ArticleId} from '../article/article.ts'
import type {Result} from '../result.ts'
import {ok} from '../result.ts'
import type {Continuum} from './continuum.ts'
import type {Figure} from './figure.ts'
import {noFigure} from './figure.ts'
import type {DisorderPair, Sampling} from './gamma/gamma.ts'
import {gammaIn, saysSomething, textDisorders} from './gamma/gamma.ts'
import {labelsIn} from './continuum.ts'
import type {Tally} from './tally.ts'
import {tallyOf} from './tally.ts'

const [READ, SPANS, WEIGHT, GAP, ALL, LABELS, BY_LABEL] = [0, 1, 2, 3, 4, 6, 8]

/**
 * γ of texts, γcat and γk with it where there are labels. Texts made by chance are made once for each text: a draw of articles takes the disorder that was
 * expected of each with it, as to make them anew for every draw would take days.
 */
export function* gammaTally(
  continua: readonly (Continuum & {readonly article: ArticleId})[],
  {annotators, sampling}: {readonly annotators: readonly unknown[]; readonly sampling: Sampling},
): Generator<number, Result<Tally>> {
  const labels = labelsIn(continua)
  const isLabelled = labels.some(label => label !== '')
  const sums = BY_LABEL + 2 * labels.length
  const given = new Map<Continuum, Float64Array>()
  for (const [at, text] of continua.entries()) {
    const own = new Float64Array(sums)
    given.set(text, own)
    own[READ] = text.units.size > 1 ? 1 : 0
    own[SPANS] = [...text.units.values()].reduce((sum, units) => sum + units.length, 0)
    if (!saysSomething(text)) continue
    const steps = textDisorders(text, {...sampling, seed: `${sampling.seed} ${at}`})
    let step = steps.next()
    for (; !step.done; step = steps.next()) yield (at + step.value) / continua.length
    if (!step.value.ok) return step.value
    const {weight, all, gap, labels: categories, byLabel} = step.value.value
    own[WEIGHT] = weight
    own[GAP] = gap
    put(own, ALL, all)
    put(own, LABELS, categories)
    for (const [label, pair] of byLabel) put(own, BY_LABEL + 2 * labels.indexOf(label), pair)
  }
  return ok(
    yield* tallyOf(
      continua,
      sums,
      (to, text) => {
        given.get(text)?.forEach((amount, place) => {
          to[place] = (to[place] as number) + amount
        })
      },
      to => {
        const none = to[WEIGHT] !== 0 ? undefined : noFigure(to[READ] === 0 ? 'nothing-judged-twice' : 'no-spans')
        const n = {articles: to[READ] as number, annotators: annotators.length, annotations: to[SPANS] as number}
        const chosen = {sampler: sampling.sampler, samples: sampling.samples, seed: sampling.seed}
        const mean = (place: number): number => (none === undefined ? (to[place] as number) / (to[WEIGHT] as number) : 0)
        const all = {
          name: 'gamma',
          figure: none ?? gammaIn(pairAt(to, ALL)),
          n,
          params: {...chosen, observed: mean(ALL), expected: mean(ALL + 1), gap: mean(GAP)},
        }
        if (!isLabelled) return [all]
        return [
          all,
          {name: 'gamma-cat', figure: none ?? gammaIn(pairAt(to, LABELS)), n, params: chosen},
          ...labels.map((label, at) => ({name: 'gamma-k', figure: none ?? labelFigure(pairAt(to, BY_LABEL + 2 * at)), n, params: {...chosen, label}})),
        ]
      },
    ),
  )
}

function put(sums: Float64Array, place: number, {observed, expected}: DisorderPair): void {
  sums[place] = observed
  sums[place + 1] = expected
}

const pairAt = (sums: Float64Array, place: number): DisorderPair => ({observed: sums[place] as number, expected: sums[place + 1] as number})

/** Of a label that nobody gave here there is nothing to say. */
const labelFigure = (pair: DisorderPair): Figure => (pair.observed === 0 && pair.expected === 0 ? noFigure('no-spans') : gammaIn(pair))
