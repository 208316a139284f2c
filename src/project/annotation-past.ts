import * as Y from 'yjs'
import type {Annotation, AnnotationId, AnnotatorId} from '../core/annotation/annotation.ts'
import type {Schema} from '../core/schema/schema.ts'
import {readAnnotation} from './annotation-record.ts'
import type {Fields, PastChange} from './past-change.ts'
import {fieldsBefore, signedIn} from './past-change.ts'

/**
 * How an annotation stood after a change. `arrival`: when the hub was given it, and who was at the window it came from, where it
 * came from one; absent for what was there before arrivals were kept. `signed`: who it is by and when, as the record says.
 */
export type PastState = {
  readonly annotation: Annotation
  readonly arrival: {readonly at: number; readonly by: AnnotatorId | undefined} | undefined
  readonly signed: {readonly by: AnnotatorId | undefined; readonly at: number | undefined}
}

/** Every state of an annotation that is known, in the words of a schema, the newest first; empty where the document has none of that name. The oldest change comes first. */
export function annotationPast(doc: Y.Doc, id: AnnotationId, changes: readonly PastChange[], schema?: Schema): Generator<PastState, void, undefined> {
  const record = doc.getMap('annotations').get(id)
  // Read now: whoever takes the states one by one must not keep the whole document.
  return states(id, record instanceof Y.Map ? new Map(record.entries()) : undefined, changes, schema)
}

function* states(id: AnnotationId, stands: Fields | undefined, changes: readonly PastChange[], schema?: Schema): Generator<PastState, void, undefined> {
  let fields = stands
  for (const change of changes.toReversed()) {
    if (fields === undefined) return
    const annotation = readAnnotation(id, fields, schema)
    const arrival = {at: change.at, by: change.by === '' ? undefined : change.by}
    if (annotation !== undefined) yield {annotation, arrival, signed: signedIn(fields, change)}
    fields = fieldsBefore(fields, change)
  }
  const annotation = fields && readAnnotation(id, fields, schema)
  if (annotation === undefined) return
  const {by, at, editedBy, editedAt, removed} = annotation
  yield {annotation, arrival: undefined, signed: removed ?? {by: editedBy ?? by, at: editedAt ?? at}}
}
