import {ok} from '../../core/result.ts'
import type {TaskApi} from '../../ipc/task-api.ts'
import type {TaskWatch} from '../../ipc/task-watch.ts'

/** What takes long and was given a name by whoever asked for it. */
export interface RunningTasks {
  /** Does it, known by its name meanwhile, from when it is asked for until it is answered. */
  during<T>(who: string, watch: TaskWatch, work: (watch: TaskWatch) => Promise<T>): Promise<T>
  /** What this person may ask about her own. */
  of(who: string): TaskApi
  /** Cancels all of it. */
  close(): void
}

/** `part`: `undefined` until it has begun. */
type Running = {readonly cancel: AbortController; part: number | undefined}

export function runningTasks(): RunningTasks {
  const running = new Map<string, Running>()
  const keyOf = (who: string, task: string): string => JSON.stringify([who, task])
  return {
    during: async (who, watch, work) => {
      const {task, signal, onPart} = watch
      if (task === undefined) return work(watch)
      const key = keyOf(who, task)
      const mine: Running = {cancel: new AbortController(), part: undefined}
      running.set(key, mine)
      const leave = (): void => mine.cancel.abort()
      if (signal?.aborted === true) leave()
      else signal?.addEventListener('abort', leave, {once: true})
      try {
        return await work({
          signal: mine.cancel.signal,
          onPart: part => {
            mine.part = part
            onPart?.(part)
          },
        })
      } finally {
        signal?.removeEventListener('abort', leave)
        if (running.get(key) === mine) running.delete(key)
      }
    },
    of: who => ({
      taskProgress: async task => {
        const mine = running.get(keyOf(who, task))
        return ok(mine === undefined ? 0 : (mine.part ?? 'waiting'))
      },
      cancelTask: async task => {
        running.get(keyOf(who, task))?.cancel.abort()
        return ok(null)
      },
    }),
    close: () => {
      for (const {cancel} of running.values()) cancel.abort()
    },
  }
}
