import type {Written} from './followed-documents.ts'
import type {JoinedStep} from './joined-step.ts'
import {joinedStep} from './joined-step.ts'
import type {WrittenStep} from './step-replay.ts'
import type {Direction, Step} from './step.ts'

/** How many of a person's steps can be taken back. */
const REACH = 200

/** What was done and what was undone. */
export interface StepStacks {
  /** Gives back what came of it to nothing, as it stood before. */
  did(step: WrittenStep): Pick<JoinedStep, 'without'>
  /** The steps that can be tried, the next first; only the one chosen, while it is there. */
  from(direction: Direction, chosen?: Step): readonly WrittenStep[]
  all(): readonly WrittenStep[]
  /** What of a step was taken back can be done again, and the other way round. What else was tried is out of reach; what was not stays. */
  move(step: WrittenStep, direction: Direction, done: readonly Written[], wasTried: (change: Written) => boolean): void
  cut(): void
  forget(document: string): void
}

export function stepStacks(): StepStacks {
  let done: readonly WrittenStep[] = []
  let undone: readonly WrittenStep[] = []
  const stepsWithout = (steps: readonly WrittenStep[], isGone: (change: Written) => boolean): readonly WrittenStep[] =>
    steps.flatMap(step => {
      const changes = step.changes.filter(change => !isGone(change))
      if (changes.length === step.changes.length) return [step]
      return changes.length === 0 ? [] : [{...step, changes}]
    })
  /** The rest of a step that was taken back in two goes joins the first part. */
  const withRest = (steps: readonly WrittenStep[], step: WrittenStep): readonly WrittenStep[] => {
    const last = steps.at(-1)
    if (last?.since !== step.since) return [...steps, step]
    return [...steps.slice(0, -1), {...last, changes: [...last.changes, ...step.changes]}]
  }
  return {
    did: step => {
      const last = done.at(-1)
      const isMore = step.during !== undefined && last?.during === step.during
      const {joined, without} = isMore ? joinedStep(last, step) : {joined: step, without: []}
      done = [...(isMore ? done.slice(0, -1) : done), ...(joined.changes.length === 0 ? [] : [joined])].slice(-REACH)
      undone = []
      return {without}
    },
    from: (direction, chosen) => {
      const steps = direction === 'undo' ? done : undone
      return chosen === undefined ? steps.toReversed() : steps.filter(step => step === chosen)
    },
    all: () => [...done, ...undone],
    move: ({since}, direction, changes, wasTried) => {
      const [from, to] = direction === 'undo' ? [done, undone] : [undone, done]
      const step = from.find(each => each.since === since)
      if (step === undefined) return
      const left = from.flatMap(each => (each === step ? stepsWithout([each], wasTried) : [each]))
      const moved = changes.length === 0 ? to : withRest(to, {...step, changes})
      ;[done, undone] = direction === 'undo' ? [left, moved] : [moved, left]
    },
    cut: () => {
      done = []
      undone = []
    },
    forget: document => {
      const isGone = (change: Written): boolean => change.document === document
      done = stepsWithout(done, isGone)
      undone = stepsWithout(undone, isGone)
    },
  }
}
