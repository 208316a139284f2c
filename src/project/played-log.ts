import * as Y from 'yjs'
import type {Act, AnnotationId} from '../core/annotation/annotation.ts'
import {documentFrom, fillSteps} from './document-from.ts'
import {isSame} from '../core/json/same.ts'
import type {PastChange} from './past-change.ts'
import {joinedGoings, keptOf} from './past-change.ts'
import {featureOfField} from './written-text.ts'

/** An update as a log has it. `arrival` is absent for what holds what was there before its arrivals were kept, or were merged. */
export type LoggedUpdate = {readonly update: Uint8Array; readonly arrival: Act | undefined}

/** A set as its log has it, and what each update whose arrival is known did to which annotation, the oldest first. */
export type PlayedLog = {readonly doc: Y.Doc; readonly changes: readonly PastChange[]}

/**
 * Plays the log of an annotation set, resting now and then. What was there before comes first, wherever it stands: it may hold
 * what the others build on. `beyond`: what else is known, and when that was seen.
 */
export function* playedLog(
  log: readonly LoggedUpdate[],
  beyond?: {readonly state: Uint8Array; readonly at: number},
): Generator<undefined, PlayedLog, undefined> {
  const before = log.flatMap(({update, arrival}) => (arrival === undefined ? [update] : []))
  const doc = new Y.Doc()
  const changes: PastChange[] = []
  let whole = yield* fillSteps(doc, before)
  if (whole) {
    const recorder = changeRecorder(doc)
    let played = 0
    for (const {update, arrival} of log) {
      if (arrival === undefined) continue
      whole = yield* fillSteps(doc, [update])
      if (!whole) break
      changes.push(...recorder.taken(arrival))
      if (++played % STEP === 0) yield
    }
    if (whole && beyond !== undefined) {
      whole = yield* fillSteps(doc, [Y.diffUpdate(beyond.state, Y.encodeStateVector(doc))])
      changes.push(...recorder.taken({by: '', at: beyond.at}))
    }
    recorder.stop()
  }
  if (whole) return {doc, changes: joinedGoings(changes)}
  // Yjs has failed at one of them: the document is made without it, and what was played until then is known.
  doc.destroy()
  return {doc: documentFrom(log.map(({update}) => update)), changes: joinedGoings(changes)}
}

/** Updates that are played between two rests. */
const STEP = 50

type Draft = {made: boolean; readonly was: Map<string, unknown>}

/** Notes what is done to each annotation, until it is asked. */
function changeRecorder(doc: Y.Doc): {taken(arrival: Act): readonly PastChange[]; stop(): void} {
  const records: Y.Map<unknown> = doc.getMap('annotations')
  let drafts = new Map<AnnotationId, Draft>()
  const draftOf = (id: AnnotationId): Draft => {
    const draft = drafts.get(id) ?? {made: false, was: new Map()}
    drafts.set(id, draft)
    return draft
  }
  const note = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const event of events) {
      const [id] = event.path
      for (const [key, {action, oldValue}] of event.changes.keys) {
        if (typeof id !== 'string') {
          if (action === 'add' && records.get(key) instanceof Y.Map) draftOf(key).made = true
          continue
        }
        const {was} = draftOf(id)
        if (!was.has(key)) was.set(key, action === 'add' ? undefined : oldValue)
      }
    }
  }
  records.observeDeep(note)
  return {
    taken: arrival => {
      const taken = [...drafts].flatMap(([annotation, draft]) => changeOf(annotation, draft, records.get(annotation), arrival) ?? [])
      drafts = new Map()
      return taken
    },
    stop: () => records.unobserveDeep(note),
  }
}

/** `undefined` where it says what was said already. */
function changeOf(annotation: AnnotationId, {made, was}: Draft, record: unknown, {by, at}: Act): PastChange | undefined {
  if (made || !(record instanceof Y.Map)) return {annotation, by, at, was: {}, made: true}
  const changed = new Map([...was].filter(([field, before]) => !isSame(before, record.get(field))))
  if (changed.size === 0) return undefined
  const kept = Object.fromEntries([...changed].map(([field, before]) => [field, keptOf(field, before, record.get(field))]))
  const writes = writtenFeature(changed, record)
  return {annotation, by, at, was: kept, ...(writes !== undefined && {writes})}
}

/** The one text feature that all of these fields belong to. */
function writtenFeature(was: ReadonlyMap<string, unknown>, record: Y.Map<unknown>): string | undefined {
  const fields = [...was.keys()].filter(field => !SIGNATURE.has(field))
  if (!fields.some(field => field.startsWith('text/'))) return undefined
  const features = new Set(fields.map(field => featureOfField(field, record.get(field))))
  const [feature] = features
  return features.size === 1 ? feature : undefined
}

const SIGNATURE: ReadonlySet<string> = new Set(['editedBy', 'editedAt'])
