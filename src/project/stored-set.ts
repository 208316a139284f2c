import type {Annotation, AnnotationId, AnnotatorId} from '../core/annotation/annotation.ts'
import type {ReadMark} from '../core/article/article-label.ts'
import type {WhoIs} from '../core/person/as-persons.ts'
import {asPersons} from '../core/person/as-persons.ts'
import type {KindThen} from '../core/schema/kind-then.ts'
import type {Schema} from '../core/schema/schema.ts'
import type {AnnotationSet} from './annotation-set.ts'
import {annotationSet} from './annotation-set.ts'
import {readAnnotation, readMarksIn} from './annotation-record.ts'
import {documentSteps} from './document-from.ts'
import type {LateWork} from './late-work.ts'
import {LATE, lateWorkIn, readLateWork} from './late-work.ts'
import type {Nonce} from './nonces.ts'
import {NONCES, noncesIn, readNonces} from './nonces.ts'
import type {PlainDocument} from './plain-document.ts'
import {plainDocument} from './plain-document.ts'

/** A set as it was when it was read: what an {@link AnnotationSet} of the same document tells. */
export type StoredSet = Pick<AnnotationSet, 'get' | 'all' | 'readMarks' | 'unreadable'> & {nonces(): ReadonlyMap<string, Nonce>; late(): LateWork}

/** `schema`: in whose words its annotations are read, else in those of its records. `who`: as whom people are shown who are in the project as two persons. `kindThen`: of which kind layers were under earlier versions. */
export type ReadAs = {readonly schema?: Schema | undefined; readonly who?: WhoIs | undefined; readonly kindThen?: KindThen | undefined}

/** Annotations that are read between two rests. */
const STEP = 100

/** Reads a set from its updates, resting now and then, for whoever has others to serve. */
export function* storedSetSteps(updates: readonly Uint8Array[], as: ReadAs = {}): Generator<undefined, StoredSet, undefined> {
  const plain = yield* plainDocument(updates)
  return plain === undefined ? yield* fromDocument(updates, as) : yield* fromMaps(plain, as)
}

function* fromMaps(document: PlainDocument, {schema, who, kindThen}: ReadAs): Generator<undefined, StoredSet, undefined> {
  const annotations = new Map<AnnotationId, Annotation>()
  let unreadable = 0
  let read = 0
  const records = document.get('annotations')
  for (const [id, record] of records ?? []) {
    // What it is read as takes its place: a large set is never in memory twice.
    records?.delete(id)
    const annotation = record instanceof Map ? readAnnotation(id, record, schema, kindThen) : undefined
    if (annotation === undefined) unreadable++
    else annotations.set(id, who === undefined ? annotation : asPersons(annotation, who))
    if (++read % STEP === 0) yield
  }
  return storedSet({
    annotations,
    readMarks: readMarksIn(document.get('readMarks') ?? [], who),
    unreadable,
    nonces: readNonces(document.get(NONCES) ?? []),
    late: readLateWork(document.get(LATE)?.keys() ?? []),
  })
}

function* fromDocument(updates: readonly Uint8Array[], {schema, who, kindThen}: ReadAs): Generator<undefined, StoredSet, undefined> {
  const set = annotationSet(yield* documentSteps(updates), undefined, who, schema && (() => schema), kindThen)
  yield* set.reading()
  const annotations = new Map(set.all().map(annotation => [annotation.id, annotation]))
  const stored = storedSet({annotations, readMarks: set.readMarks(), unreadable: set.unreadable(), nonces: noncesIn(set.doc), late: lateWorkIn(set.doc)})
  set.doc.destroy()
  return stored
}

function storedSet({
  annotations,
  readMarks,
  unreadable,
  nonces,
  late,
}: {
  readonly annotations: ReadonlyMap<AnnotationId, Annotation>
  readonly readMarks: ReadonlyMap<AnnotatorId, ReadMark>
  readonly unreadable: number
  readonly nonces: ReadonlyMap<string, Nonce>
  readonly late: LateWork
}): StoredSet {
  const all = [...annotations.values()]
  return {get: id => annotations.get(id), all: () => all, readMarks: () => readMarks, unreadable: () => unreadable, nonces: () => nonces, late: () => late}
}
