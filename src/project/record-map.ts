import * as Y from 'yjs'
import type * as z from 'zod'

/**
 * A Y.Map of records, each a nested Y.Map so that two fields of one record edited at once are both kept. Records that
 * do not fit the schema are left alone and not listed.
 */
export interface RecordMap<T extends {readonly id: string}> {
  get(id: string): T | undefined
  all(): readonly T[]
  put(record: T): void
  /** Sets the given fields; a field given as `undefined` is cleared. Ignored for an id that is not there. */
  patch(id: string, fields: {readonly [K in keyof T]?: T[K] | undefined}): void
  delete(id: string): void
}

export function recordMap<T extends {readonly id: string}>(map: Y.Map<Y.Map<unknown>>, schema: z.ZodType<T>): RecordMap<T> {
  let cache: readonly T[] | undefined
  map.observeDeep(() => {
    cache = undefined
  })
  const read = (id: string): T | undefined => {
    const record = map.get(id)
    if (!(record instanceof Y.Map)) return undefined
    const parsed = schema.safeParse({...record.toJSON(), id})
    return parsed.success ? parsed.data : undefined
  }
  return {
    get: read,
    all: () => {
      cache ??= [...map.keys()].map(read).filter(record => record !== undefined)
      return cache
    },
    put: ({id, ...fields}) => {
      map.set(id, new Y.Map(Object.entries(fields).filter(([, value]) => value !== undefined)))
    },
    patch: (id, fields) => {
      const record = map.get(id)
      if (!(record instanceof Y.Map)) return
      for (const [name, value] of Object.entries(fields)) {
        if (value === undefined) record.delete(name)
        else record.set(name, value)
      }
    },
    delete: id => map.delete(id),
  }
}
