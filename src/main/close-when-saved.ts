import type {App, BrowserWindow} from 'electron'
import {CHANNELS} from '../ipc/desktop-bridge.ts'
import type {HostEvent} from '../ipc/host-event.ts'
import type {Dialogs} from './dialogs.ts'

/** How long a page may take, in milliseconds, until the user is asked whether to wait for it. */
const PATIENCE = 3000

/** Keeps windows open until their pages have everything on disk. */
export interface CloseWhenSaved {
  /** From now on this window closes only when its page has said that all is saved, or when the user insists. */
  guard(window: BrowserWindow, projectName: string): void
  /** What the page of a window says. */
  saved(window: BrowserWindow): void
}

export function closeWhenSaved(app: App, dialogs: Dialogs): CloseWhenSaved {
  const waiting = new WeakMap<BrowserWindow, () => void>()
  let quitting = false
  app.on('before-quit', () => {
    quitting = true
  })

  /** Whether the window may close. */
  const settled = async (window: BrowserWindow, projectName: string): Promise<boolean> => {
    const saved = new Promise<true>(resolve => waiting.set(window, () => resolve(true)))
    window.webContents.send(CHANNELS.event, {type: 'closing'} satisfies HostEvent)
    const late = new Promise<false>(resolve => setTimeout(() => resolve(false), PATIENCE))
    if (await Promise.race([saved, late])) return true
    const unasked = new AbortController()
    const answer = await Promise.race([saved, dialogs.askToClose(window, projectName, unasked.signal)])
    unasked.abort()
    return answer
  }

  return {
    guard: (window, projectName) => {
      // A page that is not there yet, or died, has nothing to say.
      let answers = false
      window.webContents.on('did-finish-load', () => {
        answers = true
      })
      window.webContents.on('render-process-gone', () => {
        answers = false
      })
      let mayClose = false
      let asking = false
      window.on('close', event => {
        if (mayClose || !answers) return
        event.preventDefault()
        if (asking) return
        asking = true
        void settled(window, projectName).then(may => {
          asking = false
          mayClose = may
          if (!may) quitting = false
          // Having had to wait here ended the wish to quit.
          else if (quitting) app.quit()
          else if (!window.isDestroyed()) window.close()
        })
      })
    },
    saved: window => waiting.get(window)?.(),
  }
}
