import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Hub} from '../../src/hub/hub.ts'
import {serveHub} from '../../src/hub/serving/serve.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {signedIn} from '../hub/browser.ts'
import {aHub, ALICE, aProjectFolder, BOB, CAROL, newFolder, openWindows, until} from '../hub/hub-bench.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {modifiedSocket, modifiedWindow, TYPE} from './modified-client.ts'

const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}

function aClaimBy(person: string): Uint8Array {
  const doc = new Y.Doc()
  annotationSet(doc).add([aClaim(article, 'السلام قريب', {by: person})])
  return Y.encodeStateAsUpdate(doc)
}

describe('the modified client of these tests', () => {
  let path = ''
  let remove: () => Promise<void>
  let hub: Hub
  const windows = openWindows()
  beforeEach(async () => {
    ;({path, remove} = await newFolder())
    hub = await aHub(await aProjectFolder(join(path, 'Ceasefire.claimlight')))
  })
  afterEach(async () => {
    windows.close()
    await hub.close()
    await remove()
  })

  test('works like a window when it says what a window says', async () => {
    const alice = windows.at(hub, ALICE).open(teamSet)
    expect(await alice.opened).toBeUndefined()
    const bob = modifiedWindow(hub, BOB)
    expect(await bob.open(teamSet)).toBe('read-write')
    expect(await bob.offer(teamSet, aClaimBy('bob'))).toBe('saved')
    await until('Alice sees his claim', () => annotationSet(alice.doc).all().length === 1)
    annotationSet(alice.doc).add([aClaim(article, '和平即将到来')])
    await bob.until(({type, bytes}) => type === TYPE.sync && bytes[0] === 2)
    bob.close()
  })

  test('is told what it may not do', async () => {
    const carol = modifiedWindow(hub, CAROL)
    expect(await carol.open('0123456789', JSON.stringify({address: teamSet}))).toBe('This is not a document of this project.')
    expect(await carol.open(teamSet)).toBe('readonly')
    expect(await carol.offer(teamSet, aClaimBy('carol'))).toBe('not saved')
    await carol.settled(teamSet)
    carol.close()
  })

  test('[SP42] who may only read is told whether the hub has all that she has, what she took away too', async () => {
    const alice = windows.at(hub, ALICE).open(teamSet)
    await alice.opened
    annotationSet(alice.doc).add([aClaim(article, 'السلام قريب', {id: 'one'}), aClaim(article, '和平即将到来', {id: 'two'})])
    annotationSet(alice.doc).setFeature('one', 'voice', 'quoted', {by: 'alice', at: 2})
    annotationSet(alice.doc).setFeature('one', 'voice', undefined, {by: 'alice', at: 3})
    await alice.saved()
    const carol = modifiedWindow(hub, CAROL)
    expect(await carol.open(teamSet)).toBe('readonly')
    const having = (change: (doc: Y.Doc) => void): Uint8Array => {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(alice.doc))
      change(doc)
      return Y.encodeStateAsUpdate(doc)
    }
    const told = []
    for (const change of [
      () => undefined,
      (doc: Y.Doc) => annotationSet(doc).add([aClaim(article, 'Sea ice', {id: 'hers', by: 'carol'})]),
      (doc: Y.Doc) => doc.getMap('annotations').delete('two'),
    ])
      told.push(await carol.offer(teamSet, having(change), 1))
    told.push(await carol.offer(teamSet, Y.encodeStateAsUpdate(new Y.Doc()), 1))
    expect(told).toEqual(['saved', 'not saved', 'not saved', 'saved'])
    carol.close()
  })

  test('comes over a socket too', async () => {
    const rendererFolder = join(path, 'renderer')
    await mkdir(rendererFolder)
    await writeFile(join(rendererFolder, 'index.html'), '<!doctype html>')
    const served = await serveHub({hub, person: ALICE, rendererFolder, port: 0, now: Date.now})
    if (!served.ok) throw new Error(`${served.error}`)
    const {origin, cookie} = await signedIn(served.value.signInUrl)
    const alice = await modifiedSocket(`${origin.replace('http', 'ws')}/sync`, hub.projectId, {headers: {origin, cookie}})
    expect(await alice.open(teamSet)).toBe('read-write')
    expect(await alice.offer(teamSet, aClaimBy('alice'))).toBe('saved')
    alice.sendBytes(new Uint8Array(0))
    expect(await alice.closed).toMatchObject({code: expect.any(Number)})
    await served.value.close()
  })
})
