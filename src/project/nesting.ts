import * as Y from 'yjs'
import type {StructReader} from './update-reader.ts'

/** No document nests its maps more than four deep. Yjs deletes and reads what is nested by recursion, which ends at about a thousand. */
export const DEEPEST = 64

export type Struct = Y.Item | Y.GC | Y.Skip

export type Nesting = 'fine' | 'too deep' | 'unknown'

/** Finds, while updates are read, whether their maps are nested too deep in each other, in whatever order the updates come. */
export interface NestingEstimate {
  note(struct: StructReader): void
  /** Unknown where maps stand beside other items and there are many of them: ask {@link tooDeep}. */
  depth(): Nesting
}

export function nestingEstimate(): NestingEstimate {
  const clients: number[] = []
  const clocks: number[] = []
  /** The map that each stands in, by its id; -1 for none. */
  const parentClients: number[] = []
  const parentClocks: number[] = []
  /** Those that stand where another item stands, which is known only by looking at that. */
  let elsewhere = 0

  const longestChain = (): number => {
    const found = new Map<number, Map<number, number>>()
    /** Where else the same map is said to stand: damaged records may say so twice, and each time otherwise. */
    const elsewhereToo = new Map<number, number[]>()
    for (const [at, client] of clients.entries()) {
      const ofClient = found.get(client) ?? new Map<number, number>()
      found.set(client, ofClient)
      const clock = clocks[at] ?? 0
      const first = ofClient.get(clock)
      const others = first === undefined ? undefined : elsewhereToo.get(first)
      if (first === undefined) ofClient.set(clock, at)
      else if (others === undefined) elsewhereToo.set(first, [at])
      else others.push(at)
    }
    const depths = longestWays(clients.length, (place, nth) => {
      const word = nth === 0 ? place : elsewhereToo.get(place)?.[nth - 1]
      return word === undefined ? undefined : {place: found.get(parentClients[word] ?? -1)?.get(parentClocks[word] ?? -1), steps: 1}
    })
    return depths.reduce((longest, depth) => Math.max(longest, depth), 0)
  }
  return {
    note: ({kind, place, client, clock, parentClient, parentClock}) => {
      if (kind !== 'type') return
      clients.push(client)
      clocks.push(clock)
      parentClients.push(place === 'parent' ? parentClient : -1)
      parentClocks.push(place === 'parent' ? parentClock : -1)
      if (place === 'origin') elsewhere++
    },
    depth: () => {
      if (clients.length <= DEEPEST) return 'fine'
      const longest = longestChain()
      if (longest > DEEPEST) return 'too deep'
      return longest * (elsewhere + 1) > DEEPEST ? 'unknown' : 'fine'
    },
  }
}

/** What a place stands in or beside, and how much higher it is counted for that; no place where that is not among them. */
type Above = {readonly place: number | undefined; readonly steps: number}

/**
 * How deep each of so many places is by the longest of the ways up from it; infinite on a circle: what stands in itself
 * never comes to stand anywhere, Yjs keeps it waiting. `above` gives them one by one. Without recursion.
 */
function longestWays(places: number, above: (place: number, nth: number) => Above | undefined): Float64Array {
  const depths = new Float64Array(places)
  const looked = new Int32Array(places)
  const [NEW, OPEN, DONE] = [0, 1, 2]
  const states = new Uint8Array(places)
  for (let start = 0; start < places; start++) {
    const path = states[start] === NEW ? [start] : []
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      states[at] = OPEN
      const up = above(at, looked[at] ?? 0)
      if (up === undefined) {
        states[at] = DONE
        path.pop()
      } else if (up.place !== undefined && states[up.place] === NEW) path.push(up.place)
      else {
        const over = up.place === undefined ? 0 : states[up.place] === OPEN ? Number.POSITIVE_INFINITY : (depths[up.place] ?? 0)
        depths[at] = Math.max(depths[at] ?? 0, over + up.steps)
        looked[at] = (looked[at] ?? 0) + 1
      }
    }
  }
  return depths
}

/** The maps and lists among these structs that are nested too deep, or in themselves. What a struct refers to and is not among them counts as a root. */
export function tooDeep(structs: readonly Struct[]): readonly Y.Item[] {
  const items = structs.filter(struct => struct instanceof Y.Item).sort((a, b) => a.id.client - b.id.client || a.id.clock - b.id.clock)
  const find = finder(items)
  const found = new Map<number, readonly number[]>()
  const depths = longestWays(items.length, (place, nth) => {
    if (nth === 0) return {place: undefined, steps: 1}
    const item = items[place] as Y.Item
    const parent: unknown = item.parent
    // It says itself which map it stands in, or stands where the item beside it stands.
    const within = parent instanceof Y.ID
    const id = within ? parent : parent === null ? (item.origin ?? item.rightOrigin) : null
    if (id === null) return undefined
    const near = found.get(place) ?? find(id)
    found.set(place, near)
    const other = near[nth - 1]
    return other === undefined ? undefined : {place: other, steps: within ? 1 : 0}
  })
  return items.filter(({content}, place) => content instanceof Y.ContentType && (depths[place] ?? 0) > DEEPEST)
}

/** Items that damaged records give for one and the same change; more are not looked at. */
const MOST_MEANINGS = 100

/** Finds the items that an id points at or into, among those in the order of their ids: one, except in damaged records. */
function finder(items: readonly Y.Item[]): (id: Y.ID) => readonly number[] {
  return ({client, clock}) => {
    let low = 0
    let high = items.length
    while (low < high) {
      const middle = (low + high) >> 1
      const {id} = items[middle] as Y.Item
      if (id.client < client || (id.client === client && id.clock <= clock)) low = middle + 1
      else high = middle
    }
    const found: number[] = []
    for (let at = low - 1; at >= Math.max(0, low - MOST_MEANINGS); at--) {
      const {id, length} = items[at] as Y.Item
      if (id.client !== client) break
      if (clock < id.clock + length) found.push(at)
    }
    return found
  }
}
