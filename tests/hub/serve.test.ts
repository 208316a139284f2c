import {once} from 'node:events'
import {mkdir, writeFile} from 'node:fs/promises'
import {request as httpRequest} from 'node:http'
import {connect} from 'node:net'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {createDecoder, readVarUint8Array} from 'lib0/decoding'
import WebSocket from 'ws'
import type {Hub} from '../../src/hub/hub.ts'
import type {ServedHub} from '../../src/hub/serving/serve.ts'
import {serveHub} from '../../src/hub/serving/serve.ts'
import {proofOf} from '../../src/hub/serving/sign-in.ts'
import {DATASET_TYPE} from '../../src/ipc/dataset-api.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {fileOf} from '../support/datasets.ts'
import {refusal, value} from '../support/results.ts'
import type {TestBrowser} from './browser.ts'
import {decoded, encoded, signedIn} from './browser.ts'
import {aHub, ALICE, aProjectFolder, newFolder, openWindows, until} from './hub-bench.ts'

const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}

const pathOf = (url: string): string => new URL(url).pathname + new URL(url).search

describe('a served hub', () => {
  let remove: () => Promise<void>
  let hub: Hub
  let served: ServedHub
  let rendererFolder = ''
  let alice: TestBrowser
  const windows = openWindows()
  beforeEach(async () => {
    const folder = await newFolder()
    remove = folder.remove
    rendererFolder = join(folder.path, 'renderer')
    await mkdir(rendererFolder)
    await writeFile(join(rendererFolder, 'index.html'), '<!doctype html><title>Claimlight</title>')
    await writeFile(join(rendererFolder, 'index.js'), 'document.title')
    hub = await aHub(await aProjectFolder(join(folder.path, 'Ceasefire.claimlight')))
    const serving = await serveHub({hub, person: ALICE, rendererFolder, port: 0, now: Date.now})
    if (!serving.ok) throw new Error(`${serving.error}`)
    served = serving.value
    alice = await signedIn(served.signInUrl)
  })
  afterEach(async () => {
    windows.close()
    await served.close()
    await hub.close()
    await remove()
  })

  const visit = (
    path: string,
    headers: Record<string, string> = {},
    method = 'GET',
    body?: Uint8Array,
  ): Promise<{status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer}> =>
    new Promise((resolve, reject) => {
      const {hostname, port} = new URL(served.origin)
      const sent = httpRequest({hostname, port, path, method, headers}, answer => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => resolve({status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks)}))
      })
      sent.on('error', reject)
      sent.end(body)
    })
  const upgrade = async (headers: Record<string, string>, path = '/sync'): Promise<number> => {
    const socket = new WebSocket(`${served.origin.replace('http', 'ws')}${path}`, {headers})
    socket.on('error', () => undefined)
    const status = await new Promise<number>(resolve => {
      socket.on('unexpected-response', (_request, answer) => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      })
      socket.on('open', () => resolve(101))
    })
    socket.terminate()
    return status
  }

  test('the link sets a cookie that scripts and other sites do not get, and leads to the page', async () => {
    const answer = await visit(pathOf(served.newSignInUrl()))
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe('/')
    expect(String(answer.headers['set-cookie'])).toMatch(/^claimlight-[0-9a-f]+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    const page = await visit('/', {cookie: alice.cookie})
    expect(page.status).toBe(200)
    expect(page.body.toString()).toContain('<title>Claimlight</title>')
  })

  test('a dataset is answered as what is known of it, and then the file, to the byte as the hub makes it', async () => {
    value(await hub.requests(ALICE, 'browser').importFiles([{name: 'mixed.txt', bytes: Buffer.from(MIXED_TEXT)}], null))
    const headers = {cookie: alice.cookie, origin: served.origin}
    const {headers: said, body} = await visit('/api/exportDataset', headers, 'POST', encoded(['utf16']))
    const decoder = createDecoder(new Uint8Array(body))
    const about = decoded(readVarUint8Array(decoder).slice().buffer)
    expect(about).toEqual({ok: true, value: {name: 'Ceasefire.json', notes: []}})
    expect(said).toMatchObject({'content-type': DATASET_TYPE, 'content-length': String(body.byteLength)})
    expect(body.subarray(decoder.pos).toString()).toBe(await fileOf(value(await hub.requests(ALICE, 'browser').exportDataset('utf16'))))
    expect((await visit('/api/exportDataset', headers, 'POST', encoded(['bytes']))).status).toBe(400)
  })

  test('[SEC20] a sign-in link works once; whoever is signed in may open it again and loses nothing by it', async () => {
    const used = pathOf(served.signInUrl)
    const second = await visit(used)
    expect(second.status).toBe(401)
    expect(second.headers['set-cookie']).toBeUndefined()
    expect(second.body.toString()).toContain('claimlight sign-in')
    const back = await visit(used, {cookie: alice.cookie})
    expect({status: back.status, location: back.headers.location, cookie: back.headers['set-cookie']}).toEqual({
      status: 303,
      location: '/',
      cookie: undefined,
    })
    expect((await visit('/', {cookie: alice.cookie})).status).toBe(200)
  })

  test('[SEC20] a sign-in link that nobody opened for ten minutes works no more', async () => {
    let now = Date.now()
    const slow = await serveHub({hub, person: ALICE, rendererFolder, port: 0, now: () => now})
    if (!slow.ok) throw new Error(`${slow.error}`)
    const [late, inTime] = [slow.value.newSignInUrl(), slow.value.newSignInUrl()]
    now += 9 * 60_000
    expect((await fetch(inTime, {redirect: 'manual'})).status).toBe(303)
    now += 2 * 60_000
    expect((await fetch(late, {redirect: 'manual'})).status).toBe(401)
    await slow.value.close()
  })

  test('[SEC20] another link is given for a proof at this origin, not for a cookie, a proof for another one, or an old one', async () => {
    const session = alice.cookie.split('=')[1] ?? ''
    const ask = (headers: Record<string, string>) => visit('/sign-in', headers, 'POST')
    const now = Date.now()
    for (const headers of [
      {cookie: alice.cookie, origin: alice.origin},
      {authorization: `Proof ${proofOf(session, 'http://127.0.0.1:1', now)}`},
      {authorization: `Proof ${proofOf(session, served.origin, now - 120_000)}`},
      {authorization: `Proof ${proofOf('guess', served.origin, now)}`},
    ] as const)
      expect((await ask(headers as Record<string, string>)).status).toBe(403)
    const link = (await ask({authorization: `Proof ${proofOf(session, served.origin, now)}`})).body.toString().trim()
    expect((await visit(pathOf(link))).status).toBe(303)
  })

  test('a browser that comes from a file is led on by a page of ours, or it would not send its cookie', async () => {
    const answer = await visit(pathOf(served.newSignInUrl()), {'sec-fetch-site': 'cross-site'})
    expect({status: answer.status, refresh: answer.headers.refresh}).toEqual({status: 200, refresh: '0; url=/'})
    expect(String(answer.headers['set-cookie'])).toContain('SameSite=Strict')
  })

  test('[SP20] nothing is told without the cookie, and every answer carries the security headers', async () => {
    const cookie = alice.cookie
    const [name] = cookie.split('=')
    for (const [path, headers, status] of [
      ['/', {}, 401],
      ['/index.js', {cookie: `${name}=${'A'.repeat(43)}`}, 401],
      ['/api/session', {}, 401],
      ['/sign-in?token=wrong', {}, 401],
      ['/sign-in', {}, 401],
      ['/nothing', {cookie}, 404],
      ['/../package.json', {cookie}, 404],
      ['/', {cookie, host: 'rebound.example'}, 403],
      ['/', {cookie, host: 'localhost'}, 403],
    ] as const) {
      const answer = await visit(path, headers)
      expect({path, status: answer.status}).toEqual({path, status})
      const policy = String(answer.headers['content-security-policy'])
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain("script-src 'unsafe")
      expect(answer.headers).toMatchObject({'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin'})
    }
  })

  test('health and metrics are told to this computer, without secrets', async () => {
    expect((await visit('/health')).body.toString()).toBe('ok\n')
    const text = (await visit('/metrics')).body.toString()
    expect(text).toMatch(/^claimlight_writable 1$/m)
    expect(text).not.toMatch(/Alice|project-1/)
    expect((await visit('/metrics', {host: 'rebound.example'})).status).toBe(403)
  })

  test('[SP92] after many wrong links wrong ones have to wait, and the right one works', async () => {
    for (let tries = 0; tries < 40; tries++) await visit('/sign-in?token=guess')
    expect((await visit('/sign-in?token=guess')).status).toBe(429)
    expect((await visit(pathOf(served.newSignInUrl()))).status).toBe(303)
    expect((await visit('/', {cookie: alice.cookie})).status).toBe(200)
  })

  test('[SP20] requests come from our own page only, and arguments are parsed', async () => {
    const {origin, cookie} = alice
    const post = (path: string, headers: Record<string, string>, body: Uint8Array) => visit(path, headers, 'POST', body)
    const good = await post('/api/session', {cookie, origin}, encoded([]))
    expect(decoded(new Uint8Array(good.body).buffer)).toMatchObject({ok: true, value: {edition: 'browser', projectName: 'Ceasefire', person: ALICE}})
    expect((await post('/api/session', {cookie, origin: 'http://evil.example'}, encoded([]))).status).toBe(403)
    expect((await post('/api/session', {cookie}, encoded([]))).status).toBe(403)
    expect((await visit('/api/session', {cookie, origin})).status).toBe(405)
    expect((await post('/api/eval', {cookie, origin}, encoded([]))).status).toBe(404)
    expect((await post('/api/toString', {cookie, origin}, encoded([]))).status).toBe(404)
    for (const body of [encoded(['x']), encoded({}), encoded([]).slice(0, 0), new Uint8Array([255, 255, 255]), new Uint8Array([...encoded([]), 1])]) {
      expect((await post('/api/session', {cookie, origin}, body)).status).toBe(400)
    }
    expect((await post('/api/articleText', {cookie, origin}, encoded(['../../etc/passwd']))).status).toBe(400)
  })

  test('[SP94] a request that is larger than its kind may be is refused with a sentence, and the next one is answered', async () => {
    for (const [method, megabytes, said] of [
      ['importFiles', 65, '64 MB'],
      ['session', 20, '64 kB'],
      ['summaries', 20, '512 kB'],
    ] as const) {
      const big = await visit(`/api/${method}`, {cookie: alice.cookie, origin: alice.origin}, 'POST', new Uint8Array(megabytes * 1024 * 1024))
      const result = decoded(new Uint8Array(big.body).buffer)
      expect(result.ok ? '' : result.error).toContain(said)
    }
    expect((await alice.request('session')).ok).toBe(true)
  })

  test('[SP110] a body of nothing but empty values is refused before any of them is made', async () => {
    const {origin, cookie} = alice
    for (const count of [10_000, 400_000]) {
      const answer = await visit('/api/summaries', {cookie, origin}, 'POST', encoded([new Array(count).fill(null)]))
      expect(answer.status).toBe(400)
    }
    expect((await alice.request('session')).ok).toBe(true)
  })

  test('[SP118] an address that is none is answered, and nothing of it is printed', async () => {
    const printed: unknown[] = []
    const before = console.error
    console.error = (...said: unknown[]) => printed.push(said)
    try {
      for (const path of ['//', '//evil.example/', 'http://[', '/%', '/\\\\']) expect([400, 401]).toContain((await visit(path)).status)
      for (const path of ['//', '//x/sync']) expect(await upgrade({cookie: alice.cookie, origin: alice.origin}, path)).toBeGreaterThanOrEqual(400)
    } finally {
      console.error = before
    }
    expect(printed).toEqual([])
  })

  test('[SP20] a sync channel needs cookie, origin and host', async () => {
    const {origin, cookie} = alice
    expect(await upgrade({cookie, origin})).toBe(101)
    expect(await upgrade({origin})).toBe(401)
    expect(await upgrade({cookie})).toBe(403)
    expect(await upgrade({cookie, origin: 'http://evil.example'})).toBe(403)
    expect(await upgrade({cookie, origin, host: 'rebound.example'})).toBe(403)
    expect(await upgrade({cookie, origin}, '/elsewhere')).toBe(404)
  })

  test('[SP56] malformed messages close that connection only, and nothing of them is kept', async () => {
    const window = windows.keep(alice.window(hub.projectId))
    const {doc, opened, saved} = window.open(teamSet)
    await opened
    for (const garbage of [new Uint8Array(0), new Uint8Array([255]), new Uint8Array([1, 65, 99]), new Uint8Array(500).fill(200)]) {
      const socket = new WebSocket(`${served.origin.replace('http', 'ws')}/sync`, {headers: {cookie: alice.cookie, origin: alice.origin}})
      await once(socket, 'open')
      socket.send(garbage)
      socket.send('text')
      await once(socket, 'close')
    }
    const broken = windows.keep(alice.window(hub.projectId))
    const second = broken.open(teamSet)
    await second.opened
    let resets = 0
    second.provider.on('close', () => resets++)
    const message = second.provider.configuration.websocketProvider
    // Updates that are none or stop short, an unknown kind of sync, presence that is none, and what only hubs may send.
    const name = second.provider.effectiveName
    for (const content of [
      [0, 2, 4, 9, 9, 9, 9],
      [0, 2, 200],
      [0, 9, 1, 0],
      [1, 3, 255, 255, 255],
      [6, 1, 65],
    ]) {
      const before = resets
      await until('the window is in step', () => second.provider.synced)
      message.send(new Uint8Array([name.length, ...Buffer.from(name), ...content]))
      await until('the broken window was closed', () => resets > before)
    }
    annotationSet(doc).add([aClaim(article, '和平即将到来')])
    await saved()
    await until('it is back and sees it', () => annotationSet(second.doc).all().length === 1)
    const report = await alice.request('checkProject')
    expect(report.ok && report.value.problems.filter(problem => `${problem}`.includes('damaged'))).toEqual([])
  })

  test('half a request and a strange one end nothing', async () => {
    const {hostname, port} = new URL(served.origin)
    for (const text of [
      'GET / HTTP/1.1\r\nHost: x',
      'NONSENSE\r\n\r\n',
      'GET http://[/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
      'GET // HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    ]) {
      const socket = connect(Number(port), hostname)
      await once(socket, 'connect')
      socket.end(text)
      socket.resume()
      await once(socket, 'close')
    }
    expect((await visit('/', {cookie: alice.cookie})).status).toBe(200)
  })

  test('a port that is taken is refused with a sentence', async () => {
    const taken = await serveHub({hub, person: ALICE, rendererFolder, port: Number(new URL(served.origin).port), now: Date.now})
    expect(refusal(taken)).toContain('--port')
  })
})
