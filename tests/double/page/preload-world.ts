import type * as Electron from 'electron'
import type {Simulated} from '../simulated.ts'
import {strict} from '../strict.ts'
import {fromWire, toWire} from '../wire.ts'
import {openBridge} from './bridge.ts'
import type {FromPreload, ToPreload} from './messages.ts'
import {onNewWindowClick} from './new-window-clicks.ts'

/** Handed in by the function that the built script is wrapped in: names, and the preload as a CommonJS module. */
declare const SECRET: string
declare const BINDING: string
declare const PRELOAD: ((require: (name: string) => unknown, module: {exports: unknown}, exports: unknown) => void) | undefined

type IpcListener = (event: {readonly ports: readonly MessagePort[]}, ...args: unknown[]) => void

function runPreload(): void {
  const world = globalThis as unknown as Record<string, (text: string) => void>
  const post = world[BINDING]
  delete world[BINDING]
  const say = (message: FromPreload): void => post?.(JSON.stringify(message))
  const listeners = new Map<string, Set<IpcListener>>()
  const calls = new Map<number, {resolve(value: unknown): void; reject(error: Error): void}>()
  const ports = new Map<string, MessagePort>()
  let last = 0

  const sendPort = (port: MessagePort): string => {
    const id = `p${++last}`
    ports.set(id, port)
    port.onmessage = ({data}) => say({type: 'port', id, data: toWire(data)})
    port.addEventListener('close', () => say({type: 'port-closed', id}))
    return id
  }

  const ipcRenderer = strict('ipcRenderer', {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise<unknown>((resolve, reject) => {
        const id = ++last
        calls.set(id, {resolve, reject})
        say({type: 'invoke', id, channel, args: toWire(args)})
      }),
    postMessage: (channel: string, message: unknown, transfer: readonly MessagePort[] = []) =>
      say({type: 'post', channel, message: toWire(message), ports: transfer.map(sendPort)}),
    on: (channel: string, listener: IpcListener): void => {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener))
    },
    off: (channel: string, listener: IpcListener): void => {
      listeners.get(channel)?.delete(listener)
    },
  } satisfies Simulated<Electron.IpcRenderer, 'invoke' | 'postMessage'> & Record<'on' | 'off', (channel: string, listener: IpcListener) => void>)

  world[SECRET] = text => {
    const message = JSON.parse(text) as ToPreload
    switch (message.type) {
      case 'reply': {
        const call = calls.get(message.id)
        calls.delete(message.id)
        if (message.value === undefined) call?.reject(new Error(message.error))
        else call?.resolve(fromWire(message.value))
        break
      }
      case 'event':
        for (const each of listeners.get(message.channel) ?? []) each({ports: []}, ...(fromWire(message.args) as unknown[]))
        break
      case 'port':
        ports.get(message.id)?.postMessage(fromWire(message.data))
        break
      case 'port-closed':
        ports.get(message.id)?.close()
        break
    }
  }

  onNewWindowClick((url, disposition) => say({type: 'open', url, disposition}))

  const {expose} = openBridge(SECRET, 'preload')
  const contextBridge = strict('contextBridge', {exposeInMainWorld: expose} satisfies Pick<Electron.ContextBridge, 'exposeInMainWorld'>)
  // A sandboxed preload can require nothing but this and a few polyfills that ours does not need.
  const modules: Record<string, unknown> = {electron: strict('electron', {contextBridge, ipcRenderer})}
  const require = (name: string): unknown => {
    if (!Object.hasOwn(modules, name)) throw new Error(`module not found: ${name}`)
    return modules[name]
  }
  const module = {exports: {}}
  PRELOAD?.(require, module, module.exports)
}

// Preloads run in the main frame only.
if (window === window.top) runPreload()
