import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {plainName} from '../../src/core/person/name.ts'
import {stancesOf} from '../../src/core/annotation/annotation.ts'
import type {ArticleEntry} from '../../src/core/article/article.ts'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import {datasetShape} from '../../src/core/dataset/dataset-document.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {snapshotRegistry, snapshotSet} from '../../src/project/project-snapshot.ts'
import {project} from '../../src/project/project.ts'
import type {ProjectSnapshot} from '../../src/core/dataset/project-snapshot.ts'
import {registry} from '../../src/project/registry.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {aRound} from '../support/rounds.ts'

const alice = (at: number) => ({by: 'alice', at})
const bob = (at: number) => ({by: 'bob', at})
const article = anArticle(MIXED_TEXT)
const zoe = {id: 'zoe', ...bob(1), name: 'Zoe\u0308 👩‍👩‍👧', type: 'PERSON', aliases: ['Zoë']}
const peace = {id: 'peace', ...bob(1), text: 'السلام قريب', about: ['zoe']}
const ice = {id: 'ice', ...bob(1), name: '海冰'}
const {text: _text, ...entry} = article

/** What stands in a document's map under an id, whether it is listed or not. */
const standing = (doc: Y.Doc, map: string, id: string): unknown => {
  const record = doc.getMap(map).get(id)
  return record instanceof Y.Map ? record.toJSON() : record
}

function aProject() {
  const {entities, claims, doc: names} = registry(new Y.Doc())
  const {topics, articles, doc} = project(new Y.Doc())
  entities.put(zoe)
  claims.put(peace)
  topics.put(ice)
  articles.put(entry satisfies ArticleEntry)
  return {entities, claims, topics, articles, names, doc}
}

describe('[SP19] what is taken out of a project is marked, with who did it and when', () => {
  test.each(['entities', 'claims'] as const)('one of its %s', kind => {
    const {[kind]: list, names} = aProject()
    const {id} = kind === 'entities' ? zoe : peace
    list.remove(id, alice(7))
    expect([list.get(id), list.all()]).toEqual([undefined, []])
    expect(standing(names, kind, id)).toMatchObject({...bob(1), removed: alice(7)})
  })

  test('a topic', () => {
    const {topics, doc} = aProject()
    topics.remove('ice', alice(7))
    expect([topics.get('ice'), topics.all()]).toEqual([undefined, []])
    expect(standing(doc, 'topics', 'ice')).toEqual({...bob(1), name: '海冰', removed: alice(7)})
  })

  test('an article, with what was edited of it', () => {
    const {articles, doc} = aProject()
    articles.patch(article.id, {title: 'الجليد'})
    articles.remove(article.id, alice(7))
    expect([articles.get(article.id), articles.all(), articles.ids()]).toEqual([undefined, [], []])
    expect(doc.getMap('articles').toJSON()).toMatchObject({[`${article.id}/title`]: 'الجليد', [`${article.id}/removed`]: alice(7)})
    articles.put(entry)
    expect([articles.get(article.id), articles.ids()]).toEqual([entry, [article.id]])
  })

  test('a stance, which stays in the record of its claim', () => {
    const set = annotationSet(new Y.Doc())
    const claim = aClaim(article, 'השלום קרוב')
    const stance = {id: 's', ...bob(3), holder: {kind: 'outlet'}, target: {kind: 'topic', id: 'ice'}, value: 'favor'} as const
    set.add([claim])
    set.putStance(claim.id, stance, bob(3))
    set.removeStance(claim.id, 's', alice(7))
    set.removeStance(claim.id, 'never given', alice(8))
    expect(stancesOf(set.get(claim.id) ?? claim)).toEqual([])
    expect(standing(set.doc, 'annotations', claim.id)).toMatchObject({'stance/s': stance, 'gone/s': alice(7)})
    expect(standing(set.doc, 'annotations', claim.id)).not.toHaveProperty('gone/never given')
  })

  test('a stance, as older windows marked it in itself', () => {
    const set = annotationSet(new Y.Doc())
    const stance = {id: 's', ...bob(3), holder: {kind: 'outlet'}, target: {kind: 'topic', id: 'ice'}, value: 'favor'} as const
    const claim = aClaim(article, 'השלום קרוב', {features: {stances: [stance, {...stance, id: 'other'}]}})
    set.add([claim])
    ;(set.doc.getMap('annotations').get(claim.id) as Y.Map<unknown>).set('stance/s', {...stance, removed: alice(7)})
    expect(stancesOf(set.get(claim.id) ?? claim)).toEqual([{...stance, id: 'other'}])
    set.putStance(claim.id, stance, bob(8))
    expect(stancesOf(set.get(claim.id) ?? claim)).toContainEqual(stance)
  })
})

