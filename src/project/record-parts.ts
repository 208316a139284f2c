import * as Y from 'yjs'
import {isMoreThan, MUCH} from './at-once.ts'
import {joined, number} from './update-bytes.ts'
import {readUpdate} from './update-reader.ts'
import {updateSlices} from './update-slices.ts'

/** Bytes of a part for each change that may be in it. One of ours takes about thirty, so most parts have a fifth of what they might. */
const BYTES = 6

/**
 * An update of a document, which has it already, as several that a hub takes one after the other, because it judges each by
 * itself: what is done to a record at once is not divided, nor what was written from what was soon written over it.
 * Where nothing can be divided it stays one. Sent in their order.
 */
export function recordParts(doc: Y.Doc, update: Uint8Array, much = MUCH): readonly Uint8Array[] {
  // What waits for something is not in the document.
  if (!isMoreThan(much, update) || doc.store.pendingStructs !== null) return [update]
  const rewritten = rewrittenIn(doc, update)
  if (rewritten === undefined) return [update]
  const recordAt = recordsOf(doc)
  const mayEnd = (client: number, clock: number, next: number | undefined): boolean =>
    next === undefined || (recordAt(client, clock) !== recordAt(client, next) && rewritten(client, clock) < next)
  const slices = [...updateSlices(update, much * BYTES, mayEnd)].filter(slice => slice !== undefined)
  const last = slices.pop()
  if (last === undefined || slices.length < 2) return [update]
  const taken = deletionsByRecord(doc, last)
  // What is taken out of a record goes with the last that is done to it: what was written over is gone by then.
  const parts = slices.toReversed().map(slice => {
    const gone: Range[] = []
    for (const record of recordsIn(slice, recordAt)) {
      gone.push(...(taken.get(record) ?? []))
      taken.delete(record)
    }
    return withDeletions(slice, gone)
  })
  parts.reverse()
  const left = [...taken.values()].flat()
  return left.length === 0 ? parts : [...parts, withDeletions(Uint8Array.of(0, 0), left)]
}

/**
 * Up to which change of a window something is written over that it wrote up to a change. `undefined` where one window
 * wrote over what another did, both in this update.
 */
function rewrittenIn(doc: Y.Doc, update: Uint8Array): ((client: number, upTo: number) => number) | undefined {
  const begins = new Map<number, number>()
  const ends = new Map<number, {readonly clocks: number[]; readonly until: number[]; at: number}>()
  let isAcross = false
  readUpdate(update, {onClient: (client, clock) => void begins.set(client, clock), onStruct: () => undefined, onDeleted: () => undefined})
  readUpdate(update, {
    onStruct: ({client, clock}) => {
      const item: unknown = Y.getItem(doc.store, Y.createID(client, clock))
      if (!(item instanceof Y.Item) || !item.deleted) return
      const {id} = lastBeside(item)
      if (id.clock < (begins.get(id.client) ?? Number.POSITIVE_INFINITY)) return
      isAcross ||= id.client !== client
      const known = ends.get(client) ?? {clocks: [], until: [], at: 0}
      ends.set(client, known)
      known.clocks.push(clock)
      known.until.push(Math.max(id.clock, known.until.at(-1) ?? 0))
    },
    onDeleted: () => undefined,
  })
  if (isAcross) return undefined
  return (client, upTo) => {
    const known = ends.get(client)
    if (known === undefined) return -1
    // Asked in the order of the changes.
    while ((known.clocks[known.at] ?? Number.POSITIVE_INFINITY) <= upTo) known.at++
    return known.until[known.at - 1] ?? -1
  }
}

function lastBeside(item: Y.Item): Y.Item {
  let last = item
  while (last.right !== null) last = last.right
  return last
}

type Range = {readonly client: number; readonly clock: number; readonly length: number}

/** What stands directly in a map of the document; `undefined` for what is forgotten. */
type RecordAt = (client: number, clock: number) => Y.Item | undefined

function recordsOf(doc: Y.Doc): RecordAt {
  return (client, clock) => {
    const found = Y.getItem(doc.store, Y.createID(client, clock)) as Y.Item | Y.GC
    return found instanceof Y.Item ? recordOf(found) : undefined
  }
}

function recordOf(item: Y.Item): Y.Item {
  let record = item
  while (record.parent instanceof Y.AbstractType && record.parent._item !== null) record = record.parent._item
  return record
}

function recordsIn(update: Uint8Array, recordAt: RecordAt): ReadonlySet<Y.Item | undefined> {
  const found = new Set<Y.Item | undefined>()
  readUpdate(update, {onStruct: ({client, clock}) => void found.add(recordAt(client, clock)), onDeleted: () => undefined})
  return found
}

function deletionsByRecord(doc: Y.Doc, update: Uint8Array): Map<Y.Item | undefined, Range[]> {
  const found = new Map<Y.Item | undefined, Range[]>()
  readUpdate(update, {
    onStruct: () => undefined,
    onDeleted: (client, clock, length) => {
      for (let at = clock; at < clock + length; ) {
        const struct = Y.getItem(doc.store, Y.createID(client, at)) as Y.Item | Y.GC
        const end = Math.min(clock + length, struct.id.clock + struct.length)
        const record = struct instanceof Y.Item ? recordOf(struct) : undefined
        const range = {client, clock: at, length: end - at}
        const known = found.get(record)
        if (known === undefined) found.set(record, [range])
        else known.push(range)
        at = end
      }
    },
  })
  return found
}

/** `update` takes nothing out, which is the zero that it ends with. */
function withDeletions(update: Uint8Array, ranges: readonly Range[]): Uint8Array {
  const byClient = new Map<number, Range[]>()
  for (const range of ranges) {
    const known = byClient.get(range.client)
    if (known === undefined) byClient.set(range.client, [range])
    else known.push(range)
  }
  return joined([
    update.subarray(0, -1),
    number(byClient.size),
    ...[...byClient].flatMap(([client, all]) => [number(client), number(all.length), ...all.flatMap(({clock, length}) => [number(clock), number(length)])]),
  ])
}
