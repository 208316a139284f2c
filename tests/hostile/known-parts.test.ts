import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder, openedFolder, openWindows} from '../hub/hub-bench.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {ModifiedClient} from './modified-client.ts'
import {modifiedWindow} from './modified-client.ts'
import type {RawStruct} from './poison.ts'
import {rawUpdate} from './poison.ts'

const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const [MADE_UP, ANOTHER] = [77, 78]

function claiming(by: string, id: string): Uint8Array {
  const set = annotationSet(new Y.Doc())
  set.add([aClaim(article, '和平即将到来', {by, id})])
  return Y.encodeStateAsUpdate(set.doc)
}
const told = (client: number, clock: number, ...structs: RawStruct[]) => ({client, clock, structs})

describe('what an update says of things that are known', () => {
  let hub: Hub
  let path = ''
  let remove: () => Promise<void>
  let alice: ModifiedClient
  let bob: ModifiedClient
  const windows = openWindows()
  beforeEach(async () => {
    const folder = await newFolder()
    remove = folder.remove
    path = `${folder.path}/Ceasefire.claimlight`
    hub = await aHub(await aProjectFolder(path))
    alice = modifiedWindow(hub, ALICE)
    bob = modifiedWindow(hub, BOB)
    await Promise.all([alice.open(teamSet), bob.open(teamSet)])
  })
  afterEach(async () => {
    windows.close()
    alice.close()
    bob.close()
    await hub.close()
    await remove()
  })
  const claims = async (): Promise<readonly string[]> => {
    const late = windows.at(hub, ALICE).open(teamSet)
    expect(await late.opened).toBeUndefined()
    expect(late.doc.store.pendingStructs).toBeNull()
    return annotationSet(late.doc)
      .all()
      .map(({id}) => id)
  }

  test('[SP136] is not read again: what goes on after something that was forgotten is taken beside it, and nobody is sent away', async () => {
    expect(await bob.offer(teamSet, rawUpdate({clients: [told(MADE_UP, 0, {kind: 'gc', length: 1})]}))).toBe('saved')
    expect(await bob.offer(teamSet, rawUpdate({clients: [told(MADE_UP, 0, {kind: 'deleted', length: 2})]}))).toBe('saved')
    expect(await alice.offer(teamSet, claiming('alice', 'hers'))).toBe('saved')
    expect(await claims()).toEqual(['hers'])
    await hub.close()
    const folder = await openedFolder(path)
    expect(await folder.store.check()).toEqual([])
    hub = await aHub(folder)
    expect(await claims()).toEqual(['hers'])
  })

  test('[SP136] is not waited for: what stood there long ago is not put beside something that nobody has', async () => {
    expect(await bob.offer(teamSet, rawUpdate({clients: [told(MADE_UP, 0, {kind: 'gc', length: 1})]}))).toBe('saved')
    const beside: RawStruct = {kind: 'values', values: ['x'], parent: {beside: {client: 4711, clock: 9}}}
    expect(await bob.offer(teamSet, rawUpdate({clients: [told(MADE_UP, 0, beside)]}))).toBe('saved')
    expect(await bob.offer(teamSet, rawUpdate({clients: [told(MADE_UP, 0, beside, {kind: 'gc', length: 1})]}))).toBe('saved')
    expect(await alice.offer(teamSet, claiming('alice', 'hers'))).toBe('saved')
    expect(await claims()).toEqual(['hers'])
  })

  test('[SP136] two changes of which each stands beside what follows the other are not taken, and nobody else is sent away', async () => {
    const beside = (client: number, clock: number): RawStruct => ({kind: 'values', values: ['x'], parent: {beside: {client, clock}}})
    const circle = rawUpdate({
      clients: [told(ANOTHER, 0, beside(MADE_UP, 1), {kind: 'gc', length: 1}), told(MADE_UP, 0, beside(ANOTHER, 1), {kind: 'gc', length: 1})],
    })
    expect(await bob.offer(teamSet, circle)).not.toBe('saved')
    expect(await alice.offer(teamSet, claiming('alice', 'hers'))).toBe('saved')
    expect(await claims()).toEqual(['hers'])
  })

  test('[SP136] is not called saved where something else was written under the same numbers, in whichever way it is offered', async () => {
    const under = (id: string): Uint8Array => {
      const doc = new Y.Doc()
      doc.clientID = MADE_UP
      annotationSet(doc).add([aClaim(article, '和平即将到来', {by: 'bob', id})])
      return Y.encodeStateAsUpdate(doc)
    }
    const first = under('first')
    expect(await bob.offer(teamSet, first)).toBe('saved')
    for (const step of [1, 2]) {
      const again = modifiedWindow(hub, BOB)
      await again.open(teamSet)
      expect(await again.offer(teamSet, under('other'), step)).toBe('not saved')
      again.close()
    }
    for (const step of [1, 2]) expect(await bob.offer(teamSet, first, step)).toBe('saved')
    expect(await claims()).toEqual(['first'])
  })

  test('[SP138] a curator’s hub writes nothing under the number of a window that is here, so that what the window does next is new', async () => {
    const window = windows.at(hub, ALICE).open(teamSet)
    expect(await window.opened).toBeUndefined()
    const set = annotationSet(window.doc)
    set.add([aClaim(article, 'السلام قريب', {id: 'first'})])
    await window.saved()
    const curator = modifiedWindow(hub, {...BOB, role: 'curator'}, 'hub')
    await curator.open(teamSet)
    const next = told(window.doc.clientID, Y.getState(window.doc.store, window.doc.clientID), {kind: 'gc', length: 50})
    expect(await curator.offer(teamSet, rawUpdate({clients: [next]}))).toBe('not saved')
    curator.close()
    set.add([aClaim(article, 'השלום קרוב', {id: 'second'})])
    await window.saved()
    expect([...(await claims())].sort()).toEqual(['first', 'second'])
  })
})
