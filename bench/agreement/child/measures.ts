import {codingOf} from '../../../src/core/agreement/coding.ts'
import type {Unit} from '../../../src/core/agreement/continuum.ts'
import {gammaOf} from '../../../src/core/agreement/gamma/gamma.ts'
import {labelFigures} from '../../../src/core/agreement/label-figures.ts'
import {unitizingAlpha} from '../../../src/core/agreement/unitizing-alpha.ts'
import {numbersFrom} from '../../../src/core/seeded.ts'
import {finished} from '../../../src/core/steps.ts'
import {aProject, compare} from './project.ts'

const LABELS = ['asserts', 'hedges', 'reports', 'questions', 'denies']

/** Seconds. */
function timed(work: () => unknown): number {
  const from = performance.now()
  work()
  return (performance.now() - from) / 1000
}

/** Krippendorff's α of a million judgements, four of each unit, with the interval of a thousand resamples. */
export function labels(over: 'group' | 'unit'): number {
  const next = numbersFrom('labels')
  const units = Array.from({length: 250_000}, (_, unit) => {
    const own = Math.floor(next() * LABELS.length)
    return {group: `article ${Math.floor(unit / 125)}`, labels: Array.from({length: 4}, () => LABELS[next() < 0.8 ? own : Math.floor(next() * LABELS.length)])}
  })
  const coding = codingOf(['a', 'b', 'c', 'd'], units)
  const resampling = {resamples: 1000, seed: 'bench', level: 0.95, method: 'percentile', over} as const
  return timed(() => finished(labelFigures(coding, {measures: ['krippendorff-alpha'], level: 'nominal', resampling})))
}

/** uα of five annotators on two thousand texts, twenty spans each. */
export function texts(): number {
  const continua = Array.from({length: 2000}, (_, text) => {
    const next = numbersFrom(`text ${text}`)
    return {name: `text ${text}`, length: 8000, units: new Map(Array.from({length: 5}, (__, at) => [`annotator ${at}`, spans(next, 20, 8000 / 20)]))}
  })
  return timed(() => unitizingAlpha(continua))
}

/** γ of three annotators with so many units each, thirty samples. */
export function gamma(count: number): number {
  const next = numbersFrom(`gamma ${count}`)
  const own = spans(next, count, 120)
  const moved = (): readonly Unit[] => own.map(({start, end, label}) => ({start: start + Math.floor(next() * 8), end: end + Math.floor(next() * 8), label}))
  const units = new Map([own, moved(), moved()].map((each, at) => [`annotator ${at}`, each]))
  const continuum = {name: 'text', length: count * 120, units}
  return timed(() => finished(gammaOf([continuum], {sampler: 'statistical', samples: 30, seed: 'bench'})))
}

/**
 * The figures that are usual of a layer of words with a choice, of so many articles, five annotators and twenty spans of each: `plain` without intervals, `bootstrap` with
 * those of a thousand draws, `byPair` of each two, `longest` the longest time between two reports of progress.
 */
export function project(articles: number): {readonly plain: number; readonly bootstrap: number; readonly byPair: number; readonly longest: number} {
  const judgements = aProject(articles)
  let longest = 0
  const plain = timed(() => {
    longest = compare(judgements, {})
  })
  const resampling = {resamples: 1000, seed: 'bench', level: 0.95, method: 'percentile', over: 'group'} as const
  return {plain, bootstrap: timed(() => compare(judgements, {resampling})), byPair: timed(() => compare(judgements, {by: ['pair']})), longest}
}

/** One in each stretch of so many letters. */
const spans = (next: () => number, count: number, stretch: number): readonly Unit[] =>
  Array.from({length: count}, (_, at) => {
    const start = at * stretch + Math.floor((next() * stretch) / 3)
    return {start, end: start + 1 + Math.floor((next() * stretch) / 3), label: LABELS[Math.floor(next() * LABELS.length)] as string}
  })
