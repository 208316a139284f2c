import {describe, expect, test} from 'vitest'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import type {DatasetDocument} from '../../src/core/dataset/dataset-document.ts'
import type {ProjectSnapshot} from '../../src/core/dataset/project-snapshot.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import {parseDataset} from '../support/datasets.ts'
import {aProject} from './projects.ts'

const read = (parsed: ReturnType<typeof parseDataset>): ProjectSnapshot => {
  if (!parsed.ok) throw new Error(parsed.error.join('\n'))
  return parsed.value
}

const plain = aProject()
const first: Schema = {...plain.schema, name: 'السلام', version: 1}
const inForce: Schema = {...plain.schema, version: 3}
const by = plain.annotators[0]?.id ?? ''
const withVersions: ProjectSnapshot = {
  ...plain,
  schema: inForce,
  versions: [
    {version: 1, schema: first},
    {version: 2, schema: {...first, version: 2, guideline: 'Read *first* 🧊.'}, by, at: 1_700_000_000_000},
    {version: 3, schema: inForce, by: 'who left', at: 1_700_000_001_000, note: 'After ten articles'},
  ],
}
const written = (): DatasetDocument => JSON.parse(exportDataset(withVersions, {unit: 'codepoint'})) as DatasetDocument

describe('the versions of a schema in a dataset', () => {
  test('come back as they were, with who, when and why, and whoever is not in the project any more is named', () => {
    const again = read(parseDataset(exportDataset(withVersions, {unit: 'utf16'})))
    expect(again.versions).toEqual(withVersions.versions)
    expect(exportDataset(again, {unit: 'utf16'})).toBe(exportDataset(withVersions, {unit: 'utf16'}))
    expect(written().missing).toContainEqual({kind: 'annotator', id: 'who left'})
  })

  test('hold the one in force once, and are not there where nothing is known but that', () => {
    expect(written().versions?.map(({schema}) => schema === undefined)).toEqual([false, false, true])
    expect(JSON.parse(exportDataset({...plain, versions: [{version: plain.schema.version, schema: plain.schema}]}, {unit: 'utf16'}))).not.toHaveProperty(
      'versions',
    )
  })

  test.each<readonly [string, (versions: any[]) => void, string]>([
    ['one that stands twice', versions => versions.splice(1, 0, versions[0]), 'versions[1].version is 1, which does not come after the one before it.'],
    [
      'one of a later number than the schema',
      versions => Object.assign(versions[2], {version: 4}),
      'versions[2].version is 4, but the schema is of version 3.',
    ],
    ['one without its schema', versions => delete versions[1].schema, 'versions[1] has no schema.'],
    [
      'the one in force a second time',
      versions => Object.assign(versions[2], {schema: {...inForce}}),
      'versions[2] has a schema, which stands as "schema" in the file already.',
    ],
    [
      'one of another number than its schema',
      versions => Object.assign(versions[1].schema, {version: 1}),
      'versions[1].schema.version is 1, but the entry is of version 2.',
    ],
    [
      'a schema with two layers of one name',
      versions => versions[1].schema.layers.push(versions[1].schema.layers[0]),
      'versions[1]: schema.layers: two layers are named',
    ],
    ['somebody whom nobody knows', versions => Object.assign(versions[1], {by: 'nobody'}), 'versions[1].by'],
  ])('refuse %s, with the place', (_what, change, told) => {
    const document = written()
    change(document.versions as unknown[])
    const refused = parseDataset(JSON.stringify(document))
    expect(refused.ok ? [] : refused.error).toEqual([expect.stringContaining(told)])
  })
})

test('that somebody found an annotation still right comes back too', () => {
  const [set] = plain.sets
  const [annotation] = set?.annotations ?? []
  if (set === undefined || annotation === undefined) throw new Error('The project has no annotations.')
  const stillRight = {by, at: 1_700_000_000_000, version: 3}
  const project = {...plain, schema: inForce, sets: [{...set, annotations: [{...annotation, stillRight}]}]}
  const again = read(parseDataset(exportDataset(project, {unit: 'codepoint'})))
  expect(again.sets[0]?.annotations[0]?.stillRight).toEqual(stillRight)
})
