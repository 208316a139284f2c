import {cp, mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {openCommonProject} from '../../src/hub/cluster/open-common.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import type {HostApi} from '../../src/ipc/host-api.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {project} from '../../src/project/project.ts'
import type {ModifiedClient} from '../hostile/modified-client.ts'
import {modifiedSocket} from '../hostile/modified-client.ts'
import {decoded, encoded} from '../hub/browser.ts'
import {ALICE, aProjectFolder, newFolder, until, windowOf} from '../hub/hub-bench.ts'
import type {TestWindow} from '../hub/hub-bench.ts'
import type {Guest} from '../hub/share-bench.ts'
import {guest, visit, windowFrom} from '../hub/share-bench.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {inEnglish, value} from '../support/results.ts'
import type {TestServer} from './servers.ts'
import {hasPostgres, hasRedis, postgresServer, redisServer} from './servers.ts'

const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const CAROLS_MACHINE = {id: 'second-machine', name: 'Second machine', role: 'admin'} as const

const claimBy = (person: string): Uint8Array => {
  const doc = new Y.Doc()
  annotationSet(doc).add([aClaim(article, 'השלום קרוב', {by: person})])
  return Y.encodeStateAsUpdate(doc)
}

describe.skipIf(!hasPostgres || !hasRedis).each([{live: false}, {live: true}])(
  'two hubs of one project, Redis between them: $live',
  {timeout: 120_000},
  ({live}) => {
    let postgres: TestServer
    let redis: TestServer | undefined
    let place: Awaited<ReturnType<typeof newFolder>>
    let first: Hub
    let second: Hub
    let alice: HostApi
    const windows: TestWindow[] = []
    const clients: ModifiedClient[] = []

    const aHub = async (folder: string): Promise<Hub> => {
      const rendererFolder = join(place.path, 'renderer')
      await mkdir(rendererFolder, {recursive: true})
      await writeFile(join(rendererFolder, 'index.html'), '<!doctype html>')
      const opened = value(await openCommonProject(folder, postgres.url, {copy: true}))
      const hub = await createHub({folder: opened, version: '0.0.0', share: {rendererFolder}, ...(redis === undefined ? {} : {redis: redis.url})})
      value(await hub.sharing.start({address: '127.0.0.1', discoverable: false}))
      return hub
    }
    beforeAll(async () => {
      ;[postgres, redis, place] = await Promise.all([postgresServer(), live ? redisServer() : undefined, newFolder()])
      const [whole, bare] = [join(place.path, 'Whole.claimlight'), join(place.path, 'Bare.claimlight')]
      await (await aProjectFolder(whole)).close()
      first = await aHub(whole)
      alice = first.requests(ALICE, 'desktop')
      value(await alice.session())
      await mkdir(bare)
      await cp(join(whole, 'manifest.json'), join(bare, 'manifest.json'))
      second = await aHub(bare)
    })
    afterEach(() => {
      for (const each of [...windows.splice(0), ...clients.splice(0)]) each.close()
    })
    afterAll(async () => {
      await second?.close()
      await first?.close()
      await Promise.all([postgres?.remove(), redis?.remove(), place?.remove()])
    })

    const originOf = (hub: Hub): string => {
      const status = hub.sharing.status()
      return status.state === 'on' ? (status.origins[0] ?? '') : ''
    }
    const invited = async (name: string, role: 'annotator' | 'curator') => value(await alice.invite({name, role, days: 30}))
    /** Who was let in at the first hub comes to the second next, as a load balancer may send her. */
    const atSecond = async ({headers}: Guest): Promise<ModifiedClient> => {
      const client = await modifiedSocket(`${originOf(second).replace('http', 'ws')}/sync`, 'project-1', {headers, rejectUnauthorized: false})
      clients.push(client)
      return client
    }

    /** A request of hers to the second hub. */
    const post = async ({headers}: Guest, method: string, ...args: readonly unknown[]) => {
      const {status, body} = await visit(`${originOf(second)}/api/${method}`, headers, 'POST', encoded(args))
      return {status, answer: decoded(new Uint8Array(body).buffer)}
    }

    test('[CA4] a curator who writes the owner’s role into the project gets no link for her at either hub, and the owner stays admin', async () => {
      const carol = await guest((await invited('Carol', 'curator')).link, 'Carol', 'session')
      const window = windowFrom(originOf(second), carol.headers, 'project-1')
      windows.push(window)
      const opened = window.open({kind: 'project'})
      await opened.opened
      project(opened.doc).people.patch('alice', {role: 'annotator'})
      await opened.saved()
      const local = second.requests(CAROLS_MACHINE, 'browser')
      await until('the second hub has it', async () => value(await local.people()).length > 0)
      expect(second.sharing.roles.roleOf('alice')).toBe('admin')
      const asked = await post(carol, 'invite', {name: 'Alice', role: 'annotator', days: 1, person: 'alice'})
      expect(inEnglish(asked)).toMatchObject({status: 200, answer: {ok: false, error: expect.stringContaining('made by that person')}})
      expect(value(await alice.session()).person.role).toBe('admin')
    })

    test('[CA5] a role that was lowered at one hub is lowered at the other when that is answered', async () => {
      const bob = await guest((await invited('Bob', 'annotator')).link, 'Bob', 'session')
      const client = await atSecond(bob)
      expect(await client.open(teamSet)).toBe('read-write')
      expect(await client.offer(teamSet, claimBy(bob.id))).toBe('saved')
      value(await alice.setRole(bob.id, 'reader'))
      client.sendUpdate(teamSet, claimBy(bob.id))
      await client.closed
      const hers = windowOf(second, ALICE)
      windows.push(hers)
      const opened = hers.open(teamSet)
      await opened.opened
      expect(annotationSet(opened.doc).all()).toHaveLength(1)
    })

    test('[SP144] the number of a window at one hub is nobody else’s at the other from its first change on, and the window goes on', async () => {
      const registry: DocumentAddress = {kind: 'registry', owner: 'team'}
      const bob = await guest((await invited('Bob', 'annotator')).link, 'Bob', 'session')
      const client = await atSecond(bob)
      expect(await client.open(registry)).toBe('read-write')
      const hers = windowOf(first, ALICE)
      windows.push(hers)
      const opened = hers.open(registry)
      await opened.opened
      const made = new Y.Doc()
      made.clientID = opened.doc.clientID
      const entity = Object.entries({name: 'غزة', type: 'GPE', aliases: [], by: bob.id, at: 1})
      made.getMap('entities').set('theft', new Y.Map<unknown>(entity))
      opened.doc.getMap('entities').set('gaza', new Y.Map<unknown>(entity.map(([key, value]) => [key, key === 'by' ? 'alice' : value])))
      await opened.saved()
      expect(await client.offer(registry, Y.encodeStateAsUpdate(made))).not.toBe('saved')
      opened.doc.transact(() => void (opened.doc.getMap('entities').get('gaza') as Y.Map<unknown>).set('name', 'Gaza'))
      await opened.saved()
      const there = await docAt(second, registry)
      await until('her next change is there', () => (there.getMap('entities').toJSON().gaza as {name: string} | undefined)?.name === 'Gaza')
      expect(Object.keys(there.getMap('entities').toJSON())).toEqual(['gaza'])
    })

    test('[CA6] an invitation that was revoked at one hub gives nothing more at the other when that is answered', async () => {
      const made = await invited('Dora', 'annotator')
      const dora = await guest(made.link, 'Dora', 'session')
      const client = await atSecond(dora)
      expect(await client.open(teamSet)).toBe('read-write')
      const before = annotationSet(await docAt(second, teamSet)).all().length
      value(await alice.revokeInvitation(made.id))
      client.sendUpdate(teamSet, claimBy(dora.id))
      expect(await client.closed).toMatchObject({code: 4462})
      expect((await post(dora, 'session')).status).toBe(401)
      expect(annotationSet(await docAt(second, teamSet)).all()).toHaveLength(before)
    })

    const docAt = async (hub: Hub, address: DocumentAddress): Promise<Y.Doc> => {
      const window = windowOf(hub, ALICE)
      windows.push(window)
      const opened = window.open(address)
      expect(await opened.opened).toBeUndefined()
      return opened.doc
    }
  },
)
