import {isSame} from '../core/json/same.ts'
import {isMarked} from './field-writes.ts'
import type {Written} from './followed-documents.ts'
import {placeOf} from './followed-documents.ts'
import type {WrittenStep} from './step-replay.ts'

/** Two steps as one, and what came to nothing in it. */
export type JoinedStep = {readonly joined: WrittenStep; readonly without: readonly Written[]}

export function joinedStep(first: WrittenStep, next: WrittenStep): JoinedStep {
  const changes = new Map(first.changes.map(change => [placeOf(change), change]))
  for (const change of next.changes) {
    const before = changes.get(placeOf(change))
    changes.set(placeOf(change), before === undefined ? change : {...change, before: before.before, from: before.from})
  }
  const all = [...changes.values()]
  const without = all.filter(({before, after}) => isSame(before, after))
  // A text that stood between two pauses is in none of the lists before and after.
  const passing = all.filter(({field, before, after}) => field.startsWith('text/') && before === undefined && isMarked(after))
  return {joined: {...first, changes: all.filter(change => !without.includes(change) && !passing.includes(change))}, without}
}
