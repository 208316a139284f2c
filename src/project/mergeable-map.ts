import * as Y from 'yjs'
import * as z from 'zod'
import type {Act} from '../core/annotation/annotation.ts'
import {mergeRoots, soundMerges} from '../core/registry/merge.ts'
import type {EntrySet} from './entry-sets.ts'
import type {RemovableMap} from './record-map.ts'
import {removableMap} from './record-map.ts'

/** Who found that a record stands for the same as another, and when. */
const mergeShape = z.object({into: z.string(), by: z.string(), at: z.number()})

/**
 * Records of which several can be found to be one. What was merged is marked with what it stands for, and not listed; what
 * points at it is looked up through the mark, so nothing that points has to be written anew, and taking the mark away
 * tells the two apart again.
 */
export interface MergeableMap<T extends {readonly id: string}> extends RemovableMap<T> {
  /** As if nothing had been merged. */
  readonly apart: RemovableMap<T>
  /** Marks these as standing for another one. */
  merge(ids: readonly string[], into: string, act: Act): void
  separate(id: string): void
  /** The record that one stands for: itself, where it was not merged. */
  rootOf(id: string): string
  /** For each that was merged, the record it stands for, which is none that is removed. The same map until something changes. */
  roots(): ReadonlyMap<string, string>
  /** Those that stand for this one. */
  mergedInto(id: string): readonly T[]
  /** The marks as they stand: what was merged into what. The same map until one changes. */
  merges(): ReadonlyMap<string, string>
}

export function mergeableMap<T extends {readonly id: string}>(
  map: Y.Map<Y.Map<unknown>>,
  schema: z.ZodType<T>,
  sets: readonly EntrySet[] = [],
): MergeableMap<T> {
  let marks: ReadonlyMap<string, string> | undefined
  map.observeDeep(() => {
    marks = undefined
  })
  return merging(removableMap(map, schema, sets), {
    merges: () => {
      marks ??= readMarks(map)
      return marks
    },
    merge: (ids, into, act) => {
      for (const id of ids) {
        const record = map.get(id)
        if (id !== into && record instanceof Y.Map) record.set('merged', {into, ...act})
      }
    },
    separate: id => {
      const record = map.get(id)
      if (record instanceof Y.Map) record.delete('merged')
    },
  })
}

type Marks<T extends {readonly id: string}> = Pick<MergeableMap<T>, 'merge' | 'separate' | 'merges'>

/** Records without those that stand for another, by marks that may lie in several documents. */
export function merging<T extends {readonly id: string}>(records: RemovableMap<T>, marks: Marks<T>): MergeableMap<T> {
  let known: {readonly marks: ReadonlyMap<string, string>; readonly roots: ReadonlyMap<string, string>} | undefined
  let list: {readonly of: readonly T[]; readonly roots: ReadonlyMap<string, string>; readonly all: readonly T[]} | undefined
  const roots = (): ReadonlyMap<string, string> => {
    const now = marks.merges()
    if (known?.marks !== now) {
      known = {marks: now, roots: mergeRoots(soundMerges(now, id => records.get(id) !== undefined))}
    }
    return known.roots
  }
  const rootOf = (id: string): string => roots().get(id) ?? id
  return {
    ...records,
    ...marks,
    apart: records,
    roots,
    rootOf,
    get: id => (rootOf(id) === id ? records.get(id) : undefined),
    all: () => {
      const [of, now] = [records.all(), roots()]
      if (list?.of !== of || list.roots !== now) list = {of, roots: now, all: now.size === 0 ? of : of.filter(({id}) => rootOf(id) === id)}
      return list.all
    },
    mergedInto: id => [...roots()].flatMap(([one, root]) => (root === id && one !== id ? (records.get(one) ?? []) : [])),
  }
}

function readMarks(map: Y.Map<Y.Map<unknown>>): ReadonlyMap<string, string> {
  const marks = new Map<string, string>()
  for (const [id, record] of map) {
    const mark = record instanceof Y.Map ? mergeShape.safeParse(record.get('merged')).data : undefined
    if (mark !== undefined) marks.set(id, mark.into)
  }
  return marks
}
