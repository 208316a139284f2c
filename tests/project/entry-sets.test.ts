import {expect, test} from 'vitest'
import * as Y from 'yjs'
import type {ArticleSource} from '../../src/core/article/article-source.ts'
import {sourceEdits} from '../../src/project/article-sources.ts'
import {project} from '../../src/project/project.ts'
import {registry} from '../../src/project/registry.ts'
import {anArticle} from '../support/builders.ts'
import {judgingHub} from '../support/judging-hub.ts'

const ZOE = {id: 'zoe', by: 'alice', at: 1, name: 'Zoe\u0308 👩‍👩‍👧', type: 'PERSON', aliases: ['Zoë', '和平']}
const PEACE = {id: 'peace', by: 'alice', at: 1, text: 'السلام قريب', about: ['zoe', 'sea']}

/** Two people who have the same registry and are offline. */
function offline() {
  const hub = judgingHub(
    {
      address: {kind: 'registry', owner: 'team'},
      maps: ['entities', 'claims'],
      undone: ['entities', 'claims'],
      given: doc => {
        registry(doc).entities.put(ZOE)
        registry(doc).claims.put(PEACE)
      },
    },
    ['alice', 'bob'],
  )
  const [alice, bob] = hub.windows.map(({doc}) => registry(doc))
  const [hers] = hub.windows
  if (alice === undefined || bob === undefined || hers === undefined) throw new Error('There are two windows.')
  return {...hub, alice, bob, hers}
}

test('[RG7] names that two people give an entity at once are all there, and so is what each takes away', () => {
  const {alice, bob, settle} = offline()
  alice.entities.patch('zoe', {aliases: ['Zoë', '和平', 'الجليد']})
  bob.entities.patch('zoe', {aliases: ['和平', 'השלום', 'Zo\u202ee']})
  settle()
  for (const {entities} of [alice, bob]) {
    const aliases = entities.get('zoe')?.aliases ?? []
    expect(aliases[0]).toBe('和平')
    expect(new Set(aliases)).toEqual(new Set(['和平', 'الجليد', 'השלום', 'Zoe']))
  }
  alice.entities.patch('zoe', {aliases: ['Zoë', ...(alice.entities.get('zoe')?.aliases ?? [])]})
  settle()
  expect(bob.entities.get('zoe')?.aliases).toContain('Zoë')
})

test('[RG7] what two people say a claim is about at once is all there', () => {
  const {alice, bob, settle} = offline()
  alice.claims.patch('peace', {about: ['zoe', 'sea', 'ice']})
  bob.claims.patch('peace', {about: ['sea', 'wind']})
  settle()
  for (const {claims} of [alice, bob]) {
    const about = claims.get('peace')?.about ?? []
    expect([about[0], new Set(about)]).toEqual(['sea', new Set(['sea', 'ice', 'wind'])])
  }
})

test('[RG7] undo takes back the name that one gave, and leaves the other’s', () => {
  const {alice, bob, hers, settle} = offline()
  alice.transact(() => alice.entities.patch('zoe', {aliases: ['Zoë', '和平', 'الجليد']}))
  bob.entities.patch('zoe', {aliases: ['Zoë', '和平', 'השלום']})
  settle()
  hers.history.replay('undo', {by: 'alice', at: 5})
  settle()
  expect(bob.entities.get('zoe')?.aliases).toEqual(['Zoë', '和平', 'השלום'])
})

test('[SP145] nothing but an entry stands under the key of one', () => {
  const {bob, meet} = offline()
  ;(bob.doc.getMap('entities').get('zoe') as Y.Map<unknown>).set('alias/0123456789abcdef', '海冰')
  expect(() => meet(1)).toThrow('shape')
})

