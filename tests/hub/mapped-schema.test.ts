import {expect, test} from 'vitest'
import * as Y from 'yjs'
import type {DatasetDocument} from '../../src/core/dataset/dataset-document.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Choice, Layer, Schema, WantedMapping} from '../../src/core/schema/schema.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {copiedWork} from '../../src/hub/rounds/based-on.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {documentName} from '../../src/project/document-address.ts'
import {documentFrom} from '../../src/project/document-from.ts'
import {project} from '../../src/project/project.ts'
import {registry} from '../../src/project/registry.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {fileOf, parseDataset, sendAndImport} from '../support/datasets.ts'
import {inEnglish, refusal, value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {aHub, ALICE, aProjectFolder, BOB, openedFolder, until, windowOf} from './hub-bench.ts'
import {hubOfArticle} from './hub-of-article.ts'

const article = anArticle(MIXED_TEXT)
let path: string
let hub: Hub
const windows = hubOfArticle(article, made => {
  ;({path, hub} = made)
})

const api = () => hub.requests(ALICE, 'browser')
const changed = (change: (layer: Layer) => Layer): Schema => ({...DEFAULT_SCHEMA, layers: DEFAULT_SCHEMA.layers.map(change)})
const actor = (layer: string): string => (layer === 'entity' ? 'actor' : layer)
/** “asserts” is called “states”, and the layer of entities “actor”. */
const NEXT = changed(layer => ({
  ...layer,
  name: actor(layer.name),
  features: layer.features.map(feature => ({
    ...feature,
    ...('layers' in feature && feature.layers && {layers: feature.layers.map(actor)}),
    ...('choices' in feature && {choices: feature.choices.map(choice => (choice.value === 'asserts' ? {...choice, value: 'states'} : choice))}),
  })) as Layer['features'],
}))
/** As the default one, but for the layer. */
const BACK = changed(layer => ({
  ...layer,
  name: actor(layer.name),
  features: layer.features.map(feature => ({
    ...feature,
    ...('layers' in feature && feature.layers && {layers: feature.layers.map(actor)}),
  })) as Layer['features'],
}))
const humans = (choices: readonly Choice[]): readonly Choice[] => choices.map(choice => (choice.value === 'PERSON' ? {...choice, value: 'HUMAN'} : choice))
const MAPPINGS: readonly WantedMapping[] = [
  {layer: 'claim', feature: 'commitment', label: 'asserts', to: 'states'},
  {layer: 'entity', to: 'actor'},
]

async function opened(person = ALICE) {
  const window = windows.keep(windowOf(hub, person))
  const [set, shared] = [window.open({kind: 'set', article: article.id, owner: 'team'}), window.open({kind: 'project'})]
  await Promise.all([set.opened, shared.opened])
  const {schema, observe} = project(shared.doc)
  const annotations = annotationSet(set.doc, undefined, undefined, schema)
  observe(() => annotations.readAnew())
  return {set: annotations, saved: set.saved, schema}
}

test('[SP162] before it is taken a change says how much it concerns, and afterwards every annotation reads in the new words, is exported in them, and keeps its own', async () => {
  const {set, saved, schema} = await opened()
  set.add([
    aClaim(article, 'السلام قريب', {id: 'one', features: {commitment: 'asserts'}}),
    aClaim(article, 'Sea ice', {id: 'two', features: {commitment: 'asserts'}}),
    aClaim(article, 'Zoë', {id: 'who', layer: 'entity', features: {type: 'PERSON'}}),
  ])
  set.remove(['two'], {by: 'alice', at: 9})
  await saved()
  const logged = [...set.doc.getMap('annotations').keys()].length
  expect(refusal(await api().takeSchema(NEXT))).toContain(
    '“Asserts” in “Commitment” of “Claim” (2 annotations; 1 of these is removed) and the layer “Entity” (1 annotation)',
  )
  expect(
    value(await api().weighSchema(NEXT, MAPPINGS.slice(0, 1))).uses.map(({what, to, annotations, sets, articles}) => [
      `${what}`,
      to,
      annotations,
      sets,
      articles,
    ]),
  ).toEqual([
    ['“Asserts” in “Commitment” of “Claim”', 'states', 2, 1, 1],
    ['the layer “Entity”', undefined, 1, 1, 1],
  ])
  expect(value(await api().takeSchema(NEXT, MAPPINGS))).toMatchObject({version: 2})
  await until('it is in force in her window', () => schema().version === 2)
  expect([set.get('one')?.features, set.get('who')?.layer, set.get('one')?.schemaVersion]).toEqual([{commitment: 'states'}, 'actor', 1])
  // Nobody has written anything into it.
  const record = set.doc.getMap<{get(field: string): unknown}>('annotations').get('one')
  expect([record?.get('feature/commitment'), record?.get('editedBy'), logged]).toEqual(['asserts', undefined, 3])
  expect(value(await api().checkProject())).toMatchObject({problems: [], notes: []})
  await until('the counts are of the new layer', async () => value(await api().summaries(null))[0]?.layers.actor === 1)

  const text = await fileOf(value(await api().exportDataset('codepoint')))
  const dataset = JSON.parse(text) as DatasetDocument
  expect(dataset.annotations.find(({id}) => id === 'one')).toMatchObject({
    features: {commitment: 'states'},
    schemaVersion: 1,
    said: [{version: 1, layer: 'claim', features: {commitment: 'asserts'}}],
  })
  expect(parseDataset(text).ok).toBe(true)
  const other = await aHub(await aProjectFolder(`${path}/Other.claimlight`))
  try {
    const bobs = other.requests(ALICE, 'browser')
    value(await sendAndImport(bobs, 'dataset.json', text))
    expect(await fileOf(value(await bobs.exportDataset('codepoint')))).toBe(text)
  } finally {
    await other.close()
  }
  const wrong = text.replace('"commitment":"states"', '"commitment":"denies"').replace('"commitment": "states"', '"commitment": "denies"')
  const read = parseDataset(wrong)
  expect(read.ok ? [] : read.error).toEqual([expect.stringContaining('said gives other labels than layer and features')])
})

test('[SP162] who edits an earlier annotation afterwards says so under the new version, and undo and history go by it', async () => {
  const {set, saved} = await opened()
  set.add([aClaim(article, 'Sea ice', {id: 'ice', features: {commitment: 'asserts'}})])
  await saved()
  value(await api().takeSchema(NEXT, MAPPINGS))
  // The label comes back.
  value(await api().takeSchema(BACK, [{layer: 'claim', feature: 'commitment', label: 'states', to: 'reports'}]))
  const bob = await opened(BOB)
  await until('he has the schema', () => bob.schema().version === 3)
  expect(bob.set.get('ice')?.features).toEqual({commitment: 'reports'})
  bob.set.setFeature('ice', 'commitment', 'asserts', {by: 'bob', at: 20})
  await bob.saved()
  expect(bob.set.get('ice')).toMatchObject({
    features: {commitment: 'asserts'},
    schemaVersion: 1,
    editedBy: 'bob',
    said: [
      {version: 1, layer: 'claim'},
      {version: 3, features: {commitment: 'asserts'}},
    ],
  })
  const {states} = value(await api().annotationHistory(article.id, 'team', 'ice', 0))
  expect(states.map(({annotation}) => annotation.features)).toEqual([{commitment: 'asserts'}, {commitment: 'reports'}])
})

test('[SP162] types of entities in every registry are counted, removed ones too, and are read and exported as what they are mapped to', async () => {
  const window = windows.keep(windowOf(hub, ALICE))
  const shared = window.open({kind: 'registry', owner: 'team'})
  await shared.opened
  const {entities} = registry(shared.doc)
  for (const id of ['zoe', 'gone']) entities.put({id, name: 'Zoë 😀', type: 'PERSON', aliases: [], by: 'alice', at: 1})
  entities.remove('gone', {by: 'alice', at: 2})
  await shared.saved()
  const without = changed(layer =>
    layer.name === 'entity'
      ? {
          ...layer,
          features: layer.features.map(feature => (feature.name === 'type' && 'choices' in feature ? {...feature, choices: humans(feature.choices)} : feature)),
        }
      : layer,
  )
  expect(refusal(await api().takeSchema(without))).toContain('(2 entities; 1 of these is removed)')
  const mappings = [{layer: 'entity', feature: 'type', label: 'PERSON', to: 'HUMAN'}]
  expect(value(await api().weighSchema(without, mappings)).uses).toMatchObject([{to: 'HUMAN', annotations: 0, entities: 2, sets: 0, articles: 0}])
  value(await api().takeSchema(without, mappings))
  const text = await fileOf(value(await api().exportDataset('codepoint')))
  expect((JSON.parse(text) as DatasetDocument).entities.map(({id, type}) => [id, type])).toEqual([['zoe', 'HUMAN']])
  expect(registry(shared.doc).entities.get('zoe')?.type).toBe('PERSON')
})

test('[SP162] in a closed round nothing is taken away, mapped or not, and nobody is told who has said what', async () => {
  const {set, saved} = await opened()
  set.add([aClaim(article, 'Sea ice', {id: 'ice', features: {commitment: 'asserts'}})])
  await saved()
  const {id} = await startRound(hub)
  for (const answer of [await api().takeSchema(NEXT, MAPPINGS), await api().weighSchema(NEXT, MAPPINGS)])
    expect(refusal(answer)).toContain('While a round is closed')
  await openRound(hub, id)
  expect(value(await api().takeSchema(NEXT, MAPPINGS))).toMatchObject({version: 2})
  expect(refusal(await hub.requests(BOB, 'browser').weighSchema(NEXT, []))).toContain('Only a curator or an admin')
})

test('[RD13] what was said before a change of the schema is counted in the new words in a round that goes on from it, and keeps its own', async () => {
  await hub.close()
  const folder = await openedFolder(`${path}/Ceasefire.claimlight`)
  hub = await aHub(folder)
  value(await hub.changeProject(({people}) => people.put(BOB)))
  const base = await startRound(hub, ALICE, {annotators: ['bob']})
  const bobs = windows.at(hub, BOB).open({kind: 'set', article: article.id, owner: ownerOf('bob', base.id)})
  expect(await bobs.opened).toBeUndefined()
  annotationSet(bobs.doc).add([aClaim(article, 'Zoë', {id: 'who', layer: 'entity', by: 'bob', features: {type: 'PERSON'}})])
  await bobs.saved()
  await openRound(hub, base.id)
  value(await api().takeSchema(NEXT, MAPPINGS))
  const shared = project(documentFrom(await folder.store.load(documentName(hub.projectId, {kind: 'project'}))))
  const given = {projectId: hub.projectId, store: folder.store, project: shared}
  const copies = await copiedWork(given, base, {...base, id: 'next', basedOn: base.id}, () => true)
  const copy = copies.find(({address}) => address.kind === 'set')
  expect(copy?.index?.rows.map(({layer}) => layer)).toEqual(['actor'])
  expect(annotationSet(documentFrom([copy?.update ?? new Uint8Array()])).all()).toMatchObject([{layer: 'entity', schemaVersion: 1}])
})

test('[DS12] what another program wrote in a layer that no schema has is left out of an export, which says so and is imported, and stays in the project', async () => {
  const {set, saved} = await opened()
  set.add([aClaim(article, 'Sea ice', {id: 'sound'}), aClaim(article, 'Zoë', {id: 'strange', layer: 'nowhere'})])
  await saved()
  const made = value(await api().exportDataset('codepoint'))
  expect(inEnglish(made.notes)).toEqual([expect.stringMatching(/^1 annotation is not in the file: in a layer or a label that the schema does not have/)])
  const text = await fileOf(made)
  expect((JSON.parse(text) as DatasetDocument).annotations.map(({id}) => id)).toEqual(['sound'])
  const other = await aHub(await aProjectFolder(`${path}/Other.claimlight`))
  try {
    value(await sendAndImport(other.requests(ALICE, 'browser'), 'dataset.json', text))
  } finally {
    await other.close()
  }
  expect(inEnglish(value(await api().checkProject()).problems)).toEqual([expect.stringContaining('nowhere')])
  expect(set.get('strange')?.layer).toBe('nowhere')
})

test('[DS12] a record of an earlier version that lost its words is kept, said by the check, and left out of an export, which says so', async () => {
  const {set, saved} = await opened()
  set.add([aClaim(article, 'Sea ice', {id: 'sound'}), aClaim(article, 'Zoë', {id: 'lost'})])
  await saved()
  value(await api().takeSchema(NEXT, MAPPINGS))
  windows.close()
  await hub.close()
  const folder = await openedFolder(`${path}/Ceasefire.claimlight`)
  const team = {kind: 'set', article: article.id, owner: 'team'} as const
  const name = documentName(folder.projectId, team)
  const doc = documentFrom(await folder.store.load(name))
  doc.getMap<Y.Map<unknown>>('annotations').get('lost')?.delete('selector')
  await folder.store.append(name, team, Y.encodeStateAsUpdate(doc))
  hub = await aHub(folder)
  const made = value(await api().exportDataset('codepoint'))
  expect(inEnglish(made.notes)).toEqual([expect.stringMatching(/^1 annotation is not in the file: .*without the words or the ends that it was about/)])
  expect((JSON.parse(await fileOf(made)) as DatasetDocument).annotations.map(({id}) => id)).toEqual(['sound'])
  expect(inEnglish(value(await api().checkProject()).problems)).toEqual([expect.stringMatching(/1 annotation was written by something other than Claimlight/)])
  expect(
    documentFrom(await folder.store.load(name))
      .getMap('annotations')
      .has('lost'),
  ).toBe(true)
  await until('its row is gone', async () => JSON.stringify(value(await api().summaries(null))).includes('"claim":1'))
})
