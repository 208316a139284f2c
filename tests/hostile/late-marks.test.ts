import {afterEach, beforeEach, expect, test} from 'vitest'
import * as Y from 'yjs'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {Sender} from '../../src/hub/documents/incoming-changes.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {lateWorkIn} from '../../src/project/late-work.ts'
import {REFUSED} from '../../src/project/judgement/rules.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder, openedFolder, openWindows} from '../hub/hub-bench.ts'
import {documentName} from '../../src/project/document-address.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {fileOf} from '../support/datasets.ts'
import {value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import type {ModifiedClient} from './modified-client.ts'
import {modifiedWindow, TYPE} from './modified-client.ts'

const article = anArticle(MIXED_TEXT)

let path = ''
let remove: () => Promise<void>
let hub: Hub
let round: string
let bobs: DocumentAddress
let clients: ModifiedClient[]
const windows = openWindows()
/** What Bob has in his round, at his device. */
let his: Y.Doc
beforeEach(async () => {
  const folder = await newFolder()
  remove = folder.remove
  path = `${folder.path}/Ceasefire.claimlight`
  clients = []
  hub = await aHub(await aProjectFolder(path))
  value(
    await hub.changeProject(({people}) => {
      for (const person of [ALICE, BOB]) people.put(person)
    }),
  )
  value(await hub.requests(ALICE, 'browser').importFiles([{name: 'a.txt', bytes: new TextEncoder().encode(article.text)}], null))
  round = (await startRound(hub, ALICE)).id
  bobs = {kind: 'set', article: article.id, owner: ownerOf('bob', round)}
  his = new Y.Doc()
  annotationSet(his).add([aClaim(article, 'السلام قريب', {id: 'early', by: 'bob'})])
  expect((await offered(Y.encodeStateAsUpdate(his), 'window')).answer).toBe('saved')
})
afterEach(async () => {
  for (const each of clients) each.close()
  windows.close()
  await hub.close()
  await remove()
})

async function offered(update: Uint8Array, sender: Sender) {
  const client = modifiedWindow(hub, BOB, sender)
  clients.push(client)
  await client.open(bobs)
  return {client, answer: await client.offer(bobs, update)}
}
/** What Bob adds to it by a program of his own. */
function written(change: (doc: Y.Doc) => void): Uint8Array {
  const before = Y.encodeStateVector(his)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(his))
  doc.transact(() => change(doc))
  return Y.encodeStateAsUpdate(doc, before)
}
const marking = (key: string): Uint8Array => written(doc => doc.getMap('late').set(key, true))
const atTheHub = async (): Promise<Y.Doc> => {
  const window = windows.at(hub, BOB).open(bobs)
  expect(await window.opened).toBeUndefined()
  return window.doc
}

test.each(['window', 'hub'] as const)(
  '[RD15] in a closed round nobody’s %s says that work was late, or that late work was taken already: the hub takes honest late work all the same, marked',
  async sender => {
    for (const key of ['annotation/early', 'readMark/bob', 'taken']) {
      const {client, answer} = await offered(marking(key), sender)
      expect(answer).toBe('not saved')
      const {bytes} = await client.until(({type, bytes}) => type === TYPE.auth && bytes[0] === 1)
      expect(new TextDecoder().decode(bytes)).toContain(`${REFUSED.hub}`)
    }
    await openRound(hub, round)
    const late = written(doc => annotationSet(doc).add([aClaim(article, '和平即将到来', {id: 'late', by: 'bob'})]))
    expect((await offered(late, sender)).answer).toBe('saved')
    const doc = await atTheHub()
    expect(
      annotationSet(doc)
        .all()
        .map(({id}) => id)
        .sort(),
    ).toEqual(['early', 'late'])
    expect([...lateWorkIn(doc).annotations]).toEqual(['late'])
  },
)

test('[RD15] after the opening nobody says of what stood in time that it was late, alone or with late work, and that uses up nothing', async () => {
  await openRound(hub, round)
  expect((await offered(marking('annotation/early'), 'window')).answer).toBe('not saved')
  const both = written(doc => {
    annotationSet(doc).add([aClaim(article, '和平即将到来', {id: 'late', by: 'bob'})])
    doc.getMap('late').set('annotation/early', true)
  })
  expect((await offered(both, 'window')).answer).toBe('not saved')
  expect([...(await atTheHub()).getMap('late').keys()]).toEqual([])
  const late = written(doc => annotationSet(doc).add([aClaim(article, '和平即将到来', {id: 'late', by: 'bob'})]))
  expect((await offered(late, 'window')).answer).toBe('saved')
  expect([...lateWorkIn(await atTheHub()).annotations]).toEqual(['late'])
})

test.each([true, 5])(
  '[RD15] marks that a log has from before hubs judged them (%j) say nothing while the round is closed, and use up nothing',
  async forged => {
    await hub.close()
    const folder = await openedFolder(path)
    const marks = written(doc => {
      doc.getMap('late').set('taken', forged)
      doc.getMap('late').set('annotation/early', true)
    })
    await folder.store.append(documentName(folder.projectId, bobs), bobs, marks)
    await folder.store.append(documentName(folder.projectId, {...bobs, owner: 'team'} as DocumentAddress), {...bobs, owner: 'team'} as DocumentAddress, marks)
    hub = await aHub(folder)
    expect(await fileOf(value(await hub.requests(BOB, 'browser').exportDataset('codepoint')))).not.toContain('"late"')
    await openRound(hub, round)
    const late = written(doc => annotationSet(doc).add([aClaim(article, '和平即将到来', {id: 'late', by: 'bob'})]))
    expect((await offered(late, 'window')).answer).toBe('saved')
    const again = written(doc => annotationSet(doc).add([aClaim(article, 'Sea ice melts faster', {id: 'again', by: 'bob'})]))
    expect((await offered(again, 'window')).answer).toBe('not saved')
    const doc = await atTheHub()
    expect(
      annotationSet(doc)
        .all()
        .map(({id}) => id)
        .sort(),
    ).toEqual(['early', 'late'])
    // What says of itself that it was late is left out of what was judged blind: nobody but its author could say so.
    expect([...lateWorkIn(doc).annotations].sort()).toEqual(['early', 'late'])
  },
)
