import type {AnnotatorId} from '../annotation/annotation.ts'
import type {ArticleId} from '../article/article.ts'
import {pairsOf} from './coding.ts'
import type {Figure} from './figure.ts'
import {meanFigure, noFigure} from './figure.ts'
import type {Found} from './precision-recall.ts'
import {precisionRecall} from './precision-recall.ts'
import type {Tally} from './tally.ts'
import {count, tallyOf} from './tally.ts'

/** What is compared between each two: in a text the things that each of its readers found; `undefined` of who has not read it. */
export type PairsAsked<T, I> = {
  readonly name: string
  readonly texts: readonly T[]
  readonly annotators: readonly {readonly id: AnnotatorId}[]
  readonly itemsOf: (text: T, annotator: AnnotatorId) => readonly I[] | undefined
  /** Parts of a text between which nothing is compared. */
  readonly unitsOf?: (text: T) => readonly T[]
}

/** Sums of each pair: what both found, what each did, and how many texts both read. */
const [COMMON, FIRST, SECOND, READ, PER_PAIR] = [0, 1, 2, 3, 4]

/** A figure of each pair of annotators over the texts that both read; the mean of the pairs. */
export function* pairTally<T extends {readonly article: ArticleId}, I>(
  {name, texts, annotators, itemsOf, unitsOf}: PairsAsked<T, I>,
  counted: (first: readonly I[], second: readonly I[], text: T) => readonly [common: number, first: number, second: number],
  of: (common: number, first: number, second: number) => Figure,
): Generator<number, Tally> {
  const pairs = pairsOf(annotators.length)
  const [articles, found] = [pairs.length * PER_PAIR, pairs.length * PER_PAIR + 1]
  return yield* tallyOf(
    texts,
    found + 1,
    (to, text) => {
      const own = annotators.map(({id}) => itemsOf(text, id))
      const read = own.filter(items => items !== undefined)
      if (read.length > 1) count(to, articles)
      count(
        to,
        found,
        read.reduce((sum, items) => sum + items.length, 0),
      )
      pairs.forEach(([a, b], pair) => {
        const [first, second] = [own[a], own[b]]
        if (first === undefined || second === undefined) return
        for (const [at, amount] of counted(first, second, text).entries()) count(to, pair * PER_PAIR + at, amount)
        count(to, pair * PER_PAIR + READ)
      })
    },
    to => {
      const figures = pairs.map((_, pair) => {
        const sum = (at: number): number => to[pair * PER_PAIR + at] as number
        return sum(READ) === 0 ? noFigure('nothing-judged-twice') : of(sum(COMMON), sum(FIRST), sum(SECOND))
      })
      const mean = meanFigure(figures.length === 0 ? [noFigure('one-annotator')] : figures)
      return [{name, figure: mean, n: {articles: to[articles] as number, annotators: annotators.length, annotations: to[found] as number}, params: {}}]
    },
    unitsOf,
  )
}

export const foundCounts = ({common, first, second}: Found): readonly [number, number, number] => [common, first, second]

export const f1In = (common: number, first: number, second: number): Figure => precisionRecall({common, first, second}).f1
