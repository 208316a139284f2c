import * as Y from 'yjs'
import type {StructIndex} from './struct-index.ts'
import {structAt} from './struct-index.ts'

/**
 * Where an item stands: under a key of one of the document's maps, or in a field of a record there. There may be several
 * records under one key, of which one counts: `record` is the item of the one that the field is in. All four are written out wherever a place or an
 * effect is made: spread into each other, they took a fifth of the time in which a change is judged.
 */
export type Place = {readonly map: string; readonly id: string; readonly field: string | undefined; readonly record: Y.Item | undefined}

/** `gone`: in something that was deleted for good, so nobody will ever see it. `early`: beside something that is not here. `nowhere`: where no document of ours has anything. */
export type Placing = Place | 'gone' | 'early' | 'nowhere'

export const isPlace = (placing: Placing): placing is Place => typeof placing === 'object'

/**
 * Finds where the items of an update will stand once it is applied, without applying it: as Yjs does it (`Item.getMissing`),
 * an item that names no parent stands where its neighbour stands. Long chains of neighbours cost no stack.
 */
export function placesIn(doc: Y.Doc, update: StructIndex): (item: Y.Item) => Placing {
  const known = new Map<Y.Item, Placing>()
  const waiting = new Set<Y.Item>()
  const before = previousItems(update)

  const structOf = ({client, clock}: Y.ID): Y.Item | Y.GC | undefined =>
    clock < Y.getState(doc.store, client) ? Y.getItem(doc.store, Y.createID(client, clock)) : structAt(update, client, clock)
  /** An item of this update that has to be there before this one: a neighbour, its record, or what its client did before. */
  const missing = (item: Y.Item): Y.Item | undefined =>
    (item.origin === null ? undefined : unplaced(item.origin)) ?? (item.parent instanceof Y.ID ? unplaced(item.parent) : undefined) ?? waited(before.get(item))
  const unplaced = (id: Y.ID): Y.Item | undefined => {
    const struct = structOf(id)
    return waited(struct instanceof Y.GC ? before.get(struct) : struct)
  }
  const waited = (struct: Y.Item | undefined): Y.Item | undefined => (struct === undefined || isIntegrated(struct) || known.has(struct) ? undefined : struct)
  const placeOf = (struct: Y.Item | Y.GC): Placing => {
    if (struct instanceof Y.GC) return 'gone'
    return isIntegrated(struct) ? integratedPlace(struct) : (known.get(struct) ?? 'early')
  }
  const beside = (item: Y.Item, id: Y.ID): Placing => {
    if (id.client === item.id.client && id.clock >= item.id.clock) return 'nowhere'
    const struct = structOf(id)
    return struct === undefined ? 'early' : placeOf(struct)
  }
  const inParent = (item: Y.Item): Placing => {
    const {parent, parentSub} = item as {readonly parent: Y.ID | string | Y.AbstractType<unknown> | null; readonly parentSub: string | null}
    if (parentSub === null) return 'nowhere'
    if (typeof parent === 'string') return {map: parent, id: parentSub, field: undefined, record: undefined}
    if (!(parent instanceof Y.ID)) return 'nowhere'
    const record = structOf(parent)
    if (record === undefined) return 'early'
    if (record instanceof Y.GC) return 'gone'
    const place = beside(item, parent)
    if (!isPlace(place)) return place
    return place.field === undefined && isRecord(record) ? {map: place.map, id: place.id, field: parentSub, record} : 'nowhere'
  }
  const place = (item: Y.Item): Placing => (item.origin === null ? inParent(item) : beside(item, item.origin))

  return item => {
    const stack = [item]
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      waiting.add(top)
      const first = known.has(top) ? undefined : missing(top)
      // Two that each stand beside the other never find their place.
      if (first !== undefined && waiting.has(first)) known.set(top, 'nowhere')
      else if (first !== undefined) {
        stack.push(first)
        continue
      } else if (!known.has(top)) known.set(top, place(top))
      waiting.delete(top)
      stack.pop()
    }
    return known.get(item) ?? 'nowhere'
  }
}

/** Where an item of the document stands. */
export function integratedPlace(item: Y.Item): Place | 'nowhere' {
  const {parent, parentSub} = item
  if (parentSub === null || !(parent instanceof Y.AbstractType)) return 'nowhere'
  if (parent._item === null) return {map: Y.findRootTypeKey(parent), id: parentSub, field: undefined, record: undefined}
  const record = integratedPlace(parent._item)
  return isPlace(record) && record.field === undefined ? {map: record.map, id: record.id, field: parentSub, record: parent._item} : 'nowhere'
}

export const isRecord = ({content}: Y.Item): boolean => content instanceof Y.ContentType && content.type instanceof Y.Map

export const isIntegrated = ({parent}: Y.Item): boolean => parent instanceof Y.AbstractType

function previousItems(update: StructIndex): ReadonlyMap<Y.Item | Y.GC, Y.Item> {
  const before = new Map<Y.Item | Y.GC, Y.Item>()
  for (const structs of update.values()) {
    let last: Y.Item | undefined
    for (const struct of structs) {
      if (last !== undefined) before.set(struct, last)
      if (struct instanceof Y.Item) last = struct
    }
  }
  return before
}
