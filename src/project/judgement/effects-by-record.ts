import type {Effect} from './effect.ts'

/** All that an update does under one key of one map: to the key itself under `undefined`, else by the field of the record there. */
export type RecordEffects = {readonly map: string; readonly id: string; readonly at: ReadonlyMap<string | undefined, readonly Effect[]>}

/** Gathers effects by where they are. */
export function effectsByRecord(): {add(effect: Effect): void; records(): readonly RecordEffects[]} {
  const maps = new Map<string, Map<string, Map<string | undefined, Effect[]>>>()
  const records: RecordEffects[] = []
  const within = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
    const found = map.get(key)
    if (found !== undefined) return found
    const made = make()
    map.set(key, made)
    return made
  }
  return {
    add: effect => {
      const ids = within(maps, effect.map, () => new Map<string, Map<string | undefined, Effect[]>>())
      const fields = within(ids, effect.id, () => {
        const at = new Map<string | undefined, Effect[]>()
        records.push({map: effect.map, id: effect.id, at})
        return at
      })
      within(fields, effect.field, () => []).push(effect)
    },
    records: () => records,
  }
}
