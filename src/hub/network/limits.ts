import type {WebSocket} from 'ws'
import {holdReading, releaseReading} from '../documents/reading.ts'

/** So much at once, and so much again in each second. */
export type Limit = {readonly burst: number; readonly perSecond: number}

/** Counts what each key uses of a limit. */
export interface Allowance {
  /** Takes `cost` if it is there; `false` leaves all as it was. */
  take(key: string, cost?: number): boolean
  /** Takes it in any case; how many milliseconds to wait until that is made good. */
  owe(key: string, cost: number): number
}

/** Keys that are kept in mind; a full one is as good as a forgotten one. */
const MOST_KEYS = 10_000

export function allowance({burst, perSecond}: Limit, now: () => number): Allowance {
  const left = new Map<string, {amount: number; at: number}>()
  const refilled = (key: string): number => {
    const before = left.get(key) ?? {amount: burst, at: now()}
    return Math.min(burst, before.amount + (Math.max(0, now() - before.at) / 1000) * perSecond)
  }
  const keep = (key: string, amount: number): void => {
    left.delete(key)
    left.set(key, {amount, at: now()})
    for (const [oldest] of left) {
      if (left.size <= MOST_KEYS) break
      left.delete(oldest)
    }
  }
  return {
    take: (key, cost = 1) => {
      const amount = refilled(key)
      const isThere = amount >= cost
      keep(key, isThere ? amount - cost : amount)
      return isThere
    },
    owe: (key, cost) => {
      const amount = refilled(key) - cost
      keep(key, amount)
      return amount >= 0 ? 0 : (-amount / perSecond) * 1000
    },
  }
}

/** What people from elsewhere may do; many times what an honest window or hub does. */
export const LIMITS = {
  /** Invitations tried in vain, an address. */
  redeem: {burst: 20, perSecond: 0.5},
  /** Requests of any kind, an address: a whole department may come through one. */
  address: {burst: 2000, perSecond: 200},
  /** `/health` and `/metrics`, an address: whatever else comes from there, they are answered; several monitors and load balancers may share one. */
  monitoring: {burst: 300, perSecond: 30},
  /** Requests, a session. */
  requests: {burst: 500, perSecond: 50},
  /** Sync messages, a session. A hub that comes back after a month offline has some for every article. */
  messages: {burst: 50_000, perSecond: 2000},
  /** Bytes of sync messages, a session. */
  bytes: {burst: 256 * 1024 * 1024, perSecond: 16 * 1024 * 1024},
  /** Sync channels open at once: of a session, and in all. */
  channels: 32,
  allChannels: 2000,
} as const

/** Reads no faster from a socket than its session is allowed to send: what is too much has to wait, nothing of it is lost. */
export function slowDown(socket: WebSocket, session: string, given: {messages: Allowance; bytes: Allowance; onSlow: () => void}): void {
  socket.on('message', data => {
    const size = Array.isArray(data) ? data.reduce((sum, each) => sum + each.byteLength, 0) : data.byteLength
    const wait = Math.max(given.messages.owe(session, 1), given.bytes.owe(session, size))
    if (wait === 0 || socket.isPaused) return
    given.onSlow()
    holdReading(socket)
    setTimeout(() => releaseReading(socket), wait).unref()
  })
}
