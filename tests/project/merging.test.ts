import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {isReference} from '../../src/core/annotation/annotation.ts'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import {parseDataset} from '../support/datasets.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {layeredRegistry} from '../../src/project/layered-registry.ts'
import {project} from '../../src/project/project.ts'
import {registryRoots, resolverIn, snapshotRegistry, snapshotSet} from '../../src/project/project-snapshot.ts'
import type {Registry} from '../../src/project/registry.ts'
import {registry} from '../../src/project/registry.ts'
import {undoHistory} from '../../src/project/undo.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {aSnapshot} from '../support/datasets.ts'
import {network} from '../support/network.ts'
import {value} from '../support/results.ts'

const article = anArticle(MIXED_TEXT)
const alice = (at: number) => ({by: 'alice', at})
const bob = (at: number) => ({by: 'bob', at})
const anEntity = (id: string, name: string, by = 'alice') => ({id, by, at: 1, name, type: 'PERSON', aliases: []})
const named = (registry: Registry) => registry.entities.all().map(({name}) => name)

const markOf = (registry: Registry, id: string): unknown => (registry.doc.getMap('entities').get(id) as Y.Map<unknown>).get('merged')

function aRegistry(...names: readonly string[]): Registry {
  const made = registry(new Y.Doc())
  for (const name of names) made.entities.put(anEntity(name, name))
  return made
}

describe('[RG1] merging marks a record with what it stands for', () => {
  test('it is not listed, is looked up through the mark, and comes back when the mark goes', () => {
    const {entities} = aRegistry('Zoe\u0308', 'زوي', 'Zoé 👩‍👩‍👧')
    entities.merge(['زوي', 'Zoe\u0308'], 'Zoe\u0308', alice(2))
    expect([entities.all().length, entities.get('زوي'), entities.rootOf('زوي'), entities.rootOf('Zoe\u0308')]).toEqual([2, undefined, 'Zoe\u0308', 'Zoe\u0308'])
    expect(entities.mergedInto('Zoe\u0308').map(({name}) => name)).toEqual(['زوي'])
    entities.separate('زوي')
    expect([entities.all().length, entities.rootOf('زوي')]).toEqual([3, 'زوي'])
  })

  test('a mark that names nothing that is here hides nothing', () => {
    const {entities} = aRegistry('和平')
    entities.merge(['和平'], 'gone', alice(2))
    expect([entities.all().length, entities.rootOf('和平')]).toEqual([1, '和平'])
  })

  test('what is removed stands for nothing: nobody empties a registry by merging all of it into nothing, and undo of the removal merges again', () => {
    const all = ['غزة', 'رفح 👩‍👩‍👧', 'Zoe\u0308']
    const names = aRegistry(...all, '0void')
    names.entities.remove('0void', bob(2))
    names.entities.merge(all, '0void', bob(3))
    expect(names.entities.all().map(({id}) => id)).toEqual(all)
    expect([names.entities.rootOf('غزة'), names.entities.get('غزة')?.name, names.entities.mergedInto('0void')]).toEqual(['غزة', 'غزة', []])
    expect(value(datasetOf(names)).registries[0]?.entities.map(({id}) => id)).toEqual(all)
    names.entities.restore('0void')
    expect(named(names)).toEqual(['0void'])
    names.entities.remove('0void', bob(4))
    names.entities.merge(['0void'], 'غزة', bob(5))
    expect([named(names), names.entities.rootOf('Zoe\u0308')]).toEqual([['غزة'], 'غزة'])
  })

  test('undo takes the mark away and redo sets it again, in the name of whoever does', () => {
    const names = aRegistry('Bibi', 'Netanyahu')
    const history = undoHistory()
    history.follow('registry', names.doc, ['entities', 'claims'])
    names.transact(() => names.entities.merge(['Bibi'], 'Netanyahu', alice(2)))
    history.replay('undo', alice(3))
    expect(named(names)).toEqual(['Bibi', 'Netanyahu'])
    history.replay('redo', alice(4))
    expect([named(names), markOf(names, 'Bibi')]).toEqual([['Netanyahu'], {into: 'Netanyahu', ...alice(4)}])
  })

  test('undo of a separation brings a colleague’s mark back in one’s own name', () => {
    const names = aRegistry('Bibi', 'Netanyahu')
    names.entities.merge(['Bibi'], 'Netanyahu', bob(2))
    const history = undoHistory()
    history.follow('registry', names.doc, ['entities', 'claims'])
    names.transact(() => names.entities.separate('Bibi'))
    history.replay('undo', alice(5))
    expect(markOf(names, 'Bibi')).toEqual({into: 'Netanyahu', ...alice(5)})
  })

  test('claims and topics are merged alike', () => {
    const {claims} = registry(new Y.Doc())
    for (const id of ['a', 'b']) claims.put({id, ...alice(1), text: 'השלום קרוב', about: []})
    claims.merge(['b'], 'a', alice(2))
    const {topics} = project(new Y.Doc())
    for (const id of ['a', 'b']) topics.put({id, ...alice(1), name: '海冰'})
    topics.merge(['a'], 'b', alice(2))
    expect([claims.all().map(({id}) => id), topics.all().map(({id}) => id)]).toEqual([['a'], ['b']])
  })
})

