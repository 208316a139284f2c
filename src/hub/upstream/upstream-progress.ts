import {join} from 'node:path'
import * as z from 'zod'
import {readSettings} from '../../storage/settings-file.ts'
import {writeFileWhole} from '../../storage/write-file.ts'

/**
 * How far two hubs are in step. `theirs`: all that the other log holds up to there is in ours. `ours`: all that our log
 * holds up to there has been acknowledged there. Whatever lies behind either is compared again, which changes nothing.
 */
export type UpstreamProgress = {readonly theirs: string; readonly ours: string}

const shape = z.object({theirs: z.string().max(200), ours: z.string().max(200)})

const NONE: UpstreamProgress = {theirs: '', ours: ''}

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
      if (next.ours === progress.ours && next.theirs === progress.theirs) return
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
