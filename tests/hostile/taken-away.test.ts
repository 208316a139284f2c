import {request} from 'node:https'
import type {TLSSocket} from 'node:tls'
import {connect} from 'node:tls'
import {afterEach, describe, expect, test} from 'vitest'
import {Awareness, encodeAwarenessUpdate} from 'y-protocols/awareness'
import type {ClientOptions} from 'ws'
import * as Y from 'yjs'
import type {Role} from '../../src/core/round/owner.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {discussion} from '../../src/project/discussion.ts'
import {decoded, encoded} from '../hub/browser.ts'
import type {TestWindow} from '../hub/hub-bench.ts'
import {ALICE, until, windowOf} from '../hub/hub-bench.ts'
import type {Guest, SharedBench} from '../hub/share-bench.ts'
import {aSharedProject, guest} from '../hub/share-bench.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import type {ModifiedClient} from './modified-client.ts'
import {modifiedSocket} from './modified-client.ts'

const articles = Array.from({length: 8}, (_, n) => anArticle(`${MIXED_TEXT}\n${n}`))
const [article] = articles as [(typeof articles)[number]]
const SETS: readonly DocumentAddress[] = articles.map(({id}) => ({kind: 'set', article: id, owner: 'team'}))
const PROJECT: DocumentAddress = {kind: 'project'}

let bench: SharedBench
const windows: TestWindow[] = []
const clients: ModifiedClient[] = []
afterEach(async () => {
  for (const each of [...windows.splice(0), ...clients.splice(0)]) each.close()
  await bench.remove()
})
async function invited(name: string, role: Role): Promise<{readonly who: Guest; readonly invitation: string}> {
  const made = value(await bench.alice.invite({name, role, days: 30}))
  return {who: await guest(made.browserLink, name, 'session'), invitation: made.id}
}
/** She reads nothing from `deafen` to `hear`, so that no closing stops her from going on. */
type DeafClient = ModifiedClient & {deafen(): void; hear(): void}
async function clientOf({headers}: Guest): Promise<DeafClient> {
  const sockets: TLSSocket[] = []
  const createConnection = (options: object): TLSSocket => {
    const socket = connect({...options, servername: '', rejectUnauthorized: false})
    sockets.push(socket)
    return socket
  }
  const client = await modifiedSocket(`${bench.origin().replace('http', 'ws')}/sync`, 'project-1', {headers, createConnection} as unknown as ClientOptions)
  clients.push(client)
  return {...client, deafen: () => void sockets[0]?.pause(), hear: () => void sockets[0]?.resume()}
}
const claimBy = (person: string, which = article): Uint8Array => {
  const doc = new Y.Doc()
  annotationSet(doc).add([aClaim(which, 'السلام قريب', {by: person})])
  return Y.encodeStateAsUpdate(doc)
}
/** What the hub has of a document, once all that came before is dealt with. */
async function seenByAlice(address: DocumentAddress): Promise<Y.Doc> {
  const window = windowOf(bench.hub, ALICE)
  windows.push(window)
  const opened = window.open(address)
  expect(await opened.opened).toBeUndefined()
  return opened.doc
}