describe('in an independent round merging stays one’s own', () => {
  test('one’s own and the team’s entities are merged and told apart in one’s own registry only', () => {
    const [own, team] = [aRegistry(), aRegistry('Bibi', 'Netanyahu')]
    const mine = layeredRegistry(own, team, 'bob')
    mine.entities.put(anEntity('نتنياهو', 'نتنياهو', 'bob'))
    mine.transact(() => mine.entities.merge(['Bibi', 'نتنياهو'], 'Netanyahu', bob(2)))
    expect([named(mine), named(team)]).toEqual([['Netanyahu'], ['Bibi', 'Netanyahu']])
    expect([own.entities.standing('Bibi')?.by, mine.entities.mergedInto('Netanyahu').length]).toEqual(['bob', 2])
    mine.entities.separate('Bibi')
    expect(named(mine).sort()).toEqual(['Bibi', 'Netanyahu'])
  })

  test('what the team merged is told apart in a copy in one’s own name', () => {
    const [own, team] = [aRegistry(), aRegistry('Bibi', 'Netanyahu')]
    team.entities.merge(['Bibi'], 'Netanyahu', alice(2))
    const mine = layeredRegistry(own, team, 'bob')
    expect(named(mine)).toEqual(['Netanyahu'])
    mine.entities.separate('Bibi')
    expect([named(mine).sort(), own.entities.standing('Bibi')?.by, named(team)]).toEqual([['Bibi', 'Netanyahu'], 'bob', ['Netanyahu']])
  })

  test('what one removed of the team’s is gone from one’s own list', () => {
    const [own, team] = [aRegistry(), aRegistry('Bibi')]
    const mine = layeredRegistry(own, team, 'bob')
    mine.entities.remove('Bibi', bob(2))
    expect([named(mine), named(team)]).toEqual([[], ['Bibi']])
  })
})

test('[RG4] a dataset holds what records stand for: no merged one, its names as other names, all references followed', () => {
  const names = aRegistry('bibi', 'benjamin', 'unrelated')
  names.entities.patch('bibi', {name: 'Bibi', aliases: ['ביבי']})
  names.entities.patch('benjamin', {name: 'Benjamin Netanyahu', aliases: ['نتنياهو']})
  names.claims.put({id: 'near', ...alice(1), text: 'השלום קרוב', about: ['bibi', 'benjamin']})
  names.entities.merge(['bibi'], 'benjamin', alice(2))
  const shared = project(new Y.Doc())
  const {text, ...entry} = article
  shared.articles.put(entry)
  for (const id of ['ice', 'sea-ice']) shared.topics.put({id, ...alice(1), name: '海冰'})
  shared.topics.merge(['ice'], 'sea-ice', alice(2))
  shared.people.put({id: 'alice', name: 'Alice', role: 'admin'})
  const set = annotationSet(new Y.Doc())
  const stance = {...alice(3), id: 's', holder: {kind: 'entity', id: 'bibi'}, target: {kind: 'topic', id: 'ice'}, value: 'favor'} as const
  set.add([aClaim(article, 'השלום קרוב', {id: 'c', features: {attributionSource: {kind: 'entity', id: 'bibi'}, stances: [stance]}})])
  const snapshot = aSnapshot(shared, {
    texts: new Map([[article.id, text]]),
    registries: [snapshotRegistry('team', names)],
    sets: [snapshotSet(article.id, 'team', set, resolverIn(shared.topics.roots(), [undefined, registryRoots(names)]))],
  })
  const read = parseDataset(exportDataset(snapshot, {unit: 'utf16'}))
  if (!read.ok) throw new Error(read.error.join(' '))
  expect(read.value.registries[0]?.entities.map(({name, aliases}) => [name, aliases])).toEqual([
    ['Benjamin Netanyahu', ['نتنياهو', 'Bibi', 'ביבי']],
    ['unrelated', []],
  ])
  expect(read.value.registries[0]?.claims.map(({about}) => about)).toEqual([['benjamin']])
  expect(read.value.topics.map(({id}) => id)).toEqual(['sea-ice'])
  expect(read.value.sets[0]?.annotations[0]?.features).toMatchObject({
    attributionSource: {kind: 'entity', id: 'benjamin'},
    stances: [{holder: {kind: 'entity', id: 'benjamin'}, target: {kind: 'topic', id: 'sea-ice'}}],
  })
})

