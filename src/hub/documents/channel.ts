import type {WebSocket} from 'ws'
import type {PortClosing, PortLike} from '../../sync/port-socket.ts'
import {isPortClosing} from '../../sync/port-socket.ts'
import {holdReading, releaseReading} from './reading.ts'
import type {Backlog} from './backlog.ts'

/** The hub's end of a two-way pipe of binary messages: a WebSocket and a MessagePort both fit it. `readyState` as in WebSocket. */
export interface Channel {
  readonly readyState: number
  send(data: Uint8Array): void
  close(code: number, reason: string): void
  onMessage(listener: (data: Uint8Array) => void): void
  onClose(listener: (code: number, reason: string) => void): void
  /** Reads no more from it until told to go on; absent where that is not possible. */
  hold?(is: boolean): void
}

/** What a channel began with, for the sync library. It reads the address again with each change, and nothing here stands in one. */
export const NO_ADDRESS = {url: '', headers: new Headers()} as Request

/** How a channel is closed so that its other end connects again, compares documents and asks anew what its person may do. */
export const RESET = {code: 4205, reason: 'Reset Connection'}

/** `kept` bounds what waits for somebody who reads slowly; without it nothing does. */
export function webSocketChannel(socket: WebSocket, kept?: Backlog): Channel {
  // Without a listener an error of the network would end the process; `close` follows every error.
  socket.on('error', () => undefined)
  return {
    get readyState() {
      return socket.readyState
    },
    send: data => (kept === undefined ? socket.send(data) : kept.send(socket, data)),
    close: (code, reason) => socket.close(code, reason),
    hold: is => (is ? holdReading(socket) : releaseReading(socket)),
    onMessage: listener => {
      socket.on('message', (data, isBinary) => {
        if (!isBinary) socket.close(1003, 'Only binary messages are understood here.')
        else if (data instanceof ArrayBuffer) listener(new Uint8Array(data))
        else listener(new Uint8Array(Array.isArray(data) ? Buffer.concat(data) : data))
      })
    },
    onClose: listener => {
      socket.on('close', (code, reason) => listener(code, reason.toString()))
    },
  }
}

export function portChannel(port: PortLike): Channel {
  let readyState = 1
  const closed: ((code: number, reason: string) => void)[] = []
  const end = (code: number, reason: string): void => {
    if (readyState === 3) return
    readyState = 3
    for (const listener of closed) listener(code, reason)
  }
  port.onClose(() => end(1006, ''))
  return {
    get readyState() {
      return readyState
    },
    send: data => {
      if (readyState === 1) port.postMessage(data)
    },
    close: (code, reason) => {
      if (readyState !== 1) return
      port.postMessage({close: {code, reason}} satisfies PortClosing)
      port.close()
      end(code, reason)
    },
    onMessage: listener =>
      port.onMessage(message => {
        if (isPortClosing(message)) {
          port.close()
          end(message.close.code, message.close.reason)
        } else if (message instanceof Uint8Array && readyState === 1) listener(message)
      }),
    onClose: listener => {
      closed.push(listener)
    },
  }
}
