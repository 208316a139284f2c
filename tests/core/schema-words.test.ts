import {describe, expect, test} from 'vitest'
import {differenceWords} from '../../src/core/schema/difference-words.ts'
import {disturbances} from '../../src/core/schema/disturbances.ts'
import type {Feature, Layer, Schema} from '../../src/core/schema/schema.ts'
import {schemaChange} from '../../src/core/schema/schema-change.ts'
import {schemaDiff} from '../../src/core/schema/schema-diff.ts'
import {value} from '../support/results.ts'

const tone: Feature = {
  name: 'tone',
  label: 'Tone',
  kind: 'choice',
  choices: [
    {value: 'plain', label: 'Plain'},
    {value: 'hedged', label: 'Hedges'},
    {value: 'loud', label: 'صاخب'},
  ],
}
const note: Feature = {name: 'note', label: 'Note', kind: 'choice', countsForAgreement: false, choices: [{value: 'odd', label: 'Odd'}]}
const line: Layer = {name: 'line', label: 'Line', key: 'l', look: {hue: 'rose', line: 'solid'}, features: [tone, note]}
const first: Schema = {name: 'Tones', version: 1, layers: [line]}

const withTone = (change: Partial<Feature>): Schema => ({...first, layers: [{...line, features: [{...tone, ...change} as Feature, note]}]})
const withNote = (change: Partial<Feature>): Schema => ({...first, layers: [{...line, features: [tone, {...note, ...change} as Feature]}]})
const withLabels = (change: (label: object & {value: string; label: string}) => object | undefined): Schema =>
  withTone({choices: tone.choices.flatMap(label => change({...label}) ?? [])} as Partial<Feature>)

const words = (after: Schema, mappings: Parameters<typeof schemaChange>[2] = []): readonly string[] => {
  const {next} = value(schemaChange(first, after, mappings))
  return schemaDiff(first, next).map(difference => `${differenceWords(difference, first, next)}`)
}

const when = (label: string, change: object) => (each: {value: string; label: string}) => (each.value === label ? {...each, ...change} : each)

test.each<readonly [string, Schema]>([
  ['Label “Hedges” of “Tone”: renamed “Hedged”', withLabels(when('hedged', {label: 'Hedged'}))],
  ['Label “صاخب” of “Tone”: other guideline', withLabels(when('loud', {guideline: '*Very* loud'}))],
  ['Label “Hedges” of “Tone”: retired: still shown, not offered', withLabels(when('hedged', {retired: true}))],
  ['Label “Hedges” of “Tone”: stands under “plain”', withLabels(when('hedged', {parent: 'plain'}))],
  ['Label “Plain” of “Tone”: key 1', withLabels(when('plain', {key: '1'}))],
  ['Feature “Tone” of “Line”: required', withTone({required: true})],
  [
    'Feature “Note” of “Line”: counts for agreement',
    {...first, layers: [{...line, features: [tone, {name: 'note', label: 'Note', kind: 'choice', choices: [{value: 'odd', label: 'Odd'}]}]}]},
  ],
  ['Layer “Line”: other guideline', {...first, layers: [{...line, guideline: 'Read on.'}]}],
  ['Layer “Line”: other colour or line', {...first, layers: [{...line, look: {hue: 'teal', line: 'solid'}}]}],
  ['The codebook: renamed “Töne”', {...first, name: 'Töne'}],
  ['The codebook: other guideline', {...first, guideline: 'First *read* all.'}],
  ['The codebook: other examples', {...first, examples: [{kind: 'positive', quote: 'Zoë 🧊'}]}],
  ['Layer “Word”: added', {...first, layers: [line, {...line, name: 'word', label: 'Word', key: 'w', features: []}]}],
])('a difference is told as “%s”', (told, after) => {
  expect(words(after)).toEqual([told])
})

