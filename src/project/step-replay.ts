import * as Y from 'yjs'
import type {Act, AnnotatorId} from '../core/annotation/annotation.ts'
import {LABEL_PREFIX} from '../core/annotation/record-key.ts'
import {isRemoval, writeField} from './field-writes.ts'
import type {FollowedDocuments, Written} from './followed-documents.ts'
import {placeOf} from './followed-documents.ts'
import type {Origin} from './origin.ts'
import type {FieldTraces} from './field-traces.ts'
import type {Change, Direction, Overtaken, Step} from './step.ts'
import {isStance, isStanceMark, markOfStance, stanceOfMark} from './stance-marks.ts'
import {featureOfField} from './written-text.ts'

/** `since` is the number of its first write: what others did to a record that it made is after that. What is done `during` the same goes on in it. */
export type WrittenStep = Omit<Step, 'changes'> & {readonly changes: readonly Written[]; readonly since: number; readonly during?: object}

/** Whether somebody has gone on from a record elsewhere: in a document that is not followed, or in a record that the step does not hold. */
export type HeldBy = (change: Change, step: Pick<Step, 'changes'>) => Omit<Overtaken, 'change'> | undefined

/** Which changes of a step can be taken back or done again, and who has gone on from the others. */
export type Prospect = {readonly open: readonly Written[]; readonly overtaken: readonly Overtaken[]}

const goal = (direction: Direction, {before, after}: Change): unknown => (direction === 'undo' ? before : after)

export function prospectOf(
  step: WrittenStep,
  direction: Direction,
  {documents, heldBy, by}: {readonly documents: FollowedDocuments; readonly heldBy: HeldBy; readonly by: AnnotatorId},
): Prospect {
  const open: Written[] = []
  const overtaken: Overtaken[] = []
  const ownMarks = new Set(step.changes.filter(({field}) => field === 'removed').map(({map, record}) => `${map}/${record}`))
  const isExpected = (traces: FieldTraces, change: Written): boolean => traces.version(change) === (direction === 'undo' ? change.to : change.from)
  const ownPlaces = new Map(step.changes.filter(({field}) => isStance(field) || isStanceMark(field)).map(change => [placeOf(change), change]))
  for (const change of step.changes) {
    const followed = documents.get(change.document)
    if (followed?.doc === undefined) continue
    const {traces} = followed
    const mark = {...change, field: 'removed'}
    const overtaker = (place: Change): Omit<Overtaken, 'change'> => {
      const touch = traces.touchOf(place)
      return touch?.at === traces.version(place) ? touch : {by, deed: 'changed'}
    }
    const besideStance = standsBeside(change, goal(direction, change))
    const isOvertaken = (place: Written): boolean => {
      const own = ownPlaces.get(placeOf(place))
      return own === undefined ? traces.version(place) > place.to : !isExpected(traces, own)
    }
    const because =
      besideStance !== undefined && isOvertaken(besideStance)
        ? overtaker(besideStance)
        : !isExpected(traces, change)
          ? overtaker(change)
          : isRemoval(change, goal(direction, change))
            ? (traces.touchedSince(change, step.since) ?? heldBy(change, step))
            : !ownMarks.has(`${change.map}/${change.record}`) && isRemoved(documents, change)
              ? {...overtaker(mark), deed: 'removed' as const}
              : undefined
    if (because === undefined) open.push(change)
    else overtaken.push({change, by: because.by, deed: because.deed})
  }
  return whole(open, overtaken)
}

/**
 * A stance and the mark of who took it back are written apart: whoever takes the mark away lets it stand as its author has it now. But a stance
 * that was marked since keeps what it says, and one that was changed since is not marked.
 */
function standsBeside(change: Written, value: unknown): Written | undefined {
  const {field} = change
  if (isStance(field)) return {...change, field: markOfStance(field)}
  return isStanceMark(field) && value !== undefined ? {...change, field: stanceOfMark(field)} : undefined
}

/**
 * What was written into the features of one annotation and what that took the place of go together: half of it would be a text that nobody wrote. What stood in a feature may be said
 * in another since, where a name came back.
 */
function whole(open: readonly Written[], overtaken: readonly Overtaken[]): Prospect {
  const stays = new Map(overtaken.map(each => [featuresOf(each.change), each]))
  stays.delete(undefined)
  const stayer = (change: Written): Overtaken | undefined => stays.get(featuresOf(change))
  const along = open.flatMap(change => {
    const {by, deed} = stayer(change) ?? {}
    return deed === undefined ? [] : [{change, by, deed}]
  })
  return along.length === 0 ? {open, overtaken} : {open: open.filter(change => stayer(change) === undefined), overtaken: [...overtaken, ...along]}
}

/** Whose features a change is in; of several labels each is chosen by itself. */
function featuresOf({document, map, record, field, before, after}: Change): string | undefined {
  const isFeature = !field.startsWith(LABEL_PREFIX) && featureOfField(field, after ?? before) !== undefined
  return isFeature ? JSON.stringify([document, map, record]) : undefined
}

function isRemoved(documents: FollowedDocuments, {document, map, record: id}: Change): boolean {
  const record = documents.get(document)?.doc?.getMap(map).get(id)
  return record instanceof Y.Map && record.has('removed')
}

/** Writes what is open, one transaction for each document. */
export function replayChanges(given: {
  readonly changes: readonly Written[]
  readonly direction: Direction
  readonly act: Act
  readonly documents: FollowedDocuments
  readonly origin: Origin
}): void {
  const {direction, act, documents} = given
  for (const key of new Set(given.changes.map(({document}) => document))) {
    const followed = documents.get(key)
    if (followed?.doc === undefined) continue
    const {doc, traces} = followed
    const changes = given.changes.filter(({document}) => document === key)
    doc.transact(() => {
      for (const change of changes) {
        writeField(doc.getMap(change.map), change, goal(direction, change), act)
        traces.setVersion(change, direction === 'undo' ? change.from : change.to)
      }
    }, given.origin)
  }
}
