import {randomUUID} from 'node:crypto'
import {setTimeout as pause} from 'node:timers/promises'
import * as z from 'zod'
import {jsonValue} from '../../core/json/json-text.ts'
import type {CommonFiles} from '../../storage/postgres/common.ts'

/** Milliseconds between looks at what other hubs changed, and between signs of life of this one where nothing changed. */
const LOOK_AGAIN = 300
const SIGN = 1000
/** Milliseconds after the last sign of life for which a hub goes on without the database; then it hands out nothing new. */
const LASTS = 10_000
/** Milliseconds more that the others wait: their clocks need not run alike. */
const MARGIN = 500

const HUBS = 'hubs.json'
/** `beat`: counts its signs of life. `knows`: up to which version of the rounds. */
const hub = z.object({beat: z.number(), knows: z.number()})
const shape = z.record(z.string(), hub)
type Hubs = z.infer<typeof shape>

/**
 * By which the hubs of one project agree that a round is closed. Each says again and again which version of the rounds it
 * knows, and hands out nothing new once it could not say so for ten seconds. So a hub that has not said it, and has been silent
 * for longer, is none that anybody could still learn from.
 */
export interface Lease {
  /** Whether this hub may hand out what is new. */
  holds(): boolean
  /** Resolves when each hub knows this version, or has lost its lease. */
  everywhere(version: () => number): Promise<void>
  /** By which the others know this hub. */
  readonly hub: string
  /** Resolves with `true` when another hub has left or lost its lease, with `false` when this one stops. */
  gone(hub: string): Promise<boolean>
  /** Calls when it was lost, and when it holds again. */
  onChange(listener: () => void): void
  stop(): Promise<void>
}

/** `look`: reads what others changed, and makes it hold here; resolves with its version. */
export async function lease(files: CommonFiles, look: () => Promise<number>): Promise<Lease> {
  const id = randomUUID()
  const listeners = new Set<() => void>()
  let until = 0
  let told = {knows: -1, at: Number.NEGATIVE_INFINITY}
  let held = false
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  // One that is being closed hands out nothing any more, and what it was given before is still written.
  const holds = (): boolean => stopped || performance.now() < until
  const notice = (): void => {
    if (holds() === held) return
    held = !held
    for (const listener of listeners) listener()
  }
  /** Whether the others knew of this hub before: they wait for no other. */
  const sign = async (knows: number): Promise<boolean> => {
    const wasListed = await files.change(HUBS, content => {
      const hubs = parsed(content)
      const before = hubs[id]
      return {value: before !== undefined, content: JSON.stringify({...hubs, [id]: {beat: (before?.beat ?? 0) + 1, knows}})}
    })
    return wasListed
  }
  const turn = async (): Promise<void> => {
    const began = performance.now()
    const knows = await look()
    if (knows !== told.knows || began - told.at >= SIGN) {
      // Whoever looked for hubs before this one was listed may have changed the rounds after this one looked.
      if (!(await sign(knows))) return turn()
      told = {knows, at: began}
    }
    // What was refused since it was lost is asked for again once it holds.
    notice()
    until = Math.max(until, told.at + LASTS)
    notice()
  }
  const again = (): void => {
    timer = setTimeout(() => {
      void turn()
        .catch(notice)
        .then(() => (stopped ? undefined : again()))
    }, LOOK_AGAIN)
    timer.unref()
  }
  await turn()
  again()

  const everywhere = async (version: () => number): Promise<void> => {
    const silent = new Map<string, {readonly beat: number; readonly since: number}>()
    while (!stopped) {
      const hubs = await files.read(HUBS).then(
        file => parsed(file?.content),
        () => undefined,
      )
      const waited = Object.entries(hubs ?? {}).filter(([other, {beat, knows}]) => {
        if (other === id || knows >= version()) return false
        const before = silent.get(other)
        if (before?.beat !== beat) silent.set(other, {beat, since: performance.now()})
        else if (performance.now() - before.since > LASTS + MARGIN) return false
        return true
      })
      if (hubs !== undefined && waited.length === 0) return forget([...silent.keys()].filter(other => (hubs[other]?.knows ?? version()) < version()))
      await pause(LOOK_AGAIN / 3)
    }
  }
  const forget = async (gone: readonly string[]): Promise<void> => {
    if (gone.length === 0) return
    await files
      .change(HUBS, content => ({
        value: null,
        content: JSON.stringify(Object.fromEntries(Object.entries(parsed(content)).filter(([other]) => !gone.includes(other)))),
      }))
      .catch(() => undefined)
  }
  const gone = async (other: string): Promise<boolean> => {
    let seen: {readonly beat: number; readonly since: number} | undefined
    while (!stopped) {
      const hubs = await files.read(HUBS).then(
        file => parsed(file?.content),
        () => undefined,
      )
      const now = performance.now()
      const beat = hubs?.[other]?.beat
      if (hubs !== undefined && beat === undefined) return true
      if (beat !== undefined && beat !== seen?.beat) seen = {beat, since: now}
      else if (hubs !== undefined && seen !== undefined && now - seen.since > LASTS + MARGIN) return true
      await pause(LOOK_AGAIN)
    }
    return false
  }
  return {
    hub: id,
    gone,
    holds,
    everywhere,
    onChange: listener => void listeners.add(listener),
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await forget([id])
    },
  }
}

/** A list that cannot be read names nobody; each hub enters itself again. */
const parsed = (content: string | undefined): Hubs => shape.safeParse(jsonValue(content ?? '')).data ?? {}
