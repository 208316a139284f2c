import {EventEmitter} from 'node:events'
import type * as Electron from 'electron'
import {strict} from './strict.ts'

type Handler = Parameters<Electron.IpcMain['handle']>[1]

class IpcMain extends EventEmitter {
  readonly handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.handlers.set(channel, handler)
  }

  /** For the double itself. Answers as Electron does: an exception reaches the page as its message only. */
  async answer(channel: string, event: Electron.IpcMainInvokeEvent, args: readonly unknown[]): Promise<{readonly value: unknown} | {readonly error: string}> {
    const handler = this.handlers.get(channel)
    try {
      if (!handler) throw new Error(`No handler registered for '${channel}'`)
      return {value: await handler(event, ...args)}
    } catch (error) {
      return {error: `Error invoking remote method '${channel}': ${String(error)}`}
    }
  }
}

export const ipcMain = strict('ipcMain', new IpcMain() satisfies Pick<Electron.IpcMain, 'handle'>)
