import type {ClientRequest, IncomingMessage} from 'node:http'
import {Agent, request} from 'node:http'
import type {Socket} from 'node:net'
import {connect} from 'node:net'
import {encode, writeAny, writeUint8Array, writeVarString, writeVarUint, writeVarUint8Array} from 'lib0/encoding'
import WebSocket from 'ws'
import type {DocumentAddress} from '../../../src/project/document-address.ts'
import {documentName} from '../../../src/project/document-address.ts'
import {formatSyncToken} from '../../../src/sync/sync-token.ts'

/** The hub, and as whom somebody attacks it; `link` is an invitation that nobody used yet. */
export type Target = {
  readonly origin: string
  readonly projectId: string
  readonly headers: {readonly [name: string]: string}
  readonly article: string
  readonly token: string
}

const MB = 1024 * 1024
const PROJECT: DocumentAddress = {kind: 'project'}

/** What is done to the hub, as issue by issue; each says in a word what it found. */
export const attacks: {readonly [name: string]: (target: Target) => Promise<string>} = {
  'none, for comparison': async () => {
    await rest(4000)
    return 'nothing'
  },
  'a body of 20 MB of nulls': async target => {
    const count = 20 * MB
    const body = Buffer.concat([
      Buffer.from(
        encode(encoder => {
          for (const head of [117, 1, 117]) writeUint8Array(encoder, Uint8Array.of(head))
          writeVarUint(encoder, count)
        }),
      ),
      Buffer.alloc(count, 126),
    ])
    return `answered ${(await post(target, '/api/summaries', body)).status}`
  },
  '10,000 messages for new names': async target => {
    const socket = await channel(target)
    for (let n = 0; n < 10_000; n++) socket.send(message(`name ${n}`, 0, Uint8Array.of(0, 1, 0)))
    return answered(socket, target)
  },
  '100 state requests of 5 kB on 20,000 annotations': async target => {
    const address: DocumentAddress = {kind: 'set', article: target.article, owner: 'team'}
    const socket = await channel(target)
    await open(socket, target, address)
    for (let n = 0; n < 100; n++) {
      const vector = encode(encoder => {
        writeVarUint(encoder, 700)
        for (let client = 0; client < 700; client++) {
          writeVarUint(encoder, 1_000_000_000 + n * 700 + client)
          writeVarUint(encoder, 1)
        }
      })
      socket.send(sync(nameOf(target, address), 0, vector))
    }
    return count(socket, 100, data => data.byteLength > MB)
  },
  '40 exports at once': async target => {
    const body = encoded(['codepoint'])
    const answers = await Promise.all(Array.from({length: 40}, () => post(target, '/api/exportDataset', body)))
    return `${answers.filter(({bytes}) => bytes > MB).length} of 40 exported, ${answers.filter(({status}) => status === 429).length} told to wait`
  },
  '100,000 presences in a message': async target => {
    const socket = await channel(target)
    await open(socket, target, PROJECT)
    const states = encode(encoder => {
      writeVarUint(encoder, 100_000)
      for (let client = 1; client <= 100_000; client++) {
        writeVarUint(encoder, client)
        writeVarUint(encoder, 1)
        writeVarString(encoder, '{"by":"x"}')
      }
    })
    socket.send(
      message(
        nameOf(target, PROJECT),
        1,
        encode(encoder => writeVarUint8Array(encoder, states)),
      ),
    )
    return answered(socket, target)
  },
  '30 uploads of 60 MB held open': async target => {
    const chunk = Buffer.alloc(MB, 1)
    const held: ClientRequest[] = []
    for (let n = 0; n < 30; n++) {
      const sent = begin(target, '/api/importFiles', 60 * MB)
      sent.on('error', () => undefined)
      held.push(sent)
    }
    await Promise.race([Promise.all(held.map(async each => send(each, chunk, 59))), rest(8000)])
    await rest(2000)
    for (const each of held) each.destroy()
    return 'held'
  },
  '8 channels of 70 MB for names never opened': async target => {
    const sockets = await Promise.all(Array.from({length: 8}, () => channel(target)))
    const body = Buffer.alloc(MB, 1)
    for (let n = 0; n < 70; n++) for (const [k, socket] of sockets.entries()) socket.send(message(`name ${k} ${n % 7}`, 0, sync2(body)))
    await Promise.race([Promise.all(sockets.map(drained)), rest(10_000)])
    for (const socket of sockets) socket.terminate()
    return 'sent'
  },
  '4,020 idle connections': async target => {
    const {hostname, port} = new URL(target.origin)
    const idle: Socket[] = []
    for (let n = 0; n < 4020; n += 60) {
      const more = Array.from({length: 60}, () => connect(Number(port), hostname))
      for (const socket of more) socket.on('error', () => undefined)
      await Promise.race([Promise.all(more.map(socket => new Promise(resolve => socket.once('connect', resolve)))), rest(1000)])
      idle.push(...more)
    }
    const began = performance.now()
    const newcomer = await Promise.race([post(target, '/api/session', encoded([])), rest(5000)]).catch(() => undefined)
    for (const socket of idle) socket.destroy()
    return newcomer === undefined ? 'nobody new gets in' : `a newcomer is in after ${Math.round(performance.now() - began)} ms`
  },
  '100 wrong invitations': async target => {
    const join = (token: string) =>
      post(target, '/join', Buffer.from(JSON.stringify({v: 1, project: target.projectId, token, wish: 'look'})), {
        authorization: '',
        origin: `https://${target.headers.host}`,
      })
    for (let n = 0; n < 100; n++) await join(`${n}`.padStart(43, 'x'))
    return `the right one is answered ${(await join(target.token)).status}`
  },
  '3,000 addresses that are none': async target => {
    const agent = new Agent({keepAlive: true, maxSockets: 20})
    const statuses = await Promise.all(Array.from({length: 3000}, () => get(target, '//', agent)))
    agent.destroy()
    return `answered ${[...new Set(statuses)].sort().join(', ')}`
  },
}

