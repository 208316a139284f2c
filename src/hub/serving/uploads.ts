import type {IncomingMessage} from 'node:http'
import {setTimeout as pause} from 'node:timers/promises'

/**
 * Bytes of request bodies that are kept at once: of one person, and of all. The first is one import; three people may send one at the
 * same time, the others wait their turn unread.
 */
const ROOM = {each: 64 * 1024 * 1024, all: 192 * 1024 * 1024}

/** Bodies up to this are not counted: there are no more of them than connections. */
const SMALL = 64 * 1024

/** Bytes a second, on average, that a body comes at from its fourth second on; a telephone's connection brings four times as many. */
const SLOWEST = 32 * 1024
const BEGINS_WITHIN = 4000

/** Bytes beyond what is allowed that are read and dropped: an answer that comes sooner is not heard. */
const DRAINED = 128 * 1024 * 1024

/** Milliseconds that somebody waits for room, and between looks. */
const WAITS_FOR_ROOM = 20_000
const LOOK_AGAIN = 50

/** Reads the bodies of requests, each no larger than allowed, all together no more than there is room for, none slower than anybody's network. */
export interface Uploads {
  read(request: IncomingMessage, who: string, most: number): Promise<Upload>
}

/** `release` gives its room back, once nothing of the body is used any more. */
export type Upload = {readonly state: 'read'; readonly body: Uint8Array; release(): void} | {readonly state: 'too-large' | 'no-room' | 'too-slow'}

export function uploads(room = ROOM, waits = WAITS_FOR_ROOM): Uploads {
  const kept = new Map<string, number>()
  let all = 0
  const take = (who: string, bytes: number): boolean => {
    const mine = kept.get(who) ?? 0
    if (mine + bytes > room.each || all + bytes > room.all) return false
    kept.set(who, mine + bytes)
    all += bytes
    return true
  }
  const give = (who: string, bytes: number): void => {
    const left = (kept.get(who) ?? 0) - bytes
    if (left > 0) kept.set(who, left)
    else kept.delete(who)
    all -= bytes
  }
  const roomFor = async (request: IncomingMessage, who: string, bytes: number): Promise<boolean> => {
    for (let left = waits; !take(who, bytes); left -= LOOK_AGAIN) {
      if (left <= 0 || request.destroyed) return false
      await pause(LOOK_AGAIN)
    }
    return true
  }
  return {
    read: async (request, who, most) => {
      const said = Number(request.headers['content-length'])
      // Without a length it could be as much as is allowed.
      const size = Number.isSafeInteger(said) && said >= 0 ? said : most
      if (size > most) {
        await drained(request)
        return {state: 'too-large'}
      }
      const counted = size > SMALL ? size : 0
      if (!(await roomFor(request, who, counted))) return {state: 'no-room'}
      const read = await bodyOf(request, size).catch((error: unknown) => {
        give(who, counted)
        throw error
      })
      if (read instanceof Uint8Array) return {state: 'read', body: read, release: () => give(who, counted)}
      give(who, counted)
      return {state: read}
    },
  }
}

async function bodyOf(request: IncomingMessage, size: number): Promise<Uint8Array | 'too-large' | 'too-slow'> {
  // Memory that nothing was written to yet costs nothing.
  const body = Buffer.allocUnsafeSlow(size)
  const began = performance.now()
  let length = 0
  let isSlow = false
  const watch = setInterval(() => {
    const late = performance.now() - began - BEGINS_WITHIN
    if (late <= 0 || length >= (late / 1000) * SLOWEST) return
    isSlow = true
    request.destroy()
  }, 1000)
  watch.unref()
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      if (length + chunk.byteLength <= size) chunk.copy(body, length)
      else if (length > size + DRAINED) return 'too-large'
      length += chunk.byteLength
    }
  } catch (error) {
    if (isSlow) return 'too-slow'
    throw error
  } finally {
    clearInterval(watch)
  }
  return length > size ? 'too-large' : new Uint8Array(body.buffer, body.byteOffset, length)
}

/** Reads on and keeps nothing; not for ever. */
async function drained(request: IncomingMessage): Promise<void> {
  const end = performance.now() + WAITS_FOR_ROOM
  let left = DRAINED
  for await (const chunk of request as AsyncIterable<Buffer>) {
    left -= chunk.byteLength
    if (left < 0 || performance.now() > end) return
  }
}