test('what is taken away, joined and split is told as what it is read as', () => {
  const gone = withLabels(label => (label.value === 'hedged' ? undefined : label))
  expect(words(gone)).toEqual(['Label “Hedges” of “Tone”: removed'])
  const mapping = {layer: 'line', feature: 'tone', label: 'hedged', to: 'plain'}
  expect(words(gone, [mapping])).toEqual(['Label “Hedges” of “Tone”: read as “Plain” now'])
  expect(words(gone, [{...mapping, split: ['plain', 'loud']}])).toEqual([
    'Label “Hedges” of “Tone”: split into Plain, صاخب, and read as “Plain” until somebody looks at it again',
  ])
})

test('what a label is split into is new, and not only another name of it', () => {
  const choices = [
    {value: 'plain', label: 'Plain'},
    {value: 'perhaps', label: 'Perhaps', key: '7'},
    {value: 'about', label: 'نحو 🧊'},
    {value: 'loud', label: 'صاخب'},
  ]
  const mapping = {layer: 'line', feature: 'tone', label: 'hedged', to: 'perhaps', split: ['perhaps', 'about']}
  expect(words(withTone({choices} as Partial<Feature>), [mapping])).toEqual([
    'Label “Hedges” of “Tone”: split into Perhaps, نحو 🧊, and read as “Perhaps” until somebody looks at it again',
    'Label “Perhaps” of “Tone”: added',
    'Label “نحو 🧊” of “Tone”: added',
  ])
})

test('a label as long as a chapter is told by its beginning, so that the sentence can be sent', () => {
  const [told = ''] = words(withLabels(when('hedged', {label: `${'🧊'.repeat(3000)}`})))
  expect(told).toBe(`Label “Hedges” of “Tone”: renamed “${'🧊'.repeat(79)}…”`)
})

describe('what may be published while people work blind', () => {
  test.each<readonly [string, Schema]>([
    ['guidelines of labels', withLabels(when('loud', {guideline: '*Very* loud'}))],
    ['examples', withLabels(when('loud', {examples: [{kind: 'negative', quote: 'Zoë 🧊'}]}))],
    ['guidelines in other languages', {...first, layers: [{...line, translations: {ar: {guideline: 'اقرأ'}}}]}],
    ['the name of the codebook, and its guideline', {...first, name: 'Töne', guideline: 'First read.'}],
    [
      'a label of what never counts',
      withNote({
        choices: [
          {value: 'odd', label: 'Strange'},
          {value: 'even', label: 'Even'},
        ],
      } as Partial<Feature>),
    ],
    ['a feature that never counts', {...first, layers: [{...line, features: [tone, note, {...note, name: 'mood', label: 'Mood'}]}]}],
  ])('%s', (_what, after) => {
    expect(disturbances(first, {...after, version: 2})).toEqual([])
  })

  test.each<readonly [string, Schema]>([
    ['another name of a label', withLabels(when('hedged', {label: 'Hedged'}))],
    ['another order of labels', withTone({choices: [...tone.choices].reverse()} as Partial<Feature>)],
    ['a new label', withTone({choices: [...tone.choices, {value: 'new', label: 'New'}]} as Partial<Feature>)],
    ['a retired label', withLabels(when('hedged', {retired: true}))],
    ['another name in another language', withLabels(when('loud', {translations: {de: {label: 'laut'}}}))],
    ['what is required of what never counts', withNote({required: true})],
    [
      'what counts from now on',
      {...first, layers: [{...line, features: [tone, {name: 'note', label: 'Note', kind: 'choice', choices: [{value: 'odd', label: 'Odd'}]}]}]},
    ],
    ['another key', {...first, layers: [{...line, key: 'n'}]}],
    ['a new layer', {...first, layers: [line, {...line, name: 'word', label: 'Word', key: 'w', features: []}]}],
  ])('not %s', (_what, after) => {
    expect(disturbances(first, {...after, version: 2})).not.toEqual([])
  })
})
