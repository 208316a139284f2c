import type {ServerResponse} from 'node:http'
import {pipeline} from 'node:stream/promises'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {MadeDataset} from '../../ipc/dataset-api.ts'

/**
 * `each`: files that one person may be sent at once. `all`: bytes that the files being sent take in memory together. Every `window`
 * milliseconds a stream must have taken `slowest` bytes a second on average; a telephone's connection takes more.
 */
type Limits = {readonly each: number; readonly all: number; readonly window: number; readonly slowest: number}

const LIMITS: Limits = {each: 2, all: 192 * 1024 * 1024, window: 60_000, slowest: 16 * 1024}

/** Bytes that are handed on at once: what was not handed on yet counts as not taken. */
const PIECE = 64 * 1024

const TWO_ALREADY = message('Claimlight is sending you other exports already. Wait until they are done, then export again.')
const NO_ROOM = message('Others are fetching large exports at the moment. Wait a few minutes, then export again.')

/** Sends files that are made for those who ask, and keeps none that is not taken. */
export interface Downloads {
  /** A place for a file that this person asks for, before it is made; whoever gets one leaves it in the end. */
  enter(who: string): Result<Place>
}

type Place = {
  /** Counts what the file takes in memory; refused where there is no room for it. */
  hold(file: MadeDataset): Result<null>
  /** `head`, and then the file as fast as it is taken. What breaks off shows by its length. Resolves when nothing more is sent. */
  send(head: Uint8Array, file: MadeDataset, response: ServerResponse): Promise<void>
  leave(): void
}

export function downloads(limits: Limits = LIMITS): Downloads {
  const open = new Map<string, number>()
  /** Two who asked alike are sent one file. */
  const held = new Map<MadeDataset, number>()
  const heldBytes = (): number => [...held.keys()].reduce((sum, {held: bytes}) => sum + bytes, 0)
  const drop = (file: MadeDataset): void => {
    const left = (held.get(file) ?? 1) - 1
    if (left > 0) held.set(file, left)
    else held.delete(file)
  }
  const leave = (who: string): void => {
    const left = (open.get(who) ?? 1) - 1
    if (left > 0) open.set(who, left)
    else open.delete(who)
  }
  return {
    enter: who => {
      const mine = open.get(who) ?? 0
      if (mine >= limits.each) return refused(TWO_ALREADY)
      if (heldBytes() >= limits.all) return refused(NO_ROOM)
      open.set(who, mine + 1)
      let holding: MadeDataset | undefined
      return ok({
        hold: file => {
          // A file that is larger than all the room is sent when no other is.
          if (held.size > 0 && !held.has(file) && heldBytes() + file.held > limits.all) return refused(NO_ROOM)
          held.set(file, (held.get(file) ?? 0) + 1)
          holding = file
          return ok(null)
        },
        send: (head, file, response) => sent(head, file, response, limits),
        leave: () => {
          if (holding !== undefined) drop(holding)
          leave(who)
        },
      })
    },
  }
}

async function sent(head: Uint8Array, file: MadeDataset, response: ServerResponse, {window, slowest}: Limits): Promise<void> {
  let left = file.size
  let before = left
  const watch = setInterval(() => {
    // Once all is handed on there is little left to take: one more window is enough for it.
    const isSlow = before === 0 || (left > 0 && before - left < (slowest * window) / 1000)
    if (isSlow) response.destroy()
    before = left
  }, window)
  watch.unref()
  async function* counted(): AsyncGenerator<Uint8Array, void, undefined> {
    yield head
    for await (const piece of file.pieces()) {
      for (let at = 0; at < piece.byteLength; at += PIECE) {
        const part = piece.subarray(at, at + PIECE)
        yield part
        left -= part.byteLength
      }
    }
  }
  try {
    await pipeline(counted(), response)
  } catch {
    response.destroy()
  } finally {
    clearInterval(watch)
  }
}
