import * as Y from 'yjs'
import type * as z from 'zod'
import type {Act} from '../core/annotation/annotation.ts'
import type {EntrySet} from './entry-sets.ts'
import {withEntries, writeEntries} from './entry-sets.ts'

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
  return records(map, {schema, sets: []}, () => false)
}

/** `sets`: which of the fields are lists whose entries are added and taken out each by itself. */
export function removableMap<T extends {readonly id: string}>(
  map: Y.Map<Y.Map<unknown>>,
  schema: z.ZodType<T>,
  sets: readonly EntrySet[] = [],
): RemovableMap<T> {
  const shape = {schema, sets}
  return {
    ...records(map, shape, record => record.has('removed')),
    standing: id => parsedRecord(map, shape, id),
    removed: () => [...map].flatMap(([id, record]) => (record instanceof Y.Map && record.has('removed') ? (parsedRecord(map, shape, id) ?? []) : [])),
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

type Shape<T> = {readonly schema: z.ZodType<T>; readonly sets: readonly EntrySet[]}

function records<T extends {readonly id: string}>(map: Y.Map<Y.Map<unknown>>, shape: Shape<T>, isRemoved: (record: Y.Map<unknown>) => boolean): RecordMap<T> {
  let cache: readonly T[] | undefined
  map.observeDeep(() => {
    cache = undefined
  })
  const read = (id: string): T | undefined => {
    const record = map.get(id)
    return record instanceof Y.Map && isRemoved(record) ? undefined : parsedRecord(map, shape, id)
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
      if (record instanceof Y.Map) rewrite(record, new Map(present), shape.sets)
      else map.set(id, new Y.Map(present))
    },
    patch: (id, fields) => {
      const record = map.get(id)
      if (!(record instanceof Y.Map)) return
      for (const [name, value] of Object.entries(fields)) {
        if (value === undefined) record.delete(name)
        else write(record, name, value, shape.sets)
      }
    },
  }
}

function parsedRecord<T>(map: Y.Map<Y.Map<unknown>>, {schema, sets}: Shape<T>, id: string): T | undefined {
  const record = map.get(id)
  return record instanceof Y.Map ? schema.safeParse({...withEntries(record.toJSON(), sets), id}).data : undefined
}

function rewrite(record: Y.Map<unknown>, fields: ReadonlyMap<string, unknown>, sets: readonly EntrySet[]): void {
  const isEntry = (name: string): boolean => sets.some(({prefix}) => name.startsWith(prefix))
  for (const name of [...record.keys()]) if (!fields.has(name) && !MADE.has(name) && !isEntry(name)) record.delete(name)
  for (const [name, value] of fields) if (!MADE.has(name) || !record.has(name)) write(record, name, value, sets)
}

function write(record: Y.Map<unknown>, name: string, value: unknown, sets: readonly EntrySet[]): void {
  const set = sets.find(({field}) => field === name)
  if (set !== undefined && Array.isArray(value)) writeEntries(record, set, value as readonly string[])
  else record.set(name, value)
}
