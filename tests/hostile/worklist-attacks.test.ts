import {afterEach, beforeEach, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Sender} from '../../src/hub/documents/incoming-changes.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {documentName} from '../../src/project/document-address.ts'
import {worklistDocument} from '../../src/project/worklist.ts'
import {formatSyncToken} from '../../src/sync/sync-token.ts'
import {aHub, ALICE, aPerson, aProjectFolder, BOB, newFolder, openWindows} from '../hub/hub-bench.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {entered} from '../support/entered.ts'
import {value} from '../support/results.ts'
import type {ModifiedClient} from './modified-client.ts'
import {modifiedWindow, TYPE} from './modified-client.ts'

const ICE = anArticle(MIXED_TEXT)
const PEACE = anArticle('וַיְהִי שָׁלוֹם — 和平即将到来, سلام 🕊️')
const DORA = aPerson('Dora', 'annotator')
const CLOSED = 'This is closed to you until the round is opened.'

let remove: () => Promise<void>
let hub: Hub
let round = ''
let dora: ModifiedClient
const windows = openWindows()
beforeEach(async () => {
  const folder = await newFolder()
  remove = folder.remove
  hub = await aHub(await aProjectFolder(`${folder.path}/Ceasefire.claimlight`))
  const alice = hub.requests(ALICE, 'browser')
  await entered(hub, [ICE, PEACE], [ALICE, BOB, DORA])
  const lists = [
    {annotator: 'bob', articles: [PEACE.id]},
    {annotator: 'dora', articles: [ICE.id, PEACE.id]},
  ]
  round = value(await alice.startRound('Runde 1 和平', {articles: [ICE.id, PEACE.id]}, lists)).id
  value(await hub.requests(BOB, 'browser').finishArticle(round, PEACE.id))
})
afterEach(async () => {
  dora.close()
  windows.close()
  await hub.close()
  await remove()
})

const listOf = (annotator: string) => ({kind: 'worklist', round, annotator}) as const
const written = (change: (doc: Y.Doc) => void, on = new Y.Doc()): Uint8Array => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(on))
  const before = Y.encodeStateVector(doc)
  change(doc)
  return Y.encodeStateAsUpdate(doc, before)
}
const finishing =
  (fields: object = {}) =>
  (doc: Y.Doc) =>
    worklistDocument(doc).finish({id: 'forged', article: PEACE.id, commitment: 'c'.repeat(64), by: 'bob', at: Date.now(), ...fields})
async function atTheHub(annotator: string): Promise<Y.Doc> {
  const {doc, opened} = windows.at(hub, ALICE).open(listOf(annotator))
  expect(await opened).toBeUndefined()
  return doc
}
const progress = async () => value(await hub.requests(ALICE, 'browser').roundProgress(round)).map(each => [each.annotator, each.given, each.finished])
const holds = (bytes: Uint8Array, words: string): boolean => Buffer.from(bytes).includes(words)

test.each<Sender>(['window', 'hub'])(
  '[RD7] of Bob’s list no byte reaches Dora’s %s, whatever it asks and under whatever name, and nothing is written there for him',
  async sender => {
    dora = modifiedWindow(hub, DORA, sender)
    const [bobs, hers] = [listOf('bob'), listOf('dora')]
    expect(await dora.open(bobs)).toBe(CLOSED)
    expect(await dora.open(documentName(hub.projectId, bobs), formatSyncToken({address: hers}))).toBe('This is not a document of this project.')
    expect(await dora.open(documentName(hub.projectId, hers), formatSyncToken({address: bobs}))).toBe('This is not a document of this project.')
    const question = Uint8Array.of(0, 1, 0)
    for (const step of [1, 2]) dora.sendUpdate(bobs, written(finishing({article: ICE.id})), step)
    dora.send(bobs, TYPE.sync, question)
    dora.send(bobs, TYPE.queryAwareness, new Uint8Array())
    dora.sendStateless(bobs, JSON.stringify({type: 'changes'}))
    expect(await dora.open(hers)).toBe('read-write')
    await dora.settled(hers)
    const ofBobs = dora.received().filter(({document}) => document === documentName(hub.projectId, bobs))
    expect(ofBobs.map(({type}) => type).filter(type => type !== TYPE.auth)).toEqual([])
    // Her own list came, so there was something to come.
    expect(dora.received().some(({bytes}) => holds(bytes, ICE.id))).toBe(true)
    const commitment = worklistDocument(await atTheHub('bob')).finishes()[0]?.commitment ?? ''
    expect(commitment).not.toBe('')
    for (const {bytes} of dora.received()) expect([holds(bytes, commitment), holds(bytes, 'bob')]).toEqual([false, false])
    expect(await progress()).toEqual([
      ['bob', 1, 1],
      ['dora', 2, 0],
    ])
  },
)

test.each<Sender>(['window', 'hub'])('[RD7] nor does Dora’s %s give her other articles, another order, or a finish in Bob’s name', async sender => {
  const list = await atTheHub('dora')
  const act = {by: 'dora', at: Date.now()}
  const attacks = [
    written(doc => worklistDocument(doc).give([PEACE.id, ICE.id], act), list),
    written(doc => worklistDocument(doc).give([ICE.id], act), list),
    written(doc => worklistDocument(doc).give([ICE.id, PEACE.id, 'f'.repeat(64)], act), list),
    written(doc => doc.getMap('articles').delete(ICE.id), list),
    written(doc => doc.getMap('finished').set('forged', {article: PEACE.id, commitment: 'c'.repeat(64), by: 'bob', at: act.at}), list),
  ]
  for (const update of attacks) {
    dora = modifiedWindow(hub, DORA, sender)
    expect(await dora.open(listOf('dora'))).toBe('read-write')
    expect(await dora.offer(listOf('dora'), update)).toBe('not saved')
    dora.close()
  }
  const now = worklistDocument(await atTheHub('dora'))
  expect([now.articles(), now.finishes()]).toEqual([[ICE.id, PEACE.id], []])
})
