import {cp, mkdir} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {openCommonProject} from '../../src/hub/cluster/open-common.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {worklistDocument} from '../../src/project/worklist.ts'
import {modifiedWindow} from '../hostile/modified-client.ts'
import {ALICE, aPerson, aProjectFolder, BOB, newFolder, until} from '../hub/hub-bench.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {refusal, value} from '../support/results.ts'
import {openRound} from '../support/rounds.ts'
import type {TestServer} from './servers.ts'
import {hasPostgres, postgresServer} from './servers.ts'

const ICE = anArticle(MIXED_TEXT)
const PEACE = anArticle('וַיְהִי שָׁלוֹם — 和平即将到来, سلام 🕊️')
const DORA = aPerson('Dora', 'annotator')

describe.skipIf(!hasPostgres)('worklists of a project that two hubs serve from PostgreSQL', {timeout: 120_000}, () => {
  let server: TestServer
  let place: Awaited<ReturnType<typeof newFolder>>
  const hubs: Hub[] = []
  const aHub = async (folder: string): Promise<Hub> => {
    const hub = await createHub({folder: value(await openCommonProject(folder, server.url, {copy: true})), version: '0.0.0'})
    hubs.push(hub)
    return hub
  }
  beforeAll(async () => {
    ;[server, place] = await Promise.all([postgresServer(), newFolder()])
  })
  afterAll(async () => {
    for (const hub of hubs) await hub.close()
    await Promise.all([server?.remove(), place?.remove()])
  })

  test('[RD7] [RD8] are given at one and counted at the other, and there, too, nobody else finishes anything for anybody', async () => {
    const [whole, bare] = [join(place.path, 'Whole.claimlight'), join(place.path, 'Bare.claimlight')]
    await (await aProjectFolder(whole)).close()
    const first = await aHub(whole)
    await mkdir(bare)
    await cp(join(whole, 'manifest.json'), join(bare, 'manifest.json'))
    const second = await aHub(bare)
    const [here, there] = [first.requests(ALICE, 'browser'), second.requests(ALICE, 'browser')]
    value(
      await here.importFiles(
        [ICE, PEACE].map(({text}, at) => ({name: `${at}.txt`, bytes: new TextEncoder().encode(text)})),
        null,
      ),
    )
    value(
      await first.changeProject(({people}) => {
        for (const person of [ALICE, BOB, DORA]) people.put(person)
      }),
    )
    const {id} = value(await here.startRound('Runde 1 和平', {articles: [ICE.id, PEACE.id]}, [{annotator: 'bob', articles: [PEACE.id, ICE.id]}]))
    const bobs = {kind: 'worklist', round: id, annotator: 'bob'} as const
    const progress = async (api: typeof here) => value(await api.roundProgress(id)).map(each => [each.annotator, each.given, each.finished])
    await until('the other hub has his list', async () => JSON.stringify(await progress(there)) === JSON.stringify([['bob', 2, 0]]))
    value(await second.requests(BOB, 'browser').finishArticle(id, PEACE.id))
    await until('the first hub counts what he finished at the second', async () => JSON.stringify(await progress(here)) === JSON.stringify([['bob', 2, 1]]))
    expect(refusal(await here.changeWorklist(id, {annotator: 'bob', articles: [ICE.id]}))).toContain('Bob has finished')

    const forged = new Y.Doc()
    worklistDocument(forged).finish({id: 'forged', article: ICE.id, commitment: 'c'.repeat(64), by: 'bob', at: Date.now()})
    for (const [person, may] of [
      [ALICE, 'readonly'],
      [DORA, 'This is closed to you until the round is opened.'],
    ] as const) {
      const client = modifiedWindow(second, person)
      expect(await client.open(bobs)).toBe(may)
      if (may === 'readonly') expect(await client.offer(bobs, Y.encodeStateAsUpdate(forged))).toBe('not saved')
      client.close()
    }
    expect(await progress(there)).toEqual([['bob', 2, 1]])
    await openRound(second, id)
    expect(value(await there.checkProject()).problems).toEqual([])
  })
})
