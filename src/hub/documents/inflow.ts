import type {Socket} from 'node:net'
import type {WebSocket} from 'ws'

/** Bytes of messages that have begun to come and are not whole, over all sockets of a server: three of the largest. */
const MOST = 192 * 1024 * 1024

/** Milliseconds between looks, while there is something. */
const LOOK_AGAIN = 100
/** Bytes of a message that are not looked at: as much from each socket that may be open is within what all may have. */
const SMALL = 64 * 1024

/** Bounds what is kept of messages that are still coming. Whoever has most of it is cut off first, comes back, and sends again what was not taken. */
export interface Inflow {
  /** `wire` is what the socket reads from; `who` whose it is. */
  follow(socket: WebSocket, wire: Socket, who: string): void
  stop(): void
}

type Coming = {readonly socket: WebSocket; readonly who: string; bytes(): number}

export function inflow(onCut: () => void = () => undefined, most = MOST): Inflow {
  const coming = new Set<Coming>()
  let timer: NodeJS.Timeout | undefined
  const look = (): void => {
    for (let one = largest(coming, most); one !== undefined; one = largest(coming, most)) {
      coming.delete(one)
      onCut()
      one.socket.terminate()
    }
    if (![...coming].some(isLarge)) stop()
  }
  const stop = (): void => {
    clearInterval(timer)
    timer = undefined
  }
  return {
    follow: (socket, wire, who) => {
      let whole = wire.bytesRead
      const one = {socket, who, bytes: () => wire.bytesRead - whole}
      coming.add(one)
      socket.on('message', () => {
        whole = wire.bytesRead
      })
      // After the socket's own listener, which has told of each message by then that is whole.
      wire.on('data', () => {
        if (isLarge(one)) timer ??= setInterval(look, LOOK_AGAIN).unref()
      })
      socket.on('close', () => coming.delete(one))
    },
    stop,
  }
}

const isLarge = (one: Coming): boolean => one.bytes() > SMALL

/** The largest of whoever has most, when all together are too much. */
function largest(coming: ReadonlySet<Coming>, most: number): Coming | undefined {
  const sums = new Map<string, number>()
  let all = 0
  for (const {who, bytes} of coming) {
    all += bytes()
    sums.set(who, (sums.get(who) ?? 0) + bytes())
  }
  if (all <= most) return undefined
  const fullest = Math.max(...sums.values())
  return [...coming].filter(({who}) => sums.get(who) === fullest).sort((a, b) => b.bytes() - a.bytes())[0]
}
