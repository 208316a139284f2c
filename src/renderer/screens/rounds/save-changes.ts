import type {AnnotatorId} from '../../../core/annotation/annotation.ts'
import type {ArticleId} from '../../../core/article/article.ts'
import type {Result} from '../../../core/result.ts'
import {ok} from '../../../core/result.ts'
import {orderedFor} from '../../../core/round/assignment.ts'
import type {Round} from '../../../core/round/round.ts'
import type {RoundApi} from '../../../ipc/round-api.ts'
import type {Kept, Planned, RoundForm} from './round-form.ts'
import {orderOf} from './round-form.ts'

/** What a form changes of a round that runs: what comes to it, what each is given in addition, in her order, and what is taken from her. */
export type RoundChanges = {
  readonly articles: readonly ArticleId[]
  readonly annotators: readonly AnnotatorId[]
  readonly more: ReadonlyMap<AnnotatorId, readonly ArticleId[]>
  readonly taken: ReadonlyMap<AnnotatorId, readonly ArticleId[]>
}

/**
 * `kept`: as it stands now. In a round without lists everybody does all that is in it, and nothing is given or taken. What the form does not show, as it is not in the
 * project any more, stays as it is.
 */
export function changesOf(round: Round, kept: Kept, form: RoundForm, {articles, annotators, given}: Planned): RoundChanges {
  const isIn = new Set(kept.articles)
  const isShown = new Set(articles.map(({id}) => id))
  const more = new Map<AnnotatorId, readonly ArticleId[]>()
  const taken = new Map<AnnotatorId, readonly ArticleId[]>()
  for (const annotator of round.worklists === true ? annotators : []) {
    const before = kept.lists.get(annotator) ?? []
    const [had, has] = [new Set(before), given.get(annotator) ?? new Set()]
    const added = articles.flatMap(({id}) => (has.has(id) && !had.has(id) ? [id] : []))
    const gone = before.filter(id => isShown.has(id) && !has.has(id))
    if (added.length > 0) more.set(annotator, orderedFor(annotator, added, orderOf(form)))
    if (gone.length > 0) taken.set(annotator, gone)
  }
  return {
    articles: round.articles === undefined ? [] : articles.flatMap(({id}) => (isIn.has(id) ? [] : [id])),
    annotators: round.annotators === undefined ? [] : annotators.filter(id => round.annotators?.includes(id) !== true),
    more,
    taken,
  }
}

export const isNothing = ({articles, annotators, more, taken}: RoundChanges): boolean => articles.length + annotators.length + more.size + taken.size === 0

/** What comes first, then what is taken from each; what was refused stops the rest. */
export async function saveChanges(
  api: Pick<RoundApi, 'addToRound' | 'changeWorklist'>,
  {id}: Round,
  kept: Kept,
  {articles, annotators, more, taken}: RoundChanges,
): Promise<Result<null>> {
  if (articles.length + annotators.length + more.size > 0) {
    const added = await api.addToRound(id, {
      ...(articles.length > 0 && {articles}),
      ...(annotators.length > 0 && {annotators}),
      ...(more.size > 0 && {lists: [...more].map(([annotator, list]) => ({annotator, articles: list}))}),
    })
    if (!added.ok) return added
  }
  for (const [annotator, gone] of taken) {
    const isGone = new Set(gone)
    const stays = (kept.lists.get(annotator) ?? []).filter(article => !isGone.has(article))
    const given = await api.changeWorklist(id, {annotator, articles: [...stays, ...(more.get(annotator) ?? [])]})
    if (!given.ok) return given
  }
  return ok(null)
}
