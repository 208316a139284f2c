import type {Sentence} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {REFUSED} from '../../project/judgement/rules.ts'
import type {Arrival, NumberOwners} from '../../storage/log/document-log.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import type {NewDocument, ProjectStore} from '../../storage/project-store.ts'
import {sentenceOf} from '../sentence-of.ts'

/** `owners`: whose numbers it is written under, to be kept with it. `arrival`: when it came from whose window; absent for what did not come from one. */
export type LogEntry = {
  readonly name: string
  readonly address: DocumentAddress
  readonly update: Uint8Array
  readonly owners?: NumberOwners
  readonly arrival?: Arrival
}

/** `forGood`: at another hub somebody else writes under one of its numbers. Otherwise the disk did not take it. */
export type Unwritten = {readonly why: Sentence; readonly forGood: boolean}

/** The project's log as the hub writes it: it knows whether the disk takes anything, and notices when it does again. */
export interface DurableLog {
  /** All entries or none. Once this says ok they survive a crash, and only then may anybody be told. */
  append(entries: readonly LogEntry[]): Promise<Result<null, Unwritten>>
  /** First updates of very many documents, one in memory at a time: all or none. What `documents` throws is why they are refused. */
  appendAll(documents: AsyncIterable<NewDocument>): Promise<Result<null>>
  /** As {@link DurableLog.append}, and the first entry that is refused is tried again until the disk takes it. */
  appendOrRetry(entry: LogEntry): Promise<Result<null, Unwritten>>
  /** For what others may have been shown already: resolves when it is on disk, however often that has to be tried. */
  keep(entry: LogEntry): Promise<void>
  /** Why nothing can be written at present; `null` when all is well. */
  problem(): Sentence | null
  /** Resolves when what is being written now is on disk, or was refused. */
  written(): Promise<void>
  /** Resolves when nothing is being written any more. */
  settled(): Promise<void>
  stop(): void
}

/** Milliseconds between attempts to write again after the disk refused: soon after space is made, work is saved. */
const RETRY = 1000

/** Milliseconds that changes which were passed on already are gathered to be written together: only their author waits, for a word. */
const GATHER = 4

/** An empty Y update: what is written to see whether the disk takes anything, and what stands for one that nobody needs. */
const NOTHING = new Uint8Array([0, 0])

/** Follows what is written, whoever wrote it. `writing` is called before a reader of the store could see the entries. */
export type LogWatch = {writing(entries: readonly LogEntry[]): void; written(entries: readonly LogEntry[], result: Result<null, unknown>): void}

export function durableLog(given: {
  store: DocumentLog & Pick<ProjectStore, 'appendAll'>
  probe: {readonly name: string; readonly address: DocumentAddress}
  onProblem: (problem: Sentence | null) => void
  onRetried: (entry: LogEntry) => void
  watch: LogWatch
  /** Whether who watches needs the update itself, which of very many documents would be much. */
  isFollowed: (name: string) => boolean
}): DurableLog {
  const {store, watch} = given
  const pending = new Set<Promise<unknown>>()
  /** What the disk refused, and whom to tell when it has taken it. */
  const unwritten = new Map<LogEntry, () => void>()
  let gathered = new Map<LogEntry, () => void>()
  let gathering: NodeJS.Timeout | undefined
  let problem: Sentence | null = null
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const write = async (entries: readonly LogEntry[]): Promise<Result<null, Unwritten>> => {
    watch.writing(entries)
    const writing = Promise.all(entries.map(({name, address, update, owners, arrival}) => store.append(name, address, update, owners, arrival)))
    pending.add(writing)
    const result = await writing.then(
      appended => (appended.includes('taken') ? refused({why: REFUSED.name, forGood: true}) : ok(null)),
      error => refused({why: sentenceOf(error), forGood: false}),
    )
    pending.delete(writing)
    watch.written(entries, result)
    return result
  }
  const writeAll = async (documents: AsyncIterable<NewDocument>): Promise<Result<null>> => {
    const told: LogEntry[] = []
    const watched = async function* (): AsyncGenerator<NewDocument> {
      for await (const document of documents) {
        const {name, address} = document
        const entry = given.isFollowed(name) ? document : {name, address, update: NOTHING}
        told.push(entry)
        watch.writing([entry])
        yield document
      }
    }
    const writing = store.appendAll(watched())
    pending.add(writing)
    const result = await writing.then(
      () => ok(null),
      error => refused(sentenceOf(error)),
    )
    pending.delete(writing)
    watch.written(told, result)
    return result
  }
  const say = (next: Sentence | null): void => {
    if (`${problem}` === `${next}`) return
    problem = next
    given.onProblem(next)
  }
  const retryLater = (): void => {
    if (timer !== undefined || stopped) return
    timer = setTimeout(async () => {
      const entries = [...unwritten.keys()]
      const written = await write(entries.length > 0 ? entries : [{...given.probe, update: NOTHING}])
      timer = undefined
      if (!written.ok && !written.error.forGood) return failed(written.error.why)
      for (const entry of entries) {
        if (written.ok) given.onRetried(entry)
        unwritten.get(entry)?.()
        unwritten.delete(entry)
      }
      if (unwritten.size > 0) retryLater()
      else say(null)
    }, RETRY)
    timer.unref()
  }
  const failed = (why: Sentence): void => {
    say(why)
    retryLater()
  }
  const append = async (entries: readonly LogEntry[]): Promise<Result<null, Unwritten>> => {
    const written = await write(entries)
    if (!written.ok && !written.error.forGood) failed(written.error.why)
    return written
  }
  const writeGathered = async (): Promise<void> => {
    clearTimeout(gathering)
    gathering = undefined
    const batch = gathered
    gathered = new Map()
    if (batch.size === 0) return
    const written = await append([...batch.keys()])
    for (const [entry, done] of batch) {
      if (written.ok) done()
      else unwritten.set(entry, done)
    }
  }
  return {
    append,
    appendAll: writeAll,
    appendOrRetry: async entry => {
      const written = await append([entry])
      if (!written.ok && !written.error.forGood && unwritten.size === 0) unwritten.set(entry, () => undefined)
      return written
    },
    keep: entry =>
      new Promise(done => {
        gathered.set(entry, done)
        gathering ??= setTimeout(() => void writeGathered(), GATHER)
      }),
    problem: () => problem,
    written: async () => {
      const before = [...pending]
      await Promise.allSettled([writeGathered(), ...before])
    },
    settled: async () => {
      await writeGathered()
      while (pending.size > 0) await Promise.allSettled(pending)
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
