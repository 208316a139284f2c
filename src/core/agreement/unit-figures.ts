import {message} from '../language/message.ts'
import type {Sentence} from '../language/message.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'
import {pairsOf} from './coding.ts'
import type {Continuum, Unit} from './continuum.ts'
import type {Figure} from './figure.ts'
import {meanFigure, noFigure} from './figure.ts'
import type {Sampling} from './gamma/gamma.ts'
import {gammaOf} from './gamma/gamma.ts'
import type {Found} from './precision-recall.ts'
import {addFound, precisionRecall} from './precision-recall.ts'
import type {Reported} from './reported.ts'
import {SEMEVAL_WAYS, semEval, semEvalFound} from './semeval.ts'
import {byCharacters, exactly, overlapping} from './span-agreement.ts'
import {unitizingAlpha} from './unitizing-alpha.ts'
import {earlierUnitizingAlpha} from './unitizing-alpha-2004.ts'

type Asked = {readonly continua: readonly Continuum[]; readonly sampling: Sampling; readonly n: Reported['n']}
type Made = (asked: Asked) => Generator<number, Result<readonly Reported[]>>

/** Measures of spans on texts, by the words that ask for them; some give several figures. */
const MEASURES: Readonly<Record<string, Made>> = {
  'u-alpha': unitizing,
  'u-alpha-2004': earlier,
  gamma,
  'f1-exact': pairwise('f1-exact', exactly),
  'f1-overlap': pairwise('f1-overlap', overlapping),
  'f1-characters': pairwise('f1-characters', byCharacters),
  ...Object.fromEntries(
    SEMEVAL_WAYS.map(way => [`f1-semeval-${way}`, pairwise(`f1-semeval-${way}`, (first, second) => semEvalFound(semEval(first, second, way)))]),
  ),
}

export const UNIT_MEASURES: readonly string[] = Object.keys(MEASURES)

/** What is asked where nothing is said. */
export const USUAL_UNIT_MEASURES: readonly string[] = ['u-alpha', 'gamma', 'f1-exact', 'f1-overlap', 'f1-characters']

export type UnitFigures = {
  readonly figures: readonly Reported[]
  /** Measures that cannot be had of these spans, and why. */
  readonly refusals: readonly Sentence[]
}

/** The measures asked for, in their order. Yields the part that is done. */
export function* unitFigures(
  continua: readonly Continuum[],
  {measures, sampling}: {readonly measures: readonly string[]; readonly sampling: Sampling},
): Generator<number, UnitFigures> {
  const figures: Reported[] = []
  const refusals: Sentence[] = []
  const annotators = new Set(continua.flatMap(({units}) => [...units.keys()]))
  const spans = continua.reduce((sum, {units}) => sum + [...units.values()].reduce((own, each) => own + each.length, 0), 0)
  const n = {texts: continua.length, annotators: annotators.size, spans}
  for (const [at, name] of measures.entries()) {
    const steps = (MEASURES[name] as Made)({continua, sampling, n})
    let step = steps.next()
    for (; !step.done; step = steps.next()) yield (at + step.value) / measures.length
    if (step.value.ok) figures.push(...step.value.value)
    else refusals.push(step.value.error)
    yield (at + 1) / measures.length
  }
  return {figures, refusals}
}

function* unitizing({continua, n}: Asked): Generator<number, Result<readonly Reported[]>> {
  const given = unitizingAlpha(continua)
  if (!given.ok) return given
  const {all, marked, labels, byLabel} = given.value
  return ok([
    {name: 'u-alpha', figure: all, n, params: {}},
    {name: 'u-alpha-marked', figure: marked, n, params: {}},
    {name: 'cu-alpha', figure: labels.figure, n, params: {coverage: labels.coverage}},
    ...[...byLabel].map(([label, {figure, coverage}]) => ({name: 'ku-alpha', figure, n, params: {label, coverage}})),
  ])
}

function* earlier({continua, n}: Asked): Generator<number, Result<readonly Reported[]>> {
  const [text, ...others] = continua
  if (text === undefined || others.length > 0) return refused(message('αU of 2004 is a measure of one text. Ask for u-alpha, which takes several.'))
  const given = earlierUnitizingAlpha(text)
  if (!given.ok) return given
  const {all, byLabel} = given.value
  return ok([
    {name: 'u-alpha-2004', figure: all, n, params: {}},
    ...[...byLabel].map(([label, {figure, observed, expected}]) => ({name: 'u-alpha-2004', figure, n, params: {label, observed, expected}})),
  ])
}

function* gamma({continua, sampling, n}: Asked): Generator<number, Result<readonly Reported[]>> {
  const given = yield* gammaOf(continua, sampling)
  if (!given.ok) return given
  const {gamma: all, labels, byLabel, observed, expected, gap} = given.value
  const chosen = {sampler: sampling.sampler, samples: sampling.samples, seed: sampling.seed}
  return ok([
    {name: 'gamma', figure: all, n, params: {...chosen, observed, expected, gap}},
    {name: 'gamma-cat', figure: labels, n, params: chosen},
    ...[...byLabel].map(([label, figure]) => ({name: 'gamma-k', figure, n, params: {...chosen, label}})),
  ])
}

/** Of each pair of annotators, over the texts that both read, and the mean of the pairs. */
function pairwise(name: string, count: (first: readonly Unit[], second: readonly Unit[]) => Found): Made {
  return function* pairs({continua, n}) {
    const annotators = [...new Set(continua.flatMap(({units}) => [...units.keys()]))]
    const found = pairsOf(annotators.length).map(([a, b]) => {
      const [first, second] = [annotators[a] as string, annotators[b] as string]
      const both = continua.filter(({units}) => units.has(first) && units.has(second))
      const all = addFound(both.map(({units}) => count(units.get(first) ?? [], units.get(second) ?? [])))
      const figure: Figure = both.length === 0 ? noFigure('nothing-judged-twice') : precisionRecall(all).f1
      return {name, figure, n: {...n, texts: both.length}, params: {first, second, common: all.common, inFirst: all.first, inSecond: all.second}}
    })
    const mean = meanFigure(found.length === 0 ? [noFigure('one-annotator')] : found.map(({figure}) => figure))
    return ok([{name, figure: mean, n, params: {}}, ...(found.length > 1 ? found : [])])
  }
}
