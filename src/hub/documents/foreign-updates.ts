import type {Sentence} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {structureOf} from '../../project/update-structure.ts'
import type {DurableLog, LogEntry} from './durable-log.ts'

/** Why a change is not in our log. `forGood`: it will never be; otherwise the disk did not take it, and it is worth another try. */
export type Untaken = {readonly forGood: boolean; readonly why: Sentence}

/** The one way into our log for what other hubs have taken: judged, then on disk, then shown. */
export interface ForeignUpdates {
  take(entry: LogEntry): Promise<Result<null, Untaken>>
}

export function foreignUpdates(given: {log: DurableLog; apply: (entry: LogEntry) => Promise<void>}): ForeignUpdates {
  return {
    take: async entry => {
      // What it may say was judged against the document that it is for: see foreign-judgement.ts.
      const structure = structureOf(entry.update)
      if (!structure.ok) return refused({forGood: true, why: structure.error})
      const written = await given.log.append([entry])
      if (!written.ok) return written
      await given.apply(entry)
      return ok(null)
    },
  }
}
