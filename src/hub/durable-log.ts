import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {DocumentAddress} from '../project/document-address.ts'
import type {ProjectStore} from '../storage/project-store.ts'
import {sentenceOf} from './sentence-of.ts'

export type LogEntry = {readonly name: string; readonly address: DocumentAddress; readonly update: Uint8Array}

/** The project's log as the hub writes it: it knows whether the disk takes anything, and notices when it does again. */
export interface DurableLog {
  /** All entries or none. Once this says ok they survive a crash, and only then may anybody be told. */
  append(entries: readonly LogEntry[]): Promise<Result<null>>
  /** As {@link DurableLog.append}, and when refused the entry is tried again until the disk takes it. */
  appendOrRetry(entry: LogEntry): Promise<Result<null>>
  /** Why nothing can be written at present; `null` when all is well. */
  problem(): string | null
  /** Resolves when nothing is being written any more. */
  settled(): Promise<void>
  stop(): void
}

/** Milliseconds between attempts to write again after the disk refused: soon after space is made, work is saved. */
const RETRY = 1000

/** An empty Y update: what is written to see whether the disk takes anything. */
const NOTHING = new Uint8Array([0, 0])

/** Follows what is written, whoever wrote it. `writing` is called before a reader of the store could see the entries. */
export type LogWatch = {writing(entries: readonly LogEntry[]): void; written(entries: readonly LogEntry[], result: Result<null>): void}

export function durableLog(given: {
  store: ProjectStore
  probe: {readonly name: string; readonly address: DocumentAddress}
  onProblem: (problem: string | null) => void
  onRetried: (entry: LogEntry) => void
  watch: LogWatch
}): DurableLog {
  const {store, watch} = given
  const pending = new Set<Promise<unknown>>()
  let problem: string | null = null
  let waiting: LogEntry | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const write = async (entries: readonly LogEntry[]): Promise<Result<null>> => {
    watch.writing(entries)
    const writing = Promise.all(entries.map(({name, address, update}) => store.append(name, address, update)))
    pending.add(writing)
    const result = await writing.then(
      () => ok(null),
      error => refused(sentenceOf(error)),
    )
    pending.delete(writing)
    watch.written(entries, result)
    return result
  }
  const say = (next: string | null): void => {
    if (problem === next) return
    problem = next
    given.onProblem(next)
  }
  const retryLater = (): void => {
    if (timer !== undefined || stopped) return
    timer = setTimeout(async () => {
      const entry = waiting
      const written = await write([entry ?? {...given.probe, update: NOTHING}])
      timer = undefined
      if (!written.ok) {
        say(written.error)
        retryLater()
        return
      }
      if (entry !== undefined) given.onRetried(entry)
      if (waiting === entry) waiting = undefined
      if (waiting !== undefined) retryLater()
      else say(null)
    }, RETRY)
    timer.unref()
  }
  const append = async (entries: readonly LogEntry[], keep: LogEntry | undefined): Promise<Result<null>> => {
    const written = await write(entries)
    if (written.ok) return written
    waiting ??= keep
    say(written.error)
    retryLater()
    return written
  }
  return {
    append: entries => append(entries, undefined),
    appendOrRetry: entry => append([entry], entry),
    problem: () => problem,
    settled: async () => {
      while (pending.size > 0) await Promise.allSettled(pending)
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
