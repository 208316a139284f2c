// @vitest-environment node
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {eventually} from '../support/eventually.ts'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import {stancesOf} from '../../src/core/annotation/annotation.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import {differences} from '../../src/core/annotation/differences.ts'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import type {AnnotationState} from '../../src/ipc/history-api.ts'
import {beginTyping, writeText} from '../../src/renderer/annotate/note-typing.ts'
import {replay} from '../../src/renderer/annotate/replay.ts'
import {addAnnotation, removeAnnotation, resize, setFeature, toggleStance} from '../../src/renderer/annotate/edit-annotations.ts'
import {bringBack, canBringBack, othersIn, namingThen} from '../../src/renderer/history/bring-back.ts'
import {deedWords, timeWords} from '../../src/renderer/history/history-words.ts'
import {momentOf} from '../../src/renderer/ui/moment.ts'
import type {OpenArticle} from '../../src/renderer/state/open-article.ts'
import type {Workspace} from '../../src/renderer/state/workspace.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {aWorkspace} from '../support/workspace.ts'

const alice: Person = {id: 'alice', name: 'Alice', role: 'admin'}
const bob: Person = {id: 'bob', name: 'Bob', role: 'annotator'}
const ICE = anArticle(MIXED_TEXT)
const TOPIC = {kind: 'topic', id: 'ice'} as const

let folder: string
let hub: Hub
let open: Workspace[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimlight-history-'))
  hub = await createHub({folder: value(await createProjectFolder(join(folder, 'Ice.claimlight'), {projectId: 'ice'})), version: '0.0.0'})
  value(await hub.requests(alice, 'desktop').importFiles([{name: 'ice.txt', bytes: new TextEncoder().encode(ICE.text)}], null))
  value(
    await hub.changeProject(({people, topics}) => {
      people.put(alice)
      people.put(bob)
      topics.put({id: 'ice', by: 'alice', at: 1, name: '海冰'})
    }),
  )
})
afterEach(async () => {
  await Promise.all(open.map(workspace => workspace.close()))
  open = []
  await hub.close()
  await rm(folder, {recursive: true})
})

async function windowOf(person: Person, given: {now?: () => number} = {}): Promise<{readonly workspace: Workspace; readonly article: OpenArticle}> {
  const {workspace} = await aWorkspace(hub, person, given)
  open.push(workspace)
  await workspace.open(ICE.id)
  const article = workspace.current()
  if (article === undefined) throw new Error('No article is on screen.')
  return {workspace, article}
}
type Window = Awaited<ReturnType<typeof windowOf>>

const spanOf = (quote: string) => ({start: ICE.text.indexOf(quote), end: ICE.text.indexOf(quote) + quote.length})
const mark = ({workspace, article}: Window, quote: string, layer = 'claim'): string => value(addAnnotation(workspace, article, layer, spanOf(quote))).id
const now = ({article}: Window, id: string): Annotation => {
  const annotation = article.set.get(id)
  if (annotation === undefined) throw new Error(`There is no ${id}.`)
  return annotation
}
/** Once the hub has all that was done in this window. */
async function statesOf({workspace, article}: Window, id: string): Promise<readonly AnnotationState[]> {
  await eventually(() => expect(workspace.connection.state().unsynced).toBe(false))
  return value(await workspace.host.requests.annotationHistory(article.id, 'team', id, 0)).states
}
const told = (of: Window, states: readonly AnnotationState[]): readonly string[] =>
  states.map((state, at) => deedWords(namingThen(of.workspace, of.article), state, states[at + 1]?.annotation))
const arrives = async (at: Window, id: string, from: Window): Promise<void> =>
  eventually(() => expect(at.article.set.get(id) && differences(now(at, id), now(from, id))).toEqual([]))
const noteFeature = DEFAULT_SCHEMA.layers[0]?.features.find(({kind}) => kind === 'text')
const toasts = ({workspace}: Window): readonly string[] => workspace.toasts.current().map(({text}) => text)

