import type {TaskWatch} from '../../ipc/task-watch.ts'
import type {SharedWatch} from './shared-watch.ts'
import {sharedWatch} from './shared-watch.ts'

/** Answers that are made once for all who ask alike before one is begun. What is begun may lack what was written since. */
export interface SharedAnswers {
  /** `make` says when it begins, at once or later. `watch`: of who asks now. */
  ask<T>(key: string, make: (begins: () => void, watch: TaskWatch) => Promise<T>, watch?: TaskWatch): Promise<T>
}

type Waiting = {readonly watches: SharedWatch; answer?: Promise<unknown>}

export function sharedAnswers(): SharedAnswers {
  const waiting = new Map<string, Waiting>()
  return {
    ask: <T>(key: string, make: (begins: () => void, watch: TaskWatch) => Promise<T>, watch: TaskWatch = {}): Promise<T> => {
      const known = waiting.get(key)
      if (known?.answer !== undefined && !known.watches.isCancelled()) {
        known.watches.join(watch)
        return known.answer as Promise<T>
      }
      const mine: Waiting = {watches: sharedWatch()}
      waiting.set(key, mine)
      const begins = (): void => {
        if (waiting.get(key) === mine) waiting.delete(key)
      }
      mine.watches.join(watch)
      const answer = make(begins, mine.watches.watch).finally(begins)
      mine.answer = answer
      return answer
    },
  }
}
