import * as Y from 'yjs'
import type {AnnotationId, AnnotatorId} from '../core/annotation/annotation.ts'
import {annotationSet} from './annotation-set.ts'
import {documentFrom} from './document-from.ts'

/**
 * What an annotator made in a round before her device knew that it is opened, and the hub took after that, once. It stands in her set, marked: whoever asks for
 * what she judged without the others leaves it out.
 */
export type LateWork = {readonly annotations: ReadonlySet<AnnotationId>; readonly readMarks: ReadonlySet<AnnotatorId>}

export const NONE_LATE: LateWork = {annotations: new Set(), readMarks: new Set()}

export const LATE = 'late'
const ANNOTATION = 'annotation/'
const READ_MARK = 'readMark/'
/** That something was taken, whatever it was: when the round had been opened. Before that nobody knew when it would be, so nobody has written it. */
const TAKEN = 'taken'

export const lateWorkIn = (doc: Y.Doc): LateWork => readLateWork(doc.getMap(LATE).keys())

/** From the keys of the map that it stands in. */
export function readLateWork(written: Iterable<string>): LateWork {
  const keys = [...written]
  const after = (prefix: string): ReadonlySet<string> => new Set(keys.flatMap(key => (key.startsWith(prefix) ? [key.slice(prefix.length)] : [])))
  return {annotations: after(ANNOTATION), readMarks: after(READ_MARK)}
}

/** Whether late work was taken already into a set of a round that was opened then. */
export const hasLateWork = (doc: Y.Doc, opened: number): boolean => doc.getMap(LATE).get(TAKEN) === opened

export const keysOfLate = ({annotations, readMarks}: LateWork): readonly string[] => [
  ...[...annotations].map(id => `${ANNOTATION}${id}`),
  ...[...readMarks].map(by => `${READ_MARK}${by}`),
]

/** An update of a set with marks on all that it changes there, and the number under which they are written. Whatever it changes, it was taken then. */
export function asLateWork(doc: Y.Doc, update: Uint8Array, opened: number): Marked {
  const {copy, late} = changesIn(doc, update)
  return marked(copy, update, keysOfLate(late), opened)
}

/** The same for what came by a folder, which carries work from before the opening too: what says that it was made after that is marked, by the clock of its device. */
export function asLateSince(doc: Y.Doc, update: Uint8Array, opened: number): Marked | undefined {
  const {copy, late} = changesIn(doc, update)
  const set = annotationSet(copy)
  const isAfter = (times: readonly (number | undefined)[]): boolean => times.some(at => at !== undefined && at > opened)
  const annotations = set.all().filter(({id, at, editedAt, removed}) => late.annotations.has(id) && isAfter([at, editedAt, removed?.at]))
  const readMarks = [...set.readMarks().values()].filter(({by, at}) => late.readMarks.has(by) && isAfter([at]))
  const keys = keysOfLate({annotations: new Set(annotations.map(({id}) => id)), readMarks: new Set(readMarks.map(({by}) => by))})
  return keys.length === 0 ? undefined : marked(copy, update, keys)
}

type Marked = {readonly update: Uint8Array; readonly client: number}

function changesIn(doc: Y.Doc, update: Uint8Array): {readonly copy: Y.Doc; readonly late: LateWork} {
  const copy = documentFrom([Y.encodeStateAsUpdate(doc)])
  const before = saidIn(copy)
  Y.applyUpdate(copy, update)
  const after = saidIn(copy)
  const changed = <K>(then: ReadonlyMap<K, string>, now: ReadonlyMap<K, string>): ReadonlySet<K> =>
    new Set([...now].flatMap(([key, value]) => (then.get(key) === value ? [] : [key])).concat([...then.keys()].filter(key => !now.has(key))))
  return {copy, late: {annotations: changed(before.annotations, after.annotations), readMarks: changed(before.readMarks, after.readMarks)}}
}

/** Under a number of its own: what marks it is not written by her. */
function marked(copy: Y.Doc, update: Uint8Array, keys: readonly string[], taken?: number): Marked {
  const known = Y.encodeStateVector(copy)
  const marking = documentFrom([Y.encodeStateAsUpdate(copy)])
  const late = marking.getMap(LATE)
  marking.transact(() => {
    for (const key of keys) if (!late.has(key)) late.set(key, true)
    if (taken !== undefined) late.set(TAKEN, taken)
  })
  const marks = Y.encodeStateAsUpdate(marking, known)
  const client = marking.clientID
  copy.destroy()
  marking.destroy()
  return {update: Y.mergeUpdates([update, marks]), client}
}

function saidIn(doc: Y.Doc): {readonly annotations: ReadonlyMap<AnnotationId, string>; readonly readMarks: ReadonlyMap<AnnotatorId, string>} {
  const set = annotationSet(doc)
  return {
    annotations: new Map(set.all().map(annotation => [annotation.id, JSON.stringify(annotation)])),
    readMarks: new Map([...set.readMarks()].map(([by, mark]) => [by, JSON.stringify(mark)])),
  }
}
