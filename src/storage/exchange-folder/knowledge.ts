import * as Y from 'yjs'

/** What of a document is known to lie in the folder, whoever wrote it: structs without a gap, and deletions. */
export type Knowledge = Y.Snapshot

export const NOTHING: Knowledge = Y.emptySnapshot

export const formatKnowledge = (known: Knowledge): string => Buffer.from(Y.encodeSnapshot(known)).toString('base64')
export const parseKnowledge = (text: string): Knowledge => Y.decodeSnapshot(Buffer.from(text, 'base64'))

/**
 * What `known` becomes when `update` lies in the folder too. Structs behind a gap are not counted until the gap is
 * filled: counting them would claim for the folder what it may never get.
 */
export function absorb(known: Knowledge, update: Uint8Array): Knowledge {
  const {structs, ds} = Y.decodeUpdate(update)
  const sv = new Map(known.sv)
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue
    const {client, clock} = struct.id
    const have = sv.get(client) ?? 0
    if (clock <= have) sv.set(client, Math.max(have, clock + struct.length))
  }
  return new Y.Snapshot(Y.mergeDeleteSets([known.ds, ds]), sv)
}

/** The part of `state` that the folder lacks; `undefined` when it lacks nothing. Deletions come whole: they are small. */
export function missingFrom(known: Knowledge, state: Uint8Array): Uint8Array | undefined {
  if (Y.snapshotContainsUpdate(known, state)) return undefined
  return Y.diffUpdate(state, Y.encodeStateVector(known.sv))
}

/** Whether `state` lacks something of what is known to lie in the folder; deletions alone are not noticed. */
export function lacks(state: Uint8Array, known: Knowledge): boolean {
  const have = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state))
  return [...known.sv].some(([client, clock]) => (have.get(client) ?? 0) < clock)
}