test('[HI1] a history reads as sentences, in the titles of the schema and the names of records', async () => {
  const hers = await windowOf(alice)
  const {workspace, article} = hers
  if (noteFeature === undefined) throw new Error('The schema has no text feature.')
  const id = mark(hers, 'السلام قريب')
  setFeature(workspace, article, id, 'commitment', 'reports')
  setFeature(workspace, article, id, 'commitment', 'asserts')
  setFeature(workspace, article, id, 'voice', 'quoted')
  value(resize(workspace, article, id, spanOf('السلام')))
  toggleStance(workspace, article, now(hers, id), TOPIC, 'favor')
  writeText(workspace, article, now(hers, id), noteFeature, 'e\u0301 👩‍👩‍👧', beginTyping(article, now(hers, id), noteFeature))
  article.set.setConfidence(id, 2, workspace.act())
  removeAnnotation(workspace, article, id)
  replay(workspace, 'undo')
  const states = await statesOf(hers, id)
  expect(told(hers, states)).toEqual([
    'brought it back',
    'removed it',
    'said how sure: Fairly',
    `wrote ${noteFeature.label}: “e\u0301 👩‍👩‍👧”`,
    'took a stance, Favor: the outlet → 海冰',
    'resized it from “السلام قريب” to “السلام”',
    'set Voice to Quoted',
    'labelled it Asserts (was Reports)',
    'labelled it Reports',
    'marked it as Claim',
  ])
})

test('[HI1] what came later, from elsewhere, or from before histories were kept is said to be so', () => {
  const annotation = {} as Annotation
  const [at, then] = [Date.UTC(2026, 10, 27, 14, 3), Date.UTC(2026, 10, 25, 9, 30)]
  const state = {annotation, here: true, arrived: at, signedAt: at - 1000}
  expect(timeWords(state)).toBe(momentOf(at))
  expect(timeWords({...state, signedAt: then})).toBe(`arrived ${momentOf(at)}; done ${momentOf(then)} by the clock where it was`)
  expect(timeWords({...state, here: false})).toBe(`arrived ${momentOf(at)}; done ${momentOf(at - 1000)} by the clock where it was`)
  expect(timeWords({annotation, here: false, signedAt: then})).toBe(`${momentOf(then)}, as the record says`)
})

test('[HI6] every state of what two people did can be brought back, each as one edit of whoever does it, undone as one', async () => {
  const [hers, his] = [await windowOf(alice), await windowOf(bob)]
  if (noteFeature === undefined) throw new Error('The schema has no text feature.')
  const id = mark(hers, 'Sea ice melts faster')
  setFeature(hers.workspace, hers.article, id, 'commitment', 'asserts')
  await arrives(his, id, hers)
  setFeature(his.workspace, his.article, id, 'attributionSource', {kind: 'none'})
  writeText(his.workspace, his.article, now(his, id), noteFeature, '和平', beginTyping(his.article, now(his, id), noteFeature))
  value(resize(his.workspace, his.article, id, spanOf('Sea ice')))
  await arrives(hers, id, his)
  removeAnnotation(hers.workspace, hers.article, id)
  await arrives(his, id, hers)
  const states = await statesOf(his, id)
  expect(states).toHaveLength(6)
  for (const {annotation: state} of states.filter(({annotation}) => annotation.removed === undefined)) {
    const before = now(his, id)
    expect(canBringBack(before, state)).toBe(true)
    value(bringBack(his.workspace, his.article, id, state))
    expect(differences(now(his, id), state)).toEqual([])
    expect(now(his, id).editedBy).toBe('bob')
    replay(his.workspace, 'undo')
    expect(differences(now(his, id), before)).toEqual([])
  }
  value(bringBack(his.workspace, his.article, id, states.at(-1)?.annotation ?? now(his, id)))
  await arrives(hers, id, his)
  const after = await statesOf(his, id)
  expect([after[0]?.by, differences(after[0]?.annotation ?? now(his, id), now(his, id))]).toEqual(['bob', []])
})

