import type {RoundId} from '../round/owner.ts'
import type {Level} from './distance.ts'
import {CLUSTER_MEASURES} from './feature-askers.ts'
import type {Sampling} from './gamma/gamma.ts'
import type {Resampling} from './interval.ts'
import {LABEL_MEASURES} from './label-figures.ts'
import type {Matching} from './mark-groups.ts'
import {F1_RELATIONS} from './place-askers.ts'
import {SPAN_MEASURES, TOKEN_MEASURES} from './span-tallies.ts'

/** What figures are had of, beside all together. `round`: each of several rounds, on what all of them have in common. */
export type By = 'pair' | 'label' | 'article' | 'annotator' | 'round'
export const BY: readonly By[] = ['pair', 'label', 'article', 'annotator', 'round']

/** What is asked of judgements. What is not said is what usually answers most. */
export type AgreementWish = {
  readonly rounds?: readonly RoundId[]
  /** Articles on which an annotator said something count as read to the end although she has not said so. */
  readonly takesUnfinished?: boolean
  readonly layers?: readonly string[]
  readonly features?: readonly string[]
  readonly measures?: readonly string[]
  readonly matching: Matching
  readonly level?: Level
  readonly by: readonly By[]
  readonly resampling?: Resampling
  readonly sampling: Sampling
}

export const PROJECT_MEASURES: readonly string[] = [...new Set([...SPAN_MEASURES, F1_RELATIONS, ...CLUSTER_MEASURES, ...LABEL_MEASURES])]

/** Where, whatever is said there; γ stands among them where there is little enough of it. */
export const USUAL_PLACES: readonly string[] = ['u-alpha', 'gamma', 'f1-exact', 'f1-overlap', F1_RELATIONS]

/** What is said of what is matched. */
export const usualOf = (level: Level | undefined): readonly string[] => [
  'krippendorff-alpha',
  'percent',
  'cohen-kappa',
  ...(level === 'ordinal' ? ['cohen-kappa-quadratic'] : []),
  ...CLUSTER_MEASURES,
]

export const asksForTokens = ({measures = []}: AgreementWish): boolean => measures.some(name => TOKEN_MEASURES.includes(name))