/** Two people who have an article with a source beside its own, and are offline. */
function atAnArticle(entered: 'as text' | 'as a record') {
  const {text: _text, id, ...entry} = anArticle('Sea ice melts. 和平')
  const fields = {...entry, otherSources: [HAARETZ]}
  const hub = judgingHub(
    {
      address: {kind: 'project'},
      maps: ['articles'],
      undone: ['articles'],
      given: doc => void doc.getMap('articles').set(id, entered === 'as text' ? JSON.stringify(fields) : new Y.Map(Object.entries(fields))),
    },
    ['alice', 'bob'],
  )
  const [hers, his] = hub.windows
  if (hers === undefined || his === undefined) throw new Error('There are two windows.')
  const {articles, transact} = project(hers.doc)
  const outlets = () =>
    project(his.doc)
      .articles.get(id)
      ?.otherSources?.map(({outlet}) => outlet)
  const go = (direction: 'undo' | 'redo') => {
    hers.history.replay(direction, {by: 'alice', at: 5})
    hub.settle()
    return outlets()
  }
  const edit = (come: readonly ArticleSource[], gone: readonly ArticleSource[]) => {
    transact(() => articles.patch(id, sourceEdits(come, gone)))
    hub.settle()
    return outlets()
  }
  const beside = () => {
    const written: {readonly [key: string]: unknown} = his.doc.getMap('articles').toJSON()
    const record = written[id]
    const names = typeof record === 'object' && record !== null ? Object.keys(record) : Object.keys(written).map(key => key.slice(id.length + 1))
    return names.filter(name => name.startsWith('source:'))
  }
  return {go, edit, beside}
}

const HAARETZ: ArticleSource = {outlet: 'הארץ', sourceName: 'a.txt'}
const PEOPLE: ArticleSource = {outlet: '人民日报', sourceName: 'b.txt'}

test.each(['as text', 'as a record'] as const)(
  '[SP142] undo of a source that was given writes that it was taken out, and deletes nothing: an article %s',
  entered => {
    const {go, edit, beside} = atAnArticle(entered)
    expect(edit([PEOPLE], [])).toEqual(expect.arrayContaining(['הארץ', '人民日报']))
    expect([go('undo'), beside().length]).toEqual([['הארץ'], 1])
    expect(go('redo')).toEqual(expect.arrayContaining(['הארץ', '人民日报']))
  },
)

test.each(['as text', 'as a record'] as const)('[SP142] undo of a source that was taken out writes the source again: an article %s', entered => {
  const {go, edit, beside} = atAnArticle(entered)
  expect(edit([], [HAARETZ])).toBeUndefined()
  expect([go('undo'), go('redo'), go('undo'), beside().length]).toEqual([['הארץ'], undefined, ['הארץ'], 1])
})

test('[SP142] undo of a name that was given, or was taken out, deletes no entry', () => {
  const {alice, bob, hers, settle} = offline()
  const after = (direction: 'undo' | 'redo') => {
    hers.history.replay(direction, {by: 'alice', at: 5})
    settle()
    return bob.entities.get('zoe')?.aliases
  }
  alice.transact(() => alice.entities.patch('zoe', {aliases: ['和平', 'الجليد']}))
  settle()
  expect([after('undo'), after('redo'), after('undo')]).toEqual([
    ['Zoë', '和平'],
    ['和平', 'الجليد'],
    ['Zoë', '和平'],
  ])
  expect([...(bob.doc.getMap('entities').get('zoe') as Y.Map<unknown>).keys()].filter(key => key.startsWith('alias/'))).toHaveLength(2)
})

test('[SP148] a further source can be given to an article of the first days', () => {
  const {text: _text, id, ...entry} = anArticle('Sea ice melts. 和平')
  const {windows, settle} = judgingHub(
    {address: {kind: 'project'}, maps: ['articles'], undone: [], given: doc => void doc.getMap('articles').set(id, new Y.Map(Object.entries(entry)))},
    ['alice', 'bob'],
  )
  const [alice, bob] = windows.map(({doc}) => project(doc).articles)
  alice?.patch(id, sourceEdits([{outlet: 'הארץ', sourceName: 'a.txt'}], []))
  bob?.patch(id, sourceEdits([{outlet: 'الجليد', sourceName: 'b.txt'}], []))
  settle()
  expect(alice?.get(id)?.otherSources).toHaveLength(2)
})

test('[RG7] a list that an older window wrote whole is read with what others wrote beside it', () => {
  const {alice, bob, settle} = offline()
  alice.entities.patch('zoe', {aliases: ['Zoë', '和平', 'الجليد']})
  settle()
  ;(bob.doc.getMap('entities').get('zoe') as Y.Map<unknown>).set('aliases', ['Zoë', '和平', 'השלום'])
  settle()
  expect(alice.entities.get('zoe')?.aliases).toEqual(['Zoë', '和平', 'השלום', 'الجليد'])
})
