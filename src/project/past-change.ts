import * as z from 'zod'
import type {Act, AnnotationId, AnnotatorId} from '../core/annotation/annotation.ts'
import {isSame} from '../core/json/same.ts'
import {MARK_PREFIX} from './stance-marks.ts'

/**
 * One change of an annotation, kept as what it took the place of: the document has what stands now, and walking back from there
 * through these gives every earlier state. `at`: when the hub was given it. `by`: who was at the window it came from; the empty
 * name for what was brought, of which the record alone says whose it is.
 */
export type PastChange = Act & {
  readonly annotation: AnnotationId
  /** The fields it wrote, each with its value before: `null` where there was none, {@link UNMARKED} for an item that it marked as removed. */
  readonly was: {readonly [field: string]: unknown}
  /** It began the record. */
  readonly made?: true
  /** It only wrote into this text feature. */
  readonly writes?: string
}

/** An item as it stands now, without its mark: said in a word, so that taking a long text back keeps it no second time. */
const UNMARKED = true

const shape = z.object({
  annotation: z.string(),
  at: z.number(),
  by: z.string(),
  was: z.record(z.string(), z.unknown()),
  made: z.literal(true).exactOptional(),
  writes: z.string().exactOptional(),
})

export const readPastChange = (value: unknown): PastChange | undefined => shape.safeParse(value).data

/** Milliseconds between two notes of one person that are still one going at it. */
const GOING = 10_000

/** With what one person wrote into one text feature at one go as one change. The oldest come first. */
export function joinedGoings(changes: readonly PastChange[]): readonly PastChange[] {
  const joined: PastChange[] = []
  const places = new Map<AnnotationId, number>()
  for (const change of changes) {
    const place = places.get(change.annotation)
    const last = place === undefined ? undefined : joined[place]
    if (place !== undefined && last !== undefined && goesOn(last, change)) joined[place] = {...change, was: {...change.was, ...last.was}}
    else {
      places.set(change.annotation, joined.length)
      joined.push(change)
    }
  }
  return joined
}

const goesOn = (last: PastChange, {by, at, writes}: PastChange): boolean =>
  writes !== undefined && last.writes === writes && last.by === by && Math.abs(at - last.at) <= GOING

/** Fields of a record, before a change. */
export type Fields = ReadonlyMap<string, unknown>

/** How a record stood before a change; `undefined` where that began it. */
export function fieldsBefore(fields: Fields, {was, made}: PastChange): Fields | undefined {
  if (made) return undefined
  const before = new Map(fields)
  for (const [field, value] of Object.entries(was)) {
    if (value === null) before.delete(field)
    else before.set(field, value === UNMARKED && isItem(field) ? withoutMark(fields.get(field)) : value)
  }
  return before
}

/** What is kept of a value that a change took the place of. */
export function keptOf(field: string, before: unknown, after: unknown): unknown {
  if (before === undefined) return null
  return isItem(field) && isMarked(after) && isSame(before, withoutMark(after)) ? UNMARKED : before
}

/** Stances and texts are objects, so that {@link UNMARKED} is none of them. */
const isItem = (field: string): boolean => field.startsWith('stance/') || field.startsWith('text/')

const isMarked = (value: unknown): boolean => typeof value === 'object' && value !== null && 'removed' in value

function withoutMark(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const {removed: _removed, ...rest} = value as {readonly removed?: unknown}
  return rest
}

/** Who a change of these fields is by, and when, as the record says. */
export function signedIn(after: Fields, {was, made}: PastChange): {readonly by: AnnotatorId | undefined; readonly at: number | undefined} {
  const act = (value: unknown): Act | undefined => actShape.safeParse(value).data
  const removed = 'removed' in was ? act(after.get('removed')) : undefined
  if (removed !== undefined) return removed
  const [by, at] = made ? ['by', 'at'] : ['editedBy', 'editedAt']
  if (made || by in was || at in was) {
    const signed = act({by: after.get(by), at: after.get(at)})
    if (signed !== undefined) return signed
  }
  const item = Object.keys(was).find(field => isItem(field) || field.startsWith(MARK_PREFIX))
  return (item === undefined ? undefined : act(after.get(item))) ?? {by: undefined, at: undefined}
}

const actShape = z.object({by: z.string(), at: z.number()})
