import type {ArticleId} from '../article/article.ts'
import type {Result} from '../result.ts'
import {ok} from '../result.ts'
import type {Coding} from './coding.ts'
import {judgementsAt} from './coding.ts'
import type {Level} from './distance.ts'
import {groupRows, unitRows} from './group-sums.ts'
import type {LabelMeasure} from './label-figures.ts'
import {labelMeasure} from './label-figures.ts'
import type {Measure} from './measure.ts'
import type {Counted, Tally} from './tally.ts'

/** Things that two or more judged, and how often one of these was judged. */
const COUNTS = 2

/**
 * A measure of labels by articles, which are the groups of the coding; `articles`: theirs, in the order of the groups. Refused where labels are not what the
 * level needs.
 */
export function codingTally(name: LabelMeasure, coding: Coding, articles: readonly ArticleId[], level: Level, params: Counted['params']): Result<Tally> {
  const made = labelMeasure(name, coding, level)
  if (!made.ok) return made
  const counted = withCounts(made.value, coding)
  const {sums} = made.value
  return ok({
    sums: counted.sums,
    rows: new Map(groupRows(counted, coding).map((row, at) => [articles[at] as ArticleId, row])),
    units: () => unitRows(counted, coding),
    report: all => [
      {
        name,
        figure: made.value.figure(all.subarray(0, sums)),
        n: {matched: all[sums] as number, judgements: all[sums + 1] as number, annotators: coding.annotators.length},
        params: {level, ...params},
      },
    ],
  })
}

function withCounts(measure: Measure, {annotators}: Coding): Measure {
  return {
    ...measure,
    sums: measure.sums + COUNTS,
    add: (codes, at, to) => {
      measure.add(codes, at, to)
      const judged = judgementsAt(codes, at, annotators.length)
      if (judged < 2) return
      to(measure.sums, 1)
      to(measure.sums + 1, judged)
    },
  }
}
