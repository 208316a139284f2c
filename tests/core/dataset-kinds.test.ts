import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import {parseDataset} from '../support/datasets.ts'
import {read, throughDocuments} from '../support/through-documents.ts'
import {aLayeredProject, anyLayeredProject} from './layered-projects.ts'

const UNITS = ['codepoint', 'utf16'] as const

describe.each(UNITS)('a dataset of words, articles and relations, in %s offsets', unit => {
  test('says what each is about, and names the ends that are not there', () => {
    const {annotations, removedAnnotations, missing} = JSON.parse(exportDataset(aLayeredProject(), {unit})) as Record<
      string,
      readonly Record<string, unknown>[]
    >
    const team = annotations?.filter(({owner}) => owner === 'team')
    expect(team?.map(({id, from, to, quote}) => [id, quote ?? [from, to]])).toEqual([
      ['v1', [undefined, undefined]],
      ['c1', 'السلام قريب'],
      ['c2', 'השלום קרוב'],
      ['p1', '和平即将到来'],
      ['r2', ['c2', 'c1']],
      ['r1', ['p1', 'c1']],
      ['r4', ['p2', 'c2']],
      ['r5', ['v1', 'gone']],
    ])
    expect(removedAnnotations?.map(({id}) => id)).toEqual(['v2', 'p2', 'r3'])
    expect(missing?.map(({id, owner}) => [id, owner])).toEqual([
      ['c1', 'gold'],
      ['c2', 'gold'],
      ['gone', 'team'],
    ])
  })

  test('imported and exported again is the same bytes', () => {
    const text = exportDataset(aLayeredProject(), {unit})
    expect(exportDataset(throughDocuments(read(text)), {unit})).toBe(text)
  })

  test('is that whatever the text is, and whatever the relations go to', () => {
    fc.assert(
      fc.property(anyLayeredProject, project => {
        const text = exportDataset(project, {unit})
        const again = exportDataset(throughDocuments(read(text)), {unit})
        expect(again).toBe(text)
        expect(exportDataset(throughDocuments(read(again)), {unit})).toBe(text)
      }),
      {numRuns: 150},
    )
  })
})

describe('reading', () => {
  type Edited = {version: number; schema: {layers: Record<string, unknown>[]}; annotations: Record<string, unknown>[]}
  const at = (document: Edited, id: string): Record<string, unknown> => document.annotations.find(each => each.id === id) ?? {}

  test.each<readonly [string, (document: Edited) => unknown, string]>([
    ['one end alone', d => delete at(d, 'r1').to, '.to is missing. Add it.'],
    ['words beside ends', d => Object.assign(at(d, 'c1'), {from: 'p1', to: 'c2'}), '.from cannot stand beside "start" and "end"'],
    ['itself as its other end', d => Object.assign(at(d, 'r1'), {to: 'p1'}), '.to must be another annotation than "from", but is "p1"'],
    ['an end that is not there', d => Object.assign(at(d, 'r1'), {to: 'x'}), '.to names the mention "x" of team, which the dataset does not hold'],
    ['words of which only the beginning is told', d => delete at(d, 'c1').end, '.end is missing. Add it.'],
    ['no words, in a layer of words', d => Object.assign(at(d, 'v1'), {layer: 'claim', features: {}}), '.layer: The layer claim marks words'],
    ['words, in a layer of relations', d => Object.assign(at(d, 'c1'), {layer: 'supports'}), '.layer: The layer supports goes from one annotation to another'],
  ])('refuses %s', (_what, edit, problem) => {
    const document = JSON.parse(exportDataset(aLayeredProject(), {unit: 'utf16'})) as Edited
    edit(document)
    expect(parseDataset(JSON.stringify(document))).toMatchObject({ok: false, error: [expect.stringContaining(problem)]})
  })

  test('takes what was in a layer of another kind under an earlier version of the schema', () => {
    const document = JSON.parse(exportDataset({...aLayeredProject(), schema: {...aLayeredProject().schema, version: 2}}, {unit: 'utf16'})) as Edited
    Object.assign(at(document, 'c2'), {layer: 'verdict'})
    expect(parseDataset(JSON.stringify(document)).ok).toBe(true)
  })

  test('refuses annotations without words, and layers of such, in a file of version 1', () => {
    const document = JSON.parse(exportDataset(aLayeredProject(), {unit: 'utf16'})) as Edited
    const plain = {...document, version: 1, schema: {...document.schema, layers: document.schema.layers.filter(({of}) => of === undefined)}}
    expect(parseDataset(JSON.stringify({...plain, annotations: document.annotations.filter(({start}) => start === undefined)}))).toMatchObject({
      ok: false,
      error: expect.arrayContaining([
        expect.stringMatching(/^annotations\[0\] is of no words, which datasets of version 1 do not know\. Write 2 as "version"\.$/),
      ]),
    })
    const layered = {...document, version: 1, annotations: [], removedAnnotations: []}
    expect(parseDataset(JSON.stringify(layered))).toEqual({
      ok: false,
      error: [expect.stringMatching(/^schema\.layers\[\d\]\.of is of version 2 of the format, but the file says 1\./)],
    })
  })
})

test('the files that are kept of this are those that this writes', async () => {
  for (const unit of UNITS) {
    const kept = new URL(`../fixtures/dataset/v2-layers-${unit}.json`, import.meta.url)
    await expect(exportDataset(aLayeredProject(), {unit})).toMatchFileSnapshot(kept.pathname)
  }
})
