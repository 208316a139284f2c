import * as Y from 'yjs'
import type {UpdateStructure} from '../update-structure.ts'
import type {Effect} from './effect.ts'
import type {RecordEffects} from './effects-by-record.ts'
import {effectsByRecord} from './effects-by-record.ts'
import type {Place} from './places.ts'
import {integratedPlace, isPlace, isRecord, placesIn} from './places.ts'
import type {StructIndex} from './struct-index.ts'
import {isCrowded, LONGEST_CHAIN, standsLast} from './standing-last.ts'
import {firstFrom, structAt} from './struct-index.ts'

/**
 * `nothing`: all of it is known. `early`: it builds on what is not here, so its sender has to compare documents first.
 * `foreign`: no document of ours holds such a thing.
 */
export type Effects =
  | {readonly state: 'some'; readonly records: readonly RecordEffects[]; readonly clients: ReadonlySet<number>}
  | {readonly state: 'nothing' | 'early' | 'foreign'}

/** What an update would do to a document. Takes time as the update is long, however large the document is. */
export function effectsOf(doc: Y.Doc, update: UpdateStructure): Effects {
  const index = newStructs(doc, update.structs)
  if (index === undefined) return {state: 'early'}
  const deletions = merged(update.deletes)
  const placeOf = placesIn(doc, index)
  const taken = deletedHere(index, deletions)
  const found = effectsByRecord()
  const perKey = new Map<string, number>()
  const followed = withSuccessors(index)
  for (const structs of index.values()) {
    for (const item of structs) {
      if (!(item instanceof Y.Item)) continue
      // Maps are always written to at their end: nothing of ours has a neighbour to the right.
      if (item.rightOrigin !== null) return {state: 'foreign'}
      const place = placeOf(item)
      if (place === 'early') return {state: 'early'}
      if (place === 'gone') continue
      if (place === 'nowhere' || isTooMuch(doc, item, place, perKey)) return {state: 'foreign'}
      const isLast = (): boolean => standsLast(doc, item, chainAt(doc, place), ({client, clock}) => structAt(index, client, clock))
      const effect = effectOf(item, place, taken.has(item), isLast)
      if (effect === undefined) return {state: 'foreign'}
      // What was written over by something that comes along is that something's predecessor, and nothing more.
      if (effect.change !== 'past' || !followed.has(item)) found.add(effect)
    }
  }
  const deleted = deletedBefore(doc, index, deletions)
  if (deleted === undefined) return {state: 'early'}
  for (const place of deleted) found.add({...place, change: 'gone'})
  if (index.size === 0 && deleted.length === 0) return {state: 'nothing'}
  return {state: 'some', records: found.records(), clients: new Set(index.keys())}
}

function effectOf(item: Y.Item, place: Place, isTaken: boolean, isLast: () => boolean): Effect | undefined {
  const {content} = item
  if (content instanceof Y.ContentDeleted) return {...place, change: 'past', isLast}
  if (isRecord(item)) return place.field !== undefined ? undefined : isTaken ? {...place, change: 'past', isLast} : {...place, change: 'record', isLast}
  if (!(content instanceof Y.ContentAny) || content.arr.length !== 1) return undefined
  return isTaken ? {...place, change: 'past', isLast} : {...place, change: 'value', value: content.arr[0], isLast}
}

/** The new items beside which the same update puts others, under the same key. */
function withSuccessors(index: StructIndex): ReadonlySet<Y.Item> {
  const followed = new Set<Y.Item>()
  for (const structs of index.values()) {
    for (const struct of structs) {
      const origin = struct instanceof Y.Item ? struct.origin : null
      const beside = origin === null ? undefined : structAt(index, origin.client, origin.clock)
      if (beside instanceof Y.Item && origin !== null && Y.compareIDs(beside.lastId, origin)) followed.add(beside)
    }
  }
  return followed
}

