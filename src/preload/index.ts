import {contextBridge, ipcRenderer} from 'electron'
import {BRIDGE, CHANNELS, SYNC_PORT} from '../ipc/desktop-bridge.ts'
import {DESKTOP_METHODS, HOST_METHODS} from '../ipc/methods.ts'

const requests = (methods: readonly string[], channel: (method: string) => string) =>
  Object.fromEntries(methods.map(method => [method, (...args: unknown[]) => ipcRenderer.invoke(channel(method), ...args)]))

contextBridge.exposeInMainWorld(BRIDGE, {
  host: requests(HOST_METHODS, CHANNELS.host),
  desktop: requests(DESKTOP_METHODS, CHANNELS.desktop),
  onEvent: (listener: (event: unknown) => void) => {
    const hear = (_event: unknown, event: unknown): void => listener(event)
    ipcRenderer.on(CHANNELS.event, hear)
    return () => {
      ipcRenderer.off(CHANNELS.event, hear)
    }
  },
})

window.addEventListener('message', ({source, data, ports}) => {
  if (source === window && data === SYNC_PORT) ipcRenderer.postMessage(CHANNELS.sync, null, [...ports])
})
