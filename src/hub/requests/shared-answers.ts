import type {TaskWatch} from '../../ipc/task-watch.ts'
import type {SharedWatch} from './shared-watch.ts'
import {sharedWatch} from './shared-watch.ts'

/** Answers that are made once for all who ask alike before one is begun. What is begun may lack what was written since. */
export interface SharedAnswers {
  /**
   * `make` says when it begins, at once or later. `watch`: of who asks now, and `cancelled`, what she gets instead once she has cancelled while others
   * wait on.
   */
  ask<T>(key: string, make: (begins: () => void, watch: TaskWatch) => Promise<T>, watch?: TaskWatch, cancelled?: () => T): Promise<T>
}

type Waiting = {readonly watches: SharedWatch; answer?: Promise<unknown>}

export function sharedAnswers(): SharedAnswers {
  const waiting = new Map<string, Waiting>()
  return {
    ask: <T>(key: string, make: (begins: () => void, watch: TaskWatch) => Promise<T>, watch: TaskWatch = {}, cancelled?: () => T): Promise<T> => {
      const known = waiting.get(key)
      if (known?.answer !== undefined && !known.watches.isCancelled()) {
        known.watches.join(watch)
        return unlessCancelled(known.answer as Promise<T>, known.watches, watch.signal, cancelled)
      }
      const mine: Waiting = {watches: sharedWatch()}
      waiting.set(key, mine)
      const begins = (): void => {
        if (waiting.get(key) === mine) waiting.delete(key)
      }
      mine.watches.join(watch)
      const answer = make(begins, mine.watches.watch).finally(begins)
      mine.answer = answer
      return unlessCancelled(answer, mine.watches, watch.signal, cancelled)
    },
  }
}

/** An answer that is made for several is none for whoever cancelled; where all have, it ends by itself. */
function unlessCancelled<T>(answer: Promise<T>, watches: SharedWatch, signal: TaskWatch['signal'], cancelled: (() => T) | undefined): Promise<T> {
  if (signal === undefined || cancelled === undefined) return answer
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      if (!watches.isCancelled()) resolve(cancelled())
    }
    if (signal.aborted) leave()
    else signal.addEventListener('abort', leave, {once: true})
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}
