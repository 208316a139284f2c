import type {Channel} from './channel.ts'

/**
 * Milliseconds between signs of life on every channel. A window closes one that brings nothing for 30 seconds, and where nobody
 * shows where they are, as in a closed round, nothing else may come for long.
 */
const HEARTBEAT = 10_000
/** Signs of life after which a window that answered none is taken for gone. */
const MISSED = 6

/** What the provider takes for a sign of life, and what it answers. They name no document, as all other messages do. */
const PING = Uint8Array.of(9)
const PONG = 10

/** Keeps the channels alive on which nothing happens. */
export interface SignsOfLife {
  /** Milliseconds of silence after which a window is gone. */
  readonly patience: number
  isAnswer(message: Uint8Array): boolean
  stop(): void
}

export function signsOfLife(channels: Iterable<Channel>, every = HEARTBEAT): SignsOfLife {
  const beating = setInterval(() => {
    for (const channel of channels) if (channel.readyState === 1) channel.send(PING)
  }, every)
  beating.unref()
  return {
    patience: every * MISSED,
    isAnswer: message => message.byteLength === 1 && message[0] === PONG,
    stop: () => clearInterval(beating),
  }
}
