import {sha256} from '@noble/hashes/sha2.js'
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js'
import type * as Y from 'yjs'

/**
 * A list in a record that several people add to and take from at once. It holds what the record was made with, or what an older window made of it; each entry that was added or
 * taken out since stands beside it under a key of its own, `<prefix><hash>`, so that none is lost.
 */
export type EntrySet = {
  readonly field: string
  readonly prefix: string
  /** As an entry is shown, which is also as it is known. */
  readonly shown: (written: string) => string
}

const keyOf = ({prefix, shown}: EntrySet, entry: string): string => `${prefix}${bytesToHex(sha256(utf8ToBytes(shown(entry)))).slice(0, 16)}`

/** What stands under the key of an entry that was taken out. */
export const TAKEN_OUT = null

/** Whether a value may stand under what follows the prefix in a key. */
export const isEntry = (set: EntrySet, id: string, value: unknown): boolean =>
  value === TAKEN_OUT ? /^[0-9a-f]{16}$/.test(id) : typeof value === 'string' && keyOf(set, value) === `${set.prefix}${id}`

/** The fields of a record with each of these lists as it is now. */
export function withEntries(fields: {readonly [name: string]: unknown}, sets: readonly EntrySet[]): {readonly [name: string]: unknown} {
  const gathered: {[name: string]: unknown} = {...fields}
  for (const set of sets) {
    const beside = Object.keys(fields)
      .filter(name => name.startsWith(set.prefix))
      .sort()
    if (beside.length > 0) gathered[set.field] = entriesOf(set, fields[set.field], new Map(beside.map(name => [name, fields[name]])))
  }
  return gathered
}

function entriesOf(set: EntrySet, first: unknown, beside: ReadonlyMap<string, unknown>): readonly string[] {
  const found = new Map<string, string>()
  const written = Array.isArray(first) ? (first as readonly unknown[]) : []
  for (const entry of written) {
    const key = typeof entry === 'string' ? keyOf(set, entry) : ''
    if (typeof entry === 'string' && !found.has(key)) found.set(key, entry)
  }
  for (const [key, value] of beside) if (typeof value === 'string' && !found.has(key)) found.set(key, value)
  for (const [key, value] of beside) if (value === TAKEN_OUT) found.delete(key)
  return [...found.values()]
}

/** Writes what of a list is new, and what is gone from it. */
export function writeEntries(record: Y.Map<unknown>, set: EntrySet, next: readonly string[]): void {
  const now = withEntries(record.toJSON(), [set])[set.field]
  const before = new Map(Array.isArray(now) ? now.flatMap(entry => (typeof entry === 'string' ? [[keyOf(set, entry), entry] as const] : [])) : [])
  const after = new Map(next.map(entry => [keyOf(set, entry), entry]))
  for (const key of before.keys()) if (!after.has(key)) record.set(key, TAKEN_OUT)
  for (const [key, entry] of after) if (!before.has(key)) record.set(key, entry)
}