test('[HI6] whose work would be changed is asked for; taking away a mark of removal changes nobody’s', async () => {
  const [hers, his] = [await windowOf(alice), await windowOf(bob)]
  const id = mark(hers, '和平')
  setFeature(hers.workspace, hers.article, id, 'voice', 'quoted')
  await arrives(his, id, hers)
  const [, first] = await statesOf(hers, id)
  if (first === undefined) throw new Error('There is no first state.')
  expect(othersIn(his.workspace, now(his, id), first.annotation)).toEqual(['Alice'])
  expect(othersIn(hers.workspace, now(hers, id), first.annotation)).toEqual([])
  const there = now(hers, id)
  removeAnnotation(hers.workspace, hers.article, id)
  await arrives(his, id, hers)
  expect(othersIn(his.workspace, now(his, id), there)).toEqual([])
})

test('[HI7] a stance is brought back by whoever took it; another’s stays as it is, and that is said', async () => {
  const [hers, his] = [await windowOf(alice), await windowOf(bob)]
  const id = mark(hers, '和平')
  toggleStance(hers.workspace, hers.article, now(hers, id), TOPIC, 'favor')
  await arrives(his, id, hers)
  const both = now(his, id)
  toggleStance(his.workspace, his.article, both, TOPIC, 'against')
  await arrives(hers, id, his)
  const withHis = now(hers, id)
  toggleStance(hers.workspace, hers.article, withHis, TOPIC, 'favor')
  value(bringBack(hers.workspace, hers.article, id, both))
  expect(stancesOf(now(hers, id)).map(({by, value}) => [by, value])).toEqual([
    ['bob', 'against'],
    ['alice', 'favor'],
  ])
  expect(toasts(hers).at(-1)).toBe('Brought back as far as it can be. The stance “Against: the outlet → 海冰”, which is Bob’s to say, is left as it is now.')
})

/** The labels of commitments, called otherwise. */
const renamed = (version: number, names: Readonly<Record<string, string>>): Schema => ({
  ...DEFAULT_SCHEMA,
  version,
  layers: DEFAULT_SCHEMA.layers.map(layer => ({
    ...layer,
    features: layer.features.map(feature =>
      feature.kind === 'choice' && feature.name === 'commitment'
        ? {
            ...feature,
            choices: feature.choices.flatMap(({translations: _, ...choice}) =>
              names[choice.value] === '' ? [] : {...choice, label: names[choice.value] ?? choice.label},
            ),
          }
        : feature,
    ),
  })),
})

test('a history says each label in the words of the version of the schema that it was given under', async () => {
  const hers = await windowOf(alice)
  const {workspace, article} = hers
  const id = mark(hers, 'Zoë')
  setFeature(workspace, article, id, 'commitment', 'asserts')
  setFeature(workspace, article, id, 'commitment', 'reports')
  await eventually(() => expect(workspace.connection.state().unsynced).toBe(false))
  // Asserting is reporting from now on, and that is called otherwise.
  const mappings = [{layer: 'claim', feature: 'commitment', label: 'asserts', to: 'reports'}]
  value(await workspace.host.requests.takeSchema(renamed(2, {asserts: '', reports: 'Gibt wieder 和平'}), mappings))
  await eventually(() => expect(workspace.project.schema().version).toBe(2))
  setFeature(workspace, article, id, 'commitment', 'denies')
  setFeature(workspace, article, id, 'commitment', 'reports')
  expect(told(hers, await statesOf(hers, id)).slice(0, 4)).toEqual([
    'labelled it Gibt wieder 和平 (was Denies)',
    'labelled it Denies (was Reports)',
    'labelled it Reports (was Asserts)',
    'labelled it Asserts',
  ])
})

