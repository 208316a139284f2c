import * as Y from 'yjs'
import type {Act, AnnotatorId} from '../core/annotation/annotation.ts'
import {removedItem} from './annotation-record.ts'
import {markedValue, markStance, stanceField, writeStance} from './stance-marks.ts'
import type {Change, Deed} from './step.ts'
import {UNMADE} from './step.ts'

type FieldWrite = Omit<Change, 'document' | 'map'>

/** Who wrote it and when belongs to the act that writes, so it is never taken back. */
export const OF_THE_ACT: ReadonlySet<string> = new Set(['by', 'at', 'editedBy', 'editedAt'])

/** What a transaction wrote in a map of records, or of plain values, field by field; of a stance, with the mark that stands beside it. */
export function* fieldWrites(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): Generator<FieldWrite> {
  for (const event of events) {
    const [record] = event.path
    if (event.path.length > 1 || !(event.target instanceof Y.Map)) continue
    const {keys, target} = event
    const stances = new Set<string>()
    for (const [key, {action, oldValue}] of keys) {
      const stance = record === undefined ? undefined : stanceField(key)
      if (stance !== undefined) {
        stances.add(stance)
        continue
      }
      const after: unknown = target.get(key)
      const before: unknown = action === 'add' ? undefined : oldValue
      if (record !== undefined) {
        if (!OF_THE_ACT.has(key)) yield {record: String(record), field: key, before, after}
      } else if (after instanceof Y.Map || before instanceof Y.Map) yield {record: key, field: 'removed', before: UNMADE, after: undefined}
      else yield {record: key, field: '', before, after}
    }
    const now = (key: string): unknown => target.get(key)
    const earlier = (key: string): unknown => {
      const written = keys.get(key)
      return written === undefined ? now(key) : written.action === 'add' ? undefined : (written.oldValue as unknown)
    }
    for (const field of stances) yield {record: String(record), field, before: markedValue(earlier, field), after: markedValue(now, field)}
  }
}

/**
 * Writes a value into a field of a map's record, as an act of this moment. Records, stances and texts get a mark where they go, and
 * an annotation says who edited it.
 */
export function writeField(map: Y.Map<unknown>, {map: name, record: id, field}: Change, value: unknown, act: Act): void {
  if (field === '') return writeValue(map, id, value, act)
  const record = map.get(id)
  if (!(record instanceof Y.Map)) return
  if (field === 'removed' && value !== undefined) return void record.set(field, act)
  // A mark of merging is of whoever brings it back.
  if (field === 'merged' && value !== undefined) return void record.set(field, {...(value as object), ...act})
  const isTaken = value === undefined || isMarked(value)
  if (stanceField(field) !== undefined) isTaken ? markStance(record, field, act) : writeStance(record, field, value)
  else if (isText(field) && isTaken) record.set(field, removedItem(record.get(field), act))
  else if (value === undefined) record.delete(field)
  else record.set(field, value)
  if (name !== 'annotations') return
  record.set('editedBy', act.by)
  record.set('editedAt', act.at)
}

/** The mark of an article that was taken out stands beside its entry, and is of whoever writes it again. */
function writeValue(map: Y.Map<unknown>, id: string, value: unknown, act: Act): void {
  if (value === undefined) map.delete(id)
  else map.set(id, id.endsWith('/removed') && value !== null ? act : value)
}

/** Whether writing this value takes the record from the lists. */
export const isRemoval = ({field}: Pick<Change, 'field'>, value: unknown): boolean => field === 'removed' && value !== undefined

/** They are marked where they go. */
const isText = (field: string): boolean => field.startsWith('text/')

/** What was taken back. */
export const isMarked = (value: unknown): boolean => typeof value === 'object' && value !== null && 'removed' in value

/** Who wrote a field just now, as its record tells it, and what that was. */
export function deedOf(map: Y.Map<unknown>, {record: id, field, before, after}: FieldWrite): {readonly by: AnnotatorId | undefined; readonly deed: Deed} {
  const record = map.get(id)
  const editor = record instanceof Y.Map ? authorIn(record.get('editedBy')) : undefined
  if (field === 'removed') return {by: actorOf(after) ?? editor, deed: after === undefined ? 'restored' : 'removed'}
  if (isText(field) || stanceField(field) !== undefined) {
    const deed = isText(field) ? 'written' : 'judged'
    return {by: actorOf(isMarked(after) && !isMarked(before) ? (after as {removed: unknown}).removed : after) ?? editor, deed}
  }
  if (field === 'merged' || field === '') return {by: actorOf(after) ?? editor, deed: 'changed'}
  if (field === 'selector') return {by: editor, deed: 'resized'}
  return {by: editor, deed: field.startsWith('feature/') ? 'labelled' : 'changed'}
}

const actorOf = (value: unknown): AnnotatorId | undefined => (typeof value === 'object' && value !== null && 'by' in value ? authorIn(value.by) : undefined)

const authorIn = (value: unknown): AnnotatorId | undefined => (typeof value === 'string' ? value : undefined)
