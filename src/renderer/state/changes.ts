import {atMostEvery} from './at-most-every.ts'

/** What changes in a window, by what it is about. */
export type Part =
  | 'connection'
  | 'discussions'
  | 'earlier'
  | 'drafts'
  | 'mentions'
  | 'preferences'
  | 'presence'
  | 'project'
  | 'registry'
  | 'session'
  | 'sets'
  | 'sharing'
  | 'summaries'
  | 'theme'
  | 'undo'
  | 'unwritten'
  | 'view'
  | 'work'
  | 'worklists'

/** Who wants to know of changes in a window says of what: what is shown is drawn again when that changed, and not with every letter typed elsewhere. */
export interface Changes {
  /** Told after each change of one of these parts, or of any. */
  subscribe(listener: () => void, parts?: readonly Part[]): () => void
  /** Counts up with each of those changes. */
  version(parts?: readonly Part[]): number
  /** Something of this part changed. */
  tell(part: Part): void
  stop(): void
}

/** `isBusy`: while something goes over many articles, listeners are told at most every `wait` milliseconds. */
export function createChanges(given: {readonly isBusy: () => boolean; readonly wait: number}): Changes {
  const listeners = new Map<() => void, readonly Part[] | undefined>()
  const versions = new Map<Part, number>()
  const due = new Set<Part>()

  const tellOf = (changed: ReadonlySet<Part>): void => {
    for (const [listener, parts] of listeners) if (parts === undefined || parts.some(part => changed.has(part))) listener()
  }
  const flush = (): void => {
    const changed = new Set(due)
    due.clear()
    tellOf(changed)
  }
  const seldom = atMostEvery(given.wait, flush)
  return {
    subscribe: (listener, parts) => {
      // Of one's own, for the same function may ask twice.
      const own = (): void => listener()
      listeners.set(own, parts)
      return () => listeners.delete(own)
    },
    version: parts => (parts ?? [...versions.keys()]).reduce((sum, part) => sum + (versions.get(part) ?? 0), 0),
    tell: part => {
      versions.set(part, (versions.get(part) ?? 0) + 1)
      due.add(part)
      if (given.isBusy()) seldom.ask()
      else flush()
    },
    stop: seldom.stop,
  }
}
