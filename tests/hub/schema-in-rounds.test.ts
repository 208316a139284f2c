import {expect, test} from 'vitest'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Feature, Schema} from '../../src/core/schema/schema.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {refusal, value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {ALICE, BOB, windowOf} from './hub-bench.ts'
import {hubOfArticle} from './hub-of-article.ts'

const article = anArticle(MIXED_TEXT)
let hub: Hub
const windows = hubOfArticle(article, made => {
  hub = made.hub
})

const alices = () => hub.requests(ALICE, 'browser')
const withFeature = (name: string, change: (feature: Feature) => object): Schema => ({
  ...DEFAULT_SCHEMA,
  layers: DEFAULT_SCHEMA.layers.map(layer => ({
    ...layer,
    features: layer.features.map(feature => (feature.name === name ? ({...feature, ...change(feature)} as Feature) : feature)),
  })),
})
const guided = withFeature('commitment', () => ({guideline: 'What does the *outlet* say? 🧊'}))
const renamed = withFeature('commitment', () => ({label: 'التزام'}))

test('[SP222] while a round is closed guidelines are published, and what could disturb it waits, with a sentence that says what', async () => {
  const {id} = await startRound(hub)
  expect(value(await alices().takeSchema(guided)).version).toBe(2)
  const both = {...withFeature('commitment', () => ({label: 'التزام', guideline: 'other'})), name: 'Mehr'}
  expect(refusal(await alices().takeSchema(both))).toBe(
    'While a round is closed, only guidelines, examples and what does not count for agreement may be changed. This waits until the round is opened: Feature “Commitment” of “Claim”: renamed “التزام”.',
  )
  const more = {...both, layers: both.layers.map(layer => ({...layer, label: `${layer.label}!`}))}
  expect(refusal(await alices().weighSchema(more))).toContain(`${DEFAULT_SCHEMA.layers.length + 1} changes wait until the round is opened, the first of them: `)
  await openRound(hub, id)
  expect(value(await alices().takeSchema(both)).version).toBe(3)
})

test('[SP222] a change says how many annotations it touches, in words; while a round is closed it does not', async () => {
  const {doc, opened, saved} = windows.keep(windowOf(hub, BOB)).open({kind: 'set', article: article.id, owner: 'team'})
  expect(await opened).toBeUndefined()
  annotationSet(doc).add([
    aClaim(article, 'Sea ice', {id: 'one', by: 'bob', features: {commitment: 'asserts'}}),
    aClaim(article, 'السلام قريب', {id: 'two', by: 'bob', features: {voice: 'quoted'}}),
  ])
  await saved()
  const here = (annotations: number) => [{article: article.id, annotations}]
  const told = async (schema: Schema) =>
    value(await alices().weighSchema(schema)).changes.map(({words, touched}) => [`${words}`, touched?.annotations, touched?.sets, touched?.places])
  await expect.poll(() => told(renamed)).toEqual([['Feature “Commitment” of “Claim”: renamed “التزام”', 1, 1, here(1)]])
  expect(await told({...DEFAULT_SCHEMA, layers: DEFAULT_SCHEMA.layers.map(layer => (layer.name === 'claim' ? {...layer, label: 'Thesis'} : layer))})).toEqual([
    ['Layer “Claim”: renamed “Thesis”', 2, 1, here(2)],
  ])
  await startRound(hub)
  expect(await told(guided)).toEqual([['Feature “Commitment” of “Claim”: other guideline', undefined, undefined, undefined]])
})
