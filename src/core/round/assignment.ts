import type {AnnotatorId} from '../annotation/annotation.ts'
import type {ArticleEntry, ArticleId} from '../article/article.ts'
import {inCodeUnits} from '../code-unit-order.ts'
import {inSeededOrder} from '../seeded.ts'

/** An article as it is given out. */
export type Assigned = Pick<ArticleEntry, 'id' | 'words'>

/**
 * How many annotators each article goes to. `share`: of the articles only this part goes to so many, and the rest to one each; absent for all. `seed`: what is left to
 * chance follows from it.
 */
export type Assignment = {readonly perArticle: number; readonly share?: number; readonly seed: string}

/**
 * Gives out articles: each to exactly as many annotators as are wanted, and to everybody about as many words. The longest first, each to those who have the fewest
 * words: then no two annotators differ by more than the words of the longest article. Lists are in the order of the articles.
 */
export function assigned(
  articles: readonly Assigned[],
  annotators: readonly AnnotatorId[],
  {perArticle, share = 1, seed}: Assignment,
): ReadonlyMap<AnnotatorId, readonly ArticleId[]> {
  const shuffled = inSeededOrder(articles, `articles\n${seed}`)
  const several = new Set(shuffled.slice(0, Math.round(share * articles.length)).map(({id}) => id))
  // Among equals chance decides, so that everybody shares articles with everybody.
  const rows = inSeededOrder(annotators, `annotators\n${seed}`).map(annotator => ({annotator, words: 0, articles: new Set<ArticleId>()}))
  for (const [at, {id, words}] of [...shuffled].sort((a, b) => b.words - a.words).entries()) {
    const turn = [...inSeededOrder(rows, `${at}\n${seed}`)].sort((a, b) => a.words - b.words || a.articles.size - b.articles.size)
    for (const row of turn.slice(0, several.has(id) ? perArticle : 1)) {
      row.words += words
      row.articles.add(id)
    }
  }
  const given = new Map(rows.map(row => [row.annotator, row.articles]))
  return new Map(annotators.map(annotator => [annotator, articles.flatMap(({id}) => (given.get(annotator)?.has(id) === true ? [id] : []))]))
}

/** The order in which somebody is to do her articles: as listed, or her own of a seed. */
export const orderedFor = (annotator: AnnotatorId, articles: readonly ArticleId[], order: 'listed' | {readonly seed: string}): readonly ArticleId[] =>
  order === 'listed' ? articles : inSeededOrder(articles.toSorted(inCodeUnits), `${annotator}\n${order.seed}`)
