import {afterAll, afterEach, beforeAll, describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {inEnglish} from '../support/results.ts'
import {articleId} from '../../src/core/article/article.ts'
import type {Connection} from '../../src/storage/postgres/connection.ts'
import {connection} from '../../src/storage/postgres/connection.ts'
import {postgresStore} from '../../src/storage/postgres/postgres-store.ts'
import {postgresTexts} from '../../src/storage/postgres/postgres-texts.ts'
import type {ProjectStore} from '../../src/storage/project-store.ts'
import {setAside} from '../../src/storage/postgres/set-aside.ts'
import {recordSum} from '../../src/storage/document-state.ts'
import {prepareTables} from '../../src/storage/postgres/tables.ts'
import {beyondCounting} from '../hostile/poison.ts'
import {MIXED_TEXT} from '../support/builders.ts'
import {aRow, loadedState, stateOf, teamSet, writtenDocument} from '../storage/documents.ts'
import {storeContract} from '../storage/store-contract.ts'
import type {TestServer} from './servers.ts'
import {hasPostgres, postgresServer} from './servers.ts'

describe.skipIf(!hasPostgres)('a store in PostgreSQL', () => {
  let server: TestServer
  let db: Connection
  const others: Connection[] = []
  let projects = 0
  beforeAll(async () => {
    server = await postgresServer()
    db = connection(server.url)
    expect(await prepareTables(db)).toEqual({ok: true, value: null})
  })
  afterEach(async () => {
    for (const other of others.splice(0)) await other.close()
  })
  afterAll(async () => {
    await db?.close()
    await server?.remove()
  })
  const aProject = async (): Promise<string> => {
    const project = `project-${++projects}`
    await db.query('insert into claimlight.project (id, complete) values ($1, true)', [project])
    return project
  }
  /** A second hub has connections of its own. */
  const another = (): Connection => {
    const made = connection(server.url)
    others.push(made)
    return made
  }

  storeContract(async () => postgresStore(db, await aProject()).store)

  test('[PG1] two hubs that prepare the tables at once both find them, and a newer version is refused', async () => {
    const prepared = await Promise.all([another(), another(), another()].map(prepareTables))
    expect(prepared).toEqual([
      {ok: true, value: null},
      {ok: true, value: null},
      {ok: true, value: null},
    ])
    await db.query('insert into claimlight.version (version) values (99)')
    expect(inEnglish(await prepareTables(db))).toMatchObject({ok: false, error: expect.stringContaining('Update Claimlight')})
    await db.query('delete from claimlight.version where version = 99')
  })

  test('[PG2] appends of two hubs are numbered in the order they are committed: whoever has seen a number has seen all before', async () => {
    const project = await aProject()
    const hubs = [db, another()].map(each => postgresStore(each, project))
    const writers = [writtenDocument(1), writtenDocument(2)]
    const appended: Promise<unknown>[] = []
    const reader = postgresStore(another(), project)
    const read = async (): Promise<number> => {
      const {place} = await reader.log.newsSince(0)
      const [visible] = await db.query('select count(*) as records from claimlight.record where project = $1 and seq <= $2', [project, place])
      expect(Number(visible?.records)).toBe(place)
      return place
    }
    for (let i = 0; i < 60; i++) {
      for (const [n, hub] of hubs.entries()) appended.push(hub.store.append('set', teamSet(), (writers[n] as (typeof writers)[0]).write(`claim-${i}`, 'قريب')))
      if (i % 5 === 0) await read()
      else await new Promise(setImmediate)
    }
    await Promise.all(appended)
    expect(await read()).toBe(120)
    for (const {store} of hubs) await store.close()
  })

  test('[PG10] of two hubs that write under one number for different people at once, the later is told so, and its change is not written', async () => {
    const project = await aProject()
    const [first, second] = [db, another()].map(each => postgresStore(each, project).store) as [ProjectStore, ProjectStore]
    const {write} = writtenDocument(77)
    const [one, other] = [write('claim-1', 'قريب'), write('claim-2', 'e\u0301')]
    const beside = writtenDocument(78).write('claim-3', '👩‍👩‍👧')
    const appended = await Promise.all([
      first.append('set', teamSet(), one, new Map([[77, 'alice']])),
      second.append('set', teamSet(), other, new Map([[77, 'bob']])),
      second.append('set', teamSet(), beside, new Map([[78, 'bob']])),
    ])
    expect([...appended.slice(0, 2)].sort()).toEqual(['taken', 'written'])
    expect(appended[2]).toBe('written')
    expect(await first.load('set')).toHaveLength(2)
    const hers = appended[0] === 'written'
    expect(await second.owners('set')).toEqual(
      new Map([
        [77, hers ? 'alice' : 'bob'],
        [78, 'bob'],
      ]),
    )
    expect(await (hers ? first : second).append('set', teamSet(), hers ? other : one, new Map([[77, hers ? 'alice' : 'bob']]))).toBe('written')
    await first.close()
    await second.close()
  })

  test('[PG3] two hubs that compact one document at once, while a third appends, lose nothing', async () => {
    const project = await aProject()
    const [first, second, third] = [db, another(), another()].map(each => postgresStore(each, project).store) as [ProjectStore, ProjectStore, ProjectStore]
    const {doc, write} = writtenDocument(1)
    for (let round = 0; round < 8; round++) {
      await Promise.all(Array.from({length: 10}, (_, i) => first.append('set', teamSet(), write(`claim-${round}-${i}`, '和平 e\u0301'))))
      const state = Y.encodeStateAsUpdate(doc)
      await Promise.all([first.compact('set', state), second.compact('set', new Uint8Array([0, 0])), third.append('set', teamSet(), write(`late-${round}`, 1))])
      expect(await loadedState(second, 'set')).toEqual(doc.getMap('annotations').toJSON())
    }
    expect((await first.load('set')).length).toBeLessThan(20)
    expect(await third.check()).toEqual([])
  })

  test('[PG4] what one hub has appended or compacted is news to the others, and its own appends are not', async () => {
    const project = await aProject()
    const here = postgresStore(db, project)
    const there = postgresStore(another(), project)
    const {write} = writtenDocument(1)
    const place = await here.log.position()
    await here.store.append('mine', teamSet(), write('claim-1', 1))
    expect((await here.log.newsSince(place)).documents).toEqual([])
    await there.store.append('hers', teamSet(), write('claim-2', 'שלום'))
    const news = await here.log.newsSince(place)
    expect(news.documents).toEqual([{name: 'hers', address: teamSet()}])
    expect(await here.log.updatesSince('hers', place)).toHaveLength(1)
    expect((await here.log.newsSince(news.place)).documents).toEqual([])
    await here.store.compact('hers', new Uint8Array([0, 0]))
    expect((await here.log.newsSince(news.place)).documents).toEqual([{name: 'hers', address: teamSet()}])
  })

  test('[PG5] an index made without knowing what another hub has appended leaves the set to be indexed again', async () => {
    const project = await aProject()
    const [here, there] = [db, another()].map(each => postgresStore(each, project).store) as [ProjectStore, ProjectStore]
    const {write} = writtenDocument(1)
    await here.append('set', teamSet(), write('claim-1', 1))
    await there.append('set', teamSet(), write('claim-2', 1))
    here.index('set', {rows: [], readMarks: []})
    expect(await here.unindexed()).toHaveLength(1)
    await here.load('set')
    here.index('set', {rows: [aRow('a\0b', 'claim', {features: {note: 'x\0'}})], readMarks: []})
    await here.counts()
    expect(await there.unindexed()).toEqual([])
    expect(await there.counts()).toMatchObject([{layers: {claim: 1}}])
  })

  test('[PG6] while the server is gone every append is refused with a sentence; when it is back they go on, and nothing acknowledged is lost', async () => {
    const project = await aProject()
    const {store} = postgresStore(another(), project)
    const {write} = writtenDocument(1)
    await store.append('set', teamSet(), write('claim-1', 'before'))
    await server.kill()
    const lost = write('claim-2', 'refused')
    await expect(store.append('set', teamSet(), lost)).rejects.toThrow(/^The change could not be saved, because the database cannot be reached\./)
    await expect(store.load('set')).rejects.toThrow(/^The project could not be read, because the database cannot be reached\./)
    expect(inEnglish(await store.compact('set', new Uint8Array([0, 0])))).toMatchObject({ok: false, error: expect.stringContaining('cannot be reached')})
    await server.start()
    await store.append('set', teamSet(), lost)
    expect(await loadedState(store, 'set')).toEqual({'claim-1': 'before', 'claim-2': 'refused'})
    store.index('set', {rows: [], readMarks: []})
    expect(await store.unindexed()).toEqual([])
  })

  test('[PG7] a record that was damaged in the database is named by the check and left out', async () => {
    const project = await aProject()
    const {store} = postgresStore(db, project)
    const {write} = writtenDocument(1)
    await store.append('set', teamSet(), write('claim-1', 1))
    await store.append('set', teamSet(), write('claim-2', 2))
    await db.query(`update claimlight.record set bytes = '\\x010203' where project = $1 and seq = 2`, [project])
    expect(await loadedState(store, 'set')).toEqual({'claim-1': 1})
    expect((await store.check()).map(String)).toEqual([expect.stringMatching(/^Record 2 of the annotations \(team\) of article a1a1a1a1a1a1 is damaged/)])
  })

  test('[PG11] what no document can hold is set aside while the project is served, and kept; all else stays, and places in the log hold', async () => {
    const project = await aProject()
    const [{store}, {store: other, log}] = [postgresStore(db, project), postgresStore(another(), project)]
    const {write} = writtenDocument(1)
    await store.append('set', teamSet(), write('claim-1', 'قريب'))
    await store.append('set', teamSet(), write('claim-2', 2))
    const [beyond] = beyondCounting()
    const far = beyond as Uint8Array
    await db.query(
      `insert into claimlight.record (project, seq, name, address, bytes, sum) select project, 3, name, address, $2, $3 from claimlight.record where project = $1 and seq = 1`,
      [project, Buffer.from(far), recordSum('set', far)],
    )
    await db.query('update claimlight.project set seq = 3 where id = $1', [project])
    await store.append('set', teamSet(), write('claim-3', '👩‍👩‍👧'))
    await db.query(`update claimlight.record set bytes = '\\x010203' where project = $1 and seq = 2`, [project])
    expect(await store.check()).toHaveLength(2)
    const place = (await store.changesSince('', 100))?.next ?? ''
    const state = await loadedState(store, 'set')
    expect(await setAside(db, project)).toBe(2)
    expect(await store.check()).toEqual([])
    expect(await loadedState(other, 'set')).toEqual(state)
    const kept = await db.query('select seq, bytes from claimlight.damaged_record where project = $1 order by seq', [project])
    expect(kept.map(({seq}) => Number(seq))).toEqual([2, 3])
    expect(new Uint8Array(kept[1]?.bytes as Buffer)).toEqual(far)
    await other.append('set', teamSet(), write('claim-4', 'after'))
    expect(await store.changesSince(place, 100)).toMatchObject({documents: [{name: 'set'}]})
    expect((await log.newsSince(4)).documents).toHaveLength(1)
    expect(await setAside(db, project)).toBe(0)
    await store.close()
    await other.close()
  })

  test('[PG8] texts are kept by hash, checked when read, and put back when altered', async () => {
    const texts = postgresTexts(db, await aProject())
    const id = await texts.put(MIXED_TEXT, {title: 'Sea ice', sourceName: 'ice.txt', warnings: []})
    expect(id).toBe(articleId(MIXED_TEXT))
    expect(await texts.get(id)).toEqual({ok: true, value: MIXED_TEXT})
    expect(inEnglish(await texts.get('0'.repeat(64)))).toMatchObject({ok: false, error: expect.stringContaining('is missing')})
    await db.query(`update claimlight.article set text = 'other' where id = $1`, [id])
    expect(inEnglish(await texts.get(id))).toMatchObject({ok: false, error: expect.stringContaining('was altered')})
    await texts.put(MIXED_TEXT, {title: 'Sea ice', sourceName: 'ice.txt', warnings: []})
    await texts.writeSidecar(id, {title: 'Ice 👩‍👩‍👧', sourceName: 'ice.txt', warnings: []})
    expect(await texts.get(id)).toEqual({ok: true, value: MIXED_TEXT})
    expect(await texts.list()).toEqual([id])
  })

  test('[PG9] a closed store refuses to be used, and its last appends are saved', async () => {
    const project = await aProject()
    const {store} = postgresStore(db, project)
    const {updates, write} = writtenDocument(1)
    const saved = store.append('set', teamSet(), write('claim-1', 1))
    await store.close()
    await saved
    await expect(store.load('set')).rejects.toThrow('This store is closed.')
    await expect(store.append('set', teamSet(), new Uint8Array([0, 0]))).rejects.toThrow('closed')
    expect(stateOf(await postgresStore(db, project).store.load('set'))).toEqual(stateOf(updates))
  })
})