test('a label that is given to an older annotation stands in a history as it is called at that time, one that its first version did not have too', async () => {
  const hers = await windowOf(alice, {now: Date.now})
  const {workspace, article} = hers
  const takes = async (schema: Schema): Promise<void> => {
    await statesOf(hers, id)
    value(await workspace.host.requests.takeSchema(schema, []))
    await eventually(() => expect(workspace.project.schema().version).toBe(schema.version))
  }
  const withWeather = (schema: Schema, label: string): Schema => ({
    ...schema,
    layers: schema.layers.map(layer => ({
      ...layer,
      features: layer.features.map(feature =>
        feature.kind === 'choice' && feature.name === 'commitment' ? {...feature, choices: [...feature.choices, {value: 'wetter', label}]} : feature,
      ),
    })),
  })
  const id = mark(hers, 'Zoë')
  setFeature(workspace, article, id, 'commitment', 'asserts')
  await takes(renamed(2, {asserts: 'يؤكد', reports: 'Gibt wieder 和平'}))
  article.set.setConfidence(id, 2, workspace.act())
  setFeature(workspace, article, id, 'commitment', 'reports')
  await takes(withWeather(renamed(3, {reports: 'Berichtet'}), 'Wetter 🌦️'))
  setFeature(workspace, article, id, 'commitment', 'wetter')
  await takes(withWeather(renamed(4, {}), 'טקס'))
  const states = await statesOf(hers, id)
  expect(told(hers, states).slice(0, 4)).toEqual([
    'labelled it Wetter 🌦️ (was Gibt wieder 和平)',
    'labelled it Gibt wieder 和平 (was يؤكد)',
    'said how sure: Fairly',
    'labelled it Asserts',
  ])
  const [state] = states
  if (state === undefined) throw new Error('Nothing was done.')
  // By a clock that was behind, it was given before there was such a label.
  const early = {...state, annotation: {...state.annotation, at: 1, editedAt: 1}}
  expect(deedWords(namingThen(workspace, article), early, undefined)).toBe('marked it as Claim: טקס')
})

test('a label of a version of the schema that nobody knows any more stands in a history as it is written, and marked so', async () => {
  const hers = await windowOf(alice)
  const {workspace, article} = hers
  const id = mark(hers, 'Zoë')
  setFeature(workspace, article, id, 'commitment', 'asserts')
  await statesOf(hers, id)
  value(await hub.changeProject(project => project.setSchema(renamed(2, {asserts: 'Behauptet'}))))
  await eventually(() => expect(workspace.project.schema().version).toBe(2))
  expect(told(hers, await statesOf(hers, id))[0]).toBe('labelled it asserts (as it is written; version 1 of the schema is not known here)')
})

test('[HI7] what the schema does not have any more is named, and the rest is brought back', async () => {
  const hers = await windowOf(alice)
  const {workspace, article} = hers
  const id = mark(hers, 'Zoë')
  setFeature(workspace, article, id, 'commitment', 'asserts')
  setFeature(workspace, article, id, 'voice', 'quoted')
  const state = now(hers, id)
  setFeature(workspace, article, id, 'commitment', 'reports')
  setFeature(workspace, article, id, 'voice', 'outlet')
  const layers = DEFAULT_SCHEMA.layers.map(layer => ({
    ...layer,
    features: layer.features.map(feature =>
      feature.kind === 'choice' && feature.name === 'commitment' ? {...feature, choices: feature.choices.filter(({value}) => value !== 'asserts')} : feature,
    ),
  }))
  value(await hub.changeProject(project => project.setSchema({...DEFAULT_SCHEMA, layers})))
  await eventually(() => expect(JSON.stringify(workspace.project.schema())).not.toContain('"asserts"'))
  value(bringBack(workspace, article, id, state))
  expect(now(hers, id).features).toMatchObject({commitment: 'reports', voice: 'quoted'})
  expect(toasts(hers).at(-1)).toMatch(/^Brought back as far as it can be\. Commitment, whose former value Claim cannot have any more, is left as it is now\.$/)
})

test('[HI8] what was removed is listed, the latest first, and nothing of it is among the others', async () => {
  const hers = await windowOf(alice)
  const {workspace, article} = hers
  const [one, two, three] = [mark(hers, 'Zoë'), mark(hers, '和平', 'entity'), mark(hers, 'השלום')]
  for (const id of [two, one]) removeAnnotation(workspace, article, id)
  expect(article.removed().map(({annotation}) => annotation.id)).toEqual([one, two])
  expect(article.listed().map(({annotation}) => annotation.id)).toEqual([three])
  value(bringBack(workspace, article, two, {...now(hers, two), removed: undefined} as unknown as Annotation))
  expect(article.removed().map(({annotation}) => annotation.id)).toEqual([one])
})
