import * as Y from 'yjs'
import {OF_THE_ACT} from './field-writes.ts'

/** Which fields of a record of a map were written, or cleared, since a document stood as the snapshot says; '' for a plain value. */
export function* writtenSince(map: Y.Map<unknown>, id: string, {sv, ds}: Y.Snapshot): Generator<string> {
  const isNew = (item: Y.Item | undefined): boolean => {
    if (item === undefined) return false
    const {client, clock} = item.lastId
    return clock >= (sv.get(client) ?? 0) || (item.deleted && !Y.isDeleted(ds, item.lastId))
  }
  const record = map.get(id)
  if (!(record instanceof Y.Map)) {
    if (isNew(map._map.get(id))) yield ''
    return
  }
  for (const [field, item] of record._map) if (!OF_THE_ACT.has(field) && isNew(item)) yield field
}
