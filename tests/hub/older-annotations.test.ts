import {expect, test} from 'vitest'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Owner, Person} from '../../src/core/round/owner.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {Feature, Schema} from '../../src/core/schema/schema.ts'
import type {Hub} from '../../src/hub/hub.ts'
import type {OlderWanted} from '../../src/ipc/schema-api.ts'
import type {AnnotationSet} from '../../src/project/annotation-set.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {REFUSED} from '../../src/project/judgement/rules.ts'
import {ANNOTATOR} from '../../src/project/origin.ts'
import {undoHistory} from '../../src/project/undo.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {ALICE, BOB, until, windowOf} from './hub-bench.ts'
import {hubOfArticle} from './hub-of-article.ts'

const article = anArticle(MIXED_TEXT)
let hub: Hub
const windows = hubOfArticle(article, made => {
  hub = made.hub
})

async function open(
  person: Person,
  owner: Owner = 'team',
): Promise<{readonly set: AnnotationSet; readonly saved: () => Promise<unknown>; readonly reasons: readonly string[]}> {
  const {doc, opened, saved, provider} = windows.keep(windowOf(hub, person)).open({kind: 'set', article: article.id, owner})
  expect(await opened).toBeUndefined()
  const reasons: string[] = []
  provider.on('authenticationFailed', ({reason}: {reason: string}) => reasons.push(reason))
  return {set: annotationSet(doc), saved, reasons}
}

const guided: Schema = {
  ...DEFAULT_SCHEMA,
  layers: DEFAULT_SCHEMA.layers.map(layer => ({
    ...layer,
    features: layer.features.map(
      (feature): Feature =>
        feature.name === 'commitment' && feature.kind === 'choice'
          ? {...feature, choices: feature.choices.map(choice => (choice.value === 'hedges' ? {...choice, guideline: 'Only with *may* or ربما.'} : choice))}
          : feature,
    ),
  })),
}
const NOTHING = {annotations: [], found: 0, total: 0, layers: [], people: [], changes: []}
const older = async (person: Person) => value(await hub.requests(person, 'browser').olderAnnotations())
const idsOf = async (person: Person) => (await older(person)).annotations.map(({annotation}) => annotation)

test('[SP224] lists what was made under an older version and means something else since, in the sets that somebody works in', async () => {
  const {set, saved} = await open(ALICE)
  set.add([
    aClaim(article, 'Sea ice', {id: 'hedged', features: {commitment: 'hedges'}}),
    aClaim(article, 'السلام قريب', {id: 'plain', features: {commitment: 'asserts'}}),
    aClaim(article, '和平', {id: 'gone', features: {commitment: 'hedges'}}),
  ])
  set.remove(['gone'], {by: 'alice', at: 5})
  await saved()
  expect(await older(ALICE)).toEqual(NOTHING)
  value(await hub.requests(ALICE, 'browser').takeSchema(guided))
  const {annotations, found, total, layers, people, changes} = await older(ALICE)
  expect(annotations.map(({changes, ...each}) => ({...each, words: `${each.words}`, changes: changes.map(String)}))).toEqual([
    {
      article: article.id,
      annotation: 'hedged',
      layer: 'claim',
      by: 'alice',
      version: 1,
      words: '“Sea ice”',
      changes: ['Label “Hedges” of “Commitment”: other guideline'],
    },
  ])
  expect([found, total, layers, people]).toEqual([1, 1, [{layer: 'claim', annotations: 1}], [{by: 'alice', annotations: 1}]])
  expect(changes.map(({words, annotations: many}) => [`${words}`, many])).toEqual([['Label “Hedges” of “Commitment”: other guideline', 1]])
  await startRound(hub)
  expect(await older(BOB)).toEqual(NOTHING)
})

