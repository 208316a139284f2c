import {Worker} from 'node:worker_threads'
import {ofOurs} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {Watch} from '../../core/watch.ts'
import type {ProjectFolder} from '../../storage/project-folder.ts'
import {sentenceOf} from '../sentence-of.ts'
import type {Running, TaskKind, TaskKinds, Tasks} from './task.ts'
import {taskSentence} from './task.ts'
import {tasksHere} from './tasks-here.ts'
import type {Answered, Asked, Told} from './thread-messages.ts'

/**
 * Megabytes that a thread may take for what it reads, and for what it has just made: enough for a set of two hundred thousand annotations. The second is
 * a young heap of V8 with 16 MB to each half, which spares a fifth of the work; twice as much spares no more.
 */
const ROOM = {maxOldGenerationSizeMb: 1536, maxYoungGenerationSizeMb: 48}

/** How a thread ended. `none`: it never began. */
type End = {readonly state: 'none' | 'full' | 'ended'} | {readonly state: 'done'; readonly result: Result<unknown>}

/** A thread that works. What it hands over is told one after the other, and then how it ended. */
type Working = {
  next(): Promise<{readonly piece: unknown} | {readonly end: End}>
  /** The piece was taken. */
  goOn(): void
  stop(): Promise<unknown>
}

/** Works each task out in a thread of its own. `file`: what a thread runs, `task-thread.ts` as it is built. */
export function threadTasks(file: URL, folder: Pick<ProjectFolder, 'path' | 'texts' | 'store'>, room = ROOM): Tasks {
  const running = new Set<Worker>()
  let isClosed = false
  const loaded = (document: string): Promise<Result<readonly Uint8Array[]>> =>
    folder.store.load(document).then(ok, (error: unknown) => refused(sentenceOf(error)))

  const begin = (asked: Asked, {signal, onPart}: Watch): Working => {
    const thread = new Worker(file, {workerData: asked, resourceLimits: room})
    running.add(thread)
    const cancel = (): void => void thread.terminate()
    signal?.addEventListener('abort', cancel, {once: true})
    const answer = (answered: Answered): void => thread.postMessage(answered)
    let end: End = {state: 'none'}
    let given: {readonly piece: unknown} | undefined
    let wake: () => void = () => undefined
    thread.on('message', (told: Told) => {
      if ('result' in told) end = {state: 'done', result: told.result}
      else if (end.state === 'none') end = {state: 'ended'}
      if ('part' in told) onPart?.(told.part)
      if ('text' in told) void folder.texts.get(told.text).then(found => answer({text: told.text, found}))
      if ('document' in told) void loaded(told.document).then(found => answer({document: told.document, found}))
      if ('piece' in told) given = told
      wake()
    })
    thread.on('error', error => {
      if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') end = {state: 'full'}
      else console.error(`A thread for one task (${asked.kind}) failed:`, error)
    })
    let isOver = false
    const over = new Promise<void>(resolve => {
      thread.once('exit', () => {
        running.delete(thread)
        signal?.removeEventListener('abort', cancel)
        isOver = true
        wake()
        resolve()
      })
    })
    return {
      next: async () => {
        while (given === undefined && !isOver)
          await new Promise<void>(resolve => {
            wake = resolve
          })
        const piece = given
        given = undefined
        if (piece === undefined || signal?.aborted === true) return over.then(() => ({end}))
        return piece
      },
      goOn: () => answer({next: true}),
      stop: () => Promise.all([thread.terminate(), over]),
    }
  }
  return {
    run: async function* <K extends TaskKind>(kind: K, given: TaskKinds[K]['given'], watch: Watch): Running<K> {
      if (wasCancelled(watch)) return refused(taskSentence.cancelled(kind))
      if (isClosed) return refused(taskSentence.ended(kind))
      const working = begin({folder: folder.path, kind, given} as Asked, watch)
      try {
        for (;;) {
          const told = await working.next()
          if ('end' in told) {
            const {end} = told
            if (end.state === 'done') return (end.result.ok ? end.result : refused(ofOurs(end.result.error))) as Result<TaskKinds[K]['made']>
            if (wasCancelled(watch)) return refused(taskSentence.cancelled(kind))
            if (end.state === 'full') return refused(taskSentence.full(kind))
            // Where no thread can be begun at all, it is worked out all the same.
            return end.state === 'none' && !isClosed ? yield* tasksHere(folder).run(kind, given, watch) : refused(taskSentence.ended(kind))
          }
          yield told.piece as TaskKinds[K]['piece']
          working.goOn()
        }
      } finally {
        await working.stop()
      }
    },
    close: async () => {
      isClosed = true
      await Promise.all([...running].map(thread => thread.terminate()))
    },
  }
}

const wasCancelled = ({signal}: Watch): boolean => signal?.aborted === true
