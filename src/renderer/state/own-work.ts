import type {ArticleId} from '../../core/article/article.ts'
import {activeOwner, isAnnotatorIn, isUnderWay} from '../../core/round/blindness.ts'
import type {Owner, Person} from '../../core/round/owner.ts'
import {workOf} from '../../core/round/owner.ts'
import type {Round} from '../../core/round/round.ts'
import {isClosed} from '../../core/round/round.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {LateWork} from '../../project/late-work.ts'
import type {Project} from '../../project/project.ts'
import {say} from '../ui/say.ts'

/** Whose set of an article this person works in, and whose registry while it is on screen. Before any is, only a round of all articles counts. */
export const ownWork =
  ({rounds}: Project, me: () => string) =>
  (article: ArticleId | undefined): Owner =>
    activeOwner(rounds.all(), me(), article ?? '')

/**
 * Whether what somebody made in a round is over, or she may not write any more. `undefined`: neither is known here yet, though the hub
 * takes nothing of it. What is nobody's own is not over.
 */
export const isOverFor =
  ({rounds, people}: Project, me: () => Person) =>
  (address: DocumentAddress): boolean | undefined => {
    if (!('owner' in address) || workOf(address.owner) === undefined) return false
    if (!isUnderWay(rounds.all(), address.owner, address.kind === 'set' ? address.article : undefined)) return true
    const {id, role} = me()
    return role === 'reader' || people.get(id)?.role === 'reader' ? false : undefined
  }

/** What is said of changes that the hub may not have had in time. */
export const lateWords = (article: string, whose: Owner): string =>
  whose === 'team'
    ? say(
        'Your last changes to {article} came as the independent round began. If the team does not have them yet, they are kept on this device, and join the team’s when you open the article here after the round.',
        {article},
      )
    : say(
        'The round that your last changes to {article} belong to is opened. What the hub did not have of them it takes once, and marks as late. What it does not take is kept on this device.',
        {article},
      )

/** What became of work that came after the round that it belongs to was opened. */
export const takenLateWords = (article: string, round: string, late: LateWork): string =>
  late.annotations.size === 0
    ? say(
        '“{round}” was opened before the hub had that you have read {article}. It is in your work of the round now, marked as late. What you do from now on goes to the team.',
        {
          round,
          article,
        },
      )
    : say(
        '“{round}” was opened before the hub had your last work on {article}. {annotations, plural, one {# annotation of yours is} other {# annotations of yours are}} in your work of the round now, marked as late. What you do from now on goes to the team.',
        {round, article, annotations: late.annotations.size},
      )

/** Calls back when a round has begun, has grown or is over, with what that is to whoever is at this window. */
export function onRounds({rounds, observe, displayName}: Project, me: () => string, run: (news: string) => void): void {
  const closed = (): readonly Round[] => rounds.all().filter(isClosed)
  let all = rounds.all()
  let before = closed()
  observe(() => {
    if (rounds.all() === all) return
    all = rounds.all()
    const now = closed()
    if (JSON.stringify(now) === JSON.stringify(before)) return
    const opened = all.find(({id, state}) => state === 'open' && before.some(each => each.id === id))
    const news = opened === undefined ? roundNews(before, now, me()) : openingNews(opened, now, displayName)
    before = now
    run(news)
  })
}

function openingNews({name, opened}: Round, running: readonly Round[], nameOf: Project['displayName']): string {
  const person = opened === undefined ? undefined : nameOf(opened.by)
  const news =
    person === undefined
      ? say('The round “{name}” was opened: everybody can read what was marked in it.', {name})
      : say('{person} opened the round “{name}”: everybody can read what was marked in it.', {name, person})
  return `${news} ${running.length > 0 ? say('Other rounds go on.') : say('You all work together again.')}`
}

function roundNews(before: readonly Round[], now: readonly Round[], me: string): string {
  const begun = now.find(({id}) => !before.some(each => each.id === id))
  if (begun?.articles !== undefined) {
    const where = say('The round “{name}” has begun on {articles, plural, =0 {no articles} one {# article} other {# articles}}.', {
      name: begun.name,
      articles: begun.articles.length,
    })
    return `${where} ${isAnnotatorIn(begun, me) ? say('There you work on your own now.') : say('They are closed to you until it is opened.')}`
  }
  if (begun !== undefined && !isAnnotatorIn(begun, me))
    return say('The round “{name}” has begun on all articles. They are closed to you until it is opened.', {name: begun.name})
  if (begun !== undefined) return say('An independent round has begun: you work on your own now.')
  const grown = now.find(each => before.some(({id}) => id === each.id) && !before.some(other => JSON.stringify(other) === JSON.stringify(each)))
  if (grown !== undefined) return say('The round “{name}” has more articles or annotators now.', {name: grown.name})
  return now.length > 0 ? say('An independent round is over. Others go on.') : say('The independent round is over: you all work together again.')
}
