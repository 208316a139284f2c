import * as Y from 'yjs'
import {joined, number} from './update-bytes.ts'
import {SLICE} from './update-slices.ts'

/** The changes of one window as they are encoded; `clock`: the first that is not yet. */
type Part = {readonly client: number; readonly from: number; readonly to: number; readonly pieces: Uint8Array[]; count: number; clock: number}

/**
 * `Y.encodeStateAsUpdate`, resting now and then, for whoever has others to serve. The document may change meanwhile: what is asked for is in the
 * update all the same, and perhaps some of what came since.
 */
export function* stateSteps(doc: Y.Doc, vector: Uint8Array, size = SLICE): Generator<undefined, Uint8Array, undefined> {
  const {store} = doc
  // Changes that wait for others stand elsewhere, and are few: no window of ours sends them.
  if (store.pendingStructs !== null || store.pendingDs !== null) return Y.encodeStateAsUpdate(doc, vector)
  const parts = partsOf(store, Y.decodeStateVector(vector))
  let bytes = 0
  for (const part of parts) {
    while (part.clock < part.to) {
      const piece = nextPiece(store, part, size - bytes)
      part.pieces.push(piece)
      bytes += piece.byteLength
      if (bytes < size) continue
      bytes = 0
      yield
    }
  }
  return joined([
    number(parts.length),
    ...parts.flatMap(({client, from, pieces, count}) => [number(count), number(client), number(from), ...pieces]),
    // What is deleted comes last, and alone where all changes are known.
    Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)).subarray(1),
  ])
}

type Store = Y.Doc['store']

/** As Yjs does it, the windows with the highest numbers first: then they are read quickest. */
function partsOf(store: Store, known: ReadonlyMap<number, number>): Part[] {
  const parts: Part[] = []
  for (const [client, structs] of store.clients) {
    const from = Math.max(known.get(client) ?? 0, structs[0]?.id.clock ?? 0)
    const to = Y.getState(store, client)
    if (from < to) parts.push({client, from, to, pieces: [], count: 0, clock: from})
  }
  return parts.sort((a, b) => b.client - a.client)
}

/** Some more changes of a window, up to so many bytes; Yjs may have joined or split those since. */
function nextPiece(store: Store, part: Part, most: number): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const structs = store.clients.get(part.client) ?? []
  for (let at = Y.findIndexSS(structs, part.clock); part.clock < part.to; at++) {
    const struct = structs[at]
    if (struct === undefined) throw new Error('A document has lost changes while it was read.')
    struct.write(encoder, part.clock - struct.id.clock)
    part.clock = struct.id.clock + struct.length
    part.count++
    if (encoder.restEncoder.cpos > most || encoder.restEncoder.bufs.length > 0) break
  }
  return encoder.toUint8Array()
}
