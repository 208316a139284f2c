import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import type {DatasetDocument} from '../../src/core/dataset/dataset-document.ts'
import {parseDataset} from '../support/datasets.ts'

const FIRST = readFileSync(new URL('../fixtures/dataset/v1-utf16.json', import.meta.url), 'utf8')

function problems(edit: (document: DatasetDocument) => unknown): readonly string[] {
  const document = JSON.parse(FIRST) as DatasetDocument
  edit(document)
  const read = parseDataset(JSON.stringify(document))
  return read.ok ? [] : read.error
}

const round = {id: 'r', name: 'First', startedAt: '2026-01-01T00:00:00.000Z', worklists: true}

test.each<readonly [string, (document: DatasetDocument) => unknown]>([
  ['schema.mappings', ({schema}) => Object.assign(schema, {mappings: [{version: 2, layer: 'verdict', to: 'claim'}]})],
  ['rounds', document => Object.assign(document, {rounds: [round]})],
  ['worklists', document => Object.assign(document, {worklists: []})],
  ['annotations[0].said', ({annotations: [said]}) => Object.assign(said ?? {}, {said: [{version: 1, layer: 'claim', features: {}}]})],
  ['articles[0].story', ({articles: [article]}) => Object.assign(article ?? {}, {story: 'Ceasefire'})],
  ['schema.layers[0].guideline', ({schema}) => Object.assign(schema.layers[0] ?? {}, {guideline: 'ما يُقال'})],
  ['schema.layers[0].features[0].required', ({schema}) => Object.assign(schema.layers[0]?.features[0] ?? {}, {required: true})],
  ['readMarks[0].owner names a round, which', ({readMarks: [mark]}) => Object.assign(mark ?? {}, {owner: 'round:r/alice'})],
])('a dataset of version 1 holds nothing of a later one, such as %s', (place, edit) => {
  expect(problems(() => undefined)).toEqual([])
  expect(problems(edit)).toEqual([`${place} is of version 2 of the format, but the file says 1. Write 2 as "version", or take it out.`])
})
