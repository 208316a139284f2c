import {once} from 'node:events'
import type {Server} from 'node:http'
import {createServer} from 'node:http'
import type {AddressInfo, Socket} from 'node:net'
import {connect} from 'node:net'
import {afterEach, beforeEach, expect, test} from 'vitest'
import type {Connections} from '../../src/hub/serving/connections.ts'
import {boundConnections, HANDSHAKE_TIMES} from '../../src/hub/serving/connections.ts'
import {until} from './hub-bench.ts'

const MOST = {all: 8, strangers: 4, person: 3}

let server: Server
let connections: Connections
const sockets: Socket[] = []
beforeEach(async () => {
  server = createServer(HANDSHAKE_TIMES)
  connections = boundConnections(server, {most: MOST})
  server.on('request', (request, response) => {
    const person = request.headers.authorization
    if (person !== undefined) connections.belongs(request, person)
    // What nobody ends stays under way.
    if (request.url !== '/slow') response.end('here')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
})

/** A connection that says this and then nothing; `is` tells whether it is still held. */
async function holding(said = '', address = '127.0.0.1'): Promise<{is(): boolean; heard(): string}> {
  const socket = connect({port: (server.address() as AddressInfo).port, host: '127.0.0.1', localAddress: address})
  sockets.push(socket)
  let open = true
  let heard = ''
  socket.on('error', () => undefined)
  socket.on('close', () => {
    open = false
  })
  socket.on('data', chunk => {
    heard += chunk
  })
  await once(socket, 'connect')
  if (said !== '') socket.write(said)
  if (said.startsWith('GET /here')) await until('it is answered', () => heard.includes('here'))
  return {is: () => open, heard: () => heard}
}
const asks = (path: string, person?: string): string => `GET ${path} HTTP/1.1\r\nHost: hub\r\n${person === undefined ? '' : `Authorization: ${person}\r\n`}\r\n`

test('[SP119] a stranger who holds what an address may have loses the oldest that does nothing, and whoever comes next gets in', async () => {
  const slow = await holding(asks('/slow'))
  await until('it is under way', async () => (await new Promise<number>(resolve => server.getConnections((_error, count) => resolve(count)))) === 1)
  const idle = [await holding(asks('/here')), await holding(), await holding()]
  const bob = await holding(asks('/here'))
  await until('the oldest idle one is gone', () => idle[0]?.is() === false)
  expect([slow.is(), idle[1]?.is(), idle[2]?.is(), bob.is()]).toEqual([true, true, true, true])
})

test('[SP119] when a server is full, strangers go first, those with the most before others; who is signed in stays', async () => {
  const alice = [await holding(asks('/here', 'alice')), await holding(asks('/here', 'alice'))]
  const crowd = [await holding('', '127.0.0.2'), await holding('', '127.0.0.2'), await holding('', '127.0.0.2')]
  const others = [await holding('', '127.0.0.3'), await holding('', '127.0.0.4'), await holding('', '127.0.0.5')]
  const bob = await holding(asks('/here', 'bob'), '127.0.0.6')
  await until('one of the crowd is gone', () => crowd[0]?.is() === false)
  expect([...alice, crowd[1], crowd[2], ...others, bob].map(each => each?.is())).toEqual(new Array(8).fill(true))
})

test('[SP119] one person holds no more than she may; beyond that she counts as a stranger', async () => {
  for (let count = 0; count < MOST.person; count++) await holding(asks('/here', 'alice'))
  const beyond = [
    await holding(asks('/here', 'alice')),
    await holding(asks('/here', 'alice')),
    await holding(asks('/here', 'alice')),
    await holding(asks('/here', 'alice')),
  ]
  await holding()
  await until('the first beyond is gone', () => beyond[0]?.is() === false)
})