export async function openLargest(target: Target): Promise<void> {
  const socket = await channel(target)
  await open(socket, target, {kind: 'set', article: target.article, owner: 'team'})
  socket.close()
}

const rest = (milliseconds: number): Promise<undefined> => new Promise(resolve => setTimeout(resolve, milliseconds, undefined))
const nameOf = ({projectId}: Target, address: DocumentAddress): string => documentName(projectId, address)
const encoded = (value: unknown): Uint8Array => encode(encoder => writeAny(encoder, value as never))

const message = (name: string, type: number, body: Uint8Array): Uint8Array =>
  encode(encoder => {
    writeVarString(encoder, name)
    writeVarUint(encoder, type)
    writeUint8Array(encoder, body)
  })
const sync = (name: string, step: number, content: Uint8Array): Uint8Array =>
  message(
    name,
    0,
    encode(encoder => {
      writeVarUint(encoder, step)
      writeVarUint8Array(encoder, content)
    }),
  )
const sync2 = (content: Uint8Array): Uint8Array =>
  encode(encoder => {
    writeVarUint(encoder, 2)
    writeVarUint8Array(encoder, content)
  })

async function channel({origin, headers}: Target): Promise<WebSocket> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/sync`, {headers, perMessageDeflate: false})
  socket.on('error', () => undefined)
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('close', code => reject(new Error(`closed with ${code}`)))
  })
  return socket
}

async function open(socket: WebSocket, target: Target, address: DocumentAddress): Promise<void> {
  const heard = new Promise<void>(resolve => {
    const listen = (data: Buffer): void => {
      if (data.includes('read')) {
        socket.off('message', listen)
        resolve()
      }
    }
    socket.on('message', listen)
  })
  socket.send(
    message(
      nameOf(target, address),
      2,
      encode(encoder => {
        writeVarUint(encoder, 0)
        writeVarString(encoder, formatSyncToken({address}))
        writeVarString(encoder, '4')
      }),
    ),
  )
  await heard
}

/** How many answers of so many came; it is done when all did, or the channel was closed. */
function count(socket: WebSocket, most: number, counts: (data: Buffer) => boolean): Promise<string> {
  let heard = 0
  return new Promise(resolve => {
    socket.on('close', code => resolve(`closed with ${code} after ${heard}`))
    socket.on('message', (data: Buffer) => {
      if (counts(data) && ++heard === most) {
        resolve(`${heard} answered`)
        socket.close()
      }
    })
  })
}

/** Waits until the hub answers something that was sent after all else. */
async function answered(socket: WebSocket, target: Target): Promise<string> {
  const closed = new Promise<string>(resolve => socket.once('close', code => resolve(`closed with ${code}`)))
  const done = open(socket, target, {kind: 'registry', owner: 'team'}).then(() => 'done')
  const what = await Promise.race([closed, done])
  socket.close()
  return what
}

async function drained(socket: WebSocket): Promise<void> {
  while (socket.readyState === WebSocket.OPEN && socket.bufferedAmount > 0) await rest(20)
}

function begin({origin, headers}: Target, path: string, length: number, more: {readonly [name: string]: string} = {}): ClientRequest {
  return request(`${origin}${path}`, {
    method: 'POST',
    agent: false,
    headers: {...headers, origin, 'content-type': 'application/octet-stream', 'content-length': length, ...more},
  })
}

async function send(sent: ClientRequest, chunk: Buffer, times: number): Promise<void> {
  for (let n = 0; n < times && !sent.destroyed; n++) {
    if (sent.write(chunk)) continue
    await new Promise<void>(resolve => {
      const go = (): void => {
        sent.off('drain', go).off('close', go)
        resolve()
      }
      sent.on('drain', go).on('close', go)
    })
  }
}

function post(target: Target, path: string, body: Uint8Array, more: {readonly [name: string]: string} = {}): Promise<{status: number; bytes: number}> {
  const sent = begin(target, path, body.byteLength, more)
  return new Promise((resolve, reject) => {
    sent.on('error', reject)
    sent.on('response', (answer: IncomingMessage) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength
      })
      answer.on('error', reject)
      answer.on('end', () => resolve({status: answer.statusCode ?? 0, bytes}))
    })
    sent.end(body)
  })
}

function get({origin}: Target, path: string, agent: Agent): Promise<number> {
  const {hostname, port} = new URL(origin)
  return new Promise(resolve => {
    const sent = request({hostname, port, path, agent}, answer => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.on('error', () => resolve(0))
    sent.end()
  })
}
