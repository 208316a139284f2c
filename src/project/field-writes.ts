import * as Y from 'yjs'
import type {Act, AnnotatorId} from '../core/annotation.ts'
import {removedItem} from './annotation-record.ts'
import type {Change, Deed} from './step.ts'
import {UNMADE} from './step.ts'

type FieldWrite = Omit<Change, 'document' | 'map'>

/** Who wrote it and when belongs to the act that writes, so it is never taken back. */
export const OF_THE_ACT: ReadonlySet<string> = new Set(['by', 'at', 'editedBy', 'editedAt'])

/** What a transaction wrote in a map of records, or of plain values, field by field. */
export function* fieldWrites(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): Generator<FieldWrite> {
  for (const event of events) {
    const [record] = event.path
    if (event.path.length > 1 || !(event.target instanceof Y.Map)) continue
    for (const [key, {action, oldValue}] of event.keys) {
      const after: unknown = event.target.get(key)
      const before: unknown = action === 'add' ? undefined : oldValue
      if (record !== undefined) {
        if (!OF_THE_ACT.has(key)) yield {record: String(record), field: key, before, after}
      } else if (after instanceof Y.Map || before instanceof Y.Map) yield {record: key, field: 'removed', before: UNMADE, after: undefined}
      else yield {record: key, field: '', before, after}
    }
  }
}

/**
 * Writes a value into a field of a map's record, as an act of this moment. Records, stances and texts get a mark where they go, and
 * an annotation says who edited it.
 */
export function writeField(map: Y.Map<unknown>, {map: name, record: id, field}: Change, value: unknown, act: Act): void {
  if (field === '') return void (value === undefined ? map.delete(id) : map.set(id, value))
  const record = map.get(id)
  if (!(record instanceof Y.Map)) return
  if (field === 'removed' && value !== undefined) return void record.set(field, act)
  // A mark of merging is of whoever brings it back.
  if (field === 'merged' && value !== undefined) return void record.set(field, {...(value as object), ...act})
  if (isItem(field) && (value === undefined || isMarked(value))) record.set(field, removedItem(record.get(field), act))
  else if (value === undefined) record.delete(field)
  else record.set(field, value)
  if (name !== 'annotations') return
  record.set('editedBy', act.by)
  record.set('editedAt', act.at)
}

/** Whether writing this value takes the record from the lists. */
export const isRemoval = ({field}: Pick<Change, 'field'>, value: unknown): boolean => field === 'removed' && value !== undefined

/** Items are marked where they go. */
const isItem = (field: string): boolean => field.startsWith('stance/') || field.startsWith('text/')

/** What was taken back. */
export const isMarked = (value: unknown): boolean => typeof value === 'object' && value !== null && 'removed' in value

/** Who wrote a field just now, as its record tells it, and what that was. */
export function deedOf(map: Y.Map<unknown>, {record: id, field, after}: FieldWrite): {readonly by: AnnotatorId | undefined; readonly deed: Deed} {
  const record = map.get(id)
  const editor = record instanceof Y.Map ? authorIn(record.get('editedBy')) : undefined
  if (field === 'removed') return {by: actorOf(after) ?? editor, deed: after === undefined ? 'restored' : 'removed'}
  if (isItem(field)) {
    const deed = field.startsWith('text/') ? 'written' : 'judged'
    return {by: actorOf(isMarked(after) ? (after as {removed: unknown}).removed : after) ?? editor, deed}
  }
  if (field === 'merged' || field === '') return {by: actorOf(after) ?? editor, deed: 'changed'}
  if (field === 'selector') return {by: editor, deed: 'resized'}
  return {by: editor, deed: field.startsWith('feature/') ? 'labelled' : 'changed'}
}

const actorOf = (value: unknown): AnnotatorId | undefined => (typeof value === 'object' && value !== null && 'by' in value ? authorIn(value.by) : undefined)

const authorIn = (value: unknown): AnnotatorId | undefined => (typeof value === 'string' ? value : undefined)
