import {readFileSync, readdirSync} from 'node:fs'
import {Ajv2020} from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import * as z from 'zod'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import {parseDataset} from '../support/datasets.ts'
import type {DatasetDocument} from '../../src/core/dataset/dataset-document.ts'
import {datasetShape} from '../../src/core/dataset/dataset-document.ts'
import {anyLabelledProject, anyProject, aProject, aRumourProject} from './projects.ts'

const published = new URL('../../docs/dataset.schema.json', import.meta.url)
const fixtures = new URL('../fixtures/dataset/', import.meta.url)

function validator() {
  const ajv = new Ajv2020({allErrors: true, strict: true, strictTypes: false})
  addFormats.default(ajv)
  return ajv.compile(JSON.parse(readFileSync(published, 'utf8')))
}

describe('the published JSON Schema', () => {
  test('is the shape that datasets are read with', async () => {
    await expect(`${JSON.stringify(z.toJSONSchema(datasetShape), null, 2)}\n`).toMatchFileSnapshot(published.pathname)
  })

  test('holds for exports of any project, in both units', () => {
    const validate = validator()
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(aProject(), aRumourProject()), anyProject, anyLabelledProject),
        fc.constantFrom('codepoint' as const, 'utf16' as const),
        (project, unit) => {
          expect(validate(JSON.parse(exportDataset(project, {unit}))), JSON.stringify(validate.errors)).toBe(true)
        },
      ),
      {numRuns: 50},
    )
  })

  test.each<readonly [string, (document: any) => void]>([
    [
      'a newer version',
      d => {
        d.version = 3
      },
    ],
    [
      'an unknown unit',
      d => {
        d.offsets = 'bytes'
      },
    ],
    [
      'an unknown field',
      d => {
        d.annotations[0].colour = 'red'
      },
    ],
    [
      'a missing quote',
      d => {
        delete d.annotations[0].quote
      },
    ],
    [
      'a negative offset',
      d => {
        d.annotations[0].start = -1
      },
    ],
    [
      'a half offset',
      d => {
        d.annotations[0].start = 0.5
      },
    ],
    [
      'a short hash',
      d => {
        d.articles[0].sha256 = 'abc'
      },
    ],
    [
      'a time without zone',
      d => {
        d.topics[0].at = '2025-02-04T09:30:00'
      },
    ],
    [
      'an unknown owner',
      d => {
        d.readMarks[0].owner = 'everyone'
      },
    ],
    [
      'an unknown origin',
      d => {
        d.annotations[0].origin = 'machine'
      },
    ],
    [
      'a confidence of 4',
      d => {
        d.annotations[0].confidence = 4
      },
    ],
    [
      'a feature that is null',
      d => {
        d.annotations[0].features.note = null
      },
    ],
    [
      'a list of no labels',
      d => {
        d.annotations[0].features.note = []
        d.annotations[0].features.voice = ['', 'quoted']
      },
    ],
    [
      'a label twice in one list',
      d => {
        d.annotations[0].features.voice = ['quoted', 'quoted']
      },
    ],
    [
      'a role that is not known',
      d => {
        d.schema.layers[0].features[3].role = 'speaker'
      },
    ],
    [
      'a removal without time',
      d => {
        delete d.removedAnnotations[0].removedAt
      },
    ],
    [
      'a layer without look',
      d => {
        delete d.schema.layers[0].look
      },
    ],
  ])('refuses %s', (_name, edit) => {
    const validate = validator()
    const document = JSON.parse(exportDataset(aProject(), {unit: 'codepoint'}))
    expect(validate(document)).toBe(true)
    edit(document)
    expect(validate(document)).toBe(false)
  })
})

describe('datasets of each version, kept as they were written', () => {
  const files = readdirSync(fixtures)

  test.each(files)('%s still opens, and exports as the same bytes but for the version, which is the newest', name => {
    const text = readFileSync(new URL(name, fixtures), 'utf8')
    const parsed = parseDataset(text)
    if (!parsed.ok) throw new Error(parsed.error.join('\n'))
    expect(exportDataset(parsed.value, {unit: (JSON.parse(text) as DatasetDocument).offsets})).toBe(text.replace(/^ {2}"version": 1,$/m, '  "version": 2,'))
    expect(validator()(JSON.parse(text))).toBe(true)
  })

  test('are there in both units, and hold emoji, marks, Arabic, Hebrew and Chinese', () => {
    const texts = files.map(name => readFileSync(new URL(name, fixtures), 'utf8'))
    const kinds = texts.map(text => JSON.parse(text) as DatasetDocument).map(({version, offsets}) => `${version} ${offsets}`)
    expect([...new Set(kinds)].sort()).toEqual(['1 codepoint', '1 utf16', '2 codepoint', '2 utf16'])
    for (const text of texts)
      for (const script of [/\p{Emoji_Modifier}/u, /\p{M}/u, /\p{Script=Arabic}/u, /\p{Script=Hebrew}/u, /\p{Script=Han}/u]) expect(text).toMatch(script)
  })
})
