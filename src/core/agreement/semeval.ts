import {sameExtent, shareText} from '../text/extent.ts'
import {bestMatching} from './matching.ts'
import type {Found} from './precision-recall.ts'
import type {Labelled} from './span-agreement.ts'
import {edgesOf, sharedPart} from './span-agreement.ts'

/**
 * The four ways to count of SemEval-2013 task 9 (Segura-Bedmar et al. 2013). Spans are paired once, one to one: the same words before those that only overlap,
 * the same label before another. *strict*: words and label; *exact*: words; *partial*: words, half a point where they only overlap; *type*: label.
 */
export type SemEvalWay = 'strict' | 'exact' | 'partial' | 'type'
export const SEMEVAL_WAYS: readonly SemEvalWay[] = ['strict', 'exact', 'partial', 'type']

export type SemEvalCounts = {readonly correct: number; readonly incorrect: number; readonly partial: number; readonly missed: number; readonly spurious: number}

export function semEval(gold: readonly Labelled[], found: readonly Labelled[], way: SemEvalWay): SemEvalCounts {
  const pairs = bestMatching(edgesOf(gold, found, worth))
  let [correct, incorrect, partial] = [0, 0, 0]
  for (const {a, b} of pairs) {
    const [one, other] = [gold[a] as Labelled, found[b] as Labelled]
    const sameWords = sameExtent(one, other)
    const sameLabel = one.label === other.label
    if (way === 'partial' && !sameWords) partial++
    else if (way === 'strict' ? sameWords && sameLabel : way === 'type' ? sameLabel : sameWords) correct++
    else incorrect++
  }
  return {correct, incorrect, partial, missed: gold.length - pairs.length, spurious: found.length - pairs.length}
}

/** More pairs first, then the same words, then the same label, then the larger common part. */
function worth(a: Labelled, b: Labelled): number {
  if (!shareText(a, b)) return 0
  return 8 + (sameExtent(a, b) ? 2 : 0) + (a.label === b.label ? 1 : 0) + sharedPart(a, b) / 2
}

/** A partial match counts half. */
export const semEvalFound = ({correct, incorrect, partial, missed, spurious}: SemEvalCounts): Found => ({
  common: correct + partial / 2,
  first: correct + incorrect + partial + missed,
  second: correct + incorrect + partial + spurious,
})
