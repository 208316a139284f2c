import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import {DAY} from '../../core/iso-time.ts'

/** When people were last at this hub, by the day in UTC: within a day it would tell how they work. */
export interface LastSeen {
  note(person: AnnotatorId, at: number): void
  of(person: AnnotatorId): number | undefined
}

/** `used`: when devices of somebody from elsewhere were last in, as far as that is kept over a restart. */
export function lastSeen(used: (person: AnnotatorId) => readonly number[]): LastSeen {
  const noted = new Map<AnnotatorId, number>()
  return {
    note: (person, at) => void noted.set(person, Math.max(at, noted.get(person) ?? 0)),
    of: person => {
      const times = [...used(person), ...(noted.has(person) ? [noted.get(person) ?? 0] : [])]
      return times.length === 0 ? undefined : Math.floor(Math.max(...times) / DAY) * DAY
    },
  }
}
