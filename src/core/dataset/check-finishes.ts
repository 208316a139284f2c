import type {ArticleId} from '../article/article.ts'
import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {SealedFinish, SnapshotWorklist} from './project-snapshot.ts'
import type {SurveyedHead} from './survey.ts'

/** By how much the clock of a device may be off, in milliseconds. */
const CLOCK = 24 * 60 * 60 * 1000

type Round = SurveyedHead['rounds'][number]
type NameOf = {readonly round: (id: string) => string; readonly annotator: (id: string) => string}

/** What is odd in what a dataset says was finished in rounds that are opened, and stands in the way of nothing. */
export function* finishProblems(
  {rounds, leftOut}: Pick<SurveyedHead, 'rounds' | 'leftOut'>,
  worklists: readonly SnapshotWorklist[],
  articles: readonly ArticleId[],
  nameOf: NameOf,
): Generator<Message, void, undefined> {
  const opened = new Map(rounds.flatMap(round => (round.openedAt === undefined ? [] : [[round.id, round] as const])))
  const inFile = new Set(articles)
  const isLeftOut = (article: ArticleId): boolean => leftOut !== undefined && leftOut.articles?.includes(article) !== false
  for (const [at, list] of worklists.entries()) {
    const round = opened.get(list.round)
    if (round === undefined) continue
    const who = {annotator: nameOf.annotator(list.annotator), round: nameOf.round(list.round)}
    for (const [n, finish] of list.finished.entries()) {
      if (finish.takenBack !== undefined) continue
      const problem = oddity({place: `worklists[${at}].finished[${n}]`, ...who, article: finish.article.slice(0, 12)}, finish, round, list)
      if (problem !== undefined) yield problem
    }
    for (const article of bare(list.finished))
      if (inFile.has(article) && !isLeftOut(article))
        yield message(
          '{place}: what {annotator} in the round “{round}” finished of the article {article}… has no nonce, and the file does not say why, so nobody can tell whether her work is what was finished.',
          {place: `worklists[${at}]`, ...who, article: article.slice(0, 12)},
        )
  }
}

type Told = {readonly place: string; readonly annotator: string; readonly round: string; readonly article: string}

function oddity(told: Told, {article, at}: SealedFinish, {startedAt, openedAt, articles}: Round, {given}: SnapshotWorklist): Message | undefined {
  const isKnown = given.length > 0 ? given.some(each => each.article === article) : (articles?.includes(article) ?? true)
  if (!isKnown)
    return message('{place}: {annotator} in the round “{round}” says to have finished the article {article}…, which was never to be done there.', told)
  const isThen = at >= Date.parse(startedAt) - CLOCK && (openedAt === undefined || at <= Date.parse(openedAt) + CLOCK)
  return isThen
    ? undefined
    : message('{place}: {annotator} in the round “{round}” says to have finished the article {article}… at a time at which the round did not run.', told)
}

/** Of which articles nothing that stands has a nonce, or says why not. */
function bare(finished: readonly SealedFinish[]): ReadonlySet<ArticleId> {
  const standing = finished.filter(({takenBack}) => takenBack === undefined)
  const told = new Set(standing.flatMap(({article, nonce, unsealed}) => (nonce === undefined && unsealed === undefined ? [] : [article])))
  return new Set(standing.flatMap(({article}) => (told.has(article) ? [] : [article])))
}

/** As they are taken into a project, where a round that was closed is open from then on: why what was finished there cannot be compared. */
export function withUnsealed(worklists: readonly SnapshotWorklist[], rounds: readonly Round[]): readonly SnapshotWorklist[] {
  const closed = new Set(rounds.flatMap(({id, openedAt}) => (openedAt === undefined ? [id] : [])))
  const marked = (finish: SealedFinish): SealedFinish =>
    finish.nonce === undefined && finish.unsealed === undefined ? {...finish, unsealed: 'closed-round'} : finish
  return worklists.map(list => (closed.has(list.round) ? {...list, finished: list.finished.map(marked)} : list))
}
