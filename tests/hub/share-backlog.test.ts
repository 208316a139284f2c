import {randomBytes} from 'node:crypto'
import type {AddressInfo, Socket} from 'node:net'
import {connect, createServer} from 'node:net'
import * as Y from 'yjs'
import {afterEach, expect, test} from 'vitest'
import {WebSocket, WebSocketServer} from 'ws'
import {backlog} from '../../src/hub/documents/backlog.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {inEnglish, value} from '../support/results.ts'
import type {TestWindow} from './hub-bench.ts'
import {ALICE, until, windowOf} from './hub-bench.ts'
import type {SharedBench} from './share-bench.ts'
import {aSharedProject, guest, visit, windowFrom} from './share-bench.ts'

const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const MB = 1024 * 1024

let ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.reverse()) await end()
  ends = []
})
const kept = <W extends TestWindow>(window: W): W => {
  ends.push(() => window.close())
  return window
}

/** A network between a hub and somebody, in which what the hub sends may get stuck. */
async function aNetwork(port: number): Promise<{readonly port: number; stuck(is: boolean): void}> {
  const ways = new Map<Socket, Socket>()
  const server = createServer(near => {
    const far = connect(port, '127.0.0.1')
    ways.set(far, near)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.pipe(to)
      from.on('error', () => to.destroy())
      from.on('close', () => to.destroy())
    }
    far.on('close', () => ways.delete(far))
    ends.push(() => near.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => server.close())
  return {
    port: (server.address() as AddressInfo).port,
    stuck: is => {
      for (const [far, near] of ways) {
        if (is) far.unpipe(near).pause()
        else far.pipe(near)
      }
    },
  }
}

/** Makes a document heavy with notes, as many megabytes as given. */
const weigh = (doc: Y.Doc, megabytes: number): void =>
  annotationSet(doc).add(
    Array.from({length: megabytes * 16}, (_, at) =>
      aClaim(article, 'Sea ice', {id: `heavy-${at}`, features: {note: randomBytes(MB / 32).toString('hex')}, removed: {by: ALICE.id, at}}),
    ),
  )
const weightless = (doc: Y.Doc): number =>
  annotationSet(doc)
    .all()
    .filter(({removed}) => removed === undefined).length

const slowed = async (bench: SharedBench): Promise<number> =>
  Number(/limited_total\{limit="slow"\} (\d+)/.exec((await visit(`${bench.origin()}/metrics`)).body.toString())?.[1] ?? 0)

test('[SP96] who does not take what is sent is let go with the reason, comes back and has everything; others notice nothing', {timeout: 120_000}, async () => {
  const bench = await aSharedProject()
  ends.push(bench.remove)
  const bob = await guest(value(await bench.alice.invite({name: 'Bob', role: 'annotator', days: 1})).link, 'Bob', 'session')
  const carol = await guest(value(await bench.alice.invite({name: 'Carol', role: 'reader', days: 1})).browserLink, 'Carol')
  const {host, port} = new URL(bench.origin())
  const network = await aNetwork(Number(port))
  const his = kept(windowFrom(`https://127.0.0.1:${network.port}`, {...bob.headers, host}, 'project-1'))
  const hers = kept(carol.window('project-1'))
  const [alices, carols] = [kept(windowOf(bench.hub, ALICE)).open(teamSet), hers.open(teamSet)]
  await Promise.all([alices.opened, carols.opened, his.open({kind: 'project'}).opened])
  weigh(alices.doc, 8)
  await alices.saved()
  network.stuck(true)
  const bobs = his.open(teamSet)
  await until('the hub lets go of Bob', async () => {
    bobs.provider.forceSync()
    return (await slowed(bench)) === 1
  })
  annotationSet(alices.doc).add([aClaim(article, '和平即将到来')])
  await alices.saved()
  await until('Carol sees it', () => weightless(carols.doc) === 1)
  network.stuck(false)
  await until('Bob is told why', () => his.closed.length > 0)
  expect(inEnglish(his.closed)).toEqual([{code: 4466, reason: 'What was sent was not taken fast enough.'}])
  await until('Bob has everything', () => weightless(bobs.doc) === 1)
  annotationSet(bobs.doc).add([aClaim(article, 'السلام قريب', {by: bob.id})])
  await bobs.saved()
  await until('Carol has what Bob does since', () => weightless(carols.doc) === 2)
  expect(Y.encodeStateVector(bobs.doc)).toEqual(Y.encodeStateVector(alices.doc))
  expect(hers.closed).toEqual([])
  expect(his.closed.length).toBe(1)
})

test('[SP96] a document as large as one message may be is no reason to let anybody go', {timeout: 120_000}, async () => {
  const bench = await aSharedProject()
  ends.push(bench.remove)
  const bob = await guest(value(await bench.alice.invite({name: 'Bob', role: 'annotator', days: 1})).link, 'Bob', 'session')
  const alices = kept(windowOf(bench.hub, ALICE)).open(teamSet)
  await alices.opened
  weigh(alices.doc, 50)
  await alices.saved()
  const {host, port} = new URL(bench.origin())
  const network = await aNetwork(Number(port))
  const his = kept(windowFrom(`https://127.0.0.1:${network.port}`, {...bob.headers, host}, 'project-1'))
  const bobs = his.open(teamSet)
  await bobs.opened
  expect(annotationSet(bobs.doc).all()).toEqual(annotationSet(alices.doc).all())
  expect(his.closed).toEqual([])
  expect(await slowed(bench)).toBe(0)
})

test('[SP96] what is kept for all together is bounded: the fullest are let go, and cut off when they are many', async () => {
  const server = new WebSocketServer({port: 0, host: '127.0.0.1', perMessageDeflate: false})
  ends.push(() => server.close())
  await new Promise(resolve => server.once('listening', resolve))
  const bound = backlog(() => server.clients, undefined, {each: Number.POSITIVE_INFINITY, all: 64 * MB})
  ends.push(bound.stop)
  const clients = await Promise.all(
    Array.from({length: 3}, async () => {
      const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
      await new Promise(resolve => client.once('open', resolve))
      ends.push(() => client.terminate())
      return client
    }),
  )
  for (const client of clients) client.pause()
  const held = [20, 40, 20]
  for (const socket of server.clients) bound.send(socket, Buffer.alloc((held.shift() ?? 0) * MB))
  const states = (): number[] => [...server.clients].map(({readyState}) => readyState)
  await until('the fullest is let go', () => states().join() === '1,2,1')
  for (const socket of server.clients) if (socket.readyState === socket.OPEN) bound.send(socket, Buffer.alloc(30 * MB))
  await until('only one of the others stays', () => states().filter(state => state === 1).length === 1)
  await until(
    'those that were let go hold no more than all may',
    () => [...server.clients].filter(({readyState}) => readyState !== 1).reduce((sum, {bufferedAmount}) => sum + bufferedAmount, 0) <= 64 * MB,
  )
})
