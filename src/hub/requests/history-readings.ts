import type {AnnotationId} from '../../core/annotation/annotation.ts'
import type {Schema} from '../../core/schema/schema.ts'
import type {PastState} from '../../project/annotation-past.ts'
import {annotationPast} from '../../project/annotation-past.ts'
import {playedPast} from '../../storage/log/logged-past.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import {turn} from '../../storage/libsql/turn.ts'

/** The states of an annotation, the newest first, as they stood when the reading began. */
export type HistoryReading = {
  /** How many were taken. */
  place(): number
  /** The one that comes next; `undefined` behind the last. */
  ahead(): PastState | undefined
  /** Takes it. */
  take(): void
  /** About how much of the log it holds, in UTF-16 units of JSON. */
  readonly size: number
}

/**
 * Readings that go on where the page before ended, so that the log is played once for a history and not for each page of it. What comes meanwhile is
 * in the next reading: in this one no state comes twice, and none is missing.
 */
export interface HistoryReadings {
  /** The reading that this person's last page of an annotation has left, if it stands at this place; she has it alone until it is kept again. */
  taken(reader: string, of: string, place: number): HistoryReading | undefined
  keep(reader: string, of: string, reading: HistoryReading): void
}

/** Readings that wait for their next page, and UTF-16 units that they hold together: a log of notes has a few millions. */
const MOST = {readings: 8, units: 64 << 20}
/** Milliseconds without its next page after which one is let go of. */
const KEPT = 30_000

export function historyReadings(): HistoryReadings {
  /** The one that waits longest is the first. */
  const waiting = new Map<string, HistoryReading & {readonly until: NodeJS.Timeout}>()
  const keyOf = (reader: string, of: string): string => JSON.stringify([reader, of])
  const units = (): number => [...waiting.values()].reduce((sum, {size}) => sum + size, 0)
  const end = (key: string): void => {
    clearTimeout(waiting.get(key)?.until)
    waiting.delete(key)
  }
  return {
    taken: (reader, of, place) => {
      const key = keyOf(reader, of)
      const reading = waiting.get(key)
      end(key)
      return reading?.place() === place ? reading : undefined
    },
    keep: (reader, of, reading) => {
      const key = keyOf(reader, of)
      end(key)
      const until = setTimeout(() => waiting.delete(key), KEPT)
      until.unref()
      waiting.set(key, {...reading, until})
      for (const first of waiting.keys()) {
        if (waiting.size <= MOST.readings && units() <= MOST.units) break
        end(first)
      }
    },
  }
}

/** Plays the log of a set, and reads an annotation of it up to a place among its states. */
export async function historyReading(
  {store, schema}: {readonly store: Pick<DocumentLog, 'past'>; readonly schema: Schema},
  name: string,
  annotation: AnnotationId,
  place: number,
): Promise<HistoryReading> {
  const {doc, changes} = await playedPast(await store.past(name, annotation))
  const own = changes.filter(change => change.annotation === annotation)
  const states = annotationPast(doc, annotation, own, schema)
  let next = states.next()
  doc.destroy()
  let taken = 0
  const reading: HistoryReading = {
    place: () => taken,
    ahead: () => (next.done === true ? undefined : next.value),
    take: () => {
      taken++
      next = states.next()
    },
    size: own.reduce((sum, change) => sum + JSON.stringify(change, plainly).length, 0),
  }
  while (taken < place && reading.ahead() !== undefined) {
    reading.take()
    await turn()
  }
  return reading
}

/** Yjs can hold integers that JSON cannot. */
const plainly = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}` : value)
