import type {ArticleId} from '../article/article.ts'
import type {Figure} from './figure.ts'
import type {Row} from './group-sums.ts'
import {addRow, kindsOf, rowOf} from './group-sums.ts'
import type {Interval, Resampling} from './interval.ts'
import {intervalsOf} from './interval.ts'
import type {Reported} from './reported.ts'

/** A figure before anybody asked how sure it is. */
export type Counted = Pick<Reported, 'name' | 'figure' | 'n' | 'params'>

/** Figures that follow from sums over articles: so they can be had of all, of one, and of any draw, without going through the texts again. */
export type Tally = {
  readonly sums: number
  /** What each article gives; what is drawn, where articles are. */
  readonly rows: ReadonlyMap<ArticleId, Row>
  /** What is drawn instead where single units are, of measures that have any. */
  readonly units?: () => readonly Row[]
  /** Always as many, in one order. */
  readonly report: (sums: Float64Array) => readonly Counted[]
}

/** Articles between two reports of progress: some ten milliseconds. */
const AT_A_TIME = 50

/** Of texts one after the other; those of one article, in several rounds, give together. `unitsOf`: a text in parts that give the same as all of it. Yields the part that is done. */
export function* tallyOf<T extends {readonly article: ArticleId}>(
  texts: readonly T[],
  sums: number,
  add: (to: Float64Array, text: T) => void,
  report: Tally['report'],
  unitsOf?: (text: T) => readonly T[],
): Generator<number, Tally> {
  const byArticle = new Map<ArticleId, T[]>()
  for (const text of texts) {
    const known = byArticle.get(text.article)
    if (known === undefined) byArticle.set(text.article, [text])
    else known.push(text)
  }
  const rows = new Map<ArticleId, Row>()
  const scratch = new Float64Array(sums)
  for (const [article, own] of byArticle) {
    scratch.fill(0)
    for (const text of own) add(scratch, text)
    rows.set(article, sparse(scratch))
    if (rows.size % AT_A_TIME === 0) yield rows.size / byArticle.size
  }
  const units = (of: (text: T) => readonly T[]): readonly Row[] =>
    texts.flatMap(of).map(unit => {
      scratch.fill(0)
      add(scratch, unit)
      return sparse(scratch)
    })
  return {sums, rows, report, ...(unitsOf !== undefined && {units: () => units(unitsOf)})}
}

export const count = (sums: Float64Array, place: number, amount = 1): void => {
  sums[place] = (sums[place] as number) + amount
}

function sparse(sums: Float64Array): Row {
  const given = new Map<number, number>()
  sums.forEach((amount, place) => {
    if (amount !== 0) given.set(place, amount)
  })
  return rowOf(given)
}

/** Of all articles. */
export function reportOf({sums, rows, report}: Tally): readonly Counted[] {
  const all = new Float64Array(sums)
  for (const row of rows.values()) addRow(all, row)
  return report(all)
}

/** Of each article by itself. */
export function* reportByArticle({sums, rows, report}: Tally): Generator<{readonly article: ArticleId; readonly counted: readonly Counted[]}> {
  for (const [article, row] of rows) {
    const own = new Float64Array(sums)
    addRow(own, row)
    yield {article, counted: report(own)}
  }
}

/** How sure each of its figures is. Where single units are wanted and a measure has none, articles are drawn, and the interval says so. */
export function* intervalsIn(tally: Tally, wanted: Resampling): Generator<number, readonly (Interval | undefined)[]> {
  const isOverUnits = wanted.over === 'unit' && tally.units !== undefined
  const groups = kindsOf(isOverUnits && tally.units !== undefined ? tally.units() : tally.rows.values())
  const figures = (sums: Float64Array): readonly Figure[] => tally.report(sums).map(({figure}) => figure)
  return yield* intervalsOf({sums: tally.sums, groups, figures}, {...wanted, over: isOverUnits ? 'unit' : 'group'})
}
