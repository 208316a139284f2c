import type * as Y from 'yjs'
import type {Act} from '../core/annotation/annotation.ts'
import type {Written} from './followed-documents.ts'
import {followedDocuments, placeOf} from './followed-documents.ts'
import type {Origin} from './origin.ts'
import {ANNOTATOR} from './origin.ts'
import type {HeldBy, WrittenStep} from './step-replay.ts'
import {prospectOf, replayChanges} from './step-replay.ts'
import {stepStacks} from './step-stacks.ts'
import type {Direction, Replay, Step} from './step.ts'
import {UNMADE} from './step.ts'

/**
 * One person's undo and redo across all documents of a project, in the order of her own acts. Taking back is a new act of
 * hers, now: it writes the values from before, only where nobody has written since, and marks as removed what she made, only
 * where nobody has gone on from it. It deletes no record.
 */
export interface UndoHistory {
  /** Starts following maps of a document under a key of the caller's (an article id, say). Call before the first change. One that rested is followed on. */
  follow(key: string, doc: Y.Doc, maps: readonly string[]): void
  /** Stops following: its document is closed, and its steps are out of reach. */
  forget(key: string): void
  /** Its document is closed for now: what is in reach stays so, and is replayed once it is followed again. */
  rest(key: string): void
  /** Puts every step out of reach, to be taken back or done again; the documents stay followed. */
  cut(): void
  /** What is done within, in several documents perhaps, is one step; with all that was done before `during` the same, where nothing else was done since. */
  together<T>(change: () => T, during?: object): T
  /** Begins a step that is done bit by bit, with time between. */
  longStep(): LongStep
  /**
   * Takes back the last step, or the one given, or does the last undone one again. Steps without effect, because others have
   * gone on from them, are passed over, and then nothing else is done: whoever reads why decides. Not for long steps.
   */
  replay(direction: Direction, act: Act, step?: Step): readonly Replay[]
  /** Begins to take back a long step, or to do it again, one document after the other. */
  replayLong(direction: Direction, step: Step): LongReplay
  /** The step that would be tried next. */
  next(direction: Direction): Step | undefined
  /** Whether a step can still be taken back. */
  holds(step: Step): boolean
  /** Whether a step of this document can still be taken back or done again, and is no long one: then it must not be closed. */
  keepsOpen(key: string): boolean
  observe(listener: () => void): () => void
}

export type LongStep = {
  /** Does a bit of it. */
  do<T>(change: () => T): T
  /** What was done up to now is the step; `undefined` when that is nothing, or out of reach. */
  end(): Step | undefined
}

export type LongReplay = {
  /** The documents that it is in. */
  readonly documents: readonly string[]
  /** Replays it in one of them, which must be followed. */
  in(document: string, act: Act): Replay
  /** Leaves one of them as it is: what was done there is out of reach. */
  skip(document: string): void
  /** What was replayed up to now can be replayed the other way; what was not stays as it was. */
  end(): void
}

