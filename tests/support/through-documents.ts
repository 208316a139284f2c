import * as Y from 'yjs'
import type {ProjectSnapshot} from '../../src/core/dataset/project-snapshot.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {newSetUpdate} from '../../src/project/new-set.ts'
import {parseDataset} from './datasets.ts'

/** What a dataset says; fails with what is wrong in it. */
export function read(text: string): ProjectSnapshot {
  const parsed = parseDataset(text)
  if (!parsed.ok) throw new Error(parsed.error.join('\n'))
  return parsed.value
}

/** As an import enters the sets of a dataset, and an export reads them. */
export const throughDocuments = (project: ProjectSnapshot): ProjectSnapshot => ({
  ...project,
  sets: project.sets.map(set => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, newSetUpdate(7, set.annotations, set.readMarks))
    const entered = annotationSet(doc)
    return {...set, annotations: entered.all(), readMarks: [...entered.readMarks().values()]}
  }),
})
