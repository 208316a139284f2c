import type {AnnotationId} from '../../core/annotation/annotation.ts'
import type {StoredDocument} from '../log/document-log.ts'
import type {AnnotationRow} from './annotation-row.ts'

type IndexedMark = {readonly by: string; readonly state: 'no-claim' | 'done'}

/**
 * What is written of one annotation set. `words`: the last version of the schema that reads something in other words, in whose words these are; 0 where nothing was ever read so. `of`: the annotations that it is about, of which those without a row are gone, and all others stay as they are; without
 * it the rows are all there are.
 */
export type SetIndex = {
  readonly rows: readonly AnnotationRow[]
  readonly readMarks: readonly IndexedMark[]
  readonly words?: number
  readonly of?: readonly AnnotationId[]
}

/** `readBy`: everyone with a read mark of either state; `doneBy`: those among them who marked it done. Both sorted. */
export type SetCounts = {
  readonly article: string
  readonly owner: string
  readonly layers: {readonly [layer: string]: number}
  readonly readBy: readonly string[]
  readonly doneBy: readonly string[]
}

/** Rows of the annotation sets as they are written; they can be made again. A call that reads sees every call made before it. */
export interface AnnotationIndex {
  /** Waits for space when the disk is full; not kept for a document the store does not know. */
  index(name: string, index: SetIndex): void
  /** Documents of kind `set` that have changed since they were last indexed, or never were as rows are made now, in these words. */
  unindexed(words?: number): Promise<readonly StoredDocument[]>
  /** Of the sets with these names, or of all. What is removed is not counted. */
  counts(names?: readonly string[]): Promise<readonly SetCounts[]>
}

/** Two of one set that wait to be written, as one. */
export function indexedTogether(before: SetIndex | undefined, later: SetIndex): SetIndex {
  if (before === undefined || later.of === undefined) return later
  const about = new Set(later.of)
  const rows = [...before.rows.filter(({id}) => !about.has(id)), ...later.rows]
  return {
    rows,
    readMarks: later.readMarks,
    ...(later.words !== undefined && {words: later.words}),
    ...(before.of === undefined ? {} : {of: [...new Set([...before.of, ...about])]}),
  }
}

/** How many annotations each layer has, the layers in the order of their names. */
export function countLayers(rows: readonly Pick<AnnotationRow, 'layer' | 'removed'>[]): {readonly [layer: string]: number} {
  const counts = new Map<string, number>()
  for (const {layer, removed} of rows) if (removed === undefined) counts.set(layer, (counts.get(layer) ?? 0) + 1)
  return inOrder(counts)
}

/** The counts after some annotations have changed, of which there were and are so many. */
export function recounted(counts: LayerCounts, were: LayerCounts, are: LayerCounts): LayerCounts {
  const next = new Map(Object.entries(counts))
  for (const [layer, count] of Object.entries(were)) next.set(layer, (next.get(layer) ?? 0) - count)
  for (const [layer, count] of Object.entries(are)) next.set(layer, (next.get(layer) ?? 0) + count)
  return inOrder(new Map([...next].filter(([, count]) => count > 0)))
}

export type LayerCounts = {readonly [layer: string]: number}

const inOrder = (counts: ReadonlyMap<string, number>): LayerCounts => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
