import type {Act, AnnotatorId} from '../annotation/annotation.ts'
import type {ArticleId} from '../article/article.ts'
import {inCodeUnits} from '../code-unit-order.ts'
import type {NameThen} from './names-then.ts'
import type {RoundId} from './owner.ts'
import type {Unsealed} from './unsealed.ts'

/** An article that an annotator is given in a round, by whom and when. What is taken from her again is marked. */
export type Given = Act & {readonly article: ArticleId; readonly position: number; readonly removed?: Act}

/**
 * She says that she has done an article in a round. What she said on it until then is sealed by the commitment: see `commitment.ts`. `key` and
 * `signature`: of her device, absent where she worked at somebody else's hub. `takenBack`: she went on with it; finishing again is another one. `signedAs`,
 * `named`, `unsealed`: of what came with a dataset, in which project and as whom it was signed, what its set named then otherwise than in the dataset, and why it has no nonce.
 */
export type Finish = Act & {
  readonly id: string
  readonly article: ArticleId
  readonly commitment: string
  readonly key?: string
  readonly signature?: string
  readonly takenBack?: Act
  readonly signedAs?: {readonly project: string; readonly by?: AnnotatorId}
  readonly named?: readonly NameThen[]
  readonly unsealed?: Unsealed
}

/** One annotator's articles in a round, in their order, and all that she finished there, the first first. */
export type Worklist = {readonly round: RoundId; readonly annotator: AnnotatorId; readonly articles: readonly ArticleId[]; readonly finishes: readonly Finish[]}

/** Which articles an annotator is given in a round; `undefined` where nothing is known of it. */
export type GivenArticles = (round: RoundId, annotator: AnnotatorId) => ReadonlySet<ArticleId> | undefined

export const NOTHING_GIVEN: GivenArticles = () => undefined

/** Most articles of one annotator in a round: her list is read whole. */
export const MOST_GIVEN = 5000

export const inGivenOrder = (a: Given, b: Given): number => a.position - b.position || inCodeUnits(a.article, b.article)

export const inOrderGiven = (given: readonly Given[]): readonly ArticleId[] =>
  given
    .filter(({removed}) => removed === undefined)
    .sort(inGivenOrder)
    .map(({article}) => article)

/** The articles that count as finished: those of which a finish was not taken back. */
export const finishedIn = (finishes: readonly Finish[]): ReadonlySet<ArticleId> =>
  new Set(finishes.filter(({takenBack}) => takenBack === undefined).map(({article}) => article))

/** What is to be done next: the first that is not finished behind this one, else the first of all. */
export function nextToDo(articles: readonly ArticleId[], finished: ReadonlySet<ArticleId>, after?: ArticleId): ArticleId | undefined {
  const at = after === undefined ? -1 : articles.indexOf(after)
  const isToDo = (article: ArticleId): boolean => !finished.has(article) && article !== after
  return articles.slice(at + 1).find(isToDo) ?? articles.find(isToDo)
}

/** What was sealed of a set and counts: one of these is what stands in it, where nothing was changed since. */
export const standingOf = <F extends Finish>(finishes: readonly F[], article: ArticleId): readonly F[] =>
  finishes.filter(each => each.article === article && each.takenBack === undefined)
