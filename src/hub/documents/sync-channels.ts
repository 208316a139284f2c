import type {Connection, Hocuspocus} from '@hocuspocus/server'
import type {Acknowledgements} from './acknowledgements.ts'
import type {Channel} from './channel.ts'
import {RESET} from './channel.ts'
import type {MessageGate} from './message-gate.ts'
import {documentPlaces, messageGate} from './message-gate.ts'
import {signsOfLife} from './signs-of-life.ts'
import {stateAnswers} from './state-answers.ts'
import {turns} from './turns.ts'

/** What the sync library takes for a socket, and who handles what comes from it. */
type Socket = Parameters<Hocuspocus['handleConnection']>[0]
type Client = ReturnType<Hocuspocus['handleConnection']>

/** The channels at which people are, each as a socket of the sync library. */
export interface SyncChannels {
  /** Milliseconds that a channel may be silent. */
  readonly patience: number
  open(channel: Channel, who: string, handle: (socket: Socket) => Client): void
  /** A document was opened over a channel. */
  opened(connection: Connection): void
  /** Ends the channel of a connection, or all: they come back with what holds now. */
  reset(connection: Connection): void
  resetAll(): void
  /** A change was not written: its channel is ended when {@link SyncChannels.offerAgain} says so, and then offers it again. */
  notWritten(connection: Connection): void
  offerAgain(): void
  /** Ends all for good, and waits until what came from them is handed on. */
  close(reason: string): Promise<void>
}

/** `isRight`: whether a connection may do what its person may do now. */
export function syncChannels(given: {saved: Acknowledgements; heartbeat: number | undefined; isRight: (connection: Connection) => boolean}): SyncChannels {
  const {saved} = given
  const channels = new Set<Channel>()
  const refusedAt = new Set<Channel>()
  const gates = new WeakMap<object, MessageGate>()
  const sockets = new WeakMap<object, Channel>()
  const life = signsOfLife(channels, given.heartbeat)
  const inTurn = turns()
  const places = documentPlaces()
  const end = (channel: Channel | undefined): void => channel?.close(RESET.code, RESET.reason)
  const reset = (connection: Connection): void => end(sockets.get(connection.webSocket))
  const answers = stateAnswers(connection => {
    // Rights may have changed since she was let in: the document had to be loaded first.
    const may = given.isRight(connection)
    if (!may) reset(connection)
    return may
  })
  return {
    patience: life.patience,
    open: (channel, who, handle) => {
      const send = (message: Uint8Array): void => {
        if (channel.readyState === 1) channel.send(message)
      }
      const socket = {
        get readyState() {
          return channel.readyState
        },
        send: (data: unknown) => {
          const message = data as Uint8Array
          gate.said(message)
          const due = saved.due(message)
          if (due === undefined) send(message)
          else void due.then(() => send(message))
        },
        close: (code = 1000, reason = '') => channel.close(code, reason),
      }
      sockets.set(socket, channel)
      channels.add(channel)
      const client = handle(socket)
      const gate = messageGate({channel, who, turns: inTurn, places, answers, pass: client.handleMessage, now: () => performance.now()})
      gates.set(socket, gate)
      channel.onMessage(data => {
        client.lastMessageReceivedAt = Date.now()
        // The library's server does not know the answer that its own provider gives.
        if (!life.isAnswer(data)) gate.take(data)
      })
      channel.onClose((code, reason) => {
        channels.delete(channel)
        refusedAt.delete(channel)
        gate.end(() => client.handleClose({code, reason}))
      })
    },
    opened: connection => gates.get(connection.webSocket)?.opened(connection),
    reset,
    resetAll: () => {
      for (const channel of channels) end(channel)
    },
    notWritten: connection => {
      const channel = sockets.get(connection.webSocket)
      if (channel !== undefined) refusedAt.add(channel)
    },
    offerAgain: () => {
      for (const channel of refusedAt) end(channel)
      refusedAt.clear()
    },
    close: async reason => {
      life.stop()
      for (const channel of channels) channel.close(1001, reason)
      await inTurn.settled()
    },
  }
}
