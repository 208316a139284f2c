import type {Result} from '../result.ts'
import {ok} from '../result.ts'
import {cohenKappa, linearWeights, quadraticWeights} from './cohen-kappa.ts'
import type {Coding} from './coding.ts'
import {judgementsAt, unitCount} from './coding.ts'
import type {Level} from './distance.ts'
import type {Resampling} from './interval.ts'
import {bootstrapped} from './interval.ts'
import {krippendorffAlpha} from './krippendorff-alpha.ts'
import type {Measure} from './measure.ts'
import {measured} from './measure.ts'
import {bennettS, fleissKappa, gwetAc, percentAgreement} from './ratings.ts'
import type {Reported} from './reported.ts'
import {scottPi} from './scott-pi.ts'

type Made = (coding: Coding, level: Level) => Result<Measure>

const linear = ({labels}: Coding): ReturnType<typeof linearWeights> => linearWeights(labels.length)
const quadratic = ({labels}: Coding): ReturnType<typeof quadraticWeights> => quadraticWeights(labels.length)

/** Measures of labels, by the words that ask for them. Weights go by the order of labels. */
const MEASURES = {
  percent: coding => ok(percentAgreement(coding)),
  'cohen-kappa': coding => ok(cohenKappa(coding)),
  'cohen-kappa-linear': coding => ok(cohenKappa(coding, linear(coding))),
  'cohen-kappa-quadratic': coding => ok(cohenKappa(coding, quadratic(coding))),
  'scott-pi': coding => ok(scottPi(coding)),
  'fleiss-kappa': coding => ok(fleissKappa(coding)),
  'bennett-s': coding => ok(bennettS(coding)),
  'gwet-ac1': coding => ok(gwetAc(coding)),
  'gwet-ac2-linear': coding => ok(gwetAc(coding, linear(coding))),
  'gwet-ac2-quadratic': coding => ok(gwetAc(coding, quadratic(coding))),
  'krippendorff-alpha': krippendorffAlpha,
} satisfies Readonly<Record<string, Made>>

export type LabelMeasure = keyof typeof MEASURES
export const LABEL_MEASURES = Object.keys(MEASURES) as readonly LabelMeasure[]

/** Refused where labels are not what the level needs. */
export const labelMeasure = (name: LabelMeasure, coding: Coding, level: Level): Result<Measure> => (MEASURES[name] as Made)(coding, level)

/** What is asked where nothing is said: weights only where labels have an order. */
export const usualMeasures = (level: Level): readonly LabelMeasure[] =>
  LABEL_MEASURES.filter(name => level === 'ordinal' || level === 'interval' || level === 'ratio' || !/linear|quadratic/.test(name))

/** The measures asked for, in their order. Yields the part that is done. Refused where labels are not what the level needs. */
export function* labelFigures(
  coding: Coding,
  {measures, level, resampling}: {readonly measures: readonly LabelMeasure[]; readonly level: Level; readonly resampling: Resampling | undefined},
): Generator<number, Result<readonly Reported[]>> {
  const found: Reported[] = []
  const n = countsOf(coding)
  for (const [at, name] of measures.entries()) {
    const made = labelMeasure(name, coding, level)
    if (!made.ok) return made
    const params = name === 'krippendorff-alpha' ? {level} : {}
    const reported = {name, figure: measured(made.value, coding), n, params}
    const steps = resampling && bootstrapped(made.value, coding, resampling)
    let step = steps?.next()
    for (; steps !== undefined && step?.done === false; step = steps.next()) yield (at + step.value) / measures.length
    const interval = step?.done === true ? step.value : undefined
    found.push(interval === undefined ? reported : {...reported, interval, params: {...params, seed: resampling?.seed ?? ''}})
    yield (at + 1) / measures.length
  }
  return ok(found)
}

/** Units that two or more judged, of all of them; judgements; annotators; labels. */
function countsOf(coding: Coding): Reported['n'] {
  const width = coding.annotators.length
  let [judgements, twice] = [0, 0]
  for (let unit = 0; unit < unitCount(coding); unit++) {
    const judged = judgementsAt(coding.codes, unit * width, width)
    judgements += judged
    if (judged > 1) twice++
  }
  return {units: unitCount(coding), judgedTwice: twice, judgements, annotators: width, labels: coding.labels.length}
}
