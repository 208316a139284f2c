import {expect, test} from 'vitest'
import * as Y from 'yjs'
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
