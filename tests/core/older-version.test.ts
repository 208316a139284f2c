import {expect, test} from 'vitest'
import type {Annotation, Features} from '../../src/core/annotation/annotation.ts'
import {differenceWords} from '../../src/core/schema/difference-words.ts'
import type {KeptVersion} from '../../src/core/schema/kept-version.ts'
import {meaningsSince} from '../../src/core/schema/older-version.ts'
import type {Choice, Schema, WantedMapping} from '../../src/core/schema/schema.ts'
import {schemaChange} from '../../src/core/schema/schema-change.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {aLayer, aSchema} from '../support/coding-schemas.ts'
import {value} from '../support/results.ts'

const article = anArticle(MIXED_TEXT)
const LABELS: readonly Choice[] = [
  {value: 'plain', label: 'Plain'},
  {value: 'hedged', label: 'Hedges'},
  {value: 'loud', label: 'صاخب 🧊'},
]
const tones = (choices: readonly Choice[], layer: object = {}): Schema =>
  aSchema([
    {
      ...aLayer('claim', [
        {name: 'tone', label: 'Tone', kind: 'choice', choices},
        {name: 'note', label: 'Note', kind: 'text'},
      ]),
      ...layer,
    },
  ])
const withLabel = (changed: string, fields: object): Schema => tones(LABELS.map(each => (each.value === changed ? {...each, ...fields} : each)))
const FIRST = tones(LABELS)

/** Each version after the one before it, as a project keeps them. */
function published(...steps: readonly (readonly [Schema, (readonly WantedMapping[])?])[]): {
  readonly versions: readonly KeptVersion[]
  readonly inForce: Schema
} {
  let inForce = FIRST
  const versions: KeptVersion[] = [{version: 1, schema: FIRST}]
  for (const [next, mappings = []] of steps) {
    inForce = value(schemaChange(inForce, next, mappings)).next
    versions.push({version: inForce.version, schema: inForce})
  }
  return {versions, inForce}
}

const said = (tone: string, fields: Partial<Annotation> = {}): Annotation => aClaim(article, 'Sea ice', {features: {tone} as Features, ...(fields as object)})
const since = ({versions, inForce}: ReturnType<typeof published>, annotation: Annotation): readonly string[] =>
  meaningsSince(versions, inForce)(annotation).map(each => `${differenceWords(each, FIRST, inForce)}`)

test('only annotations of labels whose meaning changed are to be looked at again', () => {
  const project = published([withLabel('hedged', {guideline: 'Only with *may* or *might*.'})])
  expect(since(project, said('hedged'))).toEqual(['Label “Hedges” of “Tone”: other guideline'])
  expect(since(project, said('loud'))).toEqual([])
  expect(since(project, said('hedged', {schemaVersion: 2}))).toEqual([])
})

test('what a layer or a feature means concerns whoever uses it', () => {
  const layer = published([tones(LABELS, {guideline: 'A sentence that can be true.'})])
  expect([since(layer, said('loud')).length, since(layer, said('loud', {layer: 'word'})).length]).toEqual([1, 0])
  const feature = published([
    {...FIRST, layers: FIRST.layers.map(each => ({...each, features: each.features.map(one => (one.name === 'note' ? {...one, guideline: 'Why?'} : one))}))},
  ])
  expect([since(feature, said('loud')).length, since(feature, said('loud', {features: {note: 'نعم'}})).length]).toEqual([0, 1])
})

test('a key, an order, a new label and a name in the data change nothing of what was said', () => {
  const keyed = [withLabel('hedged', {key: '2'})] as const
  const ordered = [tones([...LABELS].reverse())] as const
  const more = [tones([...LABELS, {value: 'new', label: 'New'}])] as const
  const renamed = [
    tones(LABELS.map(each => (each.value === 'hedged' ? {...each, value: 'unsure'} : each))),
    [{layer: 'claim', feature: 'tone', label: 'hedged', to: 'unsure'}],
  ] as const
  for (const step of [keyed, ordered, more, renamed])
    expect(since(published(step), said('hedged', {said: [{version: 1, layer: 'claim', features: {tone: 'hedged'}}]}))).toEqual([])
})

test('what was said of a label that was split is looked at again, and what was joined with another is not', () => {
  const gone = tones(LABELS.filter(({value: name}) => name !== 'hedged'))
  const mapping = {layer: 'claim', feature: 'tone', label: 'hedged', to: 'plain'}
  const before = said('plain', {said: [{version: 1, layer: 'claim', features: {tone: 'hedged'}}]})
  expect(since(published([gone, [{...mapping, split: ['plain', 'loud']}]]), before)).toEqual([
    'Label “Hedges” of “Tone”: split into Plain, صاخب 🧊, and read as “Plain” until somebody looks at it again',
  ])
  expect(since(published([gone, [mapping]]), before)).toEqual([])
})

test('whoever said “still right” under a version stands by it until its labels mean something else again', () => {
  const guided = withLabel('hedged', {guideline: 'Only with *may*.'})
  const again = withLabel('hedged', {guideline: 'Only with *may*.', label: 'Hedged'})
  const stillRight = {by: 'bob', at: 9, version: 2}
  expect(since(published([guided]), said('hedged', {stillRight}))).toEqual([])
  const beyond = {...stillRight, version: 1_000_000}
  expect(since(published([guided]), said('hedged', {stillRight: beyond}))).toEqual(since(published([guided]), said('hedged', {})))
  expect(since(published([guided], [again]), said('hedged', {stillRight}))).toEqual(['Label “Hedges” of “Tone”: renamed “Hedged”'])
})

test('where the version of an annotation was not kept, the first that was is compared, and where none was nothing is told', () => {
  const {versions, inForce} = published([withLabel('loud', {guideline: 'x'})], [withLabel('hedged', {guideline: 'y'})])
  const later = {versions: versions.slice(1), inForce}
  expect(since(later, said('hedged')).length).toBe(1)
  expect(since({versions: versions.slice(2), inForce}, said('hedged'))).toEqual([])
})
