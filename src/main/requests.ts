import type {IpcMain, IpcMainInvokeEvent, WebContents, WebFrameMain} from 'electron'
import type * as z from 'zod'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {refused} from '../core/result.ts'
import {holdsAtMost, SMALL} from '../core/json/value-limit.ts'
import type {DesktopApi} from '../ipc/desktop-api.ts'
import {DESKTOP_REQUESTS} from '../ipc/desktop-api.ts'
import {CHANNELS} from '../ipc/desktop-bridge.ts'
import type {HostApi} from '../ipc/host-api.ts'
import {HOST_REQUESTS, hostLimit} from '../ipc/host-api.ts'
import {DESKTOP_METHODS, HOST_METHODS} from '../ipc/methods.ts'
import {isAppUrl} from './app-protocol.ts'

/**
 * Answers what windows ask: first who asks, then what, then the request itself. Whatever happens the answer is a
 * `Result`: no exception crosses to a page, and none ends the app.
 */
export function serveRequests(
  ipc: IpcMain,
  given: {hostOf(contents: WebContents): HostApi | undefined; desktopOf(contents: WebContents): DesktopApi | undefined},
): void {
  for (const method of HOST_METHODS) {
    ipc.handle(CHANNELS.host(method), (event, ...args: unknown[]) =>
      answer(event, method, {shape: HOST_REQUESTS[method], values: hostLimit(method).values}, args, given.hostOf),
    )
  }
  for (const method of DESKTOP_METHODS) {
    ipc.handle(CHANNELS.desktop(method), (event, ...args: unknown[]) =>
      answer(event, method, {shape: DESKTOP_REQUESTS[method], values: SMALL.values}, args, given.desktopOf),
    )
  }
}

/** Only the page itself, at the top of its window: no frame inside it, and no other page that a window might show. */
export function isOurFrame(frame: WebFrameMain | null): boolean {
  try {
    return frame !== null && frame.parent === null && isAppUrl(frame.url)
  } catch {
    // A frame that is gone meanwhile cannot be asked.
    return false
  }
}

async function answer<Api extends object>(
  {sender, senderFrame}: IpcMainInvokeEvent,
  method: keyof Api & string,
  {shape, values}: {readonly shape: z.ZodType<readonly unknown[]>; readonly values: number},
  args: readonly unknown[],
  apiOf: (contents: WebContents) => Api | undefined,
): Promise<Result<unknown>> {
  if (!isOurFrame(senderFrame)) return refused(message('This page may not ask Claimlight for anything.'))
  const api = apiOf(sender)
  if (api === undefined) return refused(message('The project of this window is closed. Open it again.'))
  // Counted first: a million wrong values would be a million problems to tell of.
  const parsed = holdsAtMost(args, values) ? shape.safeParse(args) : undefined
  if (!parsed?.success)
    return refused(message('Claimlight did not understand the request “{method}”, so nothing was changed. Reload the window and try again.', {method}))
  try {
    return await (api[method] as (...args: readonly unknown[]) => Promise<Result<unknown>>)(...parsed.data)
  } catch (error) {
    console.error(`The request ${method} failed:`, error)
    return refused(message('Something went wrong inside Claimlight. Your work is kept. Try again; if it stays, restart Claimlight.'))
  }
}
