import type {SocketClass} from './socket.ts'

/** One end of a MessageChannel, in a window or in Electron's main process. */
export interface PortLike {
  postMessage(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
  close(): void
}

/** How either end of a port says that it closes, since ports have no close code of their own. */
export type PortClosing = {readonly close: {readonly code: number; readonly reason: string}}

export function isPortClosing(message: unknown): message is PortClosing {
  if (typeof message !== 'object' || message === null || !('close' in message)) return false
  const {close} = message
  return (
    typeof close === 'object' && close !== null && 'code' in close && typeof close.code === 'number' && 'reason' in close && typeof close.reason === 'string'
  )
}

const GONE = {code: 1006, reason: ''}

/** A WebSocket by shape around ports: each instance asks for a fresh port, so that the provider can reconnect. */
export function portSocket(newPort: () => PortLike): SocketClass {
  return class PortSocket {
    readonly #port: PortLike
    readonly #listeners = new Map<string, Set<(event: object) => void>>()
    readyState = 0
    binaryType = 'arraybuffer'

    constructor(readonly url: string) {
      this.#port = newPort()
      this.#port.onMessage(message => {
        if (isPortClosing(message)) this.#end(message.close)
        else if (message instanceof Uint8Array) this.#say('message', {data: message.slice().buffer})
      })
      this.#port.onClose(() => this.#end(GONE))
      void Promise.resolve().then(() => {
        if (this.readyState !== 0) return
        this.readyState = 1
        this.#say('open', {})
      })
    }

    addEventListener(type: string, listener: (event: object) => void): void {
      const listeners = this.#listeners.get(type) ?? new Set()
      this.#listeners.set(type, listeners.add(listener))
    }

    removeEventListener(type: string, listener: (event: object) => void): void {
      this.#listeners.get(type)?.delete(listener)
    }

    send(data: Uint8Array): void {
      if (this.readyState === 1) this.#port.postMessage(data)
    }

    close(code = 1000, reason = ''): void {
      if (this.readyState === 3) return
      this.#port.postMessage({close: {code, reason}} satisfies PortClosing)
      this.#port.close()
      this.#end({code, reason})
    }

    #end({code, reason}: {code: number; reason: string}): void {
      if (this.readyState === 3) return
      this.readyState = 3
      this.#say('close', {code, reason})
    }

    #say(type: string, fields: object): void {
      for (const listener of [...(this.#listeners.get(type) ?? [])]) listener({type, ...fields})
    }
  }
}
