import {byKeys} from '../code-unit-order.ts'
import type {OffsetUnit} from './dataset-document.ts'
import type {ProjectSnapshot, SnapshotSet} from './project-snapshot.ts'
import type {LongList} from './write-dataset.ts'
import {datasetWriting} from './write-dataset.ts'

/** The dataset of a project as JSON: the same bytes for the same data, whoever exports them, wherever and whenever. */
export function exportDataset(snapshot: ProjectSnapshot, {unit}: {readonly unit: OffsetUnit}): string {
  const lists: {[L in LongList]: string[]} = {articles: [], annotations: [], removedAnnotations: [], readMarks: []}
  const writing = datasetWriting({...snapshot, unit, leftOut: undefined}, (list, text) => lists[list].push(text))
  const sets = new Map<string, SnapshotSet[]>()
  for (const set of [...snapshot.sets].sort(byKeys('owner'))) sets.set(set.article, [...(sets.get(set.article) ?? []), set])
  for (const article of [...snapshot.articles].sort(byKeys('id'))) {
    writing.article(article)
    for (const set of sets.get(article.id) ?? []) for (const _rest of writing.set(set));
    sets.delete(article.id)
  }
  for (const list of snapshot.worklists ?? []) writing.worklist(list)
  const [stray] = sets.keys()
  if (stray !== undefined) throw new Error(`The snapshot has annotations on the article ${stray}, but not the article.`)
  const parts = [...writing.parts(snapshot.annotators)]
  return parts.map(part => ('text' in part ? part.text : lists[part.list].join(''))).join('')
}
