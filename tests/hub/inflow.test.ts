import {once} from 'node:events'
import type {AddressInfo} from 'node:net'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {WebSocket, WebSocketServer} from 'ws'
import type {Inflow} from '../../src/hub/documents/inflow.ts'
import {inflow} from '../../src/hub/documents/inflow.ts'
import {until} from './hub-bench.ts'

const MB = 1024 * 1024

let server: WebSocketServer
let bound: Inflow
let cut = 0
const clients: WebSocket[] = []
let heard = 0
beforeEach(async () => {
  cut = 0
  heard = 0
  server = new WebSocketServer({port: 0, host: '127.0.0.1', perMessageDeflate: false})
  bound = inflow(() => cut++, 11 * MB)
  server.on('connection', (socket, request) => {
    socket.on('error', () => undefined)
    bound.follow(socket, request.socket, request.url?.slice(1) ?? '')
    socket.on('message', () => heard++)
  })
  await once(server, 'listening')
})
afterEach(async () => {
  bound.stop()
  for (const client of clients.splice(0)) client.terminate()
  await new Promise(resolve => server.close(resolve))
})
async function client(who: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/${who}`)
  clients.push(socket)
  socket.on('error', () => undefined)
  await once(socket, 'open')
  return socket
}

test('[SP120] messages that are begun and not ended are bounded: whoever has most under way is cut off, others go on', async () => {
  const alice = await client('alice')
  const bobs = [await client('bob'), await client('bob'), await client('bob')]
  alice.send(Buffer.alloc(4 * MB), {fin: false})
  for (const socket of bobs) socket.send(Buffer.alloc(3 * MB), {fin: false})
  await until('one of Bob’s is cut off', () => cut === 1)
  await until('he notices', () => bobs.filter(({readyState}) => readyState === WebSocket.CLOSED).length === 1)
  alice.send(Buffer.alloc(MB), {fin: true})
  await until('Alice’s arrives whole', () => heard === 1)
  expect(cut).toBe(1)
})

test('[SP120] what arrived whole counts no more, however much it was', async () => {
  const alice = await client('alice')
  for (let n = 0; n < 5; n++) alice.send(Buffer.alloc(4 * MB))
  await until('all of it arrived', () => heard === 5)
  const bob = await client('bob')
  bob.send(Buffer.alloc(4 * MB), {fin: false})
  bob.send(Buffer.alloc(4 * MB), {fin: true})
  await until('his too', () => heard === 6)
  expect(cut).toBe(0)
})
