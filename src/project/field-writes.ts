import * as Y from 'yjs'
import type {Act, AnnotatorId} from '../core/annotation/annotation.ts'
import {removedItem} from './annotation-record.ts'
import {LABEL_PREFIX} from '../core/annotation/record-key.ts'
import {entryBefore} from './entry-marks.ts'
import {isStance, isStanceMark, markStance, stanceOfMark, writeStance} from './stance-marks.ts'
import type {Change, Deed} from './step.ts'
import {isStillRight} from './still-right.ts'
import {UNMADE} from './step.ts'

type FieldWrite = Omit<Change, 'document' | 'map'>

/** Who wrote it and when belongs to the act that writes, so it is never taken back. */
export const OF_THE_ACT: ReadonlySet<string> = new Set(['by', 'at', 'editedBy', 'editedAt'])

/** What a transaction wrote in a map of records, or of plain values, field by field. */
export function* fieldWrites(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): Generator<FieldWrite> {
  for (const event of events) {
    const [record] = event.path
    if (event.path.length > 1 || !(event.target instanceof Y.Map)) continue
    const {keys, target} = event
    for (const [key, {action, oldValue}] of keys) {
      const after: unknown = target.get(key)
      const before: unknown = action === 'add' ? undefined : oldValue
      if (record !== undefined) {
        if (!OF_THE_ACT.has(key)) yield {record: String(record), field: key, before, after}
      } else if (after instanceof Y.Map && isAlike(event, after)) yield* writtenInto(key, after, target.doc?.clientID)
      else if (after instanceof Y.Map || before instanceof Y.Map) yield {record: key, field: 'removed', before: UNMADE, after: undefined}
      else yield {record: key, field: '', before, after}
    }
  }
}

/** A copy that each window of a person makes alike is nobody's to take back: what she wrote to it is. */
const isAlike = ({transaction}: Y.YEvent<Y.AbstractType<unknown>>, record: Y.Map<unknown>): boolean =>
  transaction.local && record._item !== null && record._item.id.client !== transaction.doc.clientID

/** What a window wrote to a record in the transaction that made it: of that Yjs tells nothing. */
function* writtenInto(id: string, record: Y.Map<unknown>, window: number | undefined): Generator<FieldWrite> {
  for (const [field, item] of record._map) {
    if (item.id.client !== window || OF_THE_ACT.has(field)) continue
    let first: Y.Item | null = item
    while (first !== null && first.id.client === window) first = first.left
    const [before] = first?.content.getContent() ?? []
    yield {record: id, field, before, after: record.get(field)}
  }
}

/**
 * Writes a value into a field of a map's record, as an act of this moment. Records, stances and texts get a mark where they go, and
 * an annotation says who edited it.
 */
export function writeField(map: Y.Map<unknown>, {map: name, record: id, field, before}: Change, value: unknown, act: Act): void {
  const entry = value === undefined ? entryBefore(map, {map: name, record: id, field}) : undefined
  if (field === '') return writeValue(map, {name, id}, value === undefined ? entry : value, act)
  const record = map.get(id)
  if (!(record instanceof Y.Map)) return
  if (field === 'removed' && value !== undefined) return void record.set(field, act)
  // A mark of merging is of whoever brings it back.
  if (field === 'merged' && value !== undefined) return void record.set(field, {...(value as object), ...act})
  if (isStance(field) && value === undefined) markStance(record, field, act)
  // What was given, and then taken back by a mark, stands again once that is gone.
  else if (isStance(field)) writeStance(record, field, value, before === undefined ? 'unmarked' : 'as marked')
  else if (isStanceMark(field) && value !== undefined) markStance(record, stanceOfMark(field), act)
  else if (isText(field) && (value === undefined || isMarked(value))) record.set(field, removedItem(record.get(field), act))
  else if (value === undefined && entry === undefined) record.delete(field)
  else record.set(field, value === undefined ? entry : value)
  // Whoever looked at it again says so by herself, and edits nothing.
  if (name !== 'annotations' || isStillRight(field)) return
  record.set('editedBy', act.by)
  record.set('editedAt', act.at)
}

/** The mark of an article that was taken out stands beside its entry, and is of whoever writes it again. */
function writeValue(map: Y.Map<unknown>, {name, id}: {readonly name: string; readonly id: string}, value: unknown, act: Act): void {
  if (value === undefined) map.delete(id)
  else map.set(id, name === 'articles' && id.endsWith('/removed') && value !== null ? act : value)
}

/** Whether writing this value takes the record from the lists. */
export const isRemoval = ({field}: Pick<Change, 'field'>, value: unknown): boolean => field === 'removed' && value !== undefined

/** Whether a mark stands in this field: whoever sets it takes out what somebody else may have made. */
export const isMark = (field: string): boolean => field === 'removed' || isStanceMark(field)

/** They are marked where they go. */
const isText = (field: string): boolean => field.startsWith('text/')

/** What was taken back. */
export const isMarked = (value: unknown): boolean => typeof value === 'object' && value !== null && 'removed' in value

/** Who wrote a field just now, as its record tells it, and what that was. */
export function deedOf(map: Y.Map<unknown>, {record: id, field, before, after}: FieldWrite): {readonly by: AnnotatorId | undefined; readonly deed: Deed} {
  const record = map.get(id)
  const editor = record instanceof Y.Map ? authorIn(record.get('editedBy')) : undefined
  if (field === 'removed') return {by: actorOf(after) ?? editor, deed: after === undefined ? 'restored' : 'removed'}
  if (isStanceMark(field)) return {by: actorOf(after) ?? editor, deed: after === undefined ? 'rejudged' : 'unjudged'}
  if (isText(field) || isStance(field)) {
    const isTaken = isMarked(after) && !isMarked(before)
    const deed = isText(field) ? 'written' : isTaken ? 'unjudged' : 'judged'
    return {by: actorOf(isTaken ? (after as {removed: unknown}).removed : after) ?? editor, deed}
  }
  if (field === 'merged' || field === '') return {by: actorOf(after) ?? editor, deed: 'changed'}
  if (field === 'selector') return {by: editor, deed: 'resized'}
  return {by: editor, deed: field.startsWith('feature/') || field.startsWith(LABEL_PREFIX) ? 'labelled' : 'changed'}
}

const actorOf = (value: unknown): AnnotatorId | undefined => (typeof value === 'object' && value !== null && 'by' in value ? authorIn(value.by) : undefined)

const authorIn = (value: unknown): AnnotatorId | undefined => (typeof value === 'string' ? value : undefined)
