import {once} from 'node:events'
import type {Server} from 'node:http'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {connect} from 'node:net'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {closeServer, handleWith} from '../../src/hub/serving/web-server.ts'

let server: Server
beforeEach(async () => {
  server = createServer({headersTimeout: 50, connectionsCheckingInterval: 10})
  handleWith(server, {answer: async (_request, response) => void response.end('here'), upgrade: () => undefined})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => closeServer(server))

/** What is heard until a connection ends on which this was said. */
async function heardAfter(said: string): Promise<string> {
  const socket = connect({port: (server.address() as AddressInfo).port, host: '127.0.0.1'})
  let heard = ''
  socket.on('data', chunk => {
    heard += chunk
  })
  socket.write(said)
  await once(socket, 'close')
  return heard
}

test('a connection that was never used ends without a word, which a browser would take for an answer; half a request is answered', async () => {
  expect(await heardAfter('')).toBe('')
  expect(await heardAfter('GET / HTTP/1.1\r\nHost: ')).toMatch(/^HTTP\/1\.1 400 /)
})
