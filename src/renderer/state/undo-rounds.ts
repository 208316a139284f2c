import {isClosed} from '../../core/round/round.ts'
import type {Project} from '../../project/project.ts'
import type {UndoHistory} from '../../project/undo.ts'
import type {MyWork} from './my-work.ts'
import type {OpenArticles} from './open-articles.ts'
import {FOLLOWED} from './open-articles.ts'

/** Cuts the history where a round begins or is opened: what was done before belongs to documents that are closed now, or to what others went on from unseen. */
export function cutAtRounds({rounds, observe}: Project, undo: UndoHistory): void {
  const closedNow = (): string =>
    JSON.stringify(
      rounds
        .all()
        .filter(isClosed)
        .map(({id}) => id)
        .sort(),
    )
  let closed = closedNow()
  observe(() => {
    const now = closedNow()
    if (now === closed) return
    closed = now
    undo.cut()
  })
}

/** Forgets, each time it is called, what was done in articles that were finished since: what is sealed is not changed by Undo. */
export function cutAtFinishes(mine: MyWork, undo: UndoHistory, articles: Pick<OpenArticles, 'get'>): () => void {
  let known: ReadonlySet<string> = new Set()
  return () => {
    const finished = new Set(mine.all().flatMap(({round, finished: done}) => (isClosed(round) ? [...done] : [])))
    for (const id of finished) {
      if (known.has(id)) continue
      undo.forget(id)
      const open = articles.get(id)
      if (open !== undefined) undo.follow(id, open.document.doc, FOLLOWED)
    }
    known = finished
  }
}