/** The last item under a key, deleted or not. */
function chainAt(doc: Y.Doc, {map, id, field}: Place): Y.Item | undefined {
  const item = doc.getMap(map)._map.get(id)
  if (field === undefined) return item
  return item?.content instanceof Y.ContentType ? item.content.type._map.get(field) : undefined
}

/** Whether Yjs would walk past too many others to find an item's place, now and whenever the document is loaded. */
function isTooMuch(doc: Y.Doc, item: Y.Item, place: Place, perKey: Map<string, number>): boolean {
  const key = `${place.map}\n${place.id}\n${place.field ?? ''}`
  const count = (perKey.get(key) ?? 0) + 1
  perKey.set(key, count)
  if (count > LONGEST_CHAIN) return true
  const {origin} = item
  const chain = chainAt(doc, place)
  const isAtEnd = origin !== null && chain !== undefined && Y.compareIDs(chain.lastId, origin)
  const isAfterNew = origin !== null && origin.clock >= Y.getState(doc.store, origin.client)
  return !isAtEnd && !isAfterNew && isCrowded(chain)
}

/** The structs that the document does not have; `undefined` when something is missing before one of them. */
function newStructs(doc: Y.Doc, structs: readonly (Y.Item | Y.GC | Y.Skip)[]): StructIndex | undefined {
  const index = new Map<number, (Y.Item | Y.GC)[]>()
  const ends = new Map<number, number>()
  for (const struct of structs) {
    const {client, clock} = struct.id
    const end = ends.get(client) ?? Y.getState(doc.store, client)
    if (struct instanceof Y.Skip || clock > end) return undefined
    if (clock + struct.length <= end) continue
    ends.set(client, clock + struct.length)
    const known = index.get(client)
    if (known === undefined) index.set(client, [struct])
    else known.push(struct)
  }
  return index
}

type Range = {readonly clock: number; readonly end: number}

/** The deletions of an update in order and without overlaps, whatever it says. */
function merged(deletes: UpdateStructure['deletes']): ReadonlyMap<number, readonly Range[]> {
  const all = new Map<number, {clock: number; end: number}[]>()
  for (const {client, clock, length} of [...deletes].sort((a, b) => a.client - b.client || a.clock - b.clock)) {
    const ranges = all.get(client) ?? []
    all.set(client, ranges)
    const last = ranges.at(-1)
    if (last !== undefined && clock <= last.end) last.end = Math.max(last.end, clock + length)
    else ranges.push({clock, end: clock + length})
  }
  return all
}

/** The new items that the update itself deletes. */
function deletedHere(index: StructIndex, deletions: ReadonlyMap<number, readonly Range[]>): ReadonlySet<Y.Item> {
  const taken = new Set<Y.Item>()
  for (const [client, structs] of index) {
    for (const range of deletions.get(client) ?? []) {
      for (const struct of within(structs, range)) if (struct instanceof Y.Item) taken.add(struct)
    }
  }
  return taken
}

/** Where the document has something now that the update deletes; `undefined` when it deletes what nobody here knows. */
function deletedBefore(doc: Y.Doc, index: StructIndex, deletions: ReadonlyMap<number, readonly Range[]>): readonly Place[] | undefined {
  const places: Place[] = []
  for (const [client, ranges] of deletions) {
    const last = index.get(client)?.at(-1)
    const end = last === undefined ? Y.getState(doc.store, client) : last.id.clock + last.length
    for (const range of ranges) {
      if (range.end > end) return undefined
      for (const struct of within(doc.store.clients.get(client) ?? [], range)) {
        if (struct.deleted || !(struct instanceof Y.Item)) continue
        const place = integratedPlace(struct)
        if (isPlace(place)) places.push(place)
      }
    }
  }
  return places
}

function* within<S extends {readonly id: Y.ID; readonly length: number}>(structs: readonly S[], {clock, end}: Range): Generator<S> {
  for (let at = firstFrom(structs, clock); at < structs.length; at++) {
    const struct = structs[at] as S
    if (struct.id.clock >= end) return
    yield struct
  }
}
