import {describe, expect, test} from 'vitest'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Owner, Person} from '../../src/core/round/owner.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {Layer, Schema} from '../../src/core/schema/schema.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {project} from '../../src/project/project.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {inEnglish, refusal, value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {ALICE, BOB, CAROL, windowOf} from './hub-bench.ts'
import {hubOfArticle} from './hub-of-article.ts'

const article = anArticle(MIXED_TEXT)
let hub: Hub
const windows = hubOfArticle(article, made => {
  hub = made.hub
})

async function add(person: Person, annotation: Annotation, owner: Owner = 'team'): Promise<ReturnType<typeof annotationSet>> {
  const {doc, opened, saved} = windows.keep(windowOf(hub, person)).open({kind: 'set', article: article.id, owner})
  expect(await opened).toBeUndefined()
  const set = annotationSet(doc)
  set.add([annotation])
  await saved()
  return set
}

const take = (schema: unknown, person: Person = ALICE) => hub.requests(person, 'browser').takeSchema(schema)
const withLayers = (change: (layer: Layer) => Layer | undefined): Schema => ({
  ...DEFAULT_SCHEMA,
  layers: DEFAULT_SCHEMA.layers.flatMap(layer => change(layer) ?? []),
})
const without = (feature: string, label?: string): Schema =>
  withLayers(layer => ({
    ...layer,
    features: layer.features.flatMap(each =>
      each.name !== feature
        ? [each]
        : label !== undefined && 'choices' in each
          ? [{...each, choices: each.choices.filter(choice => choice.value !== label)}]
          : [],
    ),
  }))
const act = {by: 'alice', at: 9} as const

test('a schema that is taken counts the version up, whatever it is called where it comes from, and again is the same', async () => {
  const next = {...without('checkWorthy'), version: 1}
  expect(value(await take(next))).toEqual({name: DEFAULT_SCHEMA.name, version: 2})
  expect(value(await take(next))).toEqual({name: DEFAULT_SCHEMA.name, version: 2})
  expect(value(await take({...DEFAULT_SCHEMA, name: 'Krieg 和平', version: 7}))).toEqual({name: 'Krieg 和平', version: 7})
})

test('what annotations say must have a place in it, and each thing that has none is named with their number, removed ones too', async () => {
  const said = {commitment: 'asserts', stances: [{id: 's', ...act, holder: {kind: 'outlet'}, target: {kind: 'topic', id: 't'}, value: 'favor'}]} as const
  const set = await add(ALICE, aClaim(article, 'السلام قريب', {id: 'one', features: said}))
  set.add([aClaim(article, 'Sea ice', {id: 'two', features: {commitment: 'asserts'}}), aClaim(article, 'Zoë', {id: 'who', layer: 'entity'})])
  set.remove(['two'], act)
  await expect
    .poll(async () => refusal(await take(without('commitment', 'asserts'))))
    .toBe(
      'Annotations or entities say what this schema has no place for: “Asserts” in “Commitment” of “Claim” (2 annotations; 1 of these is removed). Add it to the schema, map it to something that is there, or change these first.',
    )
  expect(refusal(await take(without('stances', 'favor')))).toContain('“Favor” in “Stances” of “Claim” (1 annotation)')
  expect(
    refusal(
      await take(
        withLayers(layer => (layer.name === 'entity' ? undefined : {...layer, features: layer.features.filter(({name}) => !name.startsWith('attribution'))})),
      ),
    ),
  ).toContain('the layer “Entity” (1 annotation)')
  expect(value(await take(without('commitment', 'denies')))).toMatchObject({version: 2})
})

test('in a closed round nothing may go, whether anybody has said it or not', async () => {
  const {id} = await startRound(hub)
  await add(BOB, aClaim(article, 'Sea ice', {id: 'his', by: 'bob', features: {commitment: 'asserts'}}), ownerOf('bob', id))
  const answers = [refusal(await take(without('commitment', 'asserts'))), refusal(await take(without('commitment', 'denies')))]
  expect(answers).toEqual([
    'While a round is closed, nothing may be taken out of the schema: “Asserts” in “Commitment” of “Claim”. Keep it, or open the round first.',
    'While a round is closed, nothing may be taken out of the schema: “Denies” in “Commitment” of “Claim”. Keep it, or open the round first.',
  ])
  expect(value(await take({...DEFAULT_SCHEMA, name: 'Mehr'}))).toEqual({name: 'Mehr', version: 2})
  await openRound(hub, id)
  expect(refusal(await take({...without('commitment', 'asserts'), name: 'Mehr'}))).toContain('(1 annotation)')
})

test('a round that begins while the answer is made keeps what was found to itself', async () => {
  const set = await add(ALICE, aClaim(article, 'Sea ice', {id: 'first', features: {commitment: 'denies'}}))
  set.add(Array.from({length: 4000}, (_, nth) => aClaim(article, 'Sea ice', {id: `ice-${nth}`, features: {commitment: 'denies'}})))
  await expect.poll(async () => refusal(await take(without('commitment', 'denies'))), {timeout: 30_000}).toContain('(4,001 annotations)')
  const answers = [take(without('commitment', 'denies')), take(without('commitment', 'asserts'))]
  await startRound(hub)
  for (const answer of answers) expect(refusal(await answer)).toContain('While a round is closed')
})

