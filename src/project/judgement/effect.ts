import type * as Y from 'yjs'
import type {Place} from './places.ts'

/**
 * What an update does at one place: puts a record there, writes a value, or takes away what stands there (`gone`). `past`:
 * something was there at its sender's and is not any more. `isLast`: it comes to stand last at its place, so that it counts there.
 */
export type Effect = Place &
  (
    | {readonly change: 'gone'}
    | {readonly change: 'past'; readonly isLast: () => boolean}
    | {readonly change: 'record'; readonly made: Y.Item; readonly isLast: () => boolean}
    | {readonly change: 'value'; readonly value: unknown; readonly isLast: () => boolean}
  )
