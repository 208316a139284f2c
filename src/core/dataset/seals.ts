import type {ArticleId} from '../article/article.ts'
import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {SaidOn} from '../round/commitment.ts'
import {isSealed} from '../round/commitment.ts'
import type {Owner} from '../round/owner.ts'
import {ownerOf} from '../round/owner.ts'
import {standingOf} from '../round/worklist.ts'
import type {SealedFinish, SnapshotWorklist} from './project-snapshot.ts'

/** What of a dataset was finished in rounds that are opened, and whether it is still that. */
export type SealReport = {readonly kept: number; readonly broken: readonly Message[] /** What else is odd about it. */; readonly odd: readonly Message[]}

/** What a dataset says was finished, set by set. */
export interface Seals {
  /** Whose work on an article was finished. */
  owners(article: ArticleId): readonly Owner[]
  of(article: ArticleId, owner: Owner): readonly SealedFinish[]
  /** What one of them says on an article. */
  compare(said: SaidOn, owner: Owner): void
  report(): Omit<SealReport, 'odd'>
}

type Finished = {readonly place: string; readonly round: string; readonly annotator: string; readonly finishes: SealedFinish[]}
type NameOf = {readonly round: (id: string) => string; readonly annotator: (id: string) => string}

export function seals(worklists: readonly SnapshotWorklist[], nameOf: NameOf): Seals {
  const byArticle = finishedSets(worklists)
  const broken: Message[] = []
  let kept = 0
  const of = (article: ArticleId, owner: Owner): Finished | undefined => byArticle.get(article)?.get(owner)
  return {
    owners: article => [...(byArticle.get(article)?.keys() ?? [])],
    of: (article, owner) => of(article, owner)?.finishes ?? [],
    compare: (said, owner) => {
      const known = of(said.article, owner)
      const standing = standingOf(known?.finishes ?? [], said.article)
      if (known === undefined || standing.length === 0) return
      if (standing.some(finish => isSealed(said, finish, finish.nonce ?? ''))) kept++
      else
        broken.push(
          message('{place}: the work of {annotator} in the round “{round}” on the article {article}… is not what was finished: it was changed after that.', {
            place: known.place,
            annotator: nameOf.annotator(known.annotator),
            round: nameOf.round(known.round),
            article: said.article.slice(0, 12),
          }),
        )
    },
    report: () => ({kept, broken}),
  }
}

function finishedSets(worklists: readonly SnapshotWorklist[]): ReadonlyMap<ArticleId, ReadonlyMap<Owner, Finished>> {
  const byArticle = new Map<ArticleId, Map<Owner, Finished>>()
  for (const [at, {round, annotator, finished}] of worklists.entries()) {
    const owner = ownerOf(annotator, round)
    for (const each of finished) {
      if (each.nonce === undefined) continue
      const owners = byArticle.get(each.article) ?? new Map<Owner, Finished>()
      byArticle.set(each.article, owners)
      const known = owners.get(owner) ?? {place: `worklists[${at}]`, round, annotator, finishes: []}
      owners.set(owner, known)
      known.finishes.push(each)
    }
  }
  return byArticle
}
