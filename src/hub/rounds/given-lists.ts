import type {Message} from '../../core/language/message.ts'
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

/** Of a project, who is in it and whom nobody lets in any more. */
export type Staff = {readonly project: Project; readonly isShutOut: (annotator: AnnotatorId) => boolean}

export const nameIn = ({people}: Pick<Project, 'people'>, person: AnnotatorId): string => people.get(person)?.name ?? person

/** Lists as they may be given: each annotator's once, of people and articles that are in the round and in the project. `standing`: what she has, which stays though it left the project. */
export function soundLists(
  lists: readonly GivenList[],
  round: Pick<Round, 'articles' | 'annotators'>,
  staff: Staff,
  standing: (annotator: AnnotatorId) => ReadonlySet<ArticleId> | undefined = () => undefined,
): Result<readonly GivenList[]> {
  const sound = new Map<AnnotatorId, GivenList>()
  for (const list of lists) {
    const annotator = staff.project.joins.rootOf(list.annotator)
    const articles = [...new Set(list.articles)]
    const problem = sound.has(annotator)
      ? message('{person} has two lists. Give each annotator one.', {person: nameIn(staff.project, annotator)})
      : listProblem({annotator, articles}, round, staff, standing(annotator))
    if (problem !== undefined) return refused(problem)
    sound.set(annotator, {annotator, articles})
  }
  return ok([...sound.values()])
}

function listProblem(
  {annotator, articles}: GivenList,
  round: Pick<Round, 'articles' | 'annotators'>,
  {project, isShutOut}: Staff,
  standing: ReadonlySet<ArticleId> | undefined,
): Message | undefined {
  const person = nameIn(project, annotator)
  if (!isAnnotatorIn(round, annotator))
    return message('{person} is no annotator of this round and was given articles. Add this person to its annotators first.', {person})
  const ofRound = round.articles && new Set(round.articles)
  if (ofRound !== undefined && articles.some(article => !ofRound.has(article)))
    return message('{person} was given an article that is not in this round. Add it to its articles first.', {person})
  if (project.people.get(annotator) === undefined)
    return message('“{id}” is not in the project and was given articles. Choose the annotators again.', {id: annotator})
  if (isShutOut(annotator) && articles.some(article => standing?.has(article) !== true))
    return message('{person} was given articles and cannot come in any more, as every invitation of this person is revoked. Give them to somebody else.', {
      person,
    })
  const isThere = (article: ArticleId): boolean => project.articles.get(article) !== undefined || standing?.has(article) === true
  return articles.every(isThere)
    ? undefined
    : message('{person} was given an article that is not in the project any more. Choose the articles again.', {person})
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
