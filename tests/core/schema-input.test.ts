import {expect, test} from 'vitest'
import {parseNewSchema} from '../../src/core/schema/schema-file.ts'
import {aLayer, aSchema} from '../support/coding-schemas.ts'
import {refusal, value} from '../support/results.ts'

type Loose = Record<string, unknown>

const feature = (more: Loose): Loose => ({name: 'tone', label: 'Ton', kind: 'choice', choices: [{value: 'calm', label: 'Calm'}], ...more})
const layered = (...features: readonly Loose[]): unknown => ({...aSchema([aLayer('claim', [])]), layers: [{...aLayer('claim', []), features}]})
const choices = (...given: readonly Loose[]): Loose => feature({choices: given.map((choice, n) => ({value: `v${n}`, label: `V${n}`, ...choice}))})

test.each<readonly [string, unknown, string]>([
  ['of an unknown kind', layered(feature({kind: 'colour'})), 'schema.layers[0].features[0].kind'],
  ['of a layer of an unknown kind', {...aSchema([]), layers: [{...aLayer('claim', []), of: 'video'}]}, 'schema.layers[0].of'],
  ['with two features of one name', layered(feature({}), feature({})), 'schema.layers[0] (claim): two features are named "tone"'],
  ['with two layers of one name', {...aSchema([aLayer('claim', []), aLayer('claim', [], 'x')])}, 'schema.layers: two layers are named "claim"'],
  ['with a label twice', layered(choices({value: 'x'}, {value: 'x'})), 'lists the label "x" twice'],
  ['with labels that are parents of each other', layered(choices({parent: 'v1'}, {parent: 'v0'})), 'under itself'],
  ['with a label that is its own parent', layered(choices({parent: 'v0'})), 'under itself'],
  ['with an emoji as the key of a label', layered(choices({key: '😀'})), 'schema.layers: the key "😀" of the label "v0"'],
  ['with a picture of one unit as the key of a label', layered(choices({key: '☀'})), 'schema.layers: the key "☀" of the label "v0"'],
  ['with half an emoji as the key of a label', layered(choices({key: '\ud83d'})), 'schema.layers: the key'],
  ['with an emoji as the key of a layer', {...aSchema([]), layers: [{...aLayer('claim', []), key: '🧊'}]}, 'schema.layers[0].key'],
  ['with a label that cannot be seen', layered(choices({label: '\u202e\u200b'})), 'has nothing that can be seen'],
])('a schema is refused with the place: %s', (_what, schema, sentence) => expect(refusal(parseNewSchema(schema))).toContain(sentence))

test('a schema of 2,000 labels, and labels that are written from right to left, are taken', () => {
  const many = value(
    parseNewSchema(layered(choices(...Array.from({length: 2000}, (_, n) => ({label: `نوع ${n}`, ...(n > 0 && {parent: `v${Math.floor(n / 100)}`})}))))),
  )
  const [first] = many.layers[0]?.features ?? []
  expect(first !== undefined && 'choices' in first && [first.choices.length, first.choices[1999]?.label]).toEqual([2000, 'نوع 1999'])
  expect(value(parseNewSchema(layered(choices({key: 'é', label: 'שקט'}, {key: '١', label: 'هادئ'})))).layers).toHaveLength(1)
})
