import {message} from '../../core/language/message.ts'
import type {Act, AnnotatorId} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import {isAnnotatorIn} from '../../core/round/blindness.ts'
import type {Round} from '../../core/round/round.ts'
import {finishedIn} from '../../core/round/worklist.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {GivenList} from '../../ipc/round-api.ts'
import type {Project} from '../../project/project.ts'
import {worklistDocument} from '../../project/worklist.ts'
import type {LocalChange} from '../documents/local-changes.ts'
import type {HubWorklists} from './worklists.ts'

/** Lists as they may be given: each annotator's once, of people and articles that are in the round and in the project. `standing`: what she has, which stays though it left the project. */
export function soundLists(
  lists: readonly GivenList[],
  round: Pick<Round, 'articles' | 'annotators'>,
  {joins, people, articles: known}: Pick<Project, 'joins' | 'people' | 'articles'>,
  standing: (annotator: AnnotatorId) => ReadonlySet<ArticleId> | undefined = () => undefined,
): Result<readonly GivenList[]> {
  const sound = new Map<AnnotatorId, GivenList>()
  const articles = round.articles && new Set(round.articles)
  for (const list of lists) {
    const annotator = joins.rootOf(list.annotator)
    if (sound.has(annotator)) return refused(message('An annotator has two lists. Give each of them one.'))
    if (!isAnnotatorIn(round, annotator))
      return refused(message('Somebody who is no annotator of this round was given articles. Add her to its annotators first.'))
    if (articles !== undefined && list.articles.some(article => !articles.has(article)))
      return refused(message('Somebody was given an article that is not in this round. Add it to its articles first.'))
    if (people.get(annotator) === undefined) return refused(message('Somebody who is not in the project was given articles. Choose the annotators again.'))
    const hers = standing(annotator)
    if (list.articles.some(article => known.get(article) === undefined && hers?.has(article) !== true))
      return refused(message('Somebody was given an article that is not in the project any more. Choose the articles again.'))
    sound.set(annotator, {annotator, articles: [...new Set(list.articles)]})
  }
  return ok([...sound.values()])
}

/** Writes what each is to do. */
export const listChanges = (round: string, lists: readonly GivenList[], act: Act): readonly LocalChange[] =>
  lists.map(({annotator, articles}) => ({
    address: {kind: 'worklist', round, annotator},
    make: doc => worklistDocument(doc).give(articles, act),
  }))

/** What somebody has finished of her list is not taken from her. What else her program may say that she has finished binds nobody. */
export function keepsFinished({annotator, articles}: GivenList, {id}: Round, worklists: HubWorklists, project: Project): Result<null> {
  const list = worklists.get({kind: 'worklist', round: id, annotator})
  const given = new Set(articles)
  const done = finishedIn(list?.finishes() ?? [])
  const lost = list?.articles().find(article => done.has(article) && !given.has(article))
  if (lost === undefined) return ok(null)
  const name = project.people.get(annotator)?.name ?? annotator
  return refused(
    message('{person} has finished “{article}” already. Leave it in her list.', {
      person: name,
      article: project.articles.get(lost)?.title ?? lost.slice(0, 12),
    }),
  )
}
