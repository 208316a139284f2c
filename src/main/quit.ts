import type {App} from 'electron'

/** How long quitting waits for a disk that does not answer, in milliseconds, before the user's wish counts more. */
const PATIENCE = 10_000

/** Holds the end back until `settled`: what the windows sent last is in the log before the process goes. */
export function waitBeforeQuit(app: App, settled: () => Promise<unknown>): void {
  let done = false
  app.on('will-quit', event => {
    if (done) return
    event.preventDefault()
    const patience = new Promise(resolve => setTimeout(resolve, PATIENCE))
    void Promise.race([settled(), patience]).finally(() => {
      done = true
      // In a turn of its own: Electron does not hear a wish to quit while it ends the one before.
      setImmediate(() => app.quit())
    })
  })
}