const PEOPLE = ['alice', 'bob', 'carol'] as const
const deed = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom('put', 'put', 'merge', 'merge', 'merge', 'separate', 'rename', 'remove', 'restore', 'mention', 'mention', 'undo', 'redo'),
  which: fc.nat(9),
  other: fc.nat(9),
  deliver: fc.array(fc.nat(20), {maxLength: 4}),
})

test('[RG3] merging by several at once, merging against a rename, removing against a new mention: all end the same, and nothing that was named or marked is lost', () => {
  fc.assert(
    fc.property(fc.array(deed, {maxLength: 60}), deeds => {
      const [names, sets] = [network(3), network(3)]
      const peers = PEOPLE.map((person, at) => {
        const [namesHere, setHere] = [names.docs[at] as Y.Doc, sets.docs[at] as Y.Doc]
        const history = undoHistory()
        history.follow('registry', namesHere, ['entities'])
        return {person, history, names: registry(namesHere), set: annotationSet(setHere)}
      })
      const [named, mentions] = [new Map<string, string>(), new Map<string, string>()]
      deeds.forEach(({who, what, which, other, deliver}, at) => {
        const {person: by, history, names: mine, set} = peers[who] as (typeof peers)[number]
        const {entities, doc} = mine
        const now = {by, at}
        const ids = [...doc.getMap('entities').keys()].sort()
        const [one, two] = [ids[which % Math.max(1, ids.length)], ids[other % Math.max(1, ids.length)]]
        if (what === 'undo' || what === 'redo') history.replay(what, now)
        else
          mine.transact(() => {
            if (one === undefined || two === undefined || what === 'put') {
              named.set(`e${at}`, `زوي ${at}`)
              entities.put({...anEntity(`e${at}`, `زوي ${at}`), ...now})
            } else if (what === 'merge') entities.merge([one], two, now)
            else if (what === 'separate') entities.separate(one)
            else if (what === 'rename') entities.patch(one, {name: `Zoë ${at}`})
            else if (what === 'remove') entities.remove(one, now)
            else if (what === 'restore') entities.restore(one)
            else {
              mentions.set(`m${at}`, one)
              set.add([aClaim(article, 'Zoë', {id: `m${at}`, ...now, layer: 'entity', features: {entityId: {kind: 'entity', id: one}}})])
            }
          })
        for (const pick of deliver) {
          names.deliver(pick)
          sets.deliver(pick)
        }
      })
      names.deliverAll()
      sets.deliverAll()
      const views = peers.map(({names: {entities, doc}, set}) => ({
        listed: entities
          .all()
          .map(({id, name}) => `${id} ${name}`)
          .sort(),
        roots: [...doc.getMap('entities').keys()].sort().map(id => [id, entities.rootOf(id)]),
        mentions: set
          .all()
          .map(({id, features: {entityId}}) => `${id} ${isReference(entityId) && 'id' in entityId ? entities.rootOf(entityId.id) : ''}`)
          .sort(),
      }))
      for (const view of views) expect(view).toEqual(views[0])
      // Each that nobody removed is listed, or another that nobody removed stands for it.
      for (const {names: mine} of peers)
        for (const {id} of mine.entities.apart.all()) expect(mine.entities.all().map(each => each.id)).toContain(mine.entities.rootOf(id))
      for (const {
        names: {entities},
        set,
      } of peers) {
        for (const id of named.keys()) expect(entities.standing(id)).toBeDefined()
        for (const id of named.keys()) expect(entities.rootOf(entities.rootOf(id))).toBe(entities.rootOf(id))
        // What a mention points at still has a name to show, listed or taken out.
        for (const [mention, id] of mentions) {
          expect(set.get(mention)?.features.entityId).toEqual({kind: 'entity', id})
          expect(entities.standing(entities.rootOf(id))?.name).toBeTruthy()
        }
      }
    }),
    {numRuns: 150},
  )
})

test('[RG3] an entity that a colleague renames while it is merged has her name when it is told apart', () => {
  const {docs, deliverAll} = network(2)
  const [hers, his] = [registry(docs[0] as Y.Doc), registry(docs[1] as Y.Doc)]
  for (const id of ['bibi', 'benjamin']) hers.entities.put(anEntity(id, id))
  deliverAll()
  hers.entities.merge(['bibi'], 'benjamin', alice(2))
  his.entities.patch('bibi', {name: 'ביבי'})
  deliverAll()
  expect(value(datasetOf(his)).registries[0]?.entities).toMatchObject([{id: 'benjamin', aliases: ['ביבי']}])
  hers.entities.separate('bibi')
  deliverAll()
  expect([hers, his].map(each => each.entities.get('bibi')?.name)).toEqual(['ביבי', 'ביבי'])
})

function datasetOf(names: Registry) {
  const snapshot = aSnapshot(project(new Y.Doc()), {registries: [snapshotRegistry('team', names)], sets: []})
  return {ok: true, value: snapshot} as const
}
