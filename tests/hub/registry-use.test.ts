import {expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import type {Owner} from '../../src/core/round/owner.ts'
import {EARLIER, ownerOf} from '../../src/core/round/owner.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import {setIndexOf} from '../../src/hub/index/annotation-rows.ts'
import type {ReadableWanted} from '../../src/hub/index/readable-rows.ts'
import {readableRows} from '../../src/hub/index/readable-rows.ts'
import {registryRequests} from '../../src/hub/requests/registry-use.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {project} from '../../src/project/project.ts'
import {memoryStore} from '../../src/storage/memory-store.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {ALICE} from './hub-bench.ts'

const ICE = anArticle(MIXED_TEXT, {position: 1})
const PEACE = anArticle('السلام قريب. 和平即将到来。', {position: 0})
const GONE = anArticle('השלום קרוב, אמר השר. 👩‍👩‍👧', {position: 2})
const zoe = {kind: 'entity', id: 'zoe'} as const
const near = {kind: 'claim', id: 'near'} as const
const ice = {kind: 'topic', id: 'ice'} as const
const act = {by: 'alice', at: 1}

async function aProject(rights: () => 'write' | 'none' = () => 'write') {
  const store = memoryStore()
  const shared = project(new Y.Doc())
  for (const {text: _text, ...entry} of [ICE, PEACE, GONE]) shared.articles.put(entry)
  const sets = new Map<string, ReturnType<typeof annotationSet>>()
  const add = async (article: string, owner: Owner, annotations: readonly Annotation[]): Promise<void> => {
    const address = {kind: 'set', article, owner} as const
    const name = documentName('ice', address)
    const set = sets.get(name) ?? annotationSet(new Y.Doc())
    sets.set(name, set)
    set.add(annotations)
    await store.append(name, address, Y.encodeStateAsUpdate(set.doc))
    store.index(name, setIndexOf(set.all(), [], DEFAULT_SCHEMA))
  }
  const may = (_person: unknown, address: DocumentAddress) => (address.kind === 'set' && address.owner !== 'team' ? rights() : 'write')
  const reading = {project: shared, may, person: ALICE, store, caughtUp: async () => undefined}
  return {add, shared, reading, requests: registryRequests(reading)}
}

const stance = {...act, id: 's', holder: zoe, target: ice, value: 'favor'} as const

test('what points at something is counted in each article, and told with its words in the order of articles and text', async () => {
  const {add, requests} = await aProject()
  await add(ICE.id, 'team', [
    aClaim(ICE, 'السلام قريب', {id: 'later', features: {attributionSource: zoe, claimId: near, stances: [stance]}}),
    aClaim(ICE, 'Zoë', {id: 'first', layer: 'entity', features: {entityId: zoe}}),
    aClaim(ICE, '和平', {id: 'nothing'}),
    aClaim(ICE, 'Sea ice', {id: 'removed', features: {claimId: near}, removed: act}),
  ])
  await add(PEACE.id, 'team', [aClaim(PEACE, '和平', {id: 'other', features: {entityId: zoe}})])
  const {articles, uses} = value(await requests.registryUse())
  expect(uses.map(({kind, id, mentions, articles: places}) => [kind, id, mentions, places.map(place => articles[place]).sort()]).sort()).toEqual([
    ['claim', 'near', 1, [ICE.id]],
    ['entity', 'zoe', 3, [ICE.id, PEACE.id].sort()],
    ['topic', 'ice', 1, [ICE.id]],
  ])
  const {mentions, total} = value(await requests.mentions([zoe, ice], 0))
  expect([total, mentions.map(({annotation, quote}) => [annotation, quote])]).toEqual([
    3,
    [
      ['other', '和平'],
      ['first', 'Zoë'],
      ['later', 'السلام قريب'],
    ],
  ])
  // The words around a mention tell it from others with the same words.
  for (const {article, start, end, before, quote, after} of mentions) {
    const {text} = article === ICE.id ? ICE : PEACE
    expect(text.slice(start - before.length, end + after.length)).toBe(before + quote + after)
    expect(before.length + after.length).toBeGreaterThan(8)
  }
  expect(value(await requests.mentions([zoe], 2)).mentions.map(({annotation}) => annotation)).toEqual(['later'])
})

test('a relation and what is about a whole article are told by their words, in parts of what there is', async () => {
  const {add, requests} = await aProject()
  const {selector: _selector, ...whole} = aClaim(ICE, 'Zoë', {id: 'whole', layer: 'frame', features: {claimId: near}})
  await add(ICE.id, 'team', [
    aClaim(ICE, 'Zoë', {id: 'one'}),
    aClaim(ICE, '和平', {id: 'two', removed: act}),
    whole,
    {...whole, id: 'x', from: 'one', to: 'two', layer: 'link'},
    {...whole, id: 'y', from: 'x', to: 'nobody', layer: 'link'},
  ])
  await add(PEACE.id, 'team', [aClaim(PEACE, '和平', {id: 'other', features: {claimId: near}})])
  const told = async (from: number) => value(await requests.mentions([near], from)).mentions.map(({annotation, quote}) => [annotation, quote])
  expect(await told(0)).toEqual([
    ['other', '和平'],
    ['whole', 'the whole article'],
    ['x', expect.stringMatching(/“Zoë” .*“和平” \(removed\)/)],
    ['y', expect.stringMatching(/another relation .*an annotation that is not there/)],
  ])
  expect([await told(1), await told(3), await told(4)].map(part => part.map(([id]) => id))).toEqual([['whole', 'x', 'y'], ['y'], []])
})

test('rows are told of some articles, some people and some stances alone, and a part that ends within an article goes on there', async () => {
  const {add, reading} = await aProject()
  const bobs = ownerOf('bob', EARLIER)
  for (const [id, article] of [
    ['ice', ICE],
    ['peace', PEACE],
    ['gone', GONE],
  ] as const) {
    const word = article.text.slice(0, 4)
    await add(article.id, 'team', [aClaim(article, word, {id: `${id}-1`, features: {stances: [stance]}}), aClaim(article, word, {id: `${id}-3`})])
    await add(article.id, bobs, [aClaim(article, word, {id: `${id}-2`, layer: 'entity', by: 'bob'})])
  }
  const found = async (wanted: ReadableWanted, from = 0, most = 9) => {
    const {rows, total} = await readableRows(reading, wanted, {from, most})
    return [total, rows.map(({row}) => row.id).join(' ')]
  }
  expect(await found({})).toEqual([9, 'peace-1 peace-2 peace-3 ice-1 ice-2 ice-3 gone-1 gone-2 gone-3'])
  expect([await found({}, 0, 2), await found({}, 2, 5), await found({}, 4, 1), await found({}, 8)].map(([, ids]) => ids)).toEqual([
    'peace-1 peace-2',
    'peace-3 ice-1 ice-2 ice-3 gone-1',
    'ice-2',
    'gone-3',
  ])
  expect(await found({owners: [bobs]})).toEqual([3, 'peace-2 ice-2 gone-2'])
  expect(await found({articles: [GONE.id, PEACE.id], layers: ['claim']}, 1, 2)).toEqual([4, 'peace-3 gone-1'])
  expect(await found({owners: ['team'], articles: [ICE.id], stance: {value: 'favor', target: ice}})).toEqual([1, 'ice-1'])
})

test('counts follow what is annotated after they were asked for the first time, and articles that are taken out', async () => {
  const {add, shared, requests} = await aProject()
  expect(value(await requests.registryUse()).uses).toEqual([])
  await add(GONE.id, 'team', [aClaim(GONE, 'השלום', {features: {entityId: zoe}})])
  await add(ICE.id, 'team', [aClaim(ICE, 'Zoë', {features: {entityId: zoe}})])
  expect(value(await requests.registryUse()).uses.map(({mentions}) => mentions)).toEqual([2])
  shared.articles.remove(GONE.id, act)
  expect(value(await requests.mentions([zoe], 0)).mentions.map(({article}) => article)).toEqual([ICE.id])
})

test('[SP41] what a person may not read is not counted, nor when a round closes it while it is gathered', async () => {
  let asked = 0
  let closesAfter = Number.POSITIVE_INFINITY
  const {add, requests} = await aProject(() => (++asked > closesAfter ? 'none' : 'write'))
  await add(ICE.id, ownerOf('bob', EARLIER), [aClaim(ICE, 'Zoë', {by: 'bob', features: {entityId: zoe}})])
  expect(value(await requests.mentions([zoe], 0)).total).toBe(1)
  closesAfter = asked + 1
  expect(value(await requests.registryUse()).uses).toEqual([])
  expect(value(await requests.mentions([zoe], 0))).toEqual({mentions: [], total: 0})
})
