import {createDecoder, readVarString, readVarUint, readVarUint8Array} from 'lib0/decoding'
import {afterEach, beforeEach, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {OpenedDocument} from './hub-bench.ts'
import {aHub, ALICE, aProjectFolder, BOB, CAROL, newFolder, openWindows, until} from './hub-bench.ts'

const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}

let hub: Hub
let remove: () => Promise<void>
const windows = openWindows()
beforeEach(async () => {
  const folder = await newFolder()
  remove = folder.remove
  hub = await aHub(await aProjectFolder(`${folder.path}/Ceasefire.claimlight`))
})
afterEach(async () => {
  windows.close()
  await hub.close()
  await remove()
})

/** The windows whose changes the hub tells this one of, in order. */
function toldOf({provider}: OpenedDocument): number[] {
  const told: number[] = []
  provider.on('message', ({event}: {readonly event: {readonly data: ArrayBuffer}}) => {
    const decoder = createDecoder(new Uint8Array(event.data))
    readVarString(decoder)
    if (readVarUint(decoder) !== 0 || readVarUint(decoder) !== 2) return
    told.push(...new Set(Y.decodeUpdate(readVarUint8Array(decoder)).structs.map(({id}) => id.client)))
  })
  return told
}

test('[SP51] everybody at a document is told of a change, and the window that made it only that it is saved', async () => {
  const open = [ALICE, BOB, CAROL].map(person => windows.at(hub, person).open(teamSet))
  const [alice, bob, carol] = open as [OpenedDocument, OpenedDocument, OpenedDocument]
  for (const {opened} of open) expect(await opened).toBeUndefined()
  const told = open.map(toldOf)

  annotationSet(alice.doc).add([aClaim(article, 'Sea ice melts faster')])
  await until('Bob and Carol have it', () => [bob, carol].every(({doc}) => annotationSet(doc).all().length === 1))
  await alice.saved()
  annotationSet(bob.doc).add([aClaim(article, 'السلام قريب', {by: 'bob'})])
  await until('Alice and Carol have it', () => [alice, carol].every(({doc}) => annotationSet(doc).all().length === 2))
  await bob.saved()
  annotationSet(alice.doc).add([aClaim(article, '和平即将到来')])
  await until('everybody has three', () => open.every(({doc}) => annotationSet(doc).all().length === 3))

  const [ofAlice, ofBob] = [alice.doc.clientID, bob.doc.clientID]
  expect(told).toEqual([[ofBob], [ofAlice, ofAlice], [ofAlice, ofBob, ofAlice]])
})

test('[SP51] changes that come at once reach everybody, also those whose own is among them', async () => {
  const open = [ALICE, BOB].map(person => windows.at(hub, person).open(teamSet))
  const [alice, bob] = open as [OpenedDocument, OpenedDocument]
  for (const {opened} of open) expect(await opened).toBeUndefined()
  for (let n = 0; n < 20; n++) {
    annotationSet(alice.doc).add([aClaim(article, 'Sea ice melts faster', {id: `a${n}`})])
    annotationSet(bob.doc).add([aClaim(article, 'السلام قريب', {id: `b${n}`, by: 'bob'})])
  }
  await until('both have forty', () => open.every(({doc}) => annotationSet(doc).all().length === 40))
  expect(alice.doc.getMap('annotations').toJSON()).toEqual(bob.doc.getMap('annotations').toJSON())
})
