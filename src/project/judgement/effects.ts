import * as Y from 'yjs'
import type {UpdateStructure} from '../update-structure.ts'
import type {Effect} from './effect.ts'
import type {RecordEffects} from './effects-by-record.ts'
import {effectsByRecord} from './effects-by-record.ts'
import type {Place} from './places.ts'
import {integratedPlace, isIntegrated, isPlace, isRecord, placesIn} from './places.ts'
import type {StructIndex} from './struct-index.ts'
import {isCrowded, lastAmong, LONGEST_CHAIN} from './standing-last.ts'
import {firstFrom} from './struct-index.ts'

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
  const together = itemsByKey(doc)
  for (const structs of index.values()) {
    for (const item of structs) {
      if (!(item instanceof Y.Item)) continue
      // Maps are always written to at their end: nothing of ours has a neighbour to the right.
      if (item.rightOrigin !== null) return {state: 'foreign'}
      const place = placeOf(item)
      if (place === 'early') return {state: 'early'}
      if (place === 'gone') continue
      if (place === 'nowhere') return {state: 'foreign'}
      const isLast = together.add(item, place)
      if (isLast === undefined) return {state: 'foreign'}
      const effect = effectOf(item, place, taken.has(item), isLast)
      if (effect === undefined) return {state: 'foreign'}
      found.add(effect)
    }
  }
  const deleted = deletedBefore(doc, index, deletions)
  if (deleted === undefined) return {state: 'early'}
  for (const {map, id, field, record} of deleted) found.add({map, id, field, record, change: 'gone'})
  if (index.size === 0 && deleted.length === 0) return {state: 'nothing'}
  return {state: 'some', records: found.records(), clients: new Set(index.keys())}
}

function effectOf(item: Y.Item, place: Place, isTaken: boolean, isLast: () => boolean): Effect | undefined {
  const {content} = item
  const {map, id, field, record} = place
  if (content instanceof Y.ContentDeleted) return {map, id, field, record, change: 'past', isLast}
  const makesRecord = isRecord(item)
  if (makesRecord ? field !== undefined : !(content instanceof Y.ContentAny) || content.arr.length !== 1) return undefined
  if (isTaken) return {map, id, field, record, change: 'past', isLast}
  if (makesRecord) return {map, id, field, record, change: 'record', made: item, isLast}
  return {map, id, field, record, change: 'value', value: (content as Y.ContentAny).arr[0], isLast}
}

type AtKey = {readonly chain: Y.Item | undefined; readonly items: Y.Item[]; last?: Y.Item | undefined}

/** Gathers the new items under each key. Which of them is the last there can be asked when all are known; `undefined` for one that is too much. */
function itemsByKey(doc: Y.Doc): {add(item: Y.Item, place: Place): (() => boolean) | undefined} {
  const names = new Map<string, AtKey>()
  const fields = new Map<Y.Item, Map<string, AtKey>>()
  const at = (known: Map<string, AtKey>, key: string, place: Place): AtKey => {
    const found = known.get(key) ?? {chain: chainAt(doc, place), items: []}
    known.set(key, found)
    return found
  }
  const keyOf = (place: Place): AtKey => {
    const {map, id, field, record} = place
    if (field === undefined || record === undefined) return at(names, `${map}\n${id}`, place)
    const known = fields.get(record) ?? new Map<string, AtKey>()
    fields.set(record, known)
    return at(known, field, place)
  }
  return {
    add: (item, place) => {
      const key = keyOf(place)
      key.items.push(item)
      if (isTooMuch(doc, item, key)) return undefined
      return () => {
        if (!('last' in key)) key.last = lastAmong(key.chain, key.items)
        return key.last === item
      }
    },
  }
}

/** The last item under a key, deleted or not. */
function chainAt(doc: Y.Doc, {map, id, field, record}: Place): Y.Item | undefined {
  if (field === undefined) return doc.getMap(map)._map.get(id)
  return record !== undefined && isIntegrated(record) && record.content instanceof Y.ContentType ? record.content.type._map.get(field) : undefined
}

/** Whether Yjs would walk past too many others to find an item's place, now and whenever the document is loaded. */
function isTooMuch(doc: Y.Doc, {origin}: Y.Item, {chain, items}: AtKey): boolean {
  if (items.length > LONGEST_CHAIN) return true
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
