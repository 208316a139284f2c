import type * as Y from 'yjs'

/** The structs of an update by their client, each client's in the order of their clocks. */
export type StructIndex = ReadonlyMap<number, readonly (Y.Item | Y.GC)[]>

/** Which struct holds this clock of a client. */
export function structAt(index: StructIndex, client: number, clock: number): Y.Item | Y.GC | undefined {
  const structs = index.get(client) ?? []
  const found = structs[firstFrom(structs, clock)]
  return found !== undefined && found.id.clock <= clock ? found : undefined
}

/** The place of the first struct that ends after a clock. */
export function firstFrom(structs: readonly {readonly id: Y.ID; readonly length: number}[], clock: number): number {
  let low = 0
  let high = structs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const {id, length} = structs[middle] as {readonly id: Y.ID; readonly length: number}
    if (id.clock + length <= clock) low = middle + 1
    else high = middle
  }
  return low
}
