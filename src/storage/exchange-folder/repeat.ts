import {watch} from 'node:fs'

/** Milliseconds to wait after a hint: several files come at a time. */
const HINT_DELAY = 200

/**
 * Does something now, then again that many milliseconds after it was done, and sooner when a file below the folder changed
 * whose path there concerns us. Returns how to stop; what is being done then is not interrupted.
 */
export function repeat(intervalMs: number, folder: string, concerns: (path: string) => boolean, act: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined
  let acting = false
  let hinted = false
  let stopped = false

  const wait = (milliseconds: number): void => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(() => void run(), milliseconds)
  }
  const run = async (): Promise<void> => {
    acting = true
    hinted = false
    await act()
    acting = false
    wait(hinted ? Math.min(intervalMs, HINT_DELAY) : intervalMs)
  }
  const hint = (): void => {
    if (acting) hinted = true
    else if (!hinted) wait(Math.min(intervalMs, HINT_DELAY))
    hinted = true
  }
  const stopWatching = watched(folder, name => {
    if (name === null || concerns(name)) hint()
  })
  wait(0)
  return () => {
    stopped = true
    clearTimeout(timer)
    stopWatching()
  }
}

/** Watching is a hint only: network drives and some sync tools tell nothing. Where it fails, the interval goes on alone. */
function watched(folder: string, listener: (name: string | null) => void): () => void {
  try {
    const watcher = watch(folder, {recursive: true}, (_event, name) => listener(name))
    watcher.on('error', () => watcher.close())
    return () => watcher.close()
  } catch {
    return () => undefined
  }
}
