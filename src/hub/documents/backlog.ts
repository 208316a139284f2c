import type {WebSocket} from 'ws'
import {CLOSING} from '../../sync/closing.ts'

/**
 * Bytes that are kept for one socket, and for all of a server. The first is twice the largest message: one on its way, and as much
 * besides when a guest hub meets two hundred documents at once. What is one message is sent however large it is.
 */
const LIMITS = {each: 128 * 1024 * 1024, all: 512 * 1024 * 1024}

/** Milliseconds between looks at what is kept in all, while there is something. */
const LOOK_AGAIN = 250
/** Bytes for one socket that are on their way at once where somebody reads: as much for each of the most there may be is far from what all may have. */
const ON_ITS_WAY = 64 * 1024

/**
 * Bounds what is kept for those who take more slowly than they are sent to. Whoever is let go comes back, compares
 * documents, and gets in one message what had piled up in many.
 */
export interface Backlog {
  /** Sends, where the socket may be sent more; otherwise it is closed, with the reason after what it is still to get. */
  send(socket: WebSocket, data: Uint8Array): void
  stop(): void
}

export function backlog(sockets: () => Iterable<WebSocket>, onFull: () => void = () => undefined, limits = LIMITS): Backlog {
  const letGo = (socket: WebSocket): void => {
    onFull()
    // The library cuts it off when that is not taken within 30 seconds, as a window does that hears nothing for so long.
    socket.close(CLOSING.tooSlow.code, CLOSING.tooSlow.reason)
  }
  let timer: NodeJS.Timeout | undefined
  const look = (): void => {
    const all = [...sockets()]
    for (const socket of beyond(limits.all, all.filter(isOpen))) letGo(socket)
    for (const socket of beyond(
      limits.all,
      all.filter(each => !isOpen(each)),
    ))
      socket.terminate()
    if (!all.some(isBehind)) stop()
  }
  const stop = (): void => {
    clearInterval(timer)
    timer = undefined
  }
  return {
    send: (socket, data) => {
      if (socket.bufferedAmount > limits.each) {
        if (isOpen(socket)) letGo(socket)
        return
      }
      socket.send(data)
      if (isBehind(socket)) timer ??= setInterval(look, LOOK_AGAIN).unref()
    },
    stop,
  }
}

const isBehind = ({bufferedAmount}: WebSocket): boolean => bufferedAmount > ON_ITS_WAY
const isOpen = (socket: WebSocket): boolean => socket.readyState === socket.OPEN

/** Those without which the others hold no more than `most`, the fullest first. */
function beyond(most: number, sockets: readonly WebSocket[]): WebSocket[] {
  let kept = sockets.reduce((sum, {bufferedAmount}) => sum + bufferedAmount, 0)
  if (kept <= most) return []
  const fullest = [...sockets].sort((a, b) => b.bufferedAmount - a.bufferedAmount)
  const found: WebSocket[] = []
  for (const socket of fullest) {
    if (kept <= most) break
    kept -= socket.bufferedAmount
    found.push(socket)
  }
  return found
}
