import type {Place} from './places.ts'

/**
 * What an update does at one place: puts a record there, writes a value, or takes away what stands there. `past`: something
 * was there at its sender's and is not any more; it takes nothing away unless it comes to stand last.
 */
export type Effect = Place & ({readonly change: 'record' | 'gone' | 'past'} | {readonly change: 'value'; readonly value: unknown})
