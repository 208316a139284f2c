import {once} from 'node:events'
import type {ClientRequest, Server} from 'node:http'
import {createServer, request as ask} from 'node:http'
import type {AddressInfo} from 'node:net'
import {afterEach, beforeEach, expect, test} from 'vitest'
import type {Upload, Uploads} from '../../src/hub/serving/uploads.ts'
import {uploads} from '../../src/hub/serving/uploads.ts'
import {until} from './hub-bench.ts'

const MB = 1024 * 1024

let server: Server
let bodies: Uploads
let read: {readonly who: string; readonly upload: Upload}[] = []
const sent: ClientRequest[] = []
beforeEach(async () => {
  bodies = uploads({each: 4 * MB, all: 6 * MB}, 300)
  read = []
  server = createServer(async (request, response) => {
    const who = request.url?.slice(1) ?? ''
    const upload = await bodies.read(request, who, 4 * MB).catch((): Upload => ({state: 'too-slow'}))
    read.push({who, upload})
    response.end(upload.state)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  for (const each of sent.splice(0)) each.destroy()
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
})

/** Says that so much comes, and sends so much of it. */
function send(who: string, says: number | undefined, sends: number): Promise<string> {
  const request = ask({
    port: (server.address() as AddressInfo).port,
    host: '127.0.0.1',
    path: `/${who}`,
    method: 'POST',
    agent: false,
    ...(says !== undefined && {headers: {'content-length': says}}),
  })
  sent.push(request)
  request.write(Buffer.alloc(sends, 7))
  if (says === undefined || says === sends) request.end()
  return new Promise(resolve => {
    request.on('error', () => resolve('cut'))
    request.on('response', async answer => {
      let text = ''
      for await (const chunk of answer) text += chunk
      resolve(text)
    })
  })
}
const bodyOf = (who: string): Uint8Array | undefined => {
  const upload = read.find(each => each.who === who)?.upload
  return upload?.state === 'read' ? upload.body : undefined
}
/** What came of hers is not used any more. */
const released = (name: string): void => {
  const upload = read.find(({who}) => who === name)?.upload
  if (upload?.state === 'read') upload.release()
}

test('[SP113] a body is read whole, with or without its length told; one that is larger is refused', async () => {
  expect(await send('bob', 3 * MB, 3 * MB)).toBe('read')
  expect(bodyOf('bob')).toEqual(new Uint8Array(3 * MB).fill(7))
  released('bob')
  expect(await send('carol', undefined, 1000)).toBe('read')
  expect(bodyOf('carol')).toEqual(new Uint8Array(1000).fill(7))
  released('carol')
  expect(await send('dora', 5 * MB, 5 * MB)).toBe('too-large')
  expect(await send('dora', undefined, 5 * MB)).toBe('too-large')
})

test('[SP113] bodies that are held open take no more room than there is, of one person and of all, and what is small passes', async () => {
  void send('bob', 4 * MB, MB)
  await until('Bob has the room he may have', async () => (await send('bob', MB, MB)) === 'no-room')
  expect(await send('carol', 2 * MB, 2 * MB)).toBe('read')
  expect(await send('dora', MB, MB)).toBe('no-room')
  expect(await send('dora', 1000, 1000)).toBe('read')
  released('carol')
  expect(await send('dora', MB, MB)).toBe('read')
})

test('[SP113] a body that stops coming is cut, and its room is there again', async () => {
  const bobs = send('bob', 4 * MB, MB / 8)
  await until('Bob is cut', async () => {
    const state = await Promise.race([bobs, new Promise<string>(resolve => setImmediate(resolve, 'waiting'))])
    return state !== 'waiting'
  })
  expect(await send('bob', 4 * MB, 4 * MB)).toBe('read')
})