test('[SP224] of what there is to look at again some is asked for: of a layer, of somebody, or where one thing became otherwise', async () => {
  const alices = await open(ALICE)
  alices.set.add([
    aClaim(article, 'السلام قريب', {id: 'later', features: {commitment: 'hedges', voice: 'quoted'}}),
    aClaim(article, 'Sea ice', {id: 'sooner', features: {voice: 'quoted'}}),
  ])
  await alices.saved()
  const bobs = await open(BOB)
  bobs.set.add([aClaim(article, '和平', {id: 'bobs', by: 'bob', features: {commitment: 'hedges'}})])
  await bobs.saved()
  const both = {
    ...guided,
    layers: guided.layers.map(layer => ({...layer, features: layer.features.map(each => (each.name === 'voice' ? {...each, guideline: 'Whose?'} : each))})),
  }
  value(await hub.requests(ALICE, 'browser').takeSchema(both))
  const ids = async (wanted: OlderWanted) => {
    const {annotations, found, total} = value(await hub.requests(ALICE, 'browser').olderAnnotations(wanted))
    expect([found, total]).toEqual([annotations.length, 3])
    return annotations.map(({annotation}) => annotation)
  }
  await expect.poll(() => idsOf(ALICE)).toEqual(['sooner', 'later', 'bobs'])
  const {changes} = await older(ALICE)
  const [voice] = changes.filter(({words}) => `${words}`.includes('Voice'))
  expect(voice?.annotations).toBe(2)
  expect(await ids({by: 'bob'})).toEqual(['bobs'])
  expect(await ids({change: voice?.change ?? ''})).toEqual(['sooner', 'later'])
  expect(await ids({change: voice?.change ?? '', by: 'bob'})).toEqual([])
  expect(await ids({layer: 'entity'})).toEqual([])
})

test('[SP224] a round that is open is over: what was made in it is nobody’s to look at again', async () => {
  const {id} = await startRound(hub)
  const bobs = await open(BOB, ownerOf('bob', id))
  bobs.set.add([aClaim(article, 'Sea ice', {id: 'bobs', by: 'bob', features: {commitment: 'hedges'}})])
  await bobs.saved()
  value(await hub.requests(ALICE, 'browser').takeSchema(guided))
  await expect.poll(() => idsOf(BOB)).toEqual(['bobs'])
  await openRound(hub, id)
  await expect.poll(() => older(BOB)).toEqual(NOTHING)
})

test('[SP224] in a closed round each annotator is told of her own work alone', async () => {
  const {id} = await startRound(hub)
  const {set, saved} = await open(BOB, ownerOf('bob', id))
  set.add([aClaim(article, 'Sea ice', {id: 'bobs', by: 'bob', features: {commitment: 'hedges'}})])
  await saved()
  value(await hub.requests(ALICE, 'browser').takeSchema(guided))
  await expect.poll(() => idsOf(BOB)).toEqual(['bobs'])
  expect(await older(ALICE)).toEqual(NOTHING)
})

test('[SP224] “still right” takes an annotation from the list, edits nothing, and is taken back by whoever said it', async () => {
  const {set, saved} = await open(ALICE)
  set.add([aClaim(article, 'Sea ice', {id: 'hedged', features: {commitment: 'hedges'}})])
  await saved()
  value(await hub.requests(ALICE, 'browser').takeSchema(guided))
  const bobs = await open(BOB)
  const undo = undoHistory(undefined, ANNOTATOR)
  undo.follow('set', bobs.set.doc, ['annotations'])
  await until('bob has it', () => bobs.set.get('hedged') !== undefined)
  bobs.set.sayStillRight('hedged', 2, {by: 'bob', at: 7})
  await bobs.saved()
  await expect.poll(() => idsOf(ALICE)).toEqual([])
  await until('alice sees it', () => set.get('hedged')?.stillRight?.by === 'bob')
  expect([set.get('hedged')?.editedBy, set.get('hedged')?.schemaVersion]).toEqual([undefined, 1])
  undo.replay('undo', {by: 'bob', at: 8})
  await bobs.saved()
  await expect.poll(() => idsOf(ALICE)).toEqual(['hedged'])
  expect([bobs.reasons, set.get('hedged')?.editedBy]).toEqual([[], undefined])
})

test.each([
  ['in another’s name', REFUSED.name, ({set}: {set: AnnotationSet}) => set.sayStillRight('hedged', 2, {by: 'alice', at: 7})],
  ['of a version that is not in force yet', REFUSED.ahead, ({set}: {set: AnnotationSet}) => set.sayStillRight('hedged', 1_000_000, {by: 'bob', at: 7})],
  ['of a version that there cannot be', REFUSED.shape, ({set}: {set: AnnotationSet}) => set.sayStillRight('hedged', 0, {by: 'bob', at: 7})],
])('[SP224] nobody says it %s', async (_how, refused, say) => {
  const {set, saved} = await open(ALICE)
  set.add([aClaim(article, 'Sea ice', {id: 'hedged', features: {commitment: 'hedges'}})])
  await saved()
  const bobs = await open(BOB)
  await until('bob has it', () => bobs.set.get('hedged') !== undefined)
  say(bobs)
  await until('he is told', () => bobs.reasons.length > 0)
  expect(bobs.reasons[0]).toBe(`${refused}`)
})
