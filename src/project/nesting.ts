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
    for (const [at, client] of clients.entries()) {
      const ofClient = found.get(client) ?? new Map<number, number>()
      found.set(client, ofClient.set(clocks[at] ?? 0, at))
    }
    const depths = new Int32Array(clients.length)
    let longest = 0
    for (let start = 0; start < clients.length; start++) {
      const path: number[] = []
      let at: number | undefined = start
      while (at !== undefined && depths[at] === 0) {
        // What stands in itself never comes to stand anywhere; Yjs keeps it waiting.
        depths[at] = -1
        path.push(at)
        at = found.get(parentClients[at] ?? -1)?.get(parentClocks[at] ?? -1)
      }
      let depth = at === undefined ? 0 : (depths[at] ?? 0)
      if (depth < 0) return Number.POSITIVE_INFINITY
      for (const each of path.reverse()) depths[each] = ++depth
      longest = Math.max(longest, depth)
    }
    return longest
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

/** The maps and lists among these structs that are nested too deep, or in themselves. What a struct refers to and is not among them counts as a root. */
export function tooDeep(structs: readonly Struct[]): readonly Y.Item[] {
  const find = finder(structs)
  const containers = new Map<Y.Item, Y.Item | undefined>()
  const depths = new Map<Y.Item, number>()

  /** The map that an item stands in: its own word for it, or where the item beside it stands. */
  const containerOf = (item: Y.Item): Y.Item | undefined => {
    const path: Y.Item[] = []
    let at: Y.Item | undefined = item
    let container: Y.Item | undefined
    while (at !== undefined) {
      if (containers.has(at)) {
        container = containers.get(at)
        break
      }
      containers.set(at, undefined)
      path.push(at)
      const parent: unknown = at.parent
      const beside: Y.ID | null = at.origin ?? at.rightOrigin
      if (parent instanceof Y.ID) container = find(parent)
      at = parent === null && beside !== null ? find(beside) : undefined
    }
    for (const each of path) containers.set(each, container)
    return container
  }
  const depthOf = (item: Y.Item): number => {
    const path: Y.Item[] = []
    let at: Y.Item | undefined = item
    while (at !== undefined && !depths.has(at)) {
      depths.set(at, Number.POSITIVE_INFINITY)
      path.push(at)
      at = containerOf(at)
    }
    let depth = at === undefined ? 0 : (depths.get(at) ?? 0)
    for (const each of path.reverse()) depths.set(each, ++depth)
    return depth
  }
  return structs.filter(struct => struct instanceof Y.Item && struct.content instanceof Y.ContentType && depthOf(struct) > DEEPEST) as Y.Item[]
}

/** Finds the item that an id points at or into. */
function finder(structs: readonly Struct[]): (id: Y.ID) => Y.Item | undefined {
  const byClient = new Map<number, Struct[]>()
  for (const struct of structs) {
    const ofClient = byClient.get(struct.id.client)
    if (ofClient === undefined) byClient.set(struct.id.client, [struct])
    else ofClient.push(struct)
  }
  for (const ofClient of byClient.values()) ofClient.sort((a, b) => a.id.clock - b.id.clock)
  return ({client, clock}) => {
    const ofClient = byClient.get(client) ?? []
    let low = 0
    let high = ofClient.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ofClient[middle]?.id.clock ?? 0) <= clock) low = middle + 1
      else high = middle
    }
    const found = ofClient[low - 1]
    return found instanceof Y.Item && clock < found.id.clock + found.length ? found : undefined
  }
}
