import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import type {Person} from '../../src/core/round/owner.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {DatasetDocument} from '../../src/core/dataset/dataset-document.ts'
import type {Hub} from '../../src/hub/hub.ts'
import type {AnnotationSet} from '../../src/project/annotation-set.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {copiedId} from '../../src/project/copied-work.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {registry} from '../../src/project/registry.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {fileOf} from '../support/datasets.ts'
import {value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {aHub, ALICE, aPerson, aProjectFolder, BOB, newFolder, openedFolder, openWindows} from './hub-bench.ts'

const ICE = anArticle(MIXED_TEXT)
const WATER = anArticle('Nobody is thirsty. الماء قريب')
const DORA = aPerson('Dora', 'annotator')
const CLOSED = 'This is closed to you until the round is opened.'

let path = ''
let remove: () => Promise<void>
let hub: Hub
let first = ''
const windows = openWindows()
const set = (annotator: string, round: string, {id} = ICE): DocumentAddress => ({kind: 'set', article: id, owner: ownerOf(annotator, round)})
async function open(person: Person, address: DocumentAddress) {
  const window = windows.at(hub, person).open(address)
  expect(await window.opened).toBeUndefined()
  return {...window, set: annotationSet(window.doc)}
}
const standing = (of: AnnotationSet): readonly Annotation[] => of.all().filter(({removed}) => removed === undefined)

beforeEach(async () => {
  ;({path, remove} = await newFolder())
  hub = await aHub(await aProjectFolder(`${path}/Ceasefire.claimlight`))
  const files = [ICE, WATER].map(({text}, at) => ({name: `${at}.txt`, bytes: new TextEncoder().encode(text)}))
  value(await hub.requests(ALICE, 'browser').importFiles(files, null))
  value(
    await hub.changeProject(({people}) => {
      for (const person of [ALICE, BOB, DORA]) people.put(person)
    }),
  )
  first = (await startRound(hub, ALICE, {annotators: ['bob', 'dora']})).id
  const bobs = await open(BOB, set('bob', first))
  const own = await open(BOB, {kind: 'registry', owner: ownerOf('bob', first)})
  registry(own.doc).entities.put({id: 'zoe', by: 'bob', at: 1, name: 'Zoe\u0308 和平', type: 'PERSON', aliases: ['Zo']})
  bobs.set.add([
    aClaim(ICE, 'Sea ice melts faster', {id: 'a', by: 'bob', features: {attributionSource: {kind: 'mention', id: 'b'}}}),
    aClaim(ICE, 'السلام قريب', {id: 'b', by: 'bob', layer: 'entity', features: {entityId: {kind: 'entity', id: 'zoe'}}}),
    aClaim(ICE, '和平即将到来', {id: 'c', by: 'bob'}),
  ])
  bobs.set.remove(['c'], {by: 'bob', at: 2})
  bobs.set.setReadMark('bob', {state: 'done', by: 'bob', at: 3})
  for (const each of [bobs, own]) await each.saved()
  const doras = await open(DORA, set('dora', first, WATER))
  doras.set.add([aClaim(WATER, 'الماء', {id: 'd', by: 'dora'})])
  await doras.saved()
  await openRound(hub, first)
})
afterEach(async () => {
  windows.close()
  await hub.close()
  await remove()
})

describe('a round that is based on an opened one', () => {
  test('[RD13] begins with a copy of each annotator’s own work, under ids of its own, and the first one stays as it was', async () => {
    const before = (await open(ALICE, set('bob', first))).set.all()
    const {id} = await startRound(hub, ALICE, {annotators: ['bob', 'dora'], basedOn: first})
    const his = await open(BOB, set('bob', id))
    const [a, b] = [copiedId(id, 'a'), copiedId(id, 'b')]
    const original = new Map(before.map(each => [each.id, each]))
    expect(Object.fromEntries(his.set.all().map(each => [each.id, each]))).toEqual({
      [a]: {...original.get('a'), id: a, features: {attributionSource: {kind: 'mention', id: b}}},
      [b]: {...original.get('b'), id: b},
    })
    expect([...his.set.readMarks().values()]).toEqual([{state: 'done', by: 'bob', at: 3}])
    const own = await open(BOB, {kind: 'registry', owner: ownerOf('bob', id)})
    const earlier = await open(BOB, {kind: 'registry', owner: ownerOf('bob', first)})
    expect(registry(own.doc).entities.all()).toEqual(registry(earlier.doc).entities.all())
    expect(registry(own.doc).entities.all()).toMatchObject([{id: 'zoe', aliases: ['Zo'], by: 'bob'}])
    for (const person of [ALICE, DORA]) expect(await windows.at(hub, person).open(set('bob', id)).opened).toBe(CLOSED)
    his.set.setFeature(a, 'voice', 'quoted', {by: 'bob', at: 9})
    await his.saved()
    await hub.close()
    hub = await aHub(await openedFolder(`${path}/Ceasefire.claimlight`))
    await openRound(hub, id)
    expect(
      standing((await open(ALICE, set('bob', id))).set)
        .map(each => [each.id, each.features['voice']])
        .sort(),
    ).toEqual(
      [
        [a, 'quoted'],
        [b, undefined],
      ].sort(),
    )
    expect((await open(ALICE, set('bob', first))).set.all()).toEqual(before)
    expect(standing((await open(ALICE, set('dora', id, WATER))).set).map(each => each.id)).toEqual([copiedId(id, 'd')])
    expect(value(await hub.requests(ALICE, 'browser').checkProject()).problems).toEqual([])
  })

  test('[RD13] shows its annotators what each said in the first one, and neither what they say in it, nor the team’s work; a dataset holds nobody else’s', async () => {
    const plan = {annotators: ['bob', 'dora'], basedOn: first}
    const {id} = await startRound(hub, ALICE, plan)
    const earlier = await open(DORA, set('bob', first))
    expect(standing(earlier.set)).toHaveLength(2)
    expect(registry((await open(DORA, {kind: 'registry', owner: ownerOf('bob', first)})).doc).entities.get('zoe')?.name).toBe('Zoë 和平')
    expect(value(await hub.requests(DORA, 'browser').roundWork(first, ICE.id))).toEqual([{annotator: 'bob', articles: [ICE.id]}])
    const closed: readonly DocumentAddress[] = [
      set('bob', id),
      {kind: 'registry', owner: ownerOf('bob', id)},
      {kind: 'set', article: ICE.id, owner: 'team'},
      {kind: 'discussion', article: ICE.id},
    ]
    for (const address of closed) expect(await windows.at(hub, DORA).open(address).opened).toBe(CLOSED)
    const file = JSON.parse(await fileOf(value(await hub.requests(DORA, 'browser').exportDataset('codepoint')))) as DatasetDocument
    expect(new Set([...file.annotations, ...file.readMarks].map(({owner}) => owner))).toEqual(new Set([ownerOf('dora', first), ownerOf('dora', id)]))
  })

  test('[RD13] that was kept as a draft copies what each is given, and the rest when it is given', async () => {
    const plan = {articles: [ICE.id, WATER.id], annotators: ['bob'], basedOn: first}
    const {draftRound, startDraft, changeWorklist, addToRound} = hub.requests(ALICE, 'browser')
    const {id} = value(await draftRound({name: 'Runde 2', plan, lists: [{annotator: 'bob', articles: [WATER.id]}]}))
    value(await startDraft(id))
    expect((await open(BOB, set('bob', id))).set.all()).toEqual([])
    value(await changeWorklist(id, {annotator: 'bob', articles: [WATER.id, ICE.id]}))
    const his = await open(BOB, set('bob', id))
    expect(standing(his.set)).toHaveLength(2)
    his.set.remove([copiedId(id, 'a')], {by: 'bob', at: 9})
    await his.saved()
    value(await changeWorklist(id, {annotator: 'bob', articles: [ICE.id, WATER.id]}))
    value(await addToRound(id, {annotators: ['dora'], lists: [{annotator: 'dora', articles: [WATER.id]}]}))
    expect(standing((await open(BOB, set('bob', id))).set).map(each => each.id)).toEqual([copiedId(id, 'b')])
    expect(standing((await open(DORA, set('dora', id, WATER))).set)).toHaveLength(1)
  })
})
