import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Hub} from '../../src/hub/hub.ts'
import {worklistDocument} from '../../src/project/worklist.ts'
import {modifiedWindow} from '../hostile/modified-client.ts'
import {ALICE, aPerson, BOB, until} from '../hub/hub-bench.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {entered} from '../support/entered.ts'
import {refusal, value} from '../support/results.ts'
import {openRound} from '../support/rounds.ts'
import {hasPostgres} from './servers.ts'
import {twoHubs} from './two-hubs.ts'

const ICE = anArticle(MIXED_TEXT)
const PEACE = anArticle('וַיְהִי שָׁלוֹם — 和平即将到来, سلام 🕊️')
const DORA = aPerson('Dora', 'annotator')

describe.skipIf(!hasPostgres)('worklists of a project that two hubs serve from PostgreSQL', {timeout: 120_000}, () => {
  let first: Hub
  let second: Hub
  twoHubs((...both) => {
    ;[first, second] = both
  })

  test('[RD7] [RD8] are given at one and counted at the other, and there, too, nobody else finishes anything for anybody', async () => {
    const [here, there] = [first.requests(ALICE, 'browser'), second.requests(ALICE, 'browser')]
    await entered(first, [ICE, PEACE], [ALICE, BOB, DORA])
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
