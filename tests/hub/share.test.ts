import {connect as connectTls} from 'node:tls'
import {readFile, stat, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {connect} from 'node:tls'
import {afterEach, describe, expect, test} from 'vitest'
import WebSocket from 'ws'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {TestWindow} from './hub-bench.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {ALICE, openedFolder, until, windowOf} from './hub-bench.ts'
import type {SharedBench} from './share-bench.ts'
import {aSharedProject, guest, linkOf, redeem, visit} from './share-bench.ts'
import {inEnglish, refusal, value} from '../support/results.ts'
import {startRound} from '../support/rounds.ts'

const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}

let bench: SharedBench
const windows: TestWindow[] = []
afterEach(async () => {
  for (const window of windows.splice(0)) window.close()
  await bench.remove()
})
const kept = <W extends TestWindow>(window: W): W => {
  windows.push(window)
  return window
}
const invited = async (name: string, role: 'reader' | 'annotator' | 'curator' | 'admin', days = 30) => value(await bench.alice.invite({name, role, days}))

describe('sharing', () => {
  test('[SP36] a new invitation tells whether somebody of its name is here already, and one of hers does not', async () => {
    bench = await aSharedProject()
    const looked = async (link: string) =>
      JSON.parse((await redeem(linkOf(link), '', {wish: 'look', person: undefined, device: undefined})).answer.body.toString())
    const first = await invited('Zoë 和平', 'annotator')
    expect(await looked(first.link)).not.toHaveProperty('namesake')
    await guest(first.browserLink, 'Zoë 和平')
    expect(await looked(first.link)).not.toHaveProperty('namesake')
    expect(await looked((await invited('zoe\u0308 和平', 'annotator')).link)).toMatchObject({ok: true, namesake: true})
    expect(await looked((await invited('Carol', 'annotator')).link)).not.toHaveProperty('namesake')
  })

  test('[SP30] is off until somebody shares, and off again afterwards', async () => {
    bench = await aSharedProject()
    const origin = bench.origin()
    expect((await visit(`${origin}/health`)).status).toBe(200)
    const stopped = value(await bench.alice.stopSharing())
    expect(stopped.network).toEqual({state: 'off'})
    await expect(visit(`${origin}/health`)).rejects.toThrow('ECONNREFUSED')
    const again = value(await bench.alice.startSharing({address: '127.0.0.1', discoverable: false}))
    expect(again.network).toMatchObject({state: 'on', origins: [origin]})
  })

  test('[SP35] is on again when the project is opened anew, until somebody stops it, or says why not', async () => {
    bench = await aSharedProject()
    value(await bench.alice.stopSharing())
    value(await bench.alice.startSharing({address: '127.0.0.1', discoverable: false}))
    const origin = bench.origin()
    const {folder, means} = bench
    const anew = async (act: (hub: Hub) => Promise<unknown>) => {
      const hub = await createHub({folder: await openedFolder(folder), version: '0.0.0', share: means})
      await hub.sharing.resume()
      const status = value(await hub.requests(ALICE, 'desktop').shareStatus()).network
      await act(hub)
      await hub.close()
      return status
    }
    bench = await bench.restart(async () => {
      expect(await anew(async () => undefined)).toMatchObject({state: 'on', origins: [origin]})
      expect(await anew(hub => hub.requests(ALICE, 'desktop').stopSharing())).toMatchObject({state: 'on'})
      expect(await anew(async () => undefined)).toEqual({state: 'off'})
      // An address for examples, which no computer has.
      await writeFile(join(folder, 'shared.json'), '{"version": 1, "address": "192.0.2.1", "discoverable": false}')
      expect(inEnglish(await anew(async () => undefined))).toEqual({state: 'off', why: expect.stringMatching(/192\.0\.2\.1/)})
      await writeFile(join(folder, 'shared.json'), 'שלום')
      expect(inEnglish(await anew(async () => undefined))).toEqual({state: 'off', why: 'What stands in its folder about that cannot be read.'})
    })
  })

  test('[SP31] shows the same certificate after a restart, at the same address, and invitations name it', async () => {
    bench = await aSharedProject()
    const before = bench.origin()
    const link = linkOf((await invited('Bob', 'annotator')).link)
    bench = await bench.restart()
    expect(bench.origin()).toBe(before)
    const {hostname, port} = new URL(before)
    const shown = await new Promise<string>(resolve => {
      const socket = connect({host: hostname, port: Number(port), rejectUnauthorized: false}, () => {
        resolve(Buffer.from(socket.getPeerCertificate().fingerprint256.replaceAll(':', ''), 'hex').toString('base64url'))
        socket.destroy()
      })
    })
    expect(link.fingerprint).toBe(shown)
    expect(link).toMatchObject({projectId: 'project-1', projectName: 'Ceasefire', origins: [before]})
  })

  test('[SP25] keeps secrets as hashes, in files that only their owner reads', async () => {
    bench = await aSharedProject()
    const link = linkOf((await invited('Bob', 'annotator')).link)
    const bob = await guest((await invited('Bob', 'annotator')).browserLink, 'Bob', 'session')
    const access = await readFile(join(bench.folder, 'access.json'), 'utf8')
    expect(access).not.toContain(link.token)
    expect(access).not.toContain(bob.headers.authorization?.slice('Bearer '.length))
    for (const file of ['access.json', 'certificate.json']) expect((await stat(join(bench.folder, file))).mode & 0o777).toBe(0o600)
  })

  test('[SP25] a damaged access file lets nobody in, says what to do, and is left as it is', async () => {
    bench = await aSharedProject()
    const bob = await guest((await invited('Bob', 'annotator')).browserLink, 'Bob')
    await writeFile(join(bench.folder, 'access.json'), '{"version": 1')
    expect(refusal(await bob.request('session'))).toContain('Open your invitation link again')
    expect(refusal(await bench.alice.invite({name: 'Carol', role: 'reader', days: 1}))).toContain('access.json is damaged')
    expect(await readFile(join(bench.folder, 'access.json'), 'utf8')).toBe('{"version": 1')
  })

  test('another hub comes in with a session, a browser with a cookie that scripts do not get', async () => {
    bench = await aSharedProject()
    const {answer} = await redeem(linkOf((await invited('Bob', 'annotator')).link), 'Bob')
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-claimlight-[0-9a-f]{16}=[\w-]{43}; Path=\/; Max-Age=\d+; Secure; HttpOnly; SameSite=Lax$/)
    expect(answer.body.toString()).not.toContain('session')
    const bob = await guest((await invited('Bob', 'annotator')).link, 'Bob', 'session', {person: {id: 'bob-2', name: 'Bob'}})
    const session = value(await bob.request('session'))
    expect(session.person).toEqual({id: 'bob-2', name: 'Bob', role: 'annotator'})
    expect(session.projectPath).toBeUndefined()
  })

  test('[SP41] [SP42] people see each other’s claims at once; a reader cannot write and another’s blind set is refused', async () => {
    bench = await aSharedProject()
    const bob = await guest((await invited('Bob', 'annotator')).browserLink, 'Bob')
    const carol = await guest((await invited('Carol', 'reader')).browserLink, 'Carol')
    const [alices, bobs, carols] = [
      kept(windowOf(bench.hub, ALICE)).open(teamSet),
      kept(bob.window('project-1')).open(teamSet),
      kept(carol.window('project-1')).open(teamSet),
    ]
    await Promise.all([alices.opened, bobs.opened, carols.opened])
    annotationSet(bobs.doc).add([aClaim(article, '和平即将到来', {by: bob.id})])
    await bobs.saved()
    for (const {doc} of [alices, carols]) await until('everybody sees it', () => annotationSet(doc).all().length === 1)
    expect(carols.provider.authorizedScope).toBe('readonly')
    annotationSet(carols.doc).add([aClaim(article, 'Sea ice', {by: carol.id})])
    annotationSet(alices.doc).add([aClaim(article, 'Sea ice returns')])
    await until('Bob sees what Alice did', () => annotationSet(bobs.doc).all().length === 2)
    expect(
      annotationSet(bobs.doc)
        .all()
        .map(({by}) => by)
        .sort(),
    ).toEqual(['alice', bob.id].sort())
    const {id: round} = await startRound(bench.hub)
    const blind = kept(bob.window('project-1')).open({kind: 'set', article: article.id, owner: ownerOf('alice', round)})
    expect(await blind.opened).toContain('until the round is opened')
  })

  test('everything is read again for those who run the project only', async () => {
    bench = await aSharedProject()
    const bob = await guest((await invited('Bob', 'annotator')).browserLink, 'Bob')
    const carol = await guest((await invited('Carol', 'curator')).browserLink, 'Carol')
    expect(refusal(await bob.request('checkProject'))).toContain('Only a curator or an admin')
    expect(value(await carol.request('checkProject')).problems).toEqual([])
    expect(value(await bench.alice.checkProject()).problems).toEqual([])
  })

  test('[SP29] a role that somebody writes into the project document does not become her right', async () => {
    bench = await aSharedProject()
    const bob = await guest((await invited('Bob', 'curator')).browserLink, 'Bob')
    await bench.hub.changeProject(({people}) => people.patch(bob.id, {role: 'admin'}))
    expect(value(await bob.request('session')).person.role).toBe('curator')
    expect(refusal(await bob.request('setRole', bob.id, 'admin'))).toContain('Only an admin')
    expect(refusal(await bob.request('startSharing', {address: null, discoverable: false}))).toContain('on the computer')
  })
})

