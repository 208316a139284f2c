import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import {anInterruptedProject, anyLabelledProject, anyProject, aPositionProject, aRumourProject} from '../core/projects.ts'
import {read, throughDocuments} from '../support/through-documents.ts'

const UNITS = ['codepoint', 'utf16'] as const

describe.each(UNITS)('a dataset with every kind of feature, in %s offsets', unit => {
  test('imported and exported again is the same bytes', () => {
    for (const project of [aRumourProject(), aPositionProject(), anInterruptedProject()]) {
      const text = exportDataset(project, {unit})
      expect(exportDataset(throughDocuments(read(text)), {unit})).toBe(text)
      expect(exportDataset(throughDocuments(project), {unit})).toBe(text)
    }
  })

  test('is that wherever its annotations stand, in how many parts ever (seed 20261128)', () => {
    fc.assert(
      fc.property(anyProject, project => {
        const text = exportDataset(project, {unit})
        expect(exportDataset(throughDocuments(read(text)), {unit})).toBe(text)
      }),
      {numRuns: 150, seed: 20_261_128},
    )
  })

  test('is that whatever its labels are, and whatever of them the schema has', () => {
    fc.assert(
      fc.property(anyLabelledProject, project => {
        const text = exportDataset(project, {unit})
        const again = exportDataset(throughDocuments(read(text)), {unit})
        expect(again).toBe(text)
        expect(exportDataset(throughDocuments(read(again)), {unit})).toBe(text)
      }),
      {numRuns: 150},
    )
  })
})

test('stances stand under the name that the schema gives them, or under their kind where something of an earlier schema has that name', () => {
  const {annotations} = JSON.parse(exportDataset(aPositionProject(), {unit: 'utf16'})) as {readonly annotations: readonly {id: string; features: object}[]}
  const namesIn = (id: string) => Object.keys(annotations.find(each => each.id === id)?.features ?? {})
  expect(namesIn('a1')).toEqual(['positions', 'commitment', 'voice', 'attributionSource', 'attributionCue', 'claimId', 'checkWorthy', 'note'])
  expect(namesIn('a4')).toEqual(['stances', 'positions'])
})

test('labels stand in the order of the schema, and those that it no longer has after them', () => {
  const {annotations, removedAnnotations} = JSON.parse(exportDataset(aRumourProject(), {unit: 'utf16'})) as {
    readonly annotations: readonly {id: string; features: object}[]
    readonly removedAnnotations: readonly {id: string; features: object}[]
  }
  const of = (id: string) => [...annotations, ...removedAnnotations].find(each => each.id === id)?.features
  expect(of('r1 team')).toMatchObject({topics: ['نزوح', '停火', 'money'], confirmed: true})
  expect(of('old team')).toEqual({topics: ['war', 'אין', '🕊️'], confirmed: 'vielleicht', side: ['a', 'b']})
})
