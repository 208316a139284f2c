import type {DocumentAddress} from '../../project/document-address.ts'
import type {CommonLog} from '../../storage/postgres/common.ts'
import type {LogEntry} from '../documents/durable-log.ts'

/** Brings in what other hubs have written to the common log: what Redis has not carried, or all of it while Redis is away. */
export interface LogFollower {
  /** Looks now, and from now on more often or less. */
  pace(milliseconds: number): void
  stop(): Promise<void>
}

export function followLog(given: {
  log: CommonLog
  /** A place that was reached before any document was loaded. */
  place: number
  pace: number
  /** Whether this hub may hand out what is new. */
  isInStep: () => boolean
  /** Whether a document is in memory here, or on its way there: others are read when somebody opens them. */
  isHere: (name: string) => boolean
  apply: (entry: LogEntry) => Promise<void>
  /** Others have written to a document that is not here. */
  onElsewhere: (document: {readonly name: string; readonly address: DocumentAddress}) => void
}): LogFollower {
  const {log} = given
  let {place, pace} = given
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const look = async (): Promise<void> => {
    if (!given.isInStep()) return
    const news = await log.newsSince(place)
    for (const document of news.documents) {
      // Asked only now: a document that begins to load from here on finds in the log all that this look has seen.
      if (!given.isHere(document.name)) given.onElsewhere(document)
      else for (const update of await log.updatesSince(document.name, place)) await given.apply({...document, update})
    }
    place = news.place
  }
  let last = Promise.resolve()
  const soon = (wait: number): void => {
    clearTimeout(timer)
    if (stopped) return
    timer = setTimeout(() => {
      // A database out of reach is looked at again: the place stays.
      last = last.then(() => (stopped ? undefined : look())).catch(() => undefined)
      void last.then(() => soon(pace))
    }, wait)
    timer.unref()
  }
  soon(pace)
  return {
    pace: milliseconds => {
      pace = milliseconds
      soon(0)
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await last
    },
  }
}
