import {afterEach, beforeEach, expect, test} from 'vitest'
import * as Y from 'yjs'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {RowsReading} from '../../src/hub/index/readable-rows.ts'
import {rights} from '../../src/hub/access.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {readableRows} from '../../src/hub/index/readable-rows.ts'
import type {SetAddress} from '../../src/hub/index/set-indexer.ts'
import {setIndexer} from '../../src/hub/index/set-indexer.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {project} from '../../src/project/project.ts'
import type {SetIndex} from '../../src/storage/index/annotation-index.ts'
import {memoryStore} from '../../src/storage/memory-store.ts'
import type {ProjectFolder} from '../../src/storage/project-folder.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {startRound} from '../support/rounds.ts'
import {aHub, ALICE, aProjectFolder, BOB, CAROL, newFolder, openWindows, until} from './hub-bench.ts'

const ARTICLE = anArticle(MIXED_TEXT)
const TEAM: SetAddress = {kind: 'set', article: ARTICLE.id, owner: 'team'}

test('[ST5] after one label of many annotations has changed, one row is written and the others are not looked at', async () => {
  const store = memoryStore()
  const doc = new Y.Doc()
  const set = annotationSet(doc)
  set.add(Array.from({length: 1000}, (_, n) => aClaim(ARTICLE, 'السلام قريب', {id: `${n}`})))
  await store.append('team', TEAM, Y.encodeStateAsUpdate(doc))
  const written: SetIndex[] = []
  const index = (name: string, rows: SetIndex): void => {
    written.push(rows)
    store.index(name, rows)
  }
  const indexer = setIndexer({
    store: {...store, index},
    loaded: () => doc,
    written: async () => undefined,
    schema: () => DEFAULT_SCHEMA,
    kindThen: () => undefined,
    onIndexed: () => undefined,
  })
  indexer.changed('team', TEAM)
  await indexer.flush()
  set.setFeature('7', 'commitment', 'denies', {by: 'bob', at: 2})
  set.remove(['8'], {by: 'bob', at: 3})
  indexer.changed('team', TEAM)
  await indexer.flush()
  set.setReadMark('bob', {by: 'bob', at: 4, state: 'done'})
  indexer.changed('team', TEAM)
  await indexer.flush()
  indexer.stop()
  expect(written.map(({rows, of}) => [rows.length, of])).toEqual([
    [1000, undefined],
    [2, ['7', '8']],
    [0, []],
  ])
  expect(await store.counts()).toMatchObject([{layers: {claim: 999}, doneBy: ['bob']}])
  const rows = (await store.rowsOf(['team'], ['7', '8'])).map(({row}) => row)
  expect(rows.find(({id}) => id === '7')?.features.commitment).toBe('denies')
  expect(rows.find(({id}) => id === '8')?.removed).toEqual({by: 'bob', at: 3})
})

test('[ST5] rows of a document whose first change is passed on before it is in the store are kept, with all that comes later', async () => {
  const store = memoryStore()
  const doc = new Y.Doc()
  const set = annotationSet(doc)
  let first = async (): Promise<void> => {
    first = async () => undefined
    await store.append('team', TEAM, Y.encodeStateAsUpdate(doc))
  }
  const indexer = setIndexer({
    store,
    loaded: () => doc,
    written: () => first(),
    schema: () => DEFAULT_SCHEMA,
    kindThen: () => undefined,
    onIndexed: () => undefined,
  })
  for (const id of ['alices', 'bobs']) {
    set.add([aClaim(ARTICLE, 'السلام قريب', {id})])
    indexer.changed('team', TEAM)
    await indexer.flush()
  }
  indexer.stop()
  expect((await store.rowsOf(['team'], ['alices', 'bobs'])).map(({row}) => row.id).sort()).toEqual(['alices', 'bobs'])
})

const windows = openWindows()
let folder: ProjectFolder
let hub: Hub
let remove: () => Promise<void>
beforeEach(async () => {
  const place = await newFolder()
  remove = place.remove
  folder = await aProjectFolder(`${place.path}/Ceasefire.claimlight`)
  hub = await aHub(folder)
  value(await hub.requests(ALICE, 'browser').importFiles([{name: 'mixed.txt', bytes: new TextEncoder().encode(MIXED_TEXT)}], null))
})
afterEach(async () => {
  windows.close()
  await hub.close()
  await remove()
})

test('[SP166] rows of a closed round are read by their annotator alone, and by nobody else who asks, also where the round begins meanwhile', async () => {
  const hers = windows.at(hub, ALICE).open(TEAM)
  await hers.opened
  annotationSet(hers.doc).add([aClaim(ARTICLE, 'السلام قريب', {id: 'alices'})])
  await hers.saved()
  const rounds = windows.at(hub, ALICE).open({kind: 'project'})
  await rounds.opened
  const shared = project(rounds.doc)
  const may = (person: typeof ALICE, address: Parameters<typeof rights>[1]) => rights(person, address, shared.rounds.all())
  const reading = {store: folder.store, project: shared, may, caughtUp: async () => undefined}
  const seen = async (person: typeof ALICE, store: RowsReading['store'] = folder.store) => {
    const {rows, total} = await readableRows({...reading, store, person}, {}, {from: 0, most: 10})
    return [total, ...rows.map(({row, owner}) => [row.id, owner])]
  }
  await until('the row of the team is there', async () => (await seen(BOB)).length === 2)

  let round = ''
  /** A round begins after rows of its articles were found, and before they are told. */
  const closing: RowsReading['store'] = {
    ...folder.store,
    rows: async (...asked) => {
      const found = await folder.store.rows(...asked)
      round ||= (await startRound(hub)).id
      await until('the round is known', () => shared.rounds.all().length === 1)
      return found
    },
  }
  expect(await seen(ALICE, closing)).toEqual([0])
  const bobs = windows.at(hub, BOB).open({kind: 'set', article: ARTICLE.id, owner: ownerOf('bob', round)})
  expect(await bobs.opened).toBeUndefined()
  annotationSet(bobs.doc).add([aClaim(ARTICLE, 'السلام قريب', {id: 'bobs', by: 'bob'})])
  await bobs.saved()
  await until('his row is there', async () => (await seen(BOB)).length === 2)
  expect(await seen(BOB)).toEqual([1, ['bobs', ownerOf('bob', round)]])
  expect([await seen(ALICE), await seen(CAROL)]).toEqual([[0], [0]])
})
