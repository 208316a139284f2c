import type {AnnotatorId} from '../core/annotation/annotation.ts'
import type {Change, Deed} from './step.ts'

export type Touch = {readonly by: AnnotatorId | undefined; readonly deed: Deed; readonly at: number}

type Trace = {version: number; touch?: Touch}

/**
 * Whose write each field of a document holds, as far as this window saw it written. Each write has a number; taking a write
 * back gives the field the number it had before. Equal numbers say that nobody wrote in between, equal values would not: a
 * colleague may have chosen the same label.
 */
export interface FieldTraces {
  version(change: Place): number
  setVersion(change: Place, version: number): void
  /** Somebody else wrote this field. */
  touch(place: Place, touch: Touch): void
  touchOf(place: Place): Touch | undefined
  /** The last thing that somebody else did to this record after a number. */
  touchedSince(record: Pick<Place, 'map' | 'record'>, number: number): Touch | undefined
  /** The records of which a write was seen. */
  seen(): Iterable<Pick<Place, 'map' | 'record'>>
}

type Place = Pick<Change, 'map' | 'record' | 'field'>

export function fieldTraces(): FieldTraces {
  const records = new Map<string, Map<string, Trace>>()
  const fieldsOf = ({map, record}: Pick<Place, 'map' | 'record'>): Map<string, Trace> | undefined => records.get(`${map}/${record}`)
  const traceOf = (place: Place): Trace => {
    const fields = fieldsOf(place) ?? new Map<string, Trace>()
    const trace = fields.get(place.field) ?? {version: 0}
    records.set(`${place.map}/${place.record}`, fields.set(place.field, trace))
    return trace
  }
  return {
    version: place => fieldsOf(place)?.get(place.field)?.version ?? 0,
    setVersion: (place, version) => {
      traceOf(place).version = version
    },
    touch: (place, touch) => {
      const trace = traceOf(place)
      trace.version = touch.at
      trace.touch = touch
    },
    touchOf: place => fieldsOf(place)?.get(place.field)?.touch,
    touchedSince: (record, number) => {
      let last: Touch | undefined
      for (const {touch} of fieldsOf(record)?.values() ?? []) if (touch !== undefined && touch.at > Math.max(number, last?.at ?? 0)) last = touch
      return last
    },
    seen: function* () {
      for (const key of records.keys()) {
        // No map has a slash in its name; ids may.
        const slash = key.indexOf('/')
        yield {map: key.slice(0, slash), record: key.slice(slash + 1)}
      }
    },
  }
}
