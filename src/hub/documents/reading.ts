import type {WebSocket} from 'ws'

/** Reasons for which a socket is not read at present. */
const reasons = new WeakMap<WebSocket, number>()

/** Reads nothing from a socket until it is released as often as it was held. */
export function holdReading(socket: WebSocket): void {
  reasons.set(socket, (reasons.get(socket) ?? 0) + 1)
  socket.pause()
}

export function releaseReading(socket: WebSocket): void {
  const left = (reasons.get(socket) ?? 1) - 1
  reasons.set(socket, left)
  if (left === 0) socket.resume()
}
