import type * as Y from 'yjs'
import type {Act} from '../core/annotation.ts'
import type {Written} from './followed-documents.ts'
import {followedDocuments} from './followed-documents.ts'
import type {Origin} from './origin.ts'
import {ANNOTATOR} from './origin.ts'
import type {JoinedStep} from './joined-step.ts'
import {joinedStep, placeOf} from './joined-step.ts'
import type {HeldBy, WrittenStep} from './step-replay.ts'
import {prospectOf, replayChanges} from './step-replay.ts'
import type {Direction, Replay, Step} from './step.ts'
import {UNMADE} from './step.ts'

/** How many of a person's steps can be taken back. Documents with a step in reach stay open. */
const REACH = 200

/**
 * One person's undo and redo across all documents of a project, in the order of her own acts. Taking back is a new act of
 * hers, now: it writes the values from before, only where nobody has written since, and marks as removed what she made, only
 * where nobody has gone on from it. It deletes no record.
 */
export interface UndoHistory {
  /** Starts following maps of a document under a key of the caller's (an article id, say). Call before the first change. */
  follow(key: string, doc: Y.Doc, maps: readonly string[]): void
  /** Stops following: its document is closed, and its steps are out of reach. */
  forget(key: string): void
  /** Puts every step out of reach, to be taken back or done again; the documents stay followed. */
  cut(): void
  /** What is done within, in several documents perhaps, is one step; with all that was done before `during` the same, where nothing else was done since. */
  together<T>(change: () => T, during?: object): T
  /**
   * Takes back the last step, or the one given, or does the last undone one again. Steps without effect, because others have
   * gone on from them, are passed over, and then nothing else is done: whoever reads why decides.
   */
  replay(direction: Direction, act: Act, step?: Step): readonly Replay[]
  /** The step that would be tried next. */
  next(direction: Direction): Step | undefined
  /** Whether a step can still be taken back. */
  holds(step: Step): boolean
  /** Whether a step of this document can still be taken back or done again: then it must not be closed. */
  reaches(key: string): boolean
  observe(listener: () => void): () => void
}

export function undoHistory(heldBy: HeldBy = () => undefined, origin: Origin = ANNOTATOR): UndoHistory {
  const stacks = emptyStacks()
  const gathered = new Map<string, Written>()
  const listeners = new Set<() => void>()
  let depth = 0
  let during: object | undefined
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  const settle = (): void => {
    if (depth > 0 || gathered.size === 0) return
    const changes = withoutFieldsOfMade([...gathered.values()])
    gathered.clear()
    const {without} = stacks.did({changes, since: Math.min(...changes.map(({to}) => to)), ...(during !== undefined && {during})})
    for (const change of without) documents.get(change.document)?.traces.setVersion(change, change.from)
    tell()
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
  const forget = (key: string): void => {
    documents.forget(key)
    stacks.forget(key)
    tell()
  }

  return {
    follow: (key, doc, maps) => {
      if (documents.get(key)?.doc === doc) return
      if (documents.get(key) !== undefined) forget(key)
      documents.follow(key, doc, maps)
    },
    forget,
    cut: () => {
      stacks.cut()
      tell()
    },
    together: (change, of) => {
      if (depth === 0) during = of
      depth++
      try {
        return change()
      } finally {
        depth--
        settle()
        if (depth === 0) during = undefined
      }
    },
    replay: (direction, act, chosen) => {
      const replays: Replay[] = []
      for (const step of stacks.from(direction, chosen)) {
        const {open, overtaken} = prospectOf(step, direction, {documents, heldBy, by: act.by})
        if (replays.length > 0 && open.length > 0) break
        documents.replaying(() => replayChanges({changes: open, direction, act, documents, origin}))
        stacks.move(step, direction, open)
        replays.push({step, done: open, overtaken})
        if (open.length > 0) break
      }
      tell()
      return replays
    },
    next: direction => stacks.from(direction)[0],
    holds: step => stacks.from('undo').includes(step as WrittenStep),
    reaches: key => [...stacks.from('undo'), ...stacks.from('redo')].some(({changes}) => changes.some(({document}) => document === key)),
    observe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** What a step made is taken back as a whole: its mark may stay where somebody has gone on from it, and then so do the fields that made it what it is. */
function withoutFieldsOfMade(changes: readonly Written[]): readonly Written[] {
  const placeOf = ({document, map, record}: Written): string => JSON.stringify([document, map, record])
  const made = new Set(changes.filter(({field, before}) => field === 'removed' && before === UNMADE).map(placeOf))
  return changes.filter(change => change.field === 'removed' || !made.has(placeOf(change)))
}

/** What was done and what was undone, the latest last. */
function emptyStacks() {
  let done: readonly WrittenStep[] = []
  let undone: readonly WrittenStep[] = []
  const without = (steps: readonly WrittenStep[], key: string): readonly WrittenStep[] =>
    steps.flatMap(step => {
      const changes = step.changes.filter(({document}) => document !== key)
      if (changes.length === step.changes.length) return [step]
      return changes.length === 0 ? [] : [{...step, changes}]
    })
  return {
    /** Gives back what came of it to nothing, as it stood before. */
    did: (step: WrittenStep): Pick<JoinedStep, 'without'> => {
      const last = done.at(-1)
      const isMore = step.during !== undefined && last?.during === step.during
      const {joined, without} = isMore ? joinedStep(last, step) : {joined: step, without: []}
      done = [...(isMore ? done.slice(0, -1) : done), ...(joined.changes.length === 0 ? [] : [joined])].slice(-REACH)
      undone = []
      return {without}
    },
    /** The steps that can be tried, the next first; only the one chosen, while it is there. */
    from: (direction: Direction, chosen?: Step): readonly WrittenStep[] => {
      const steps = direction === 'undo' ? done : undone
      return chosen === undefined ? steps.toReversed() : steps.filter(step => step === chosen)
    },
    /** What of a step was taken back can be done again, and the other way round. The rest is out of reach. */
    move: (step: WrittenStep, direction: Direction, changes: readonly Written[]): void => {
      const moved = changes.length === 0 ? [] : [{...step, changes}]
      const left = (steps: readonly WrittenStep[]): readonly WrittenStep[] => steps.filter(each => each !== step)
      ;[done, undone] = direction === 'undo' ? [left(done), [...undone, ...moved]] : [[...done, ...moved], left(undone)]
    },
    cut: (): void => {
      done = []
      undone = []
    },
    forget: (key: string): void => {
      done = without(done, key)
      undone = without(undone, key)
    },
  }
}
