import type * as Y from 'yjs'
import type {Act} from '../core/annotation/annotation.ts'
import {isSame} from './judgement/rules.ts'

/**
 * Who took a stance back, and when, stands beside it under a key of its own: its author may change it at the same moment, and
 * both are kept. Older windows wrote the mark into the stance itself, where it is read all the same.
 */
export const MARK_PREFIX = 'gone/'

const STANCE_PREFIX = 'stance/'

const isStance = (field: string): boolean => field.startsWith(STANCE_PREFIX)

const markOf = (stance: string): string => `${MARK_PREFIX}${stance.slice(STANCE_PREFIX.length)}`

/** The stance that a field of a record holds or marks: `stance/<id>`. */
export function stanceField(field: string): string | undefined {
  if (isStance(field)) return field
  return field.startsWith(MARK_PREFIX) ? `${STANCE_PREFIX}${field.slice(MARK_PREFIX.length)}` : undefined
}

/** A stance with its mark in it, or any other field, as `fieldOf` has the fields of the record. */
export function markedValue(fieldOf: (field: string) => unknown, field: string): unknown {
  const value = fieldOf(field)
  if (!isStance(field) || typeof value !== 'object' || value === null) return value
  const removed = fieldOf(markOf(field))
  return removed === undefined ? value : {...value, removed}
}

/** Marks a stance that is there. */
export function markStance(record: Y.Map<unknown>, stance: string, {by, at}: Act): void {
  if (record.has(stance)) record.set(markOf(stance), {by, at})
}

/** Writes a stance, or lets one stand again that was marked. */
export function writeStance(record: Y.Map<unknown>, stance: string, value: unknown): void {
  // Whoever lets another's stance stand again writes nothing into it, which its author may be changing.
  if (!isSame(record.get(stance), value)) record.set(stance, value)
  if (record.has(markOf(stance))) record.delete(markOf(stance))
}
