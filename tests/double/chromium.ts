import type {CDPSession} from '@playwright/test'
import {WebSocket} from 'ws'

/** Commands as Playwright types them; its `on` is not used. */
type Send = CDPSession['send']
export type Listener = (method: string, params: never) => void

type Reply = {
  readonly id?: number
  readonly sessionId?: string
  readonly method: string
  readonly params: never
  readonly result: never
  readonly error?: {readonly message: string}
}

/** The debugging connection to Chromium: commands go to the browser, or to one page by its session. */
export interface Chromium {
  send: Send
  page(sessionId: string, listener: Listener): {send: Send; stop(): void}
  onBrowserEvent(listener: Listener): void
}

export async function connectChromium(address: string, gone: () => void): Promise<Chromium> {
  const socket = new WebSocket(address, {perMessageDeflate: false, maxPayload: 512 * 1024 * 1024})
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  let lastId = 0
  const waiting = new Map<number, {resolve(result: never): void; reject(error: Error): void; method: string}>()
  const pages = new Map<string, Listener>()
  const browserListeners: Listener[] = []
  const sender = (sessionId?: string): Send =>
    ((method: string, params: object = {}) =>
      new Promise((resolve, reject) => {
        if (socket.readyState !== WebSocket.OPEN) return reject(new Error('double: Chromium is gone'))
        const id = ++lastId
        waiting.set(id, {resolve, reject, method})
        socket.send(JSON.stringify({id, method, params, sessionId}))
      })) as Send
  socket.on('message', raw => {
    const message = JSON.parse(String(raw)) as Reply
    if (message.id !== undefined) {
      const call = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.error) call?.reject(new Error(`${call.method}: ${message.error.message}`))
      else call?.resolve(message.result)
    } else if (message.sessionId !== undefined) pages.get(message.sessionId)?.(message.method, message.params)
    else for (const listener of browserListeners) listener(message.method, message.params)
  })
  socket.on('close', gone)
  const chromium: Chromium = {
    send: sender(),
    page: (sessionId, listener) => {
      pages.set(sessionId, listener)
      return {send: sender(sessionId), stop: () => pages.delete(sessionId)}
    },
    onBrowserEvent: listener => browserListeners.push(listener),
  }
  await chromium.send('Target.setDiscoverTargets', {discover: true})
  return chromium
}
