import type {TaskWatch} from '../../ipc/task-watch.ts'

/** Several who wait for one thing. It is cancelled once none of them wants it any more, and all are told how much is done. */
export interface SharedWatch {
  readonly watch: TaskWatch
  join(watch: TaskWatch): void
  isCancelled(): boolean
}

export function sharedWatch(): SharedWatch {
  const cancelled = new AbortController()
  const tellings: ((part: number) => void)[] = []
  let waiting = 0
  const leave = (): void => {
    if (--waiting === 0) cancelled.abort()
  }
  return {
    watch: {
      signal: cancelled.signal,
      onPart: part => {
        for (const tell of tellings) tell(part)
      },
    },
    join: ({signal, onPart}) => {
      waiting++
      if (onPart !== undefined) tellings.push(onPart)
      if (signal?.aborted === true) leave()
      else signal?.addEventListener('abort', leave, {once: true})
    },
    isCancelled: () => cancelled.signal.aborted,
  }
}
