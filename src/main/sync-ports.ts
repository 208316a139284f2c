import type {IpcMain, MessagePortMain, WebContents} from 'electron'
import {NO_ADDRESS, portChannel} from '../hub/documents/channel.ts'
import {CHANNELS} from '../ipc/desktop-bridge.ts'
import type {PortClosing, PortLike} from '../sync/port-socket.ts'
import type {OpenProject} from './project-windows.ts'
import {isOurFrame} from './requests.ts'

/** As a WebSocket says that a policy forbids it. */
const REFUSAL = {code: 1008, reason: 'This page may not sync with Claimlight.'}

/** Connects each port that a page of ours hands over to the hub of its window. A port from anywhere else is closed. */
export function acceptSyncPorts(ipc: IpcMain, given: {projectOf(contents: WebContents): OpenProject | undefined}): void {
  ipc.on(CHANNELS.sync, ({sender, senderFrame, ports}) => {
    const [port, ...others] = ports
    for (const each of others) each.close()
    if (port === undefined) return
    const project = isOurFrame(senderFrame) ? given.projectOf(sender) : undefined
    if (project === undefined) {
      port.postMessage({close: REFUSAL} satisfies PortClosing)
      return port.close()
    }
    const {ended, like} = mainPort(port)
    project.ports.add(ended)
    void ended.then(() => project.ports.delete(ended))
    project.hub.connect(portChannel(like), NO_ADDRESS, project.person)
    port.start()
  })
}

/** `ended` resolves when either end has closed, after the last message. */
function mainPort(port: MessagePortMain): {readonly ended: Promise<void>; readonly like: PortLike} {
  let end = (): void => undefined
  const ended = new Promise<void>(resolve => {
    end = resolve
  })
  port.once('close', end)
  return {
    ended,
    like: {
      // A copy, because a view is sent with all of the memory that it looks at.
      postMessage: message => port.postMessage(message instanceof Uint8Array ? message.slice() : message),
      onMessage: listener => void port.on('message', ({data}) => listener(data)),
      onClose: listener => void port.on('close', listener),
      close: () => {
        port.close()
        end()
      },
    },
  }
}
