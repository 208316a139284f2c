import * as Y from 'yjs'
import {finished} from '../core/steps.ts'
import type {Struct} from './nesting.ts'
import {nestingEstimate, tooDeep} from './nesting.ts'
import type {StructReader} from './update-reader.ts'
import {readUpdate, updateSteps} from './update-reader.ts'
import {joined, number} from './update-bytes.ts'
import type {StructureProblem} from './update-structure.ts'
import {isRange, MOST_CHANGES, MOST_CLIENTS, structProblem} from './update-structure.ts'

/** What of a record cannot be part of any document: all of it, or single changes in it. */
export type RecordDamage = {readonly record: number; readonly problem: StructureProblem}

/**
 * The records of one document as Yjs can take them, in their order. From those that hold something impossible, that alone is
 * taken out, and its place is kept: what the same window did before and after, and what others did beside it, stays readable.
 */
export type SoundRecords = {
  readonly updates: readonly Uint8Array[]
  /** The same, one for each record; `undefined` where nothing of it can be read. */
  readonly byRecord: readonly (Uint8Array | undefined)[]
  readonly damage: readonly RecordDamage[]
}

/** Cheap where nothing is wrong: the records are looked through, and given back as they are. */
export const soundRecords = (records: readonly Uint8Array[]): SoundRecords => finished(soundSteps(records))

/** As {@link soundRecords}, resting now and then, for whoever has others to serve. */
export function* soundSteps(records: readonly Uint8Array[]): Generator<undefined, SoundRecords, undefined> {
  const nesting = nestingEstimate()
  const damage: RecordDamage[] = []
  for (const [record, bytes] of records.entries()) {
    const problem = yield* problemOf(bytes, nesting.note)
    if (problem !== undefined) damage.push({record, problem})
  }
  const depth = nesting.depth()
  if (damage.length === 0 && depth === 'fine') return {updates: records, byRecord: records, damage}
  const damaged = new Set(damage.map(({record}) => record))
  const cut = records.map((bytes, record) => (damaged.has(record) ? withoutImpossible(bytes, () => false) : bytes))
  return depth === 'fine' ? {updates: cut.filter(isSomething), byRecord: cut, damage} : withoutTooDeep(cut, damage)
}

const isSomething = (update: Uint8Array | undefined): update is Uint8Array => update !== undefined

/** What is wrong with a record by itself. */
function* problemOf(bytes: Uint8Array, note: (struct: StructReader) => void): Generator<undefined, StructureProblem | undefined, undefined> {
  const clients = new Set<number>()
  let problem: StructureProblem | undefined
  const isWhole = yield* updateSteps(bytes, {
    onClient: client => {
      if (clients.has(client)) problem ??= 'range'
      clients.add(client)
    },
    onStruct: struct => {
      const found = structProblem(struct)
      if (found === undefined) note(struct)
      else problem ??= found
    },
    onDeleted: (client, clock, length) => {
      if (!isRange({client, clock, length})) problem ??= 'range'
    },
  })
  return isWhole ? problem : 'unreadable'
}

/** How deep a map is nested shows only when all records are looked at together; then it does not depend on their order. */
function withoutTooDeep(cut: readonly (Uint8Array | undefined)[], damage: readonly RecordDamage[]): SoundRecords {
  const structs: Struct[] = []
  for (const bytes of cut) if (bytes !== undefined) for (const struct of Y.decodeUpdate(bytes).structs) structs.push(struct)
  const deep = new Map<number, Set<number>>()
  for (const {id} of tooDeep(structs)) deep.set(id.client, (deep.get(id.client) ?? new Set()).add(id.clock))
  const all = new Map(damage.map(each => [each.record, each]))
  const byRecord = cut.map((bytes, record) => {
    let isDeep = false
    const without =
      bytes &&
      withoutImpossible(bytes, ({kind, client, clock}) => {
        const found = kind === 'type' && deep.get(client)?.has(clock) === true
        isDeep ||= found
        return found
      })
    if (!isDeep) return bytes
    if (!all.has(record)) all.set(record, {record, problem: 'nested'})
    return without
  })
  return {updates: byRecord.filter(isSomething), byRecord, damage: [...all.values()].sort((a, b) => a.record - b.record)}
}

type Part = {readonly client: number; readonly clock: number; readonly pieces: Uint8Array[]; ended: boolean}

/** The update with deleted changes in place of those that cannot be, and without what is out of range; `undefined` when it is none. */
function withoutImpossible(bytes: Uint8Array, isOut: (struct: StructReader) => boolean): Uint8Array | undefined {
  const parts = new Map<number, Part>()
  const deleted = new Map<number, Uint8Array[]>()
  let part: Part | undefined
  const isWhole = readUpdate(bytes, {
    onClient: (client, clock) => {
      part = parts.has(client) || client >= MOST_CLIENTS || clock >= MOST_CHANGES ? undefined : {client, clock, pieces: [], ended: false}
      if (part !== undefined) parts.set(client, part)
    },
    onStruct: struct => {
      if (part === undefined || part.ended || struct.length === 0) return
      if (struct.clock + struct.length > MOST_CHANGES) part.ended = true
      else if (structProblem(struct) === undefined && !isOut(struct)) part.pieces.push(bytes.subarray(struct.from, struct.at))
      else part.pieces.push(emptied(struct))
    },
    onDeleted: (client, clock, length) => {
      if (!isRange({client, clock, length})) return
      const range = joined([number(clock), number(length)])
      const known = deleted.get(client)
      if (known === undefined) deleted.set(client, [range])
      else known.push(range)
    },
  })
  if (!isWhole) return undefined
  const kept = [...parts.values()].filter(({pieces}) => pieces.length > 0)
  return joined([
    number(kept.length),
    ...kept.flatMap(({client, clock, pieces}) => [number(pieces.length), number(client), number(clock), ...pieces]),
    number(deleted.size),
    ...[...deleted].flatMap(([client, ranges]) => [number(client), number(ranges.length), ...ranges]),
  ])
}

const CONTENT = 0x1f
const DELETED = 1

/** The same change with nothing in it. It keeps its place where that can be, so that what stands beside it stays where it is. */
function emptied({bytes, from, contentFrom, length, clock, farthest, ownReference}: StructReader): Uint8Array {
  const place = bytes.slice(from, contentFrom)
  const [info] = place
  if (info === undefined || farthest >= MOST_CLIENTS || ownReference >= clock) return joined([Uint8Array.of(0), number(length)])
  place[0] = (info & ~CONTENT) | DELETED
  return joined([place, number(length)])
}
