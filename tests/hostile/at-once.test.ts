import {afterEach, beforeEach, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {REFUSED} from '../../src/project/judgement/rules.ts'
import type {HubConnection} from '../../src/sync/hub-connection.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder, until} from '../hub/hub-bench.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {portWindow} from '../support/port-window.ts'
import {modifiedWindow, TYPE} from './modified-client.ts'

const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const PLACES = 2500
const claims = (name: string, by: string) => Array.from({length: PLACES}, (_, n) => aClaim(article, 'السلام قريب', {id: `${name}-${n}`, by}))

let hub: Hub
let remove: () => Promise<void>
let connections: HubConnection[] = []
beforeEach(async () => {
  const folder = await newFolder()
  remove = folder.remove
  hub = await aHub(await aProjectFolder(`${folder.path}/Ceasefire.claimlight`))
})
afterEach(async () => {
  await Promise.all(connections.map(each => each.close()))
  connections = []
  await hub.close()
  await remove()
})
const windowAt = (person: typeof ALICE) => {
  const window = portWindow(hub, person)
  connections.push(window)
  return window
}
const saved = (window: HubConnection): Promise<void> => until('all is saved', () => !window.state().unsynced && window.state().connected)

test('[SP139] one message with more changes than a hub takes at once is refused with what to do, and everybody goes on', async () => {
  const bob = modifiedWindow(hub, BOB)
  await bob.open(teamSet)
  const flood = new Y.Doc()
  annotationSet(flood).add([...claims('flood', 'bob'), ...claims('more', 'bob')])
  expect(await bob.offer(teamSet, Y.encodeStateAsUpdate(flood))).toBe('not saved')
  const denied = await bob.until(({type, bytes}) => type === TYPE.auth && bytes[0] === 1)
  expect(new TextDecoder().decode(denied.bytes.subarray(2))).toBe(`${REFUSED.many}`)
  bob.close()
  const window = windowAt(ALICE)
  const {doc, loaded} = window.open(teamSet)
  await loaded
  annotationSet(doc).add([aClaim(article, 'السلام قريب', {id: 'hers'})])
  await saved(window)
  expect(annotationSet(doc).all()).toHaveLength(1)
})

test('[SP139] a window that labels very many places at once, with and without a connection, is taken in parts', async () => {
  const [window, other] = [windowAt(BOB), windowAt(ALICE)]
  const [bobs, alices] = [window.open(teamSet), other.open(teamSet)]
  await Promise.all([bobs.loaded, alices.loaded])
  annotationSet(bobs.doc).add(claims('connected', 'bob'))
  await saved(window)
  window.cut()
  await until('the window notices', () => !window.state().connected)
  annotationSet(bobs.doc).add(claims('alone', 'bob'))
  await until('it is back', () => window.state().connected)
  await saved(window)
  expect(window.state()).toEqual({connected: true, unsynced: false})
  await until('Alice has all', () => annotationSet(alices.doc).all().length === 2 * PLACES)
})
