import * as Y from 'yjs'
import {isSame} from '../core/json/same.ts'
import type {FieldTraces} from './field-traces.ts'
import {fieldTraces} from './field-traces.ts'
import {deedOf, fieldWrites, isMark} from './field-writes.ts'
import type {Origin} from './origin.ts'
import type {Change} from './step.ts'
import {writtenSince} from './written-since.ts'

/** A change with the numbers of its field before and after it. */
export type Written = Change & {readonly from: number; readonly to: number}

export const placeOf = ({document, map, record, field}: Change): string => JSON.stringify([document, map, record, field])

/** One that rests has no document, but what it held when it was closed. */
type Followed = {readonly traces: FieldTraces; readonly doc?: Y.Doc; readonly stop?: () => void; readonly held?: Y.Snapshot}

/** The documents whose every write is noted: a person's own with the values before and after, others' as touches. */
export interface FollowedDocuments {
  /** Follows a document; one that rested, with what others wrote in it meanwhile. */
  follow(key: string, doc: Y.Doc, maps: readonly string[]): void
  forget(key: string): void
  /** The document is closed now, and may be followed again later. */
  rest(key: string): void
  resting(): Iterable<string>
  get(key: string): Followed | undefined
  /** Runs a change of these documents that is to be no new write. */
  replaying(change: () => void): void
}

export function followedDocuments(given: {
  readonly origin: Origin
  /** A person's own write. */
  readonly onWrite: (written: Written) => void
  /** After each transaction, when all of its writes were told. */
  readonly onSettled: () => void
}): FollowedDocuments {
  const followed = new Map<string, Followed>()
  let writes = 0
  let replaying = false

  const noteWrites = (document: string, name: string, traces: FieldTraces) => (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
    if (replaying) return
    const mine = transaction.origin === given.origin
    for (const write of fieldWrites(events)) {
      const change = {...write, document, map: name}
      writes++
      if (!mine) traces.touch(change, {...deedOf(transaction.doc.getMap(name), write), at: writes})
      else if (!isSame(write.before, write.after) && !isMarkedAgain(write)) {
        given.onWrite({...change, from: traces.version(change), to: writes})
        traces.setVersion(change, writes)
      }
    }
  }
  /** Whatever was written in it while it rested was written by somebody else, or in another window. */
  const noteMissed = (doc: Y.Doc, traces: FieldTraces, held: Y.Snapshot): void => {
    for (const {map: name, record} of [...traces.seen()]) {
      const map = doc.getMap(name)
      for (const field of writtenSince(map, record, held)) {
        const fields = map.get(record)
        const after: unknown = fields instanceof Y.Map ? fields.get(field) : fields
        traces.touch({map: name, record, field}, {...deedOf(map, {record, field, before: undefined, after}), at: ++writes})
      }
    }
  }

  return {
    follow: (key, doc, maps) => {
      const {traces = fieldTraces(), held} = followed.get(key) ?? {}
      if (held !== undefined) noteMissed(doc, traces, held)
      const stops = maps.map(name => {
        const map = doc.getMap(name)
        const listen = noteWrites(key, name, traces)
        map.observeDeep(listen)
        return () => map.unobserveDeep(listen)
      })
      doc.on('afterTransaction', given.onSettled)
      stops.push(() => doc.off('afterTransaction', given.onSettled))
      followed.set(key, {
        doc,
        traces,
        stop: () => {
          for (const stop of stops) stop()
        },
      })
    },
    forget: key => {
      followed.get(key)?.stop?.()
      followed.delete(key)
    },
    rest: key => {
      const {doc, traces, stop} = followed.get(key) ?? {}
      if (doc === undefined || traces === undefined) return
      stop?.()
      followed.set(key, {traces, held: Y.snapshot(doc)})
    },
    resting: function* () {
      for (const [key, {held}] of followed) if (held !== undefined) yield key
    },
    get: key => followed.get(key),
    replaying: change => {
      replaying = true
      try {
        change()
      } finally {
        replaying = false
      }
    },
  }
}

/** Whoever agrees to a removal marks it in her own name: there is nothing to take back. */
const isMarkedAgain = ({field, before, after}: Pick<Change, 'field' | 'before' | 'after'>): boolean =>
  isMark(field) && before !== undefined && after !== undefined
