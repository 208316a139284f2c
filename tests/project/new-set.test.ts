import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {SnapshotSet} from '../../src/core/dataset/project-snapshot.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {IMPORT} from '../../src/project/origin.ts'
import {newSetUpdate} from '../../src/project/new-set.ts'
import {aProject, anyProject} from '../core/projects.ts'

const SEED = 20261127

/** The same through a document. */
function throughDocument(client: number, {annotations, readMarks}: SnapshotSet): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = client
  const set = annotationSet(doc, IMPORT)
  set.transact(() => {
    set.add(annotations)
    for (const mark of readMarks) set.setReadMark(mark.by, mark)
  })
  return Y.encodeStateAsUpdate(doc)
}

describe('the update of a set that is imported', () => {
  test('is to the byte what a document makes of it, with every kind of feature, removals and read marks', () => {
    for (const set of aProject().sets) expect(newSetUpdate(77, set.annotations, set.readMarks)).toEqual(throughDocument(77, set))
  })

  test(`is that for any set, in any script (seed ${SEED})`, () => {
    fc.assert(
      fc.property(anyProject, fc.nat(2 ** 32 - 1), ({sets}, client) => {
        for (const set of sets) expect(newSetUpdate(client, set.annotations, set.readMarks)).toEqual(throughDocument(client, set))
      }),
      {seed: SEED, numRuns: 150},
    )
  })

  test('of nothing changes nothing', () => {
    expect(newSetUpdate(77, [], [])).toEqual(Y.encodeStateAsUpdate(new Y.Doc()))
  })
})