export function undoHistory(heldBy: HeldBy = () => undefined, origin: Origin = ANNOTATOR): UndoHistory {
  const stacks = stepStacks()
  const gathered = new Map<string, Written>()
  const running = new Set<RunningStep>()
  const listeners = new Set<() => void>()
  let depth = 0
  let during: object | undefined
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  const takeGathered = (): readonly Written[] => {
    const changes = withoutFieldsOfMade([...gathered.values()])
    gathered.clear()
    return changes
  }
  const settle = (): void => {
    if (depth > 0 || gathered.size === 0) return
    did(takeGathered())
  }
  const did = (changes: readonly Written[], isLong = false): void => {
    const since = Math.min(...changes.map(({to}) => to))
    const {without} = stacks.did({changes, since, ...(isLong && {long: true}), ...(during !== undefined && {during})})
    for (const change of without) documents.get(change.document)?.traces.setVersion(change, change.from)
    forgetUnreached()
    tell()
  }
  const within = <T>(change: () => T): T => {
    depth++
    try {
      return change()
    } finally {
      depth--
    }
  }
  const documents = followedDocuments({
    origin,
    onWrite: written => {
      const place = placeOf(written)
      const first = gathered.get(place)
      gathered.set(place, first === undefined ? written : {...written, before: first.before, from: first.from})
    },
    onSettled: settle,
  })
  const isReached = (key: string): boolean => stacks.all().some(step => documentsIn(step).has(key)) || [...running].some(step => step.documents.has(key))
  const forgetUnreached = (): void => {
    for (const key of [...documents.resting()]) if (!isReached(key)) documents.forget(key)
  }
  const forget = (key: string): void => {
    documents.forget(key)
    stacks.forget(key)
    for (const step of running) {
      step.changes = step.changes.filter(({document}) => document !== key)
      step.documents.delete(key)
    }
    tell()
  }

  return {
    follow: (key, doc, maps) => {
      const known = documents.get(key)
      if (known !== undefined && known.doc === doc) return
      if (known?.doc !== undefined) forget(key)
      documents.follow(key, doc, maps)
    },
    forget,
    rest: key => (isReached(key) ? documents.rest(key) : documents.forget(key)),
    cut: () => {
      stacks.cut()
      for (const step of running) step.changes = []
      running.clear()
      forgetUnreached()
      tell()
    },
    together: (change, of) => {
      if (depth === 0) during = of
      try {
        return within(change)
      } finally {
        settle()
        if (depth === 0) during = undefined
      }
    },
    longStep: () => {
      const step: RunningStep = {changes: [], documents: new Set()}
      running.add(step)
      return {
        do: change => {
          if (!running.has(step)) return change()
          try {
            return within(change)
          } finally {
            for (const change of takeGathered()) {
              step.changes.push(change)
              step.documents.add(change.document)
            }
          }
        },
        end: () => {
          const {changes} = step
          running.delete(step)
          if (changes.length === 0) return undefined
          const keys = new Set(changes.map(({document}) => document))
          did(changes, keys.size > 1 || [...keys].some(key => documents.get(key)?.doc === undefined))
          return stacks.from('undo')[0]
        },
      }
    },
    replay: (direction, act, chosen) => {
      const replays: Replay[] = []
      for (const step of stacks.from(direction, chosen)) {
        if (step.long) break
        const {open, overtaken} = prospectOf(step, direction, {documents, heldBy, by: act.by})
        if (replays.length > 0 && open.length > 0) break
        documents.replaying(() => replayChanges({changes: open, direction, act, documents, origin}))
        stacks.move(step, direction, open, () => true)
        replays.push({step, done: open, overtaken})
        if (open.length > 0) break
      }
      tell()
      return replays
    },
    replayLong: (direction, chosen) => {
      const step = stacks.from(direction, chosen)[0]
      const byDocument = changesByDocument(step?.changes ?? [])
      const tried = new Set<string>()
      const done: Written[] = []
      return {
        documents: [...byDocument.keys()],
        in: (document, act) => {
          const part = {...step, since: step?.since ?? 0, changes: byDocument.get(document) ?? []} satisfies WrittenStep
          const {open, overtaken} = prospectOf(part, direction, {documents, heldBy, by: act.by})
          documents.replaying(() => replayChanges({changes: open, direction, act, documents, origin}))
          tried.add(document)
          done.push(...open)
          return {step: part, done: open, overtaken}
        },
        skip: document => void tried.add(document),
        end: () => {
          if (step !== undefined) stacks.move(step, direction, done, ({document}) => tried.has(document))
          forgetUnreached()
          tell()
        },
      }
    },
    next: direction => stacks.from(direction)[0],
    holds: step => stacks.from('undo', step).length > 0,
    keepsOpen: key => stacks.all().some(({long, changes}) => !long && changes.some(({document}) => document === key)),
    observe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** A long step that is being done. */
type RunningStep = {changes: Written[]; readonly documents: Set<string>}

/** Of thousands of documents that a long step is in, each is asked for as it is closed. */
const documentsOf = new WeakMap<readonly Written[], ReadonlySet<string>>()

function documentsIn({changes}: WrittenStep): ReadonlySet<string> {
  const known = documentsOf.get(changes) ?? new Set(changes.map(({document}) => document))
  documentsOf.set(changes, known)
  return known
}

function changesByDocument(changes: readonly Written[]): ReadonlyMap<string, readonly Written[]> {
  const found = new Map<string, Written[]>()
  for (const change of changes) {
    const others = found.get(change.document)
    if (others === undefined) found.set(change.document, [change])
    else others.push(change)
  }
  return found
}

/** What a step made is taken back as a whole: its mark may stay where somebody has gone on from it, and then so do the fields that made it what it is. */
function withoutFieldsOfMade(changes: readonly Written[]): readonly Written[] {
  const placeOf = ({document, map, record}: Written): string => JSON.stringify([document, map, record])
  const made = new Set(changes.filter(({field, before}) => field === 'removed' && before === UNMADE).map(placeOf))
  return changes.filter(change => change.field === 'removed' || !made.has(placeOf(change)))
}
