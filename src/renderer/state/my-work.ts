import type {ArticleId} from '../../core/article/article.ts'
import {closedOn, isAnnotatorIn} from '../../core/round/blindness.ts'
import type {RoundId} from '../../core/round/owner.ts'
import type {Round} from '../../core/round/round.ts'
import {isClosed} from '../../core/round/round.ts'
import {finishedIn} from '../../core/round/worklist.ts'
import type {Project} from '../../project/project.ts'
import type {WorklistDocument} from '../../project/worklist.ts'
import {worklistDocument} from '../../project/worklist.ts'
import type {HubConnection, OpenDocument} from '../../sync/hub-connection.ts'

/** What this person is to do in a round, or was to do in one that is over: her articles that are in the project, in her order, and those that she has finished. */
export type Task = {readonly round: Round; readonly articles: readonly ArticleId[]; readonly finished: ReadonlySet<ArticleId>}

/** Her work in rounds, as their worklists say. */
export interface MyWork {
  /** Of rounds that run, the first begun first, then of the latest that are over, the last begun first. Where she has no articles there is nothing. */
  all(): readonly Task[]
  /** That of the closed round in which she works on an article; `undefined` also where the article is not hers to do. */
  on(article: ArticleId): Task | undefined
  /** Resolves when the worklists of all rounds that are known now are here, or refused. */
  loaded(): Promise<void>
  /** Told when a worklist came, or something of one changed. */
  observe(listener: () => void): void
}

/** Rounds that are over and still shown: of each the worklist is open. */
const MOST_OVER = 20

type Kept = {readonly document: OpenDocument; readonly loaded: Promise<void>; list?: WorklistDocument}

export function createMyWork(given: {
  connection: HubConnection
  project: Project
  /** All articles of the project, in the order of the list. */
  articles: () => readonly {readonly id: ArticleId}[]
  me: () => string
}): MyWork {
  const {connection, project, me} = given
  const listeners = new Set<() => void>()
  const kept = new Map<RoundId, Kept>()
  let tasks: readonly Task[] | undefined
  const tell = (): void => {
    tasks = undefined
    for (const listener of listeners) listener()
  }
  const isHers = (round: Round): boolean => round.state !== 'draft' && round.unreadable !== true && isAnnotatorIn(round, me())
  const open = (round: RoundId): Kept => {
    const document = connection.open({kind: 'worklist', round, annotator: me()})
    const load = async (): Promise<void> => {
      const loaded = await document.loaded
      if (!loaded.ok) {
        // It is asked for again when something of the project changed.
        kept.delete(round)
        return document.close()
      }
      opened.list = worklistDocument(document.doc)
      opened.list.observe(tell)
      tell()
    }
    const opened: Kept = {document, loaded: load()}
    return opened
  }
  const follow = (): void => {
    tasks = undefined
    const hers = project.rounds.all().filter(isHers)
    const over = hers.filter(round => !isClosed(round)).sort((a, b) => b.startedAt - a.startedAt)
    for (const round of [...hers.filter(isClosed), ...over.slice(0, MOST_OVER)]) if (!kept.has(round.id)) kept.set(round.id, open(round.id))
  }
  follow()
  project.observe(follow)

  const taskIn = (round: Round): Task | undefined => {
    const list = kept.get(round.id)?.list
    if (list === undefined || !isHers(round)) return undefined
    const planned = round.worklists === true ? list.articles() : (round.articles ?? given.articles().map(({id}) => id))
    const articles = planned.filter(id => project.articles.get(id) !== undefined)
    return articles.length === 0 ? undefined : {round, articles, finished: finishedIn(list.finishes())}
  }
  const all = (): readonly Task[] => {
    tasks ??= project.rounds
      .all()
      .flatMap(round => taskIn(round) ?? [])
      .sort((a, b) => Number(isClosed(b.round)) - Number(isClosed(a.round)) || (isClosed(a.round) ? 1 : -1) * (a.round.startedAt - b.round.startedAt))
    return tasks
  }
  return {
    all,
    on: article => {
      const closed = closedOn(project.rounds.all(), article).find(round => isAnnotatorIn(round, me()))
      return closed && all().find(({round, articles}) => round.id === closed.id && articles.includes(article))
    },
    loaded: async () => {
      await Promise.all([...kept.values()].map(({loaded}) => loaded))
    },
    observe: listener => void listeners.add(listener),
  }
}
