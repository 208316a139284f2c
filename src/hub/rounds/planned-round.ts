import type {Message} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import {shareArticles} from '../../core/round/blindness.ts'
import type {Round, RoundPlan} from '../../core/round/round.ts'
import {isClosed, MOST_ANNOTATORS, MOST_ARTICLES} from '../../core/round/round.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {GivenList} from '../../ipc/round-api.ts'
import type {Staff} from './given-lists.ts'
import {nameIn, soundLists} from './given-lists.ts'

export const FULL = message(
  'A round has at most {articles, number} articles and {annotators, number} annotators. Add fewer, or start another round for the rest.',
  {articles: MOST_ARTICLES, annotators: MOST_ANNOTATORS},
)

type Planned = {readonly plan: RoundPlan; readonly lists: readonly GivenList[]}
type Wish = RoundPlan & {readonly lists: readonly GivenList[] | undefined}

/** What is planned for a round, held against the project: its articles, its annotators and what it is based on are there. */
export function plannedRound({lists, worklists: _, ...plan}: Wish, staff: Staff, rounds: readonly Round[]): Result<Planned> {
  const {project} = staff
  const articles = plan.articles && [...new Set(plan.articles)]
  const annotators = plan.annotators && [...new Set(plan.annotators.map(project.joins.rootOf))]
  if (articles?.length === 0) return refused(message('A round needs articles. Choose at least one.'))
  if (annotators?.length === 0) return refused(message('A round needs annotators. Choose at least one.'))
  if ((articles?.length ?? 0) > MOST_ARTICLES || (annotators?.length ?? 0) > MOST_ANNOTATORS) return refused(FULL)
  if (articles?.some(id => project.articles.get(id) === undefined))
    return refused(message('An article of this round is not in the project any more. Choose the articles again.'))
  const stranger = annotators?.find(id => project.people.get(id) === undefined)
  if (stranger !== undefined)
    return refused(message('“{id}” is not in the project and cannot be an annotator of this round. Choose the annotators again.', {id: stranger}))
  const gone = annotators?.find(staff.isShutOut)
  if (gone !== undefined)
    return refused(
      message('{person} cannot come in any more, as every invitation of this person is revoked. Choose the annotators again.', {person: nameIn(project, gone)}),
    )
  if (plan.basedOn !== undefined && !rounds.some(({id, state}) => id === plan.basedOn && state === 'open'))
    return refused(message('The round that this one begins with is not opened. Open it first.'))
  const planned = {...plan, ...(articles && {articles}), ...(annotators && {annotators}), ...(lists && {worklists: true as const})}
  const sound = soundLists(lists ?? [], planned, staff)
  return sound.ok ? ok({plan: planned, lists: sound.value}) : sound
}

/** Why a round cannot run beside one that runs already; no article is in two closed rounds. */
export function besideRunning(articles: RoundPlan['articles'], rounds: readonly Round[]): Message | undefined {
  const running = rounds.find(each => isClosed(each) && shareArticles(each, {articles}))
  return running && runningSentence(running)
}

export function runningSentence({name, unreadable, articles}: Pick<Round, 'name' | 'unreadable' | 'articles'>): Message {
  if (unreadable === true)
    return message('There is a round that this Claimlight cannot read, so all articles count as closed. Update Claimlight, then try again.')
  return articles === undefined
    ? message('The round “{round}” is running already on all articles. Open it first, then start the next one.', {round: name})
    : message('The round “{round}” is running already on some of these articles. Open it first, or leave them out, then start the next one.', {round: name})
}
