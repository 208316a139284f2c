import {afterEach, beforeEach, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Finish} from '../../src/core/round/worklist.ts'
import type {Sender} from '../../src/hub/documents/incoming-changes.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {REFUSED} from '../../src/project/judgement/rules.ts'
import {documentName} from '../../src/project/document-address.ts'
import {worklistDocument} from '../../src/project/worklist.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder, openedFolder} from '../hub/hub-bench.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {entered} from '../support/entered.ts'
import {value} from '../support/results.ts'
import {openRound} from '../support/rounds.ts'
import type {ModifiedClient} from './modified-client.ts'
import {modifiedWindow, TYPE} from './modified-client.ts'

const ICE = anArticle(MIXED_TEXT)
const WATER = anArticle('Nobody is thirsty. الماء قريب')
const NONE = 'f'.repeat(64)
const DAY = 86_400_000

let path = ''
let remove: () => Promise<void>
let hub: Hub
let clients: ModifiedClient[]
beforeEach(async () => {
  ;({path, remove} = await newFolder())
  clients = []
  hub = await aHub(await aProjectFolder(`${path}/Ceasefire.claimlight`))
  await entered(hub, [ICE, WATER], [ALICE, BOB])
})
afterEach(async () => {
  for (const each of clients) each.close()
  await hub.close()
  await remove()
})

const listOf = (round: string) => ({kind: 'worklist', round, annotator: 'bob'}) as const
const finished = (fields: Partial<Finish>): Uint8Array => {
  const doc = new Y.Doc()
  worklistDocument(doc).finish({id: 'forged', article: ICE.id, commitment: 'c'.repeat(64), by: 'bob', at: Date.now(), ...fields})
  return Y.encodeStateAsUpdate(doc)
}
/** What the hub says to Bob's program, which writes into his worklist; and why, where it does not take that. */
async function said(round: string, update: Uint8Array, sender: Sender): Promise<string> {
  const client = modifiedWindow(hub, BOB, sender)
  clients.push(client)
  expect(await client.open(listOf(round))).toBe('read-write')
  const answer = await client.offer(listOf(round), update)
  if (answer !== 'not saved') return String(answer)
  const {bytes} = await client.until(({type, bytes}) => type === TYPE.auth && bytes[0] === 1)
  return new TextDecoder().decode(bytes)
}

test.each(['window', 'hub'] as const)(
  '[RD9] Bob’s %s says of nothing that he finished it that he was not given, nor when the round did not run, as far as clocks agree',
  async sender => {
    const lists = [{annotator: 'bob', articles: [ICE.id]}]
    const {id, startedAt} = value(await hub.requests(ALICE, 'browser').startRound('Runde 1 和平', {articles: [ICE.id, WATER.id]}, lists))
    for (const article of [WATER.id, NONE]) expect(await said(id, finished({article}), sender)).toContain(`${REFUSED.unasked}`)
    for (const at of [5, startedAt - DAY - 1, Date.now() + DAY + 60_000]) expect(await said(id, finished({at}), sender)).toContain(`${REFUSED.clock}`)
    // An hour is what clocks are off that are set to another time zone.
    expect(await said(id, finished({id: 'early', at: startedAt - 3_600_000}), sender)).toBe('saved')
    expect(await said(id, finished({id: 'now'}), sender)).toBe('saved')
    // What was given, and taken from him meanwhile, he may have finished before he knew of that.
    const give = (articles: readonly string[]) => hub.requests(ALICE, 'browser').changeWorklist(id, {annotator: 'bob', articles})
    value(await give([ICE.id, WATER.id]))
    value(await give([ICE.id]))
    expect(await said(id, finished({id: 'other', article: WATER.id}), sender)).toBe('saved')
  },
)

test('[RD9] in a round without lists what may be finished is what the round is of', async () => {
  const {id} = value(await hub.requests(ALICE, 'browser').startRound('Runde 1 和平', {articles: [WATER.id]}))
  expect(await said(id, finished({}), 'hub')).toContain(`${REFUSED.unasked}`)
  expect(await said(id, finished({article: WATER.id}), 'hub')).toBe('saved')
})

test('[RD10] what a log has of before is found when the project is checked', async () => {
  const lists = [{annotator: 'bob', articles: [ICE.id]}]
  const {id} = value(await hub.requests(ALICE, 'browser').startRound('Runde 1 和平', {articles: [ICE.id, WATER.id]}, lists))
  await hub.close()
  const folder = await openedFolder(`${path}/Ceasefire.claimlight`)
  const forged = [
    {id: 'a', article: WATER.id},
    {id: 'b', article: NONE},
    {id: 'c', at: 5},
  ]
  for (const each of forged) await folder.store.append(documentName(folder.projectId, listOf(id)), listOf(id), finished(each))
  hub = await aHub(folder)
  const alice = hub.requests(ALICE, 'browser')
  await openRound(hub, id)
  const {problems} = value(await alice.checkProject())
  expect(problems.map(String)).toEqual(
    expect.arrayContaining([
      expect.stringContaining('“Nobody is thirsty. الماء قريب” in the round “Runde 1 和平”, where it was never to be done'),
      expect.stringContaining('“ffffffffffff” in the round “Runde 1 和平”, where it was never to be done'),
      expect.stringContaining('at a time at which the round did not run'),
    ]),
  )
})
