// @vitest-environment node
import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import {parseNewSchema} from '../../src/core/schema/schema-file.ts'
import {project} from '../../src/project/project.ts'
import {inReadLanguage} from '../../src/renderer/state/read-language.ts'
import {aSnapshot, parseDataset} from '../support/datasets.ts'
import {value} from '../support/results.ts'

const tag = fc.constantFrom('en', 'de', 'de-AT', 'ar', 'zh-Hans', 'pt-BR', 'fr')
const words = fc.dictionary(tag, fc.constantFrom('Claim', 'Behauptung', 'قول', 'טענה', '主张 👩🏽‍🚀', 'Zoë'), {minKeys: 1})
const look = {hue: 'rose', line: 'solid'}

/** With everything that is shown taken away. */
const unworded = (schema: Schema): unknown => JSON.parse(JSON.stringify(schema, (key, inner) => (key === 'label' || key === 'guideline' ? undefined : inner)))

test('[DS13] whatever languages a window reads, the dataset has the same bytes, and names, values and keys are the same (seed 20261127)', () => {
  fc.assert(
    fc.property(words, words, words, fc.array(tag, {maxLength: 3}), (layer, guideline, label, preferred) => {
      const choices = [
        {value: 'calm', label},
        {value: 'loud', label: 'Loud'},
      ]
      const features = [{name: 'mood', label: 'Mood', kind: 'choice', choices}]
      const written = value(parseNewSchema({name: 'Words', version: 1, layers: [{name: 'claim', label: layer, key: 'c', look, guideline, features}]}))
      const shared = project(new Y.Doc())
      shared.setSchema(written)
      const bytes = (): string => exportDataset(aSnapshot(shared, {registries: [], sets: []}), {unit: 'codepoint'})
      const before = bytes()
      const shown = inReadLanguage(shared, preferred).schema()
      expect(bytes()).toBe(before)
      expect(unworded(shown)).toEqual(unworded(written))
      expect(Object.values(layer)).toContain(shown.layers[0]?.label)
      expect(JSON.parse(before).schema.layers[0].label).toBe(Object.values(layer)[0])
      const read = parseDataset(before)
      expect(read.ok && read.value.schema.layers[0]?.translations).toEqual(written.layers[0]?.translations)
    }),
    {numRuns: 100, seed: 20261127},
  )
})
