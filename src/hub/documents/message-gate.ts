import type {Connection} from '@hocuspocus/server'
import {createDecoder, readVarString} from 'lib0/decoding'
import type {Channel} from './channel.ts'
import {RESET} from './channel.ts'
import {presenceLimit} from './presence-limit.ts'
import type {StateAnswers} from './state-answers.ts'
import type {Turns} from './turns.ts'
import {AUTH, CLOSE, kindOf, PRESENCE, REPLY, SYNC} from './message-kind.ts'

/** Documents that one channel has on their way to be opened; the others wait. A window opens all of its sets when it is back. */
const MOST_OPENING = 32

/** Documents that one person has open, or waiting to be, over all of her channels: some eighty megabytes. */
const MOST_DOCUMENTS = 10_000

/**
 * What one channel may have given us and not seen done, in messages and bytes, before no more of it is read; and where reading cannot be
 * stopped, as on a port, before it is closed.
 */
const WAITING = {messages: 256, bytes: 1024 * 1024}
const TOO_MUCH = {messages: 200_000, bytes: 128 * 1024 * 1024}

/**
 * What one channel may send for documents that it has not asked for, and for each that was closed, before it is closed itself: windows ask first, and what is
 * under way when a document closes is little. Every `half` milliseconds half of it is forgiven, so a channel may last for weeks.
 */
const DROPPED = {messages: 4096, bytes: 8 * 1024 * 1024, messagesEach: 16, bytesEach: 64 * 1024, half: 60_000}

/**
 * Stands before the sync server, which keeps something for every name it hears of and looks through all of that at each message.
 * What is not asked for by a token first goes no further, and nothing of it is kept.
 */
export interface MessageGate {
  take(message: Uint8Array): void
  /** A document of the channel is open; what was sent for it meanwhile follows now. */
  opened(connection: Connection): void
  /** What the hub sends on the channel, which tells that a document was refused or closed. */
  said(message: Uint8Array): void
  /** The channel has closed: does this once all that came before is done. */
  end(then: () => void): void
}

type Opening = {readonly state: 'waiting' | 'opening'; readonly messages: Uint8Array[]}

/** Counts the documents that people have open. */
export interface DocumentPlaces {
  take(who: string): boolean
  give(who: string, count: number): void
}

export function documentPlaces(): DocumentPlaces {
  const taken = new Map<string, number>()
  return {
    take: who => {
      const mine = taken.get(who) ?? 0
      if (mine >= MOST_DOCUMENTS) return false
      taken.set(who, mine + 1)
      return true
    },
    give: (who, count) => {
      const left = (taken.get(who) ?? 0) - count
      if (left > 0) taken.set(who, left)
      else taken.delete(who)
    },
  }
}