describe('what was taken from somebody is taken from the moment that is answered', () => {
  test.each([1, 2])('[SP98] a lowered role: no open document takes one more message (of step %i)', async step => {
    bench = await aSharedProject()
    const {who: bob} = await invited('Bob', 'annotator')
    const client = await clientOf(bob)
    for (const address of SETS) expect(await client.open(address)).toBe('read-write')
    expect(await client.offer(SETS[0] as DocumentAddress, claimBy(bob.id))).toBe('saved')
    client.deafen()
    value(await bench.alice.setRole(bob.id, 'reader'))
    for (const [at, address] of SETS.entries()) if (at > 0) client.sendUpdate(address, claimBy(bob.id, articles[at]), step)
    client.hear()
    await client.closed
    for (const [at, address] of SETS.entries()) expect(annotationSet(await seenByAlice(address)).all()).toHaveLength(at === 0 ? 1 : 0)
  })

  test('[SP98] a revoked invitation: neither changes nor presence nor new documents, on a channel that does not close', async () => {
    bench = await aSharedProject()
    const {who: bob, invitation} = await invited('Bob', 'annotator')
    const client = await clientOf(bob)
    for (const address of [PROJECT, SETS[0], SETS[1], {kind: 'discussion', article: article.id} as const] as DocumentAddress[]) await client.open(address)
    const presence = await seenByAlice(PROJECT)
    client.deafen()
    value(await bench.alice.revokeInvitation(invitation))
    const awareness = new Awareness(new Y.Doc())
    awareness.setLocalState({article: article.id})
    client.sendAwareness(PROJECT, encodeAwarenessUpdate(awareness, [awareness.clientID]))
    for (const step of [1, 2]) client.sendUpdate(SETS[step - 1] as DocumentAddress, claimBy(bob.id), step)
    const talk = new Y.Doc()
    discussion(talk).add({id: 'c', annotation: 'a', body: {text: 'still here?', mentions: []}}, {by: bob.id, at: 1})
    client.sendUpdate({kind: 'discussion', article: article.id}, Y.encodeStateAsUpdate(talk))
    const denied = client.open(SETS[2] as DocumentAddress)
    client.hear()
    expect(await client.closed).toMatchObject({code: 4462})
    expect(await denied).not.toBe('read-write')
    for (const address of [SETS[0], SETS[1]] as DocumentAddress[]) expect(annotationSet(await seenByAlice(address)).all()).toEqual([])
    expect(discussion(await seenByAlice({kind: 'discussion', article: article.id})).thread('a')).toEqual([])
    expect(presence.isDestroyed).toBe(false)
    awareness.destroy()
  })

  test('[SP98] a revoked invitation: a request whose body was still on its way changes nothing and tells nothing', async () => {
    bench = await aSharedProject()
    const {who: carol, invitation} = await invited('Carol', 'curator')
    const body = encoded([[{name: 'late.txt', bytes: new TextEncoder().encode('She comes too late. 和平')}], null])
    const half = Math.floor(body.byteLength / 2)
    const answered = new Promise<Uint8Array>((resolve, reject) => {
      const held = request(
        `${bench.origin()}/api/importFiles`,
        {method: 'POST', headers: {...carol.headers, 'content-length': body.byteLength}, rejectUnauthorized: false, agent: false},
        answer => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
        },
      )
      held.on('error', reject)
      held.write(body.subarray(0, half), () => {
        void bench.alice.revokeInvitation(invitation).then(() => held.end(body.subarray(half)))
      })
    })
    const answer = decoded((await answered).buffer as ArrayBuffer)
    expect(answer).toMatchObject({ok: false, error: expect.stringContaining('not let in here any more')})
    expect((await seenByAlice(PROJECT)).getMap('articles').size).toBe(0)
  })

  test('[SP98] a device that somebody ended: it is out, and her others stay', async () => {
    bench = await aSharedProject()
    const {who: bob} = await invited('Bob', 'annotator')
    const {link} = value(await bob.request('inviteDevice'))
    const phone = await guest(link, 'Bob', 'session', {device: 'Phone'})
    const client = await clientOf(phone)
    expect(await client.open(SETS[0] as DocumentAddress)).toBe('read-write')
    client.deafen()
    const device = value(await bob.request('devices')).devices.find(({name}) => name === 'Phone')
    value(await bob.request('endDevice', device?.id ?? ''))
    client.sendUpdate(SETS[0] as DocumentAddress, claimBy(bob.id))
    client.hear()
    expect(await client.closed).toMatchObject({code: 4461})
    expect(annotationSet(await seenByAlice(SETS[0] as DocumentAddress)).all()).toEqual([])
    const laptop = await clientOf(bob)
    expect(await laptop.open(SETS[0] as DocumentAddress)).toBe('read-write')
    expect(await laptop.offer(SETS[0] as DocumentAddress, claimBy(bob.id))).toBe('saved')
    await until('Alice sees it', async () => annotationSet(await seenByAlice(SETS[0] as DocumentAddress)).all().length === 1)
  })
})
