import * as Y from 'yjs'
import {message} from '../../core/language/message.ts'
import type {SnapshotArticle} from '../../core/dataset/project-snapshot.ts'
import type {SoundDataset} from '../../core/dataset/sound-dataset.ts'
import {PASSES, readDataset} from '../../core/dataset/sound-dataset.ts'
import {NO_DATASET} from '../../core/dataset/survey.ts'
import {openJson} from '../../core/json/json-file.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {documentName} from '../../project/document-address.ts'
import {newSetUpdate} from '../../project/new-set.ts'
import type {NewDocument} from '../../storage/project-store.ts'
import type {OpenedFile} from '../../storage/texts/file-source.ts'
import {sourceOf} from '../../storage/texts/file-source.ts'
import {setIndexOf} from '../index/annotation-rows.ts'

/** A file that is open in this process, and the project that is to take it. */
export type DatasetPlan = {readonly file: OpenedFile; readonly projectId: string}

/** What a dataset holds, once it is known to be sound: its head first, then its articles, then its sets as documents. */
export type DatasetPart = {readonly head: SoundDataset['head']} | {readonly articles: readonly SnapshotArticle[]} | {readonly sets: readonly NewDocument[]}

/** How much is handed over together: UTF-16 units of texts, and bytes of sets. */
const TOGETHER = 512 * 1024

/** Reads a dataset, all of which must be sound, and hands over one part after the other. */
export async function* datasetParts(plan: DatasetPlan): AsyncGenerator<number | {readonly piece: DatasetPart}, Result<SoundDataset['counts']>, undefined> {
  const source = sourceOf(plan.file)
  const passed = passing(source.size)
  const opened = yield* passed.through(openJson(source))
  if (!opened.ok) return opened
  if (opened.value === undefined) return refused(NO_DATASET)
  const read = yield* passed.through(readDataset(opened.value))
  if (!read.ok) {
    const [first = NO_DATASET, ...others] = read.error
    return refused(
      others.length === 0
        ? first
        : message(
            '{problem} {more, plural, one {There is # more problem; claimlight check names them all.} other {There are # more problems; claimlight check names them all.}}',
            {
              problem: first,
              more: others.length,
            },
          ),
    )
  }
  const dataset = read.value
  yield {piece: {head: dataset.head}}
  for (const articles of inBatches(dataset.articles(), ({text}) => text.length)) yield {piece: {articles}}
  const sets = function* (): Generator<NewDocument, void, undefined> {
    for (const part of dataset.sets()) {
      if (typeof part === 'number') {
        passed.further(part)
        continue
      }
      const {article, owner, annotations, readMarks, ...beside} = part
      const address = {kind: 'set', article, owner} as const
      const update = newSetUpdate(new Y.Doc().clientID, annotations, readMarks, beside)
      yield {name: documentName(plan.projectId, address), address, update, index: setIndexOf(annotations, readMarks, dataset.head.schema)}
    }
  }
  for (const batch of inBatches(sets(), ({update}) => update.byteLength)) {
    yield {piece: {sets: batch}}
    yield passed.part()
  }
  return ok(dataset.counts)
}

/** How much of a file of this size has been gone through. */
function passing(size: number) {
  let done = 0
  const part = (): number => Math.min(1, done / (PASSES.taken * Math.max(1, size)))
  const further = (bytes: number): number => {
    done += bytes
    return part()
  }
  return {
    part,
    further,
    *through<T>(steps: Generator<number, T, undefined>): Generator<number, T, undefined> {
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done) return step.value
        yield further(step.value)
      }
    },
  }
}

function* inBatches<T>(all: Iterable<T>, sizeOf: (one: T) => number): Generator<readonly T[], void, undefined> {
  let batch: T[] = []
  let size = 0
  for (const one of all) {
    batch.push(one)
    size += sizeOf(one)
    if (size < TOGETHER) continue
    yield batch
    batch = []
    size = 0
  }
  if (batch.length > 0) yield batch
}
