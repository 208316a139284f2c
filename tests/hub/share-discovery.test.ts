import {createSocket} from 'node:dgram'
import type {Socket} from 'node:dgram'
import {once} from 'node:events'
import type {AddressInfo} from 'node:net'
import {expect, test} from 'vitest'
import {discovery} from '../../src/hub/network/discovery.ts'
import {aSharedProject} from './share-bench.ts'
import {value} from '../support/results.ts'

/** A socket that multicasts to nobody: what it sends goes to `port` on this computer. */
const own = (socket: Socket, port: number) => ({socket, bind: false, multicast: false, ip: '127.0.0.1', port})

async function aSocket(): Promise<{socket: Socket; port: number}> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {socket, port: (socket.address() as AddressInfo).port}
}

test('[SP32] a hub that announces itself is found with its name, address and fingerprint, and says goodbye', async () => {
  const [hubs, seekers] = [await aSocket(), await aSocket()]
  const announcer = discovery(() => own(hubs.socket, seekers.port))
  expect(announcer.announce({name: 'Ceasefire. 和平 👩‍👩‍👧', port: 8443, fingerprint: 'f'.repeat(43)})).toBe(true)
  const found = await discovery(() => own(seekers.socket, hubs.port)).find()
  expect(found).toEqual([{name: 'Ceasefire 和平 👩‍👩‍👧', origin: 'https://127.0.0.1:8443', fingerprint: 'f'.repeat(43)}])
  await announcer.silence()
  await expect(
    new Promise((resolve, reject) => hubs.socket.send('x', seekers.port, '127.0.0.1', error => (error ? reject(error) : resolve(0)))),
  ).rejects.toThrow('Not running')
})

test('[SP32] packets that are none, or that say it badly, are no hubs', async () => {
  const [hubs, seekers] = [await aSocket(), await aSocket()]
  const announcer = discovery(() => own(hubs.socket, seekers.port))
  announcer.announce({name: 'Eve', port: 8443, fingerprint: 'not a fingerprint'})
  const finding = discovery(() => own(seekers.socket, hubs.port)).find()
  const noise = await aSocket()
  for (const bytes of ['', 'x', '\0'.repeat(12), '\xff'.repeat(600)]) noise.socket.send(Buffer.from(bytes, 'latin1'), seekers.port, '127.0.0.1')
  expect(await finding).toEqual([])
  await announcer.silence()
  noise.socket.close()
})

test('[SP32] what is shared with this computer only is announced to nobody', async () => {
  const calls: string[] = []
  const silent = {
    announce: () => {
      calls.push('announce')
      return true
    },
    silence: async () => undefined,
    find: async () => [{name: 'Ceasefire', origin: 'https://192.0.2.1:8443', fingerprint: ''}],
  }
  const bench = await aSharedProject({discoverable: true}, {discovery: silent})
  expect(bench.hub.sharing.status()).toMatchObject({state: 'on', discoverable: false})
  expect(calls).toEqual([])
  expect(value(await bench.alice.discover())).toHaveLength(1)
  await bench.remove()
})
