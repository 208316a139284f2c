import type {DesktopBridge} from '../../ipc/desktop-bridge.ts'
import {BRIDGE, SYNC_PORT} from '../../ipc/desktop-bridge.ts'
import type {Result} from '../../core/result.ts'
import type {HostApi} from '../../ipc/host-api.ts'
import {HOST_METHODS} from '../../ipc/methods.ts'
import {revived} from '../../ipc/revived.ts'
import {parseHostEvent} from '../../ipc/host-event.ts'
import type {PortLike} from '../../sync/port-socket.ts'
import {portSocket} from '../../sync/port-socket.ts'
import type {Host} from './host.ts'

/** The desktop app around this window, or `undefined` in a browser. */
export function desktopHost(window: Window): Host | undefined {
  const bridge = (window as Window & {readonly [BRIDGE]?: DesktopBridge})[BRIDGE]
  if (bridge === undefined) return undefined
  return {
    requests: asked(bridge.host),
    saveDataset: bridge.desktop.saveDataset,
    desktop: bridge.desktop,
    sync: {url: 'ws://hub.local/sync', socket: portSocket(() => syncPort(window))},
    onEvent: listener =>
      bridge.onEvent(value => {
        const event = parseHostEvent(value)
        if (event !== undefined) listener(event)
      }),
  }
}

function asked(host: HostApi): HostApi {
  const methods = host as unknown as Record<keyof HostApi, (...args: unknown[]) => Promise<Result<unknown>>>
  return Object.fromEntries(HOST_METHODS.map(method => [method, async (...args: unknown[]) => revived(await methods[method](...args))])) as unknown as HostApi
}

/** A fresh channel to the hub: one end goes through the preload to the main process, the other is ours. */
function syncPort(window: Window): PortLike {
  const {port1, port2} = new MessageChannel()
  window.postMessage(SYNC_PORT, window.location.origin, [port2])
  return {
    postMessage: message => port1.postMessage(message),
    onMessage: listener => {
      port1.onmessage = ({data}) => listener(data)
    },
    onClose: listener => port1.addEventListener('close', listener),
    close: () => port1.close(),
  }
}
