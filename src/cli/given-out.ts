import {inListOrder} from '../core/article/list-order.ts'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {givenOut, orderedFor} from '../core/round/assignment.ts'
import type {RoundDraft} from '../ipc/round-api.ts'
import type {Project} from '../project/project.ts'

/** How the articles of a round are given out, where a file says so: to how many, what share of them, and what chance follows from. */
export type GivingOut = {readonly share?: number | undefined; readonly seed?: string | undefined}

/** A round with the lists that its plan asks for: where it says how many annotate each article, or in which order, and gives no lists itself. */
export function withLists(wish: RoundDraft, {share, seed}: GivingOut, project: Pick<Project, 'articles' | 'people'>): Result<RoundDraft> {
  const {plan = {}, lists} = wish
  const {perArticle, order} = plan
  if (perArticle === undefined && order === undefined && share === undefined) return ok(wish)
  if (lists !== undefined && (perArticle !== undefined || share !== undefined))
    return refused(message('It has "lists", and says how many annotate each article. Leave out one of them.'))
  if (lists !== undefined)
    return ok({...wish, lists: lists.map(({annotator, articles}) => ({annotator, articles: orderedFor(annotator, articles, order ?? 'listed')}))})
  if (share !== undefined && perArticle === undefined)
    return refused(message('It says with "share" what part of the articles several annotate, and not how many. Write "perArticle", too, or leave "share" out.'))
  const annotators = [...new Set(plan.annotators ?? project.people.all().flatMap(({id, role}) => (role === 'reader' ? [] : [id])))]
  const many = perArticle ?? annotators.length
  if (many > annotators.length)
    return refused(
      message('It says that {many, number} annotate each article, but names {named, number}. Name more, or choose a smaller number.', {
        many,
        named: annotators.length,
      }),
    )
  const inProject = project.articles.all().toSorted(inListOrder)
  const words = new Map(inProject.map(entry => [entry.id, entry.words]))
  const articles = [...new Set(plan.articles ?? words.keys())]
  // An article that is not there is refused where the round begins.
  const pool = articles.map(id => ({id, words: words.get(id) ?? 0}))
  const given = givenOut(pool, annotators, {perArticle: many, ...(share !== undefined && {share}), seed: seed ?? wish.name})
  return ok({
    ...wish,
    plan: {...plan, articles, annotators},
    lists: [...given].map(([annotator, hers]) => ({annotator, articles: orderedFor(annotator, hers, order ?? 'listed')})),
  })
}
