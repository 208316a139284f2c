import {join} from 'node:path'
import * as z from 'zod'
import {readSettings} from '../../storage/settings-file.ts'
import {writeFileWhole} from '../../storage/write-file.ts'

/**
 * How far two hubs are in step. `theirs`: all that the other log holds up to there is in ours. `ours`: all that our log
 * holds up to there has been acknowledged there. Whatever lies behind either is compared again, which changes nothing.
 * `head`: a place in the other log behind all that it acknowledged of `ours`. A log that does not have this place any
 * more was put back from a backup, and what it acknowledged may be gone from it.
 */
export type UpstreamProgress = {readonly theirs: string; readonly ours: string; readonly head: string}

const cursor = z.string().max(200)
const shape = z.object({theirs: cursor, ours: cursor, head: cursor.default('')})

const NONE: UpstreamProgress = {theirs: '', ours: '', head: ''}

/** Milliseconds between writes: after a crash the last of it is compared again. */
const PAUSE = 1000

/** Keeps {@link UpstreamProgress} beside the project. Losing it costs time, never work. */
export interface ProgressFile {
  get(): UpstreamProgress
  set(progress: Partial<UpstreamProgress>): void
  close(): Promise<void>
}

export async function progressFile(folder: string): Promise<ProgressFile> {
  const path = join(folder, 'upstream-progress.json')
  const found = await readSettings(path, shape)
  let progress = found.state === 'read' ? found.value : NONE
  let written = progress
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()
  const write = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const now = progress
    if (now === written) return
    // On a full disk the next one is tried.
    await writeFileWhole(path, `${JSON.stringify(now)}\n`).then(
      () => {
        written = now
      },
      () => undefined,
    )
  }
  return {
    get: () => progress,
    set: change => {
      const next = {...progress, ...change}
      if (next.ours === progress.ours && next.theirs === progress.theirs && next.head === progress.head) return
      progress = next
      timer ??= setTimeout(() => {
        writing = writing.then(write)
      }, PAUSE)
    },
    close: async () => {
      clearTimeout(timer)
      await writing.then(write)
    },
  }
}
