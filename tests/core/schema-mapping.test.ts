import {describe, expect, test} from 'vitest'
import type {Features, Wording} from '../../src/core/annotation/annotation.ts'
import {readWordings} from '../../src/core/annotation/wording.ts'
import {readWord} from '../../src/core/schema/mapping.ts'
import {goesOn, schemaChange} from '../../src/core/schema/schema-change.ts'
import {parseSchema} from '../../src/core/schema/schema-file.ts'
import type {Feature, Schema, WantedMapping} from '../../src/core/schema/schema.ts'
import {aLayer, aSchema, featuresWith} from '../support/coding-schemas.ts'
import {aClaim, MIXED_TEXT} from '../support/builders.ts'
import {inEnglish, refusal, value} from '../support/results.ts'

const of = (...labels: readonly string[]): Schema => aSchema([aLayer('claim', featuresWith(labels))])
const V1 = of('asserts', '否认')
const take = (before: Schema, after: Schema, mappings: readonly WantedMapping[] = []) => schemaChange(before, after, mappings)
const mapped = (label: string, to: string): readonly WantedMapping[] => ['kind', 'topics', 'stances'].map(feature => ({layer: 'claim', feature, label, to}))
const next = (before: Schema, after: Schema, mappings: readonly WantedMapping[] = []): Schema => value(take(before, after, mappings)).next
const under = (version: number, features: Features): Wording => ({version, layer: 'claim', features})

describe('[SP162] what a schema takes away is read as what it is mapped to', () => {
  test('step by step through the versions, and a label that comes back is itself again for what is said from then on', () => {
    const v2 = next(V1, of('states', '否认'), mapped('asserts', 'states'))
    const v3 = next(v2, of('says', '否认'), mapped('states', 'says'))
    const v4 = next(v3, of('says', '否认', 'asserts'))
    expect([v2, v3, v4].map(({version}) => version)).toEqual([2, 3, 4])
    const read = (version: number, label: string) => readWordings(v4, [under(version, {kind: label, topics: [label, '否认']})]).features
    expect([read(1, 'asserts'), read(2, 'states'), read(3, 'says')].map(({kind}) => kind)).toEqual(['says', 'says', 'says'])
    expect(read(4, 'asserts')).toEqual({kind: 'asserts', topics: ['asserts', '否认']})
    expect(readWord(v4, {layer: 'claim', feature: 'kind', label: 'asserts'}, 1, 2)).toEqual({layer: 'claim', feature: 'kind', label: 'states'})
  })

  test('labels that are read as one are one, and what stands in one feature under two names stays, each under its own', () => {
    const both = next(V1, of('says'), [...mapped('asserts', 'says'), ...mapped('否认', 'says')])
    expect(readWordings(both, [under(1, {topics: ['asserts', '否认']})]).features).toEqual({topics: ['says']})
    const renamed = next(V1, aSchema([aLayer('claim', featuresWith(['asserts', '否认'], {kind: 'art', note: 'note'}))]), [
      {layer: 'claim', feature: 'kind', to: 'art'},
    ])
    const read = readWordings(renamed, [under(1, {kind: 'asserts'}), {version: 2, features: {art: '否认'}}])
    expect(read.features).toEqual({kind: 'asserts', art: '否认'})
  })

  test('a layer with its features and labels at once', () => {
    const after = aSchema([aLayer('aussage', featuresWith(['sagt'], {kind: 'art', note: 'note'}))])
    const all: readonly WantedMapping[] = [
      {layer: 'claim', to: 'aussage'},
      {layer: 'claim', feature: 'kind', to: 'art'},
      ...V1.layers.flatMap(() => ['asserts', '否认'].flatMap(label => mapped(label, 'sagt'))),
    ]
    const v2 = next(V1, after, all)
    expect(readWordings(v2, [under(1, {kind: '否认', note: 'عيد'})])).toEqual({layer: 'aussage', features: {art: 'sagt', note: 'عيد'}})
    expect(goesOn(V1, v2)).toBe(true)
  })
})

test('a schema that says the same in another order of its keys is the one in force', () => {
  const {name, version, layers} = V1
  const turned = {layers: layers.map(layer => Object.fromEntries(Object.entries(layer).reverse())), version, name} as unknown as Schema
  expect(next(V1, turned)).toBe(V1)
})

const MOOD: Feature = {
  name: 'mood',
  label: 'Mood',
  kind: 'choice',
  choices: [
    {value: 'asserts', label: 'Asserts'},
    {value: '否认', label: '否认'},
  ],
}

