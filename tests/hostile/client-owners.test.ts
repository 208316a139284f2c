import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import type {Sender} from '../../src/hub/documents/incoming-changes.ts'
import {documentFrom} from '../../src/project/document-from.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {REFUSED} from '../../src/project/judgement/rules.ts'
import {registry} from '../../src/project/registry.ts'
import {openDatabase} from '../../src/storage/libsql/database.ts'
import type {ProjectFolder} from '../../src/storage/project-folder.ts'
import {storePath} from '../../src/storage/project-folder.ts'
import {salvageStore} from '../../src/storage/libsql/salvage-store.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder, openedFolder} from '../hub/hub-bench.ts'
import {value} from '../support/results.ts'
import type {ModifiedClient} from './modified-client.ts'
import {modifiedWindow, TYPE} from './modified-client.ts'

const REGISTRY: DocumentAddress = {kind: 'registry', owner: 'team'}
const name = documentName('project-1', REGISTRY)

describe('the number of a window', () => {
  let path = ''
  let remove: () => Promise<void>
  let folder: ProjectFolder
  let hub: Hub
  let clients: ModifiedClient[] = []
  beforeEach(async () => {
    const home = await newFolder()
    remove = home.remove
    path = join(home.path, 'Ceasefire.claimlight')
    folder = await aProjectFolder(path)
    hub = await aHub(folder)
  })
  afterEach(async () => {
    for (const client of clients) client.close()
    clients = []
    await hub.close()
    await remove()
  })
  const at = async (person: Person, sender: Sender = 'window'): Promise<ModifiedClient> => {
    const client = modifiedWindow(hub, person, sender)
    clients.push(client)
    expect(await client.open(REGISTRY)).toBe('read-write')
    return client
  }
  const restart = async (between: () => void = () => undefined): Promise<void> => {
    for (const client of clients) client.close()
    clients = []
    await hub.close()
    between()
    folder = await openedFolder(path)
    hub = await aHub(folder)
  }
  const copy = async (): Promise<Y.Doc> => documentFrom(await folder.store.load(name))
  /** What a change of a document is in bytes. */
  const change = (doc: Y.Doc, make: () => void): Uint8Array => {
    const before = Y.encodeStateVector(doc)
    doc.transact(make)
    return Y.encodeStateAsUpdate(doc, before)
  }
  const named = (doc: Y.Doc, id: string, to: string) => change(doc, () => void (doc.getMap('entities').get(id) as Y.Map<unknown>).set('name', to))
  const nameOf = async (id: string): Promise<unknown> => registry(await copy()).entities.get(id)?.name
  const whyNot = async (client: ModifiedClient): Promise<string> => {
    const denied = await client.until(({type, bytes}) => type === TYPE.auth && bytes[0] === 1)
    return new TextDecoder().decode(denied.bytes.subarray(2))
  }
  /** Bob made an entity, and a window of Alice's called it otherwise, which nobody signs. */
  const renamed = async (): Promise<Y.Doc> => {
    const made = new Y.Doc()
    registry(made).entities.put({id: 'gaza', name: 'غزة', type: 'GPE', aliases: [], by: 'bob', at: 1})
    expect(await (await at(BOB)).offer(REGISTRY, Y.encodeStateAsUpdate(made))).toBe('saved')
    const hers = await copy()
    expect(await (await at(ALICE)).offer(REGISTRY, named(hers, 'gaza', 'Gaza'))).toBe('saved')
    return hers
  }
  /** Somebody writes on under the number of Alice's window. */
  const stolen = async (hers: Y.Doc, by: Person): Promise<string | undefined> => {
    const thief = await copy()
    thief.clientID = hers.clientID
    const client = await at(by)
    const answer = await client.offer(REGISTRY, named(thief, 'gaza', 'عزة'))
    return answer === 'not saved' ? whyNot(client) : JSON.stringify(answer)
  }

  test('[SP144] is hers after a restart too, also where nothing that was written under it has a name, and her window goes on', async () => {
    const hers = await renamed()
    await restart()
    expect(await stolen(hers, BOB)).toBe(`${REFUSED.name}`)
    expect(await (await at(ALICE)).offer(REGISTRY, named(hers, 'gaza', 'Gaza 👩‍👩‍👧'))).toBe('saved')
    expect(await nameOf('gaza')).toBe('Gaza 👩‍👩‍👧')
  })

  test('[SP144] is hers after the log was merged, and after the store was repaired', async () => {
    const hers = await renamed()
    value(await folder.store.compact(name, Y.encodeStateAsUpdate(await copy())))
    await restart(() => void value(salvageStore(storePath(path))))
    expect(await stolen(hers, BOB)).toBe(`${REFUSED.name}`)
    expect(await (await at(ALICE)).offer(REGISTRY, named(hers, 'gaza', 'Gaza-stad'))).toBe('saved')
  })

  test('[SP144] in a project from before numbers were kept is hers who signed what was written under it', async () => {
    const hers = await copy()
    const made = change(hers, () => registry(hers).entities.put({id: 'gaza', name: 'Gaza', type: 'GPE', aliases: [], by: 'alice', at: 1}))
    expect(await (await at(ALICE)).offer(REGISTRY, made)).toBe('saved')
    await restart(() => {
      const db = openDatabase(storePath(path), 'rw')
      db.all('drop table client_owner')
      db.close()
    })
    expect(await stolen(hers, BOB)).toBe(`${REFUSED.name}`)
    expect(await (await at(ALICE)).offer(REGISTRY, named(hers, 'gaza', 'غزة'))).toBe('saved')
  })

  test('[SP144] is hers as well where she works at a hub of her own, and on both her devices', async () => {
    const hers = await renamed()
    await restart()
    expect(await (await at({...ALICE, role: 'annotator'}, 'hub')).offer(REGISTRY, named(hers, 'gaza', 'Gaza-stad'))).toBe('saved')
    await restart()
    expect(await stolen(hers, BOB)).toBe(`${REFUSED.name}`)
  })
})
