import {once} from 'node:events'
import type {IncomingMessage, Server} from 'node:http'
import {createServer, request as ask} from 'node:http'
import type {AddressInfo} from 'node:net'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {ok} from '../../src/core/result.ts'
import {downloads} from '../../src/hub/serving/downloads.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {requestEndpoint} from '../../src/hub/serving/request-endpoint.ts'
import {uploads} from '../../src/hub/serving/uploads.ts'
import type {MadeDataset} from '../../src/ipc/dataset-api.ts'
import {decoded, encoded} from './browser.ts'
import {aHub, ALICE, aProjectFolder, newFolder, until} from './hub-bench.ts'

const MB = 1024 * 1024
/** More than the system keeps of what nobody takes. */
const PIECES = 24
const LIMITS = {each: 2, all: 100, window: 600_000, slowest: 1}

/** `ended`: how many streams of it have ended. */
function aFile(held: number): MadeDataset & {readonly ended: () => number} {
  let ended = 0
  return {
    name: 'Ceasefire.json',
    notes: [],
    held,
    size: PIECES * MB,
    ended: () => ended,
    pieces: async function* () {
      try {
        for (let n = 0; n < PIECES; n++) yield new Uint8Array(MB)
      } finally {
        ended++
      }
    },
  }
}

let hub: Hub
let server: Server
let remove: () => Promise<void>
let made: MadeDataset[] = []
let next: MadeDataset
beforeEach(async () => {
  const folder = await newFolder()
  remove = folder.remove
  hub = await aHub(await aProjectFolder(folder.path))
  made = []
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
  await hub.close()
  await remove()
})

async function serve(limits: Parameters<typeof downloads>[0]): Promise<void> {
  const api = {
    ...hub.requests(ALICE, 'browser'),
    exportDataset: async () => {
      made.push(next)
      return ok(next)
    },
  }
  const endpoint = requestEndpoint(uploads(), downloads(limits))
  server = createServer((request, response) => void endpoint.answer(api, 'exportDataset', request.url?.slice(1) ?? '', request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
}

/** Asks for an export and reads nothing of it yet. */
async function exported(who: string): Promise<IncomingMessage> {
  const {port} = server.address() as AddressInfo
  const request = ask({port, host: '127.0.0.1', path: `/${who}`, method: 'POST', agent: false})
  request.end(encoded(['codepoint']))
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  answer.on('error', () => undefined)
  return answer
}

const bytesOf = async (answer: IncomingMessage): Promise<Buffer> => Buffer.concat(await answer.toArray())
const answerOf = async (answer: IncomingMessage): Promise<unknown> => decoded(new Uint8Array(await bytesOf(answer)).buffer)

test('[SP122] Bob is sent two exports at once; the third is refused with a sentence and not made, and made again when one has ended', async () => {
  await serve(LIMITS)
  next = aFile(10)
  const [first] = [await exported('bob'), await exported('bob')]
  const third = await exported('bob')
  expect([third.statusCode, await answerOf(third), made.length]).toMatchObject([
    429,
    {ok: false, error: 'Claimlight is sending you other exports already. Wait until they are done, then export again.'},
    2,
  ])
  expect((await exported('alice')).statusCode).toBe(200)
  first?.destroy()
  await until('his place is free', async () => (await exported('bob')).statusCode === 200)
})

test('[SP122] what all take in memory has a limit: one file that two are sent counts once, and there is room when they have it', async () => {
  await serve(LIMITS)
  next = aFile(80)
  const both = [await exported('bob'), await exported('carol')]
  next = aFile(30)
  const refusal = await exported('alice')
  expect([refusal.statusCode, await answerOf(refusal)]).toMatchObject([
    429,
    {ok: false, error: 'Others are fetching large exports at the moment. Wait a few minutes, then export again.'},
  ])
  for (const answer of both) expect((await bytesOf(answer)).byteLength).toBe(Number(answer.headers['content-length']))
  await until('there is room', async () => (await exported('alice')).statusCode === 200)
})

test('[SP122] a file larger than all the room is sent where no other is', async () => {
  await serve(LIMITS)
  next = aFile(1000)
  const [alices, bobs] = [await exported('alice'), await exported('bob')]
  expect([alices.statusCode, bobs.statusCode]).toEqual([200, 429])
})

test('[SP122] a stream of which nothing is taken is ended, and its place and its file are free', async () => {
  await serve({...LIMITS, each: 1, window: 200})
  const stuck = aFile(100)
  next = stuck
  const answer = await exported('bob')
  await until('the stream is ended', async () => stuck.ended() === 1)
  await until('his place is free', async () => (await exported('bob')).statusCode === 200)
  expect((await bytesOf(answer).catch(() => Buffer.alloc(0))).byteLength).toBeLessThan(stuck.size)
})
