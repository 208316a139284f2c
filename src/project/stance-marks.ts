import type * as Y from 'yjs'
import type {Act} from '../core/annotation/annotation.ts'
import {isSame} from '../core/json/same.ts'

/**
 * Who took a stance back, and when, stands beside it under a key of its own: its author may change it at the same moment, and
 * both are kept. Older windows wrote the mark into the stance itself, where it is read all the same.
 */
export const MARK_PREFIX = 'gone/'

const STANCE_PREFIX = 'stance/'

/** Whether a field of a record holds a stance: `stance/<id>`. */
export const isStance = (field: string): boolean => field.startsWith(STANCE_PREFIX)

/** Whether it says who took one back: `gone/<id>`. */
export const isStanceMark = (field: string): boolean => field.startsWith(MARK_PREFIX)

export const markOfStance = (stance: string): string => `${MARK_PREFIX}${stance.slice(STANCE_PREFIX.length)}`

export const stanceOfMark = (mark: string): string => `${STANCE_PREFIX}${mark.slice(MARK_PREFIX.length)}`

/** Marks a stance that is there. */
export function markStance(record: Y.Map<unknown>, stance: string, {by, at}: Act): void {
  if (record.has(stance)) record.set(markOfStance(stance), {by, at})
}

/** Writes a stance: one that was marked stands again, unless its mark is to stay. */
export function writeStance(record: Y.Map<unknown>, stance: string, value: unknown, mark: 'unmarked' | 'as marked' = 'unmarked'): void {
  // Whoever lets another's stance stand again writes nothing into it, which its author may be changing.
  if (!isSame(record.get(stance), value)) record.set(stance, value)
  if (mark === 'unmarked' && record.has(markOfStance(stance))) record.delete(markOfStance(stance))
}
