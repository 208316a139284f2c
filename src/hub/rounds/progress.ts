import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import {inCodeUnits} from '../../core/code-unit-order.ts'
import {workRoundOf} from '../../core/round/blindness.ts'
import {LATELY} from '../../core/round/expected-end.ts'
import type {ownerOf} from '../../core/round/owner.ts'
import {workOf} from '../../core/round/owner.ts'
import type {Round} from '../../core/round/round.ts'
import type {AnnotatorProgress, RoundGrid} from '../../ipc/round-api.ts'
import {GRID} from '../../ipc/round-api.ts'
import type {Project} from '../../project/project.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import type {HubWorklists} from './worklists.ts'

/** What one annotator is given, and how far she is. */
type Row = {
  readonly annotator: AnnotatorId
  readonly given: readonly ArticleId[]
  readonly stateOf: (article: ArticleId) => 'given' | 'begun' | 'finished'
  /** When she last finished an article that counts as finished. */
  readonly finishedAt: (article: ArticleId) => number | undefined
}

type Looked = {
  readonly worklists: Pick<HubWorklists, 'of'>
  readonly project: Pick<Project, 'articles' | 'joins'>
  readonly store: Pick<DocumentLog, 'documents'>
}

/** How far everybody in a round is. Of what somebody said it is asked only whether there is anything. Where nobody has a list, all articles of the round are everybody's. */
async function rowsOf(round: Round, {worklists, project, store}: Looked): Promise<readonly Row[]> {
  const lists = new Map(worklists.of(round.id).map(list => [list.annotator, list]))
  const all = round.articles ?? project.articles.ids()
  const begun = new Set<string>()
  for (const {address} of await store.documents()) {
    const work = address.kind === 'set' ? workOf(address.owner) : undefined
    if (address.kind === 'set' && work?.round === workRoundOf(round)) begun.add(`${address.article} ${project.joins.rootOf(work.annotator)}`)
  }
  const annotators = round.annotators ?? [...lists.keys()].sort(inCodeUnits)
  return annotators.map(annotator => {
    const list = lists.get(annotator)
    // The first comes first, so the last of each stays.
    const done = new Map(list?.finishes.flatMap(({article, at, takenBack}) => (takenBack === undefined ? [[article, at] as const] : [])))
    return {
      annotator,
      given: round.worklists === true ? (list?.articles ?? []) : all,
      finishedAt: article => done.get(article),
      stateOf: article => (done.has(article) ? 'finished' : begun.has(`${article} ${annotator}`) ? 'begun' : 'given'),
    }
  })
}

/** `seen`: the day on which somebody was last here. */
export async function progressOf(
  round: Round,
  looked: Looked & {readonly now: () => number},
  seen: (annotator: AnnotatorId) => number | undefined,
): Promise<readonly AnnotatorProgress[]> {
  const rows = await rowsOf(round, looked)
  const since = looked.now() - LATELY
  return rows.map(({annotator, given, stateOf, finishedAt}) => {
    const states = given.map(stateOf)
    const lastSeen = seen(annotator)
    return {
      annotator,
      given: given.length,
      begun: states.filter(state => state !== 'given').length,
      finished: states.filter(state => state === 'finished').length,
      lately: given.filter(article => (finishedAt(article) ?? Number.NEGATIVE_INFINITY) > since).length,
      ...(lastSeen !== undefined && {lastSeen}),
    }
  })
}

export async function gridOf(round: Round, looked: Looked): Promise<RoundGrid> {
  const rows = await rowsOf(round, looked)
  const articles = round.articles ?? looked.project.articles.ids()
  return {
    articles,
    rows: rows.map(({annotator, given, stateOf}) => {
      const hers = new Set(given)
      return {annotator, states: articles.map(article => (hers.has(article) ? GRID[stateOf(article)] : GRID.notGiven)).join('')}
    }),
  }
}

/** Whose work in a round is here, of these articles or of all, and may be read. */
export async function readableWork(
  round: Round,
  {store, project}: Omit<Looked, 'worklists'>,
  mayRead: (article: ArticleId, owner: ReturnType<typeof ownerOf>) => boolean,
  only?: ArticleId,
): Promise<ReadonlyMap<AnnotatorId, readonly ArticleId[]>> {
  const found = new Map<AnnotatorId, ArticleId[]>()
  for (const {address} of await store.documents()) {
    if (address.kind !== 'set' || (only !== undefined && address.article !== only)) continue
    const work = workOf(address.owner)
    if (work === undefined || work.round !== workRoundOf(round) || project.articles.get(address.article) === undefined) continue
    if (!mayRead(address.article, address.owner)) continue
    const hers = found.get(work.annotator) ?? []
    found.set(work.annotator, hers)
    hers.push(address.article)
  }
  return new Map([...found].sort(([a], [b]) => inCodeUnits(a, b)).map(([annotator, articles]) => [annotator, articles.sort(inCodeUnits)]))
}
