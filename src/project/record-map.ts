import * as Y from 'yjs'
import type * as z from 'zod'
import type {Act} from '../core/annotation.ts'

/**
 * A Y.Map of records, each a nested Y.Map so that two fields of one record edited at once are both kept. Records that
 * do not fit the schema are left alone and not listed.
 */
export interface RecordMap<T extends {readonly id: string}> {
  get(id: string): T | undefined
  all(): readonly T[]
  /** Enters a record. One that stands there already, marked as removed perhaps, becomes this one; who made it and when stays. */
  put(record: T): void
  /** Sets the given fields; a field given as `undefined` is cleared. Ignored for an id that is not there. */
  patch(id: string, fields: {readonly [K in keyof T]?: T[K] | undefined}): void
}

/** Records that can be taken out: a mark, which undo takes away again. What is marked is not listed. */
export interface RemovableMap<T extends {readonly id: string}> extends RecordMap<T> {
  remove(id: string, act: Act): void
  /** Takes the mark away again. */
  restore(id: string): void
  /** Those that are marked. */
  removed(): readonly T[]
  /** Also one that was removed: what still points at it is shown by its name. */
  standing(id: string): T | undefined
}

/** Written once, with the record: who made it and when. */
const MADE: ReadonlySet<string> = new Set(['by', 'at'])

export function recordMap<T extends {readonly id: string}>(map: Y.Map<Y.Map<unknown>>, schema: z.ZodType<T>): RecordMap<T> {
  return records(map, schema, () => false)
}

export function removableMap<T extends {readonly id: string}>(map: Y.Map<Y.Map<unknown>>, schema: z.ZodType<T>): RemovableMap<T> {
  return {
    ...records(map, schema, record => record.has('removed')),
    standing: id => parsedRecord(map, schema, id),
    removed: () => [...map].flatMap(([id, record]) => (record instanceof Y.Map && record.has('removed') ? (parsedRecord(map, schema, id) ?? []) : [])),
    remove: (id, act) => {
      const record = map.get(id)
      if (record instanceof Y.Map) record.set('removed', act)
    },
    restore: id => {
      const record = map.get(id)
      if (record instanceof Y.Map) record.delete('removed')
    },
  }
}

function records<T extends {readonly id: string}>(
  map: Y.Map<Y.Map<unknown>>,
  schema: z.ZodType<T>,
  isRemoved: (record: Y.Map<unknown>) => boolean,
): RecordMap<T> {
  let cache: readonly T[] | undefined
  map.observeDeep(() => {
    cache = undefined
  })
  const read = (id: string): T | undefined => {
    const record = map.get(id)
    return record instanceof Y.Map && isRemoved(record) ? undefined : parsedRecord(map, schema, id)
  }
  return {
    get: read,
    all: () => {
      cache ??= [...map.keys()].map(read).filter(record => record !== undefined)
      return cache
    },
    put: ({id, ...fields}) => {
      const present = Object.entries(fields).filter(([, value]) => value !== undefined)
      const record = map.get(id)
      if (record instanceof Y.Map) rewrite(record, new Map(present))
      else map.set(id, new Y.Map(present))
    },
    patch: (id, fields) => {
      const record = map.get(id)
      if (!(record instanceof Y.Map)) return
      for (const [name, value] of Object.entries(fields)) {
        if (value === undefined) record.delete(name)
        else record.set(name, value)
      }
    },
  }
}

function parsedRecord<T>(map: Y.Map<Y.Map<unknown>>, schema: z.ZodType<T>, id: string): T | undefined {
  const record = map.get(id)
  return record instanceof Y.Map ? schema.safeParse({...record.toJSON(), id}).data : undefined
}

function rewrite(record: Y.Map<unknown>, fields: ReadonlyMap<string, unknown>): void {
  for (const name of [...record.keys()]) if (!fields.has(name) && !MADE.has(name)) record.delete(name)
  for (const [name, value] of fields) if (!MADE.has(name) || !record.has(name)) record.set(name, value)
}
