import type {Effect} from './effect.ts'

/** All that an update does under one key of one map: to the key itself under `undefined`, else by the field of the record there. */
export type RecordEffects = {readonly map: string; readonly id: string; readonly at: ReadonlyMap<string | undefined, readonly Effect[]>}

/** Gathers effects by where they are. What is written at a place covers what is taken away there: that is the writing. */
export function effectsByRecord(): {add(effect: Effect): void; records(): readonly RecordEffects[]} {
  const maps = new Map<string, Map<string, Map<string | undefined, Effect[]>>>()
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
      const fields = within(ids, effect.id, () => new Map<string | undefined, Effect[]>())
      const there = within(fields, effect.field, () => [])
      const [first] = there
      if (first === undefined || (isWriting(effect) && isWriting(first))) there.push(effect)
      else if (!isWriting(first)) there[0] = effect
    },
    records: () => [...maps].flatMap(([map, ids]) => [...ids].map(([id, at]) => ({map, id, at}))),
  }
}

const isWriting = ({change}: Effect): boolean => change === 'record' || change === 'value'