export function messageGate(given: {
  channel: Channel
  /** Whose turn it takes. */
  who: string
  turns: Turns
  places: DocumentPlaces
  answers: StateAnswers
  /** Gives it to the sync server. */
  pass: (message: Uint8Array) => void
  /** Milliseconds, which only go on. */
  now: () => number
}): MessageGate {
  const {channel, who, turns, places, answers, now} = given
  const open = new Map<string, Connection>()
  const coming = new Map<string, Opening>()
  const waiting = new Set<string>()
  const presence = presenceLimit()
  let opening = 0
  const undone = {messages: 0, bytes: 0}
  const dropped = {messages: 0, bytes: 0, closed: 0, at: now()}
  let isHeld = false
  let isCut = false
  let isOver = false

  const arrived = ({byteLength}: Uint8Array): void => {
    undone.messages++
    undone.bytes += byteLength
    if (undone.messages > TOO_MUCH.messages || undone.bytes > TOO_MUCH.bytes) channel.close(RESET.code, RESET.reason)
    else if (!isHeld && (undone.messages > WAITING.messages || undone.bytes > WAITING.bytes)) hold(true)
  }
  const done = ({byteLength}: Uint8Array): void => {
    undone.messages--
    undone.bytes -= byteLength
    if (isHeld && undone.messages < WAITING.messages / 2 && undone.bytes < WAITING.bytes / 2) hold(false)
  }
  const hold = (is: boolean): void => {
    isHeld = is
    channel.hold?.(is)
  }

  /** What was dropped, and what closed before it, is of the last minutes. */
  const forgive = (): void => {
    const left = 2 ** ((dropped.at - now()) / DROPPED.half)
    dropped.at = now()
    for (const count of ['messages', 'bytes', 'closed'] as const) dropped[count] *= left
  }
  const drop = (message: Uint8Array): void => {
    done(message)
    forgive()
    dropped.messages++
    dropped.bytes += message.byteLength
    const most = {messages: DROPPED.messages + dropped.closed * DROPPED.messagesEach, bytes: DROPPED.bytes + dropped.closed * DROPPED.bytesEach}
    if (isCut || (dropped.messages <= most.messages && dropped.bytes <= most.bytes)) return
    isCut = true
    channel.close(RESET.code, RESET.reason)
  }

  const begin = (address: string): void => {
    const {messages} = coming.get(address) ?? {messages: []}
    const token = messages.shift()
    waiting.delete(address)
    coming.set(address, {state: 'opening', messages})
    opening++
    if (token === undefined) return
    done(token)
    given.pass(token)
  }
  const beginNext = (): void => {
    for (const address of waiting) {
      if (opening >= MOST_OPENING) return
      begin(address)
    }
  }
  const leave = (address: string): readonly Uint8Array[] => {
    const over = coming.get(address)
    coming.delete(address)
    waiting.delete(address)
    if (over?.state === 'opening') opening--
    beginNext()
    return over?.messages ?? []
  }
  const passOpen = (connection: Connection, message: Uint8Array, kind: number): void => {
    if ((kind === SYNC || kind === REPLY) && answers.isAsked(message)) {
      void answers.answer(connection, who, message).then(() => done(message))
      return
    }
    // A token for what is open changes nothing.
    const isTaken = kind === SYNC || kind === REPLY || kind === CLOSE || (kind === PRESENCE && presence.isWithin(message))
    if (!isTaken) return done(message)
    connection.handleMessage(message)
    void connection.waitForPendingMessages().then(() => done(message))
  }
  const passOn = (message: Uint8Array, address: string, kind: number): void => {
    if (channel.readyState > 1 && kind !== SYNC) return done(message)
    const connection = open.get(address)
    if (connection !== undefined) return passOpen(connection, message, kind)
    const before = coming.get(address)
    if (before !== undefined) return void before.messages.push(message)
    if (kind !== AUTH) return drop(message)
    if (isOver || !places.take(who)) return channel.close(RESET.code, RESET.reason)
    coming.set(address, {state: 'waiting', messages: [message]})
    waiting.add(address)
    beginNext()
  }
  return {
    take: message => {
      if (isCut) return
      const head = headOf(message)
      if (head === undefined) return channel.close(RESET.code, RESET.reason)
      arrived(message)
      turns.take(who, message.byteLength, () => passOn(message, head.address, head.kind))
    },
    opened: connection => {
      const {messageAddress: address} = connection
      if (isOver) return
      open.set(address, connection)
      for (const message of leave(address)) passOn(message, address, headOf(message)?.kind ?? CLOSE)
    },
    said: message => {
      // Nearly all else is told from this by one byte.
      const kind = kindOf(message)
      if (kind !== CLOSE && (kind !== AUTH || message[2 + (message[0] ?? 0)] !== DENIED)) return
      const address = headOf(message)?.address ?? ''
      const wasOpen = open.delete(address)
      if (wasOpen) {
        forgive()
        dropped.closed++
      }
      if (wasOpen || coming.has(address)) places.give(who, 1)
      for (const each of leave(address)) done(each)
    },
    end: then =>
      turns.take(who, 0, () => {
        then()
        isOver = true
        places.give(who, open.size + coming.size)
        open.clear()
        coming.clear()
        waiting.clear()
      }),
  }
}

/** What a refusal of a token begins with, after its kind. */
const DENIED = 1

/** Which document a message is for, and its kind; `undefined` for what names none, or is of no kind that a window sends. A name has one byte of length. */
function headOf(message: Uint8Array): {readonly address: string; readonly kind: number} | undefined {
  const length = message[0] ?? 0
  const kind = kindOf(message)
  if (length === 0 || length > 127 || kind === undefined || !KINDS.has(kind)) return undefined
  try {
    return {address: readVarString(createDecoder(message)), kind}
  } catch {
    return undefined
  }
}

/** `3` asks for all presence, which is sent anyway, and `5` is a text that the hub takes from nobody; neither is a fault. */
const KINDS = new Set([SYNC, PRESENCE, AUTH, 3, REPLY, 5, CLOSE])
