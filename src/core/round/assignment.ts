import type {AnnotatorId} from '../annotation/annotation.ts'
import type {ArticleEntry, ArticleId} from '../article/article.ts'
import {inCodeUnits} from '../code-unit-order.ts'
import {inSeededOrder} from '../seeded.ts'

/** An article as it is given out. */
export type Assigned = Pick<ArticleEntry, 'id' | 'words'>

/**
 * How many annotators each article goes to. `share`: of the articles only this part goes to so many, and the rest to one each; absent for all. `seed`: what is left to
 * chance follows from it. `standing`: how many words annotators have to do already.
 */
export type Assignment = {readonly perArticle: number; readonly share?: number; readonly seed: string; readonly standing?: ReadonlyMap<AnnotatorId, number>}

/**
 * Gives out articles: each to exactly as many annotators as are wanted, and to everybody about as many words. The longest first, each to those who have the fewest
 * words: then no two annotators differ by more than the words of the longest article, or than they did before. Lists are in the order of the articles.
 */
export function assigned(
  articles: readonly Assigned[],
  annotators: readonly AnnotatorId[],
  {perArticle, share = 1, seed, standing}: Assignment,
): ReadonlyMap<AnnotatorId, readonly ArticleId[]> {
  const shuffled = inSeededOrder(articles, `articles\n${seed}`)
  const several = new Set(shuffled.slice(0, Math.round(share * articles.length)).map(({id}) => id))
  // Among equals chance decides, so that everybody shares articles with everybody.
  const rows = inSeededOrder(annotators, `annotators\n${seed}`).map(annotator => ({
    annotator,
    words: standing?.get(annotator) ?? 0,
    articles: new Set<ArticleId>(),
  }))
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

/**
 * The same whatever order articles and annotators come in: one seed gives the same lists in every copy of a project. Each list is in the order in which the articles
 * came.
 */
export function givenOut(articles: readonly Assigned[], annotators: readonly AnnotatorId[], how: Assignment): ReadonlyMap<AnnotatorId, readonly ArticleId[]> {
  const place = new Map(articles.map(({id}, at) => [id, at]))
  const lists = assigned(
    articles.toSorted((a, b) => inCodeUnits(a.id, b.id)),
    annotators.toSorted(inCodeUnits),
    how,
  )
  return new Map(annotators.map(each => [each, (lists.get(each) ?? []).toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))]))
}

/** Articles drawn at random, which follow from the seed alone, in the order in which they came. */
export function sampled(articles: readonly ArticleId[], many: number, seed: string): readonly ArticleId[] {
  const drawn = new Set(inSeededOrder(articles.toSorted(inCodeUnits), `sample\n${seed}`).slice(0, many))
  return articles.filter(id => drawn.has(id))
}

/** The order in which somebody is to do her articles: as listed, or her own of a seed. */
export const orderedFor = (annotator: AnnotatorId, articles: readonly ArticleId[], order: 'listed' | {readonly seed: string}): readonly ArticleId[] =>
  order === 'listed' ? articles : inSeededOrder(articles.toSorted(inCodeUnits), `${annotator}\n${order.seed}`)