test('only who manages the project brings one into force, and what is wrong with it is said by its place', async () => {
  expect(refusal(await take(DEFAULT_SCHEMA, CAROL))).toBe('Only a curator or an admin of this project may do that.')
  expect(refusal(await take({...DEFAULT_SCHEMA, layers: []}))).toContain('schema.layers')
  expect(refusal(await take('schema'))).toContain('schema')
})

describe('a schema that cannot be read', () => {
  const ofTomorrow = {name: 'Morgen', version: 12, layers: [{name: 'claim', label: 'Claim', of: 'paragraph'}]}
  const lock = async (): Promise<void> => void value(await hub.changeProject(({doc}) => doc.getMap('meta').set('schema', ofTomorrow)))

  test('locks what is said in its words, for everybody, and keeps it', async () => {
    await add(ALICE, aClaim(article, 'Sea ice', {id: 'ice'}))
    await lock()
    const {doc, provider, opened} = windows.keep(windowOf(hub, ALICE)).open({kind: 'set', article: article.id, owner: 'team'})
    expect(await opened).toBeUndefined()
    expect([provider.authorizedScope, annotationSet(doc).get('ice')?.selector?.quote]).toEqual(['readonly', 'Sea ice'])
    expect(refusal(await hub.requests(ALICE, 'browser').exportDataset('utf16'))).toContain('The schema of this project cannot be read')
    expect(inEnglish(value(await hub.requests(ALICE, 'browser').checkProject()).problems)).toEqual([expect.stringContaining('The schema cannot be read')])
  })

  test('is not replaced by one that has no place for what was said', async () => {
    await add(ALICE, aClaim(article, 'Sea ice', {id: 'ice', features: {commitment: 'asserts'}}))
    await lock()
    expect(refusal(await take(without('commitment', 'asserts')))).toContain('(1 annotation)')
    expect(value(await take(DEFAULT_SCHEMA))).toMatchObject({version: 13})
  })

  test('is replaced by one that can, whose version counts on, and then work goes on', async () => {
    await lock()
    expect(value(await take(DEFAULT_SCHEMA))).toEqual({name: DEFAULT_SCHEMA.name, version: 13})
    const set = await add(BOB, aClaim(article, 'Sea ice', {id: 'ice', by: 'bob', schemaVersion: 13}))
    expect(set.get('ice')?.layer).toBe('claim')
    expect(value(await hub.requests(ALICE, 'browser').checkProject()).problems).toEqual([])
  })
})

test('a schema whose keys do two things, whose labels cannot be seen, or whose version leaves no room for the next is refused; what hides in a label goes', async () => {
  const named = (change: (layer: Layer) => Layer): Schema => ({
    ...DEFAULT_SCHEMA,
    layers: DEFAULT_SCHEMA.layers.map(layer => (layer.name === 'cue' ? change(layer) : layer)),
  })
  expect(refusal(await take(named(layer => ({...layer, key: 'f'}))))).toBe(
    'schema.layers: the key "f" takes the stance favor, and marks words as cue. Give one of them another key.',
  )
  expect(refusal(await take(named(layer => ({...layer, key: 'v'}))))).toContain('the key "v" goes to the feature voice, and marks words as cue')
  const letter = {name: 'w', label: 'W', kind: 'choice', choices: [{value: 'x', label: 'X', key: 'c'}]} as const
  expect(refusal(await take(named(layer => ({...layer, primary: 'w', features: [letter]}))))).toContain(
    'the key "c" chooses the label x, and marks words as claim',
  )
  expect(refusal(await take(named(layer => ({...layer, label: '\u200b'}))))).toContain('the label of cue has nothing that can be seen')
  expect(refusal(await take({...DEFAULT_SCHEMA, version: Number.MAX_SAFE_INTEGER}))).toContain('schema.version')
  value(await take(named(layer => ({...layer, label: 'רמז \u202e'}))))
  const {doc, opened} = windows.keep(windowOf(hub, ALICE)).open({kind: 'project'})
  expect(await opened).toBeUndefined()
  expect(
    project(doc)
      .schema()
      .layers.find(({name}) => name === 'cue')?.label,
  ).toBe('רמז')
})

test('the check of a project finds labels that the schema in force does not have', async () => {
  await add(ALICE, aClaim(article, 'Sea ice', {id: 'ice', features: {commitment: 'behauptet'}}))
  const {problems} = value(await hub.requests(ALICE, 'browser').checkProject())
  expect(inEnglish(problems)).toEqual([expect.stringMatching(/“Sea ice”: "behauptet" is not a label of commitment/)])
})

test('the check of a project counts what the schema requires and annotations do not say, by article, and finds no problem in it', async () => {
  const required = withLayers(layer => ({
    ...layer,
    features: layer.features.map(each => (each.name === 'voice' || each.name === 'stances' ? {...each, required: true} : each)),
  }))
  await add(ALICE, aClaim(article, 'Sea ice', {id: 'ice', features: {commitment: 'asserts'}}))
  await add(ALICE, aClaim(article, 'السلام قريب', {id: 'near', features: {voice: 'quoted'}}))
  value(await take(required))
  const report = value(await hub.requests(ALICE, 'browser').checkProject())
  expect(report.problems).toEqual([])
  expect(inEnglish(report.notes)).toEqual([
    expect.stringMatching(/^“.+”: 2 annotations without “Stances” of “Claim”, which the schema requires\. Fill it in\.$/),
    expect.stringMatching(/^“.+”: 1 annotation without “Voice” of “Claim”, which the schema requires\. Fill it in\.$/),
  ])
})