describe('an invitation', () => {
  test('[SP23] is refused with a reason each: cut short, malformed, foreign, of another version, expired, revoked, somebody else’s identity', async () => {
    bench = await aSharedProject()
    const link = linkOf((await invited('Bob', 'annotator', 1)).link)
    const revoked = await invited('Carol', 'reader')
    value(await bench.alice.revokeInvitation(revoked.id))
    const reason = async (given: typeof link, fields: Record<string, unknown> = {}) => {
      const {answer, joined} = await redeem(given, 'Bob', fields)
      expect(answer.headers['set-cookie']).toBeUndefined()
      return [answer.status, joined.reason, joined.error]
    }
    expect(await reason({...link, token: 'x'.repeat(43)})).toEqual([404, 'unknown', expect.stringContaining('not known here')])
    expect(await reason(link, {person: {name: ''}})).toEqual([400, 'malformed', expect.stringContaining('not a whole invitation')])
    for (const id of ['__proto__', 'eve\u202e', 'eve\u0000'])
      expect(await reason(link, {person: {id, name: 'Eve'}}), id).toEqual([400, 'malformed', expect.any(String)])
    expect(await reason(link, {more: 1})).toEqual([400, 'malformed', expect.any(String)])
    expect(await reason({...link, projectId: 'project-2'})).toEqual([404, 'foreign', expect.stringContaining('another project')])
    expect(await reason(link, {v: 2})).toEqual([409, 'version', expect.stringContaining('another version')])
    expect(await reason(linkOf(revoked.link))).toEqual([403, 'revoked', expect.stringContaining('revoked')])
    expect(await reason(link, {person: {id: 'alice', name: 'Bob'}})).toEqual([409, 'taken', expect.stringContaining('Your devices')])
    bench.later(2)
    expect(await reason(link)).toEqual([410, 'expired', expect.stringContaining('expired')])
    const garbage = await visit(`${bench.origin()}/join`, {}, 'POST', 'not json')
    expect([garbage.status, JSON.parse(garbage.body.toString()).reason]).toEqual([400, 'malformed'])
    const states = value(await bench.alice.invitations()).map(({name, state}) => [name, state])
    expect(states).toEqual([
      ['Bob', 'expired'],
      ['Carol', 'revoked'],
    ])
  })

  test('[SP23] says that nobody can be let in while the record of who may come in cannot be read, and is not used up by that', async () => {
    bench = await aSharedProject()
    const link = linkOf((await invited('Bob', 'annotator')).link)
    const path = join(bench.folder, 'access.json')
    const whole = await readFile(path, 'utf8')
    await writeFile(path, whole.slice(0, -20))
    for (const fields of [{}, {wish: 'session'}]) {
      const {answer, joined} = await redeem(link, 'Bob', fields)
      expect([answer.status, joined.reason, joined.error]).toEqual([503, 'unavailable', expect.stringContaining('Nobody can be let in at the moment')])
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
    expect(value(await bench.alice.people()).map(({name}) => name)).toEqual(['Alice'])
    await writeFile(path, whole)
    expect((await redeem(link, 'Bob')).joined.ok).toBe(true)
  })

  test('[SP24] is bound to the first who redeems it; a further device becomes the same person once she says that it is hers', async () => {
    bench = await aSharedProject()
    const made = await invited('Bob', 'annotator')
    const laptop = await guest(made.link, 'Bob', 'session', {person: {id: 'bobs-id', name: 'Bob'}, device: 'Laptop'})
    const phone = await guest(made.browserLink, 'Robert', 'cookie', {device: 'Phone'})
    expect(laptop.id).toBe('bobs-id')
    expect([phone.id, phone.name]).toEqual(['bobs-id', 'Bob'])
    expect(value(await bench.alice.invitations())).toMatchObject([{state: 'used', person: 'bobs-id', devices: 2}])
    expect(refusal(await phone.request('session'))).toContain('waits until you say')
    const [waiting] = value(await laptop.request('devices')).devices.filter(({waits}) => waits)
    expect(waiting?.name).toBe('Phone')
    value(await laptop.request('letInDevice', waiting?.id ?? ''))
    expect(value(await phone.request('session')).person).toEqual({id: 'bobs-id', name: 'Bob', role: 'annotator'})
    const own = value(await phone.request('inviteDevice'))
    const tablet = await guest(own.link, 'Somebody', 'session')
    expect(value(await tablet.request('session')).person).toEqual({id: 'bobs-id', name: 'Bob', role: 'annotator'})
  })

  test('[SP26] revoked: its connections are closed at once with the reason, and nothing lets it in again', async () => {
    bench = await aSharedProject()
    const made = await invited('Bob', 'annotator')
    const bob = await guest(made.browserLink, 'Bob')
    const carol = await guest((await invited('Carol', 'reader')).browserLink, 'Carol')
    const window = kept(bob.window('project-1'))
    const other = kept(carol.window('project-1'))
    await window.open(teamSet).opened
    await other.open(teamSet).opened
    value(await bench.alice.revokeInvitation(made.id))
    await until('Bob’s connection is closed', () => window.closed.length > 0)
    expect(inEnglish(window.closed[0])).toEqual({code: 4462, reason: 'The invitation was revoked.'})
    expect(refusal(await bob.request('session'))).toContain('was revoked')
    expect((await redeem(linkOf(made.link), 'Bob')).joined.reason).toBe('revoked')
    await until('coming back is refused with the reason', () => window.closed.length > 1)
    expect(window.closed[1]?.code).toBe(4462)
    expect(other.closed).toEqual([])
  })

  test('[SP27] a device that was away for 90 days is signed out, and its link lets it in again', async () => {
    bench = await aSharedProject()
    const made = await invited('Bob', 'annotator', 366)
    const bob = await guest(made.browserLink, 'Bob')
    bench.later(89)
    expect((await bob.request('session')).ok).toBe(true)
    await until('its use is written down', async () =>
      (await readFile(join(bench.folder, 'access.json'), 'utf8')).includes(`"used": ${Math.floor((Date.now() + 89 * 86_400_000) / 10_000_000)}`),
    )
    bench.later(89)
    expect((await bob.request('session')).ok).toBe(true)
    expect(value(await bench.alice.invitations())).toMatchObject([{state: 'used'}])
    bench.later(91)
    expect(refusal(await bob.request('session'))).toContain('90 days')
    const {joined} = await redeem(linkOf(made.link), 'Bob', {}, bob.headers)
    expect([joined.ok, joined.waits]).toEqual([true, undefined])
  })

  test('that was revoked is forgotten after a year with the devices that came in by it; one that is in use stays', async () => {
    bench = await aSharedProject()
    const gone = await invited('Bob', 'annotator')
    const stays = await invited('Carol', 'reader')
    for (const [made, name] of [
      [gone, 'Bob'],
      [stays, 'Carol'],
    ] as const)
      await guest(made.browserLink, name)
    value(await bench.alice.revokeInvitation(gone.id))
    bench.later(366)
    await invited('Dora', 'reader')
    const {invitations, sessions} = JSON.parse(await readFile(join(bench.folder, 'access.json'), 'utf8')) as {
      invitations: {id: string; name: string}[]
      sessions: {invitation: string}[]
    }
    expect(invitations.map(({name}) => name)).toEqual(['Carol', 'Dora'])
    expect(sessions.map(({invitation}) => invitation)).toEqual([stays.id])
  })

  test('[SP28] is made by admins; by curators for annotators and readers; by nobody else', async () => {
    bench = await aSharedProject()
    const guests = await Promise.all(
      (['reader', 'annotator', 'curator', 'admin'] as const).map(async role => guest((await invited(role, role)).browserLink, role)),
    )
    const may: (boolean | undefined)[][] = []
    for (const each of guests) {
      const row: boolean[] = []
      for (const role of ['reader', 'annotator', 'curator', 'admin'] as const) row.push((await each.request('invite', {name: 'Dora', role, days: 1})).ok)
      may.push(row)
    }
    expect(may).toEqual([
      [false, false, false, false],
      [false, false, false, false],
      [true, true, false, false],
      [true, true, true, true],
    ])
    const [reader, , curator] = guests
    expect(refusal(await reader!.request('invitations'))).toContain('Only admins and curators')
    const admins = value(await bench.alice.invitations()).find(({role}) => role === 'admin')
    expect(refusal(await curator!.request('revokeInvitation', admins!.id))).toContain('Ask an admin')
  })

  test('[SP28] [SP43] a role changes at once and with it the rights; the person whose computer it is stays admin', async () => {
    bench = await aSharedProject()
    const bob = await guest((await invited('Bob', 'reader')).browserLink, 'Bob')
    const window = kept(bob.window('project-1'))
    const opened = window.open(teamSet)
    await opened.opened
    expect(opened.provider.authorizedScope).toBe('readonly')
    value(await bench.alice.setRole(bob.id, 'annotator'))
    await until('Bob may write', () => opened.provider.synced && opened.provider.authorizedScope === 'read-write')
    expect(value(await bench.alice.people())).toEqual([
      {id: 'alice', name: 'Alice', role: 'admin', member: true, connected: false, owner: true, devices: 0, waiting: []},
      {id: bob.id, name: 'Bob', role: 'annotator', member: true, connected: true, owner: false, devices: 1, waiting: []},
    ])
    value(await bench.alice.setRole(bob.id, 'admin'))
    expect(refusal(await bob.request('setRole', 'alice', 'reader'))).toContain('stays its admin')
  })
})

/** Asks for the page so often, over one connection, and waits for all answers. */
async function flood(origin: string, times: number): Promise<void> {
  const {host, port} = new URL(origin)
  const socket = connectTls({host: '127.0.0.1', port: Number(port), rejectUnauthorized: false})
  let heard = ''
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString('latin1')
  })
  socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`.repeat(times))
  await until('all is answered', () => heard.split('HTTP/1.1 ').length > times)
  socket.destroy()
}

describe('what comes from the network', () => {
  test('[SP20] a sync channel needs our own host, our own page or another hub’s session, and somebody who is in', async () => {
    bench = await aSharedProject()
    const bob = await guest((await invited('Bob', 'annotator')).browserLink, 'Bob')
    const hub = await guest((await invited('Carol', 'annotator')).link, 'Carol', 'session')
    const url = `${bench.origin().replace('http', 'ws')}/sync`
    const {cookie, origin} = bob.headers as {cookie: string; origin: string}
    const outcome = (headers: Record<string, string>, at = url): Promise<number | string> =>
      new Promise(resolve => {
        const socket = new WebSocket(at, {headers, rejectUnauthorized: false})
        socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0))
        socket.on('error', () => undefined)
        // One that is let in stays open; one that is shut out is closed right after.
        socket.on('open', () => socket.ping())
        socket.on('pong', () => resolve('in'))
        socket.on('close', code => resolve(code))
        windows.push({close: () => socket.terminate()} as TestWindow)
      })
    expect(await outcome({cookie, origin})).toBe('in')
    expect(await outcome(hub.headers)).toBe('in')
    expect(await outcome({cookie})).toBe(403)
    expect(await outcome({cookie, origin: 'https://evil.example'})).toBe(403)
    expect(await outcome({cookie, origin: origin.replace('https', 'http')})).toBe(403)
    expect(await outcome({cookie, origin, host: 'rebound.example'})).toBe(403)
    expect(await outcome({...hub.headers, host: 'rebound.example'})).toBe(403)
    expect(await outcome({cookie, origin}, url.replace('/sync', '/other'))).toBe(404)
    expect(await outcome({authorization: `Bearer ${'A'.repeat(43)}`})).toBe(401)
    expect(await outcome({cookie: `${cookie.split('=')[0]}=${'A'.repeat(43)}`, origin})).toBe(4461)
    expect(await outcome({origin})).toBe(4461)
  })

  test('[SP20] is answered to invited people only, at our own addresses, from our own page', async () => {
    bench = await aSharedProject()
    const bob = await guest((await invited('Bob', 'annotator')).browserLink, 'Bob')
    const origin = bench.origin()
    const {cookie} = bob.headers as {cookie: string}
    for (const [path, headers, method, status] of [
      ['/join', {}, 'GET', 200],
      ['/assets/index.js', {}, 'GET', 200],
      ['/', {}, 'GET', 401],
      ['/', {cookie}, 'GET', 200],
      ['/', {cookie: `${cookie.split('=')[0]}=${'A'.repeat(43)}`}, 'GET', 401],
      ['/', {cookie, host: 'rebound.example'}, 'GET', 403],
      ['/api/session', {cookie}, 'POST', 403],
      ['/api/session', {cookie, origin: 'https://evil.example'}, 'POST', 403],
      ['/api/session', {origin}, 'POST', 401],
      ['/join', {origin: 'https://evil.example'}, 'POST', 403],
      ['/../access.json', {cookie}, 'GET', 404],
    ] as const) {
      const answer = await visit(`${origin}${path}`, headers as Record<string, string>, method)
      expect({path, headers, status: answer.status}).toEqual({path, headers, status})
      expect(String(answer.headers['content-security-policy'])).toContain("script-src 'self';")
    }
  })

  test('[SP95] tells health to anybody and metrics to this computer, without secrets', async () => {
    bench = await aSharedProject({metricsToken: 'm'.repeat(32)})
    const bob = await guest((await invited('Bob', 'annotator')).browserLink, 'Bob')
    const window = kept(bob.window('project-1'))
    await window.open(teamSet).opened
    expect((await visit(`${bench.origin()}/health`)).body.toString()).toBe('ok\n')
    const text = (await visit(`${bench.origin()}/metrics`)).body.toString()
    expect(text).toMatch(/^claimlight_people_connected 1$/m)
    expect(text).toMatch(/^claimlight_redeemed_total\{outcome="ok"\} 1$/m)
    expect(text).toMatch(/^claimlight_messages_total [1-9]\d*$/m)
    expect(text).not.toMatch(/Bob|project-1|127\.0/)
  })

  test('[SP97] a flood at health and metrics is slowed down, and hurts nothing else that comes from there', async () => {
    let clock = Date.now()
    bench = await aSharedProject({}, {now: () => clock})
    const bob = await guest((await invited('Bob', 'annotator')).browserLink, 'Bob')
    const asked = async (times: number): Promise<number[]> => {
      const statuses: number[] = []
      for (let asking = 0; asking < times; asking += 10)
        statuses.push(
          ...(await Promise.all(['health', 'metrics'].flatMap(path => Array.from({length: 5}, () => visit(`${bench.origin()}/${path}`))))).map(
            ({status}) => status,
          ),
        )
      return statuses
    }
    expect(new Set(await asked(300))).toEqual(new Set([200]))
    expect(new Set(await asked(20))).toEqual(new Set([429]))
    expect((await bob.request('session')).ok).toBe(true)
    expect(await kept(bob.window('project-1')).open(teamSet).opened).toBe(undefined)
    clock += 1000
    expect(new Set(await asked(20))).toEqual(new Set([200]))
    expect((await visit(`${bench.origin()}/metrics`)).body.toString()).toContain('limited_total{limit="monitoring"} 20')
  })

  test('[SP92] trying invitations is slowed down, and those who are in go on', async () => {
    bench = await aSharedProject()
    const link = linkOf((await invited('Bob', 'annotator')).link)
    const bob = await guest((await invited('Bob', 'annotator')).browserLink, 'Bob')
    const reasons = []
    for (let tries = 0; tries < 40; tries++) reasons.push((await redeem({...link, token: 'x'.repeat(43)}, 'Eve')).joined.reason)
    expect(reasons.filter(each => each === 'too-often').length).toBeGreaterThan(10)
    expect((await bob.request('session')).ok).toBe(true)
    expect((await redeem(link, 'Bob Two')).joined.ok).toBe(true)
  })

  test('[SP92] what a stranger asks counts against strangers at his address only: who is signed in goes on, and a right link works', async () => {
    const clock = Date.now()
    bench = await aSharedProject({}, {now: () => clock})
    const bob = await guest((await invited('Bob', 'annotator')).browserLink, 'Bob')
    const link = linkOf((await invited('Carol', 'annotator')).link)
    await Promise.all(Array.from({length: 20}, () => flood(bench.origin(), 100)))
    expect((await visit(`${bench.origin()}/`)).status).toBe(429)
    expect((await bob.request('session')).ok).toBe(true)
    expect((await visit(`${bench.origin()}/`, bob.headers)).status).toBe(200)
    expect(await kept(bob.window('project-1')).open(teamSet).opened).toBe(undefined)
    expect((await redeem({...link, token: 'x'.repeat(43)}, 'Eve')).joined.reason).toBe('too-often')
    expect((await redeem(link, 'Carol')).joined.ok).toBe(true)
  })

  test('[SP56] a malformed message closes that one connection and hurts nobody', async () => {
    bench = await aSharedProject()
    const bob = await guest((await invited('Bob', 'annotator')).browserLink, 'Bob')
    const window = kept(bob.window('project-1'))
    const opened = window.open(teamSet)
    await opened.opened
    for (const garbage of [new Uint8Array(0), new Uint8Array([255]), new Uint8Array(500).fill(200), 'text']) {
      const socket = new WebSocket(`${bench.origin().replace('http', 'ws')}/sync`, {headers: bob.headers, rejectUnauthorized: false})
      const closed = new Promise<{code: number; reason: string}>(resolve => socket.on('close', (code, reason) => resolve({code, reason: reason.toString()})))
      await new Promise(resolve => socket.on('open', resolve))
      socket.send(garbage)
      const {code, reason} = await closed
      expect(inEnglish({code, reason})).toEqual({code: expect.any(Number), reason: expect.stringMatching(/\w/)})
    }
    annotationSet(opened.doc).add([aClaim(article, 'Sea ice', {by: bob.id})])
    await opened.saved()
    expect(window.closed).toEqual([])
  })

  test('[SP93] more connections than anybody needs are refused with a reason', async () => {
    bench = await aSharedProject()
    const bob = await guest((await invited('Bob', 'annotator')).browserLink, 'Bob', 'session')
    const codes: number[] = []
    const sockets = Array.from({length: 40}, () => {
      const socket = new WebSocket(`${bench.origin().replace('http', 'ws')}/sync`, {headers: bob.headers, rejectUnauthorized: false})
      socket.on('error', () => undefined)
      socket.on('close', code => codes.push(code))
      return socket
    })
    await until('some are refused', () => codes.filter(code => code === 4465).length === 8)
    for (const socket of sockets) socket.terminate()
  })

  test('[SP30] stopping closes everybody’s connection with the reason; work on this computer goes on', async () => {
    bench = await aSharedProject()
    const bob = await guest((await invited('Bob', 'annotator')).browserLink, 'Bob')
    const window = kept(bob.window('project-1'))
    await window.open(teamSet).opened
    const own = kept(windowOf(bench.hub, ALICE)).open(teamSet)
    await own.opened
    value(await bench.alice.stopSharing())
    await until('Bob’s connection is closed', () => window.closed.length > 0)
    expect(inEnglish(window.closed[0])).toEqual({code: 4464, reason: 'Sharing was stopped.'})
    annotationSet(own.doc).add([aClaim(article, 'Sea ice')])
    await own.saved()
  })
})
