import type {IpcMain, MessagePortMain, WebContents} from 'electron'
import {portChannel} from '../hub/channel.ts'
import {CHANNELS} from '../ipc/desktop-bridge.ts'
import type {PortLike} from '../sync/port-socket.ts'
import type {OpenProject} from './project-windows.ts'
import {isOurFrame} from './requests.ts'

/** Connects each port that a page of ours hands over to the hub of its window. A port from anywhere else is closed. */
export function acceptSyncPorts(ipc: IpcMain, given: {projectOf(contents: WebContents): OpenProject | undefined}): void {
  ipc.on(CHANNELS.sync, ({sender, senderFrame, ports}) => {
    const [port, ...others] = ports
    for (const each of others) each.close()
    if (port === undefined) return
    const project = isOurFrame(senderFrame) ? given.projectOf(sender) : undefined
    if (project === undefined) return port.close()
    const open = new Promise<void>(resolve => port.once('close', resolve))
    project.ports.add(open)
    void open.then(() => project.ports.delete(open))
    project.hub.connect(portChannel(mainPort(port)), new Request('http://window.local/sync'), project.person)
    port.start()
  })
}

function mainPort(port: MessagePortMain): PortLike {
  return {
    // A copy, because a view is sent with all of the memory that it looks at.
    postMessage: message => port.postMessage(message instanceof Uint8Array ? message.slice() : message),
    onMessage: listener => void port.on('message', ({data}) => listener(data)),
    onClose: listener => void port.on('close', listener),
    close: () => port.close(),
  }
}
