import {MessageChannel} from 'node:worker_threads'
import type {Person} from '../../src/core/round/owner.ts'
import type {Channel} from '../../src/hub/documents/channel.ts'
import {portChannel} from '../../src/hub/documents/channel.ts'
import type {Hub} from '../../src/hub/hub.ts'
import type {Closing} from '../../src/sync/closing.ts'
import {CLOSING} from '../../src/sync/closing.ts'
import type {CrashBuffer, HubConnection} from '../../src/sync/hub-connection.ts'
import {connectHub} from '../../src/sync/hub-connection.ts'
import type {PortLike} from '../../src/sync/port-socket.ts'
import {portSocket} from '../../src/sync/port-socket.ts'

type NodePort = InstanceType<typeof MessageChannel>['port1']

const asPort = (port: NodePort): PortLike => ({
  postMessage: message => port.postMessage(message),
  onMessage: listener => port.on('message', listener),
  onClose: listener => port.on('close', listener),
  close: () => port.close(),
})

const NO_BUFFER: CrashBuffer = {attach: async () => undefined, detach: async () => undefined}

/** A window's connection to a hub in this process, over ports as in the desktop app. `cut` breaks the pipe as a dying process would; `end` closes the channel as the hub does. */
export function portWindow(
  hub: Pick<Hub, 'connect' | 'projectId'>,
  person: Person,
  buffer: CrashBuffer = NO_BUFFER,
): HubConnection & {cut(): void; end(closing: Closing): void} {
  let latest: NodePort | undefined
  let channel: Channel | undefined
  const socket = portSocket(() => {
    const {port1, port2} = new MessageChannel()
    latest = port1
    channel = portChannel(asPort(port2))
    hub.connect(channel, new Request('http://window.local/'), person)
    return asPort(port1)
  })
  const connection = connectHub({url: 'ws://hub.local', socket, projectId: hub.projectId, buffer})
  return {
    ...connection,
    cut: () => latest?.close(),
    end: closing => channel?.close(CLOSING[closing].code, CLOSING[closing].reason),
  }
}