test('[SP19] a record that is entered again comes back, and who made it and when stays as it was', () => {
  const {entities, names} = aProject()
  entities.remove('zoe', alice(7))
  entities.put({...zoe, ...alice(8), name: 'Zoë', wikidata: 'Q42'})
  expect(entities.get('zoe')).toEqual({...zoe, name: 'Zoë', wikidata: 'Q42'})
  entities.put({...zoe, ...alice(9)})
  expect(entities.get('zoe')).toEqual({...zoe, name: plainName(zoe.name)})
  expect(names.getMap('entities').size).toBe(1)
})

test('[SP19] an annotation that is entered a second time leaves what stands there as it is', () => {
  const set = annotationSet(new Y.Doc())
  const claim = aClaim(article, '和平即将到来')
  set.add([claim])
  set.setFeature(claim.id, 'voice', 'quoted', bob(3))
  set.add([claim])
  expect(set.get(claim.id)).toEqual({...claim, features: {voice: 'quoted'}, editedBy: 'bob', editedAt: 3})
})

test('[SP19] a round or a person cannot be taken out by a mark, which would open what is closed', () => {
  const {rounds, people, doc} = project(new Y.Doc())
  people.put({id: 'bob', name: 'Bob', role: 'annotator'})
  rounds.put(aRound({id: 'r1'}))
  for (const [map, id] of [
    ['people', 'bob'],
    ['rounds', 'r1'],
  ] as const)
    (doc.getMap(map).get(id) as Y.Map<unknown>).set('removed', alice(7))
  expect([people.all().length, rounds.all().length]).toEqual([1, 1])
})

test('[SP19] what was removed and is still pointed at is listed as missing in an export, and its stance is left out', () => {
  const {names, doc} = aProject()
  const [named, shared, set] = [registry(names), project(doc), annotationSet(new Y.Doc())]
  const claim = aClaim(article, 'השלום קרוב', {...bob(3), features: {attributionSource: {kind: 'entity', id: 'zoe'}}})
  const stance = (id: string) => ({id, ...bob(3), holder: {kind: 'outlet'}, target: {kind: 'topic', id: 'ice'}, value: 'favor'}) as const
  set.add([claim])
  for (const id of ['kept', 'taken back']) set.putStance(claim.id, stance(id), bob(4))
  set.removeStance(claim.id, 'taken back', bob(5))
  named.entities.remove('zoe', alice(7))
  shared.topics.remove('ice', alice(7))
  const snapshot: ProjectSnapshot = {
    name: shared.name(),
    schema: shared.schema(),
    articles: [article],
    annotators: [{id: 'alice', name: 'Alice'}],
    topics: shared.topics.all(),
    registries: [snapshotRegistry('team', named)],
    sets: [snapshotSet(article.id, 'team', set)],
  }
  const {entities, topics, claims, annotations, missing} = datasetShape.parse(JSON.parse(exportDataset(snapshot, {unit: 'utf16'})))
  expect([entities, topics, claims.map(({id}) => id)]).toEqual([[], [], ['peace']])
  expect(annotations.map(({features}) => features.stances)).toMatchObject([[{id: 'kept'}]])
  expect(missing).toEqual([
    {kind: 'annotator', id: 'bob'},
    {kind: 'entity', id: 'zoe', owner: 'team'},
    {kind: 'topic', id: 'ice'},
  ])
})
