import {isClosed} from '../../core/round/round.ts'
import type {Project} from '../../project/project.ts'
import type {UndoHistory} from '../../project/undo.ts'

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
