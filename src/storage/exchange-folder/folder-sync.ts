import type {Message} from '../../core/language/message.ts'
import {sentenceIn} from '../../core/language/sentence-error.ts'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {diskSentence, errorCode} from '../disk-problem.ts'
import {FAN, compactOwn} from './compaction.ts'
import type {Unwritten} from './flush.ts'
import {writeMissing} from './flush.ts'
import type {SyncContext} from './own-segments.ts'
import {checkOwnFolder} from './own-segments.ts'
import type {PollReport, Progress} from './poll.ts'
import {mergeArrivals} from './poll.ts'
import {RefusedFiles} from './refused-files.ts'
import type {FolderSource, FolderTarget} from './folder-source.ts'
import type {ExchangeFolder} from './exchange-folder.ts'
import {devicesPath, folderAway} from './exchange-folder.ts'
import {repeat} from './repeat.ts'
import {isWriter} from './segment.ts'
import type {SyncState} from './sync-state.ts'
import {openSyncState} from './sync-state.ts'

export type ExchangeStatus = {
  /** The name under which this device writes; another than its id when the project was copied. */
  readonly writer: string
  /** Whether everything stored here lies in the folder too. */
  readonly shared: boolean
  /** Why nothing goes out or comes in at present, as a sentence; `undefined` when all is well. */
  readonly problem: Sentence | undefined
  /** What the last poll found; `undefined` before the first. */
  readonly lastPoll: PollReport | undefined
}

/** One device's work on one share. What is asked for at once is done one after the other. */
export interface FolderSync {
  /** Writes what the folder lacks. Its value is the number of documents, texts and keys written; they are on disk then. What was left when stopped goes out at the next flush. */
  flush(progress?: Progress): Promise<Result<number>>
  /** Merges what others wrote. Files that are cut short, damaged or foreign are reported and left alone. */
  poll(progress?: Progress): Promise<Result<PollReport>>
  /** Makes many of this device's segments into few; how many were replaced. `watch` does it by itself. */
  compact(fan?: number): Promise<Result<number>>
  /** Polls and flushes every so many milliseconds, and sooner when the folder says that something changed. */
  watch(intervalMs: number): void
  status(): ExchangeStatus
  onStatus(listener: (status: ExchangeStatus) => void): () => void
  /** Stops watching and waits for what is being done. Nothing is flushed: call `flush` before when the folder is to be complete. */
  close(): Promise<void>
}

export async function folderSync(given: {
  share: ExchangeFolder
  /** Letters, digits, - and _; no two devices have the same. */
  deviceId: string
  /** The annotator this device works for, as colleagues' rules will know it. */
  person: string
  /** Where this device keeps what it remembers of the share: a file inside the project, never inside the shared folder. */
  state: string
  source: FolderSource
  target: FolderTarget
}): Promise<Result<FolderSync>> {
  const {share, source} = given
  if (!isWriter(given.deviceId)) throw new Error(`${given.deviceId} cannot name a folder: device ids are letters, digits, - and _, at most 80.`)
  let opened: SyncState
  try {
    opened = await openSyncState(given.state, {share: share.id, deviceId: given.deviceId})
  } catch (error) {
    return refused(diskSentence(message('The state of the shared folder could not be kept in the project'), error))
  }
  const state = opened
  const context: SyncContext = {
    ...given,
    state,
    refused: new RefusedFiles(),
    forgetFolder: () => {
      state.forgetFolder()
      unwritten = 'all'
    },
  }
  const listeners = new Set<(status: ExchangeStatus) => void>()
  let unwritten: Unwritten = 'all'
  /** What is being written to the folder just now, and so is not there yet. */
  let writing: Unwritten = new Set()
  let problem: Sentence | undefined
  let lastPoll: PollReport | undefined
  let last: Promise<unknown> = Promise.resolve()
  let stop: (() => void) | undefined

  const status = (): ExchangeStatus => ({writer: state.writer(), shared: isEmpty(unwritten) && isEmpty(writing), problem, lastPoll})
  const tell = (): void => {
    for (const listener of listeners) listener(status())
  }
  const forgetUpdates = source.onUpdate(name => {
    if (unwritten === 'all' || unwritten.has(name)) return
    unwritten.add(name)
    if (unwritten.size === 1) tell()
  })
  /** `failed` begins the sentence that says what the disk did. */
  const inTurn = <T>(failed: Sentence, act: () => Promise<T>): Promise<Result<T>> => {
    const acting = last.then(async (): Promise<Result<T>> => {
      try {
        const away = await folderAway(share)
        if (away !== undefined) {
          problem = away
          return refused(away)
        }
        await checkOwnFolder(context)
        const value = await act()
        problem = undefined
        return ok(value)
      } catch (error) {
        problem = sentence(failed, error)
        return refused(problem)
      } finally {
        tell()
      }
    })
    last = acting
    return acting
  }

  const flush = (progress: Progress = {}): Promise<Result<number>> =>
    inTurn(message('Your work is saved here, but could not be written to the shared folder'), async () => {
      writing = unwritten
      unwritten = new Set()
      let complete = false
      try {
        const written = await writeMissing(context, writing, progress)
        complete = progress.signal?.aborted !== true
        return written
      } finally {
        if (!complete) unwritten = union(writing, unwritten)
        writing = new Set()
      }
    })
  const poll = (progress: Progress = {}): Promise<Result<PollReport>> =>
    inTurn(message('What colleagues wrote could not be taken from the shared folder'), async () => {
      lastPoll = await mergeArrivals(context, progress)
      return lastPoll
    })
  const compact = (fan = FAN): Promise<Result<number>> =>
    inTurn(message('The segments in the shared folder could not be tidied'), () => compactOwn(context, fan))
  const watch = (intervalMs: number): void => {
    stop?.()
    stop = repeat(
      intervalMs,
      devicesPath(share.folder),
      name => name.split(/[\\/]/)[0] !== state.writer(),
      async () => {
        await poll()
        const flushed = await flush()
        if (flushed.ok) await compact()
      },
    )
  }

  return ok({
    flush,
    poll,
    compact,
    watch,
    status,
    onStatus: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      stop?.()
      forgetUpdates()
      await last
      await state.close()
    },
  })
}

const isEmpty = (documents: Unwritten): boolean => documents !== 'all' && documents.size === 0

const union = (a: Unwritten, b: Unwritten): Unwritten => (a === 'all' || b === 'all' ? 'all' : new Set([...a, ...b]))

/** What the working store says when it refuses is a sentence already and has no code. */
const sentence = (failed: Sentence, error: unknown): Message =>
  error instanceof Error && errorCode(error) === '' ? message('{failed}. {problem}', {failed, problem: sentenceIn(error)}) : diskSentence(failed, error)