describe('a mapping is refused', () => {
  test.each<readonly [string, Schema, readonly WantedMapping[], string]>([
    ['to what the new schema does not have', of('否认'), mapped('asserts', 'war'), 'cannot go there. Choose one of: 否认.'],
    ['of what stays', of('asserts', '否认', 'new'), mapped('asserts', 'new'), 'is nothing that this change takes away'],
    [
      'of a feature that stays',
      aSchema([aLayer('claim', [...featuresWith(['asserts', '否认']), MOOD])]),
      [{layer: 'claim', feature: 'kind', to: 'mood'}],
      'is nothing that this change takes away',
    ],
    [
      'that splits a label into one that is not there',
      of('否认'),
      mapped('asserts', '否认').map(each => ({...each, split: ['否认', 'war']})),
      'cannot be split into “war”, which is no label beside it',
    ],
    [
      'that splits a label into others than what it is read as',
      of('否认', 'سلام'),
      mapped('asserts', '否认').map(each => ({...each, split: ['سلام']})),
      'is split into others than that. Map it to one of: سلام.',
    ],
    ['that stands twice', of('否认'), [...mapped('asserts', '否认'), ...mapped('asserts', '否认')], 'is mapped twice'],
    [
      'of a feature to one of another kind',
      aSchema([aLayer('claim', featuresWith(['asserts', '否认']).slice(1))]),
      [{layer: 'claim', feature: 'kind', to: 'topics'}],
      'has no place of this kind',
    ],
  ])('%s', (_what, after, mappings, sentence) => expect(refusal(take(V1, after, mappings))).toContain(sentence))

  test('of layers that stay, to each other, though nothing would be lost by it', () => {
    const both = (...features: readonly Feature[]): Schema => aSchema([aLayer('claim', [...features]), aLayer('entity', [], 'e')])
    const swapped = [
      {layer: 'claim', to: 'entity'},
      {layer: 'entity', to: 'claim'},
    ]
    expect(refusal(take(both(), both(MOOD), swapped))).toContain('(claim) is nothing that this change takes away. Leave it out of the mapping.')
    expect(refusal(take(both(), both(MOOD), swapped.slice(1)))).toContain('(entity) is nothing that this change takes away')
    expect(value(take(both(), aSchema([aLayer('entity', [], 'e')]), swapped.slice(0, 1))).losses.map(({to}) => to)).toEqual(['entity'])
  })

  test('in a file, where its versions are none that there were', () => {
    const file = {...V1, version: 2, mappings: [{version: 3, layer: 'claim', to: 'claim'}]}
    expect(refusal(parseSchema(file))).toContain('schema.mappings[0] is of a version')
    expect(refusal(parseSchema({...V1, mappings: [{version: 2, layer: 'claim', label: 'asserts', to: 'x'}]}))).toContain('names a label without its feature')
  })
})

test('a schema goes on from another only where all that was mapped stays mapped, and what is gone is', () => {
  const v2 = next(V1, of('states', '否认'), mapped('asserts', 'states'))
  const v3 = next(v2, of('says', '否认'), mapped('states', 'says'))
  const {mappings: _mappings, ...forgotten} = v3
  expect([goesOn(V1, v2), goesOn(V1, v3), goesOn(v2, v3)]).toEqual([true, true, true])
  expect([goesOn(v2, forgotten), goesOn(V1, {...of('states', '否认'), version: 2}), goesOn(v2, {...v2, mappings: []})]).toEqual([false, false, false])
})

test('what another project’s file says of mappings is not taken with it', () => {
  const file: Schema = {...of('asserts', '否认', 'new'), mappings: [{version: 2, layer: 'claim', feature: 'kind', label: '否认', to: 'asserts'}], version: 2}
  expect(next(V1, file)).not.toHaveProperty('mappings')
  expect(next(next(V1, of('states', '否认'), mapped('asserts', 'states')), file).mappings).toHaveLength(3)
})

test('more mappings in sum than a schema may hold are refused, and the schema in force stays one that can be read', () => {
  const labels = (from: string): readonly string[] => Array.from({length: 2000}, (_, nth) => `${from}${nth}`)
  const names = ['a', 'b', 'c', 'd'].map(from => labels(from))
  const all = (nth: number): Schema =>
    aSchema([
      aLayer(
        'claim',
        featuresWith(names[nth] ?? []).filter(({name}) => name === 'topics'),
      ),
    ])
  const moved = (nth: number): readonly WantedMapping[] =>
    (names[nth] ?? []).map((label, at) => ({layer: 'claim', feature: 'topics', label, to: names[nth + 1]?.[at] ?? ''}))
  const v3 = next(next(all(0), all(1), moved(0)), all(2), moved(1))
  expect(parseSchema(v3).ok).toBe(true)
  expect(refusal(take(v3, all(3), moved(2)))).toContain('at most 5,000 layers, features and labels')
})

test('a relation that may not go where it went before is a loss of those that go there, unless that layer is read as one where it may', () => {
  const relations = (to: readonly string[] | undefined, ...layers: readonly string[]): Schema =>
    aSchema([...layers.map(name => aLayer(name, [], name.charAt(0))), {...aLayer('supports', []), of: 'relation', ...(to !== undefined && {to})}])
  const before = relations(undefined, 'claim', 'premise')
  const claim = {...aClaim({text: MIXED_TEXT}, 'Zoë'), layer: 'claim'}
  const lookup = (id: string) => (id === 'claim' ? claim : id === 'premise' ? {...claim, layer: 'premise'} : undefined)
  const {losses} = value(take(before, relations(['claim'], 'claim', 'premise')))
  expect(inEnglish(losses.map(({what, to}) => [what, to]))).toEqual([['“supports” to “premise”', undefined]])
  expect(['premise', 'claim'].map(to => losses[0]?.holds({layer: 'supports', features: {}, from: 'x', to}, lookup))).toEqual([true, false])
  expect(goesOn(before, {...relations(['claim'], 'claim', 'premise'), version: 2})).toBe(false)
  expect(value(take(before, relations(['claim', 'premise'], 'claim', 'premise'))).losses).toEqual([])
  expect(value(take(before, relations(['claim'], 'claim'), [{layer: 'premise', to: 'claim'}])).losses.map(({to}) => to)).toEqual(['claim'])
})

test('what a peer brings may not read a layer or a feature that is kept as another', () => {
  const two = aSchema([aLayer('claim', featuresWith(['asserts'])), aLayer('aussage', featuresWith(['asserts']), 'a')])
  const brought = (mapping: WantedMapping): Schema => ({...two, version: 2, mappings: [{version: 2, ...mapping}]})
  expect(goesOn(two, {...two, version: 2})).toBe(true)
  expect([goesOn(two, brought({layer: 'claim', to: 'aussage'})), goesOn(two, brought({layer: 'claim', feature: 'kind', to: 'topics'}))]).toEqual([false, false])
})
