import {Worker} from 'node:worker_threads'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {TaskWatch} from '../../ipc/task-watch.ts'
import type {ProjectFolder} from '../../storage/project-folder.ts'
import {sentenceOf} from '../sentence-of.ts'
import type {ExportPlan, WriteExport, WrittenExport} from './export-plan.ts'
import type {Answered, Asked, Told} from './thread-messages.ts'
import {CANCELLED, writtenHere} from './written-export.ts'

/**
 * Megabytes that a thread may take for what it reads, and for what it has just made: enough for a set of two hundred thousand annotations. The second is
 * a young heap of V8 with 32 MB to each half, which spares a fifth of the work.
 */
const ROOM = {maxOldGenerationSizeMb: 1536, maxYoungGenerationSizeMb: 96}

const TOO_LARGE = 'The export needs more memory than there is for it. Nothing was lost. Export with claimlight export, on a computer with more memory.'
const ENDED = 'The export ended before it was done. Nothing was lost; try again.'

/** Makes exports in threads of their own. */
export interface ThreadExports {
  readonly write: WriteExport
  /** Ends all that run. */
  close(): Promise<void>
}

/** How a thread ended. `none`: it never began. */
type End = {readonly state: 'none' | 'full' | 'ended'} | {readonly state: 'done'; readonly result: Result<WrittenExport>}

/** `file`: what a thread runs, `export-thread.ts` as it is built. */
export function threadExports(file: URL, folder: Pick<ProjectFolder, 'path' | 'texts' | 'store'>, room = ROOM): ThreadExports {
  const running = new Set<Worker>()
  let isClosed = false
  const run = (plan: ExportPlan, {signal, onPart}: TaskWatch): Promise<End> => {
    if (isClosed || signal?.aborted === true) return Promise.resolve({state: 'ended'})
    const thread = new Worker(file, {workerData: {folder: folder.path, plan} satisfies Asked, resourceLimits: room})
    running.add(thread)
    const cancel = (): void => void thread.terminate()
    signal?.addEventListener('abort', cancel, {once: true})
    const answer = (answered: Answered): void => thread.postMessage(answered)
    let end: End = {state: 'none'}
    thread.on('message', (told: Told) => {
      if ('result' in told) end = {state: 'done', result: told.result}
      else if (end.state === 'none') end = {state: 'ended'}
      if ('part' in told) onPart?.(told.part)
      if ('text' in told) void folder.texts.get(told.text).then(found => answer({text: told.text, found}))
      if ('document' in told) void loaded(told.document).then(found => answer({document: told.document, found}))
    })
    thread.on('error', error => {
      if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') end = {state: 'full'}
      else console.error('A thread that made an export failed:', error)
    })
    return new Promise(resolve => {
      thread.once('exit', () => {
        running.delete(thread)
        signal?.removeEventListener('abort', cancel)
        resolve(end)
      })
    })
  }
  const loaded = (document: string): Promise<Result<readonly Uint8Array[]>> =>
    folder.store.load(document).then(ok, (error: unknown) => refused(sentenceOf(error)))
  return {
    write: async (plan, watch) => {
      const end = await run(plan, watch)
      if (end.state === 'done') return end.result
      if (watch.signal?.aborted === true) return refused(CANCELLED)
      if (end.state === 'full') return refused(TOO_LARGE)
      // Where no thread can be begun at all, exports are made all the same.
      if (end.state === 'none' && !isClosed) return writtenHere(folder)(plan, watch)
      return refused(ENDED)
    },
    close: async () => {
      isClosed = true
      await Promise.all([...running].map(thread => thread.terminate()))
    },
  }
}
