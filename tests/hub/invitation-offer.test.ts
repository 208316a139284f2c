import {readFile, stat, writeFile} from 'node:fs/promises'
import {createServer} from 'node:https'
import type {AddressInfo} from 'node:net'
import {hostname} from 'node:os'
import {dirname, join} from 'node:path'
import {generate} from 'selfsigned'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {X509Certificate} from 'node:crypto'
import {joinProject} from '../../src/hub/upstream/join-project.ts'
import type {JoinPlace} from '../../src/hub/upstream/look-at-invitation.ts'
import {lookAtInvitation} from '../../src/hub/upstream/look-at-invitation.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {isFingerprint, shortFingerprint, wholeFingerprint} from '../../src/core/fingerprint.ts'
import type {InvitationLink} from '../../src/sync/invitation-link.ts'
import {formatInvitation} from '../../src/sync/invitation-link.ts'
import {inEnglish, value} from '../support/results.ts'
import type {SharedBench} from './share-bench.ts'
import {aSharedProject, linkOf} from './share-bench.ts'

const BOB = {person: {id: 'bobs-laptop-person', name: 'Bob'}, name: 'Laptop 💻'}

let bench: SharedBench
let stranger: {readonly link: (of: InvitationLink) => string; readonly heard: readonly string[]; close(): Promise<unknown>}
beforeEach(async () => {
  bench = await aSharedProject()
  stranger = await aStranger()
})
afterEach(async () => {
  await stranger.close()
  await bench.remove()
})

/** Somebody else's server with a certificate of its own, that writes down what it is sent and plays a hub. */
async function aStranger() {
  const {cert, private: key} = await generate([{name: 'commonName', value: 'Claimlight'}], {keyType: 'ec', curve: 'P-256', algorithm: 'sha256'})
  const heard: string[] = []
  const server = createServer({cert, key}, async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    heard.push(`${request.method} ${request.url}\n${JSON.stringify(request.headers)}\n${body}`)
    const {project} = JSON.parse(body) as {project: string}
    const person = {id: 'victim', name: 'Bob', role: 'annotator'}
    response.end(JSON.stringify({ok: true, v: 1, projectId: project, projectName: 'Cease\u202efire\u0000', session: 'stranger', person}))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  const fingerprint = Buffer.from(new X509Certificate(cert).fingerprint256.replaceAll(':', ''), 'hex').toString('base64url')
  return {
    link: (of: InvitationLink) => formatInvitation({...of, origins: [origin], fingerprint}).link,
    heard,
    close: () =>
      new Promise(resolve => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  }
}

const invited = async (): Promise<string> => value(await bench.alice.invite({name: 'Bob', role: 'annotator', days: 30})).link
const bobs = (): string => join(dirname(bench.folder), 'Bob.claimlight')
const place = (known: readonly string[] = []): JoinPlace => ({folderFor: () => bobs(), known})

test('[SEC30] looking tells the hub the secret of the invitation, and nothing about the person or her computer', async () => {
  const link = await invited()
  const offer = value(await lookAtInvitation(stranger.link(linkOf(link)), place()))
  expect(offer).toMatchObject({here: 'nothing', folder: bobs(), projectName: 'Ceasefire', hub: {fingerprint: expect.any(String)}})
  expect(stranger.heard).toHaveLength(1)
  const [said = ''] = stranger.heard
  const body = JSON.parse(said.split('\n')[2] ?? '')
  expect(Object.keys(body).sort()).toEqual(['project', 'token', 'v', 'wish'])
  // By chance any short name stands in a secret.
  const beside = said.replace(body.token, '')
  for (const secret of [hostname(), BOB.person.id, BOB.person.name, BOB.name]) expect(beside).not.toContain(secret)
  await expect(stat(bobs())).rejects.toThrow('ENOENT')
})

test('[SEC30] the name of the computer is never what a device is called by itself', async () => {
  expect(value(await lookAtInvitation(await invited(), place())).device).toMatch(/^Claimlight on /)
})

test('[SEC31] an invitation to a project that follows another hub is an alarm with both shown, and neither hub hears anything', async () => {
  const link = await invited()
  value(await joinProject(link, place(), BOB, {move: false}))
  const kept = await readFile(join(bobs(), 'upstream.json'), 'utf8')
  const crafted = stranger.link({...linkOf(link), projectName: 'Another name 平'})
  for (const where of [place(), {folderFor: () => join(dirname(bobs()), 'Another.claimlight'), known: [bobs()]}]) {
    const offer = value(await lookAtInvitation(crafted, where))
    expect(offer).toMatchObject({
      here: 'elsewhere',
      folder: bobs(),
      before: {fingerprint: linkOf(link).fingerprint},
      hub: {fingerprint: linkOf(crafted).fingerprint},
    })
    expect(inEnglish(await joinProject(crafted, where, BOB, {move: false}))).toMatchObject({ok: false, error: expect.stringContaining('Nothing was sent')})
  }
  expect(stranger.heard).toEqual([])
  expect(await readFile(join(bobs(), 'upstream.json'), 'utf8')).toBe(kept)
})

test('[SEC31] the same certificate at another host is an alarm too, and so is what can be read no more', async () => {
  const link = linkOf(await invited())
  value(await joinProject(formatInvitation(link).link, place(), BOB, {move: false}))
  const moved = formatInvitation({...link, origins: ['https://192.0.2.7:28000']}).link
  expect(value(await lookAtInvitation(moved, place()))).toMatchObject({here: 'elsewhere'})
  await writeFile(join(bobs(), 'upstream.json'), '{"version": 1')
  expect(value(await lookAtInvitation(stranger.link(link), place()))).toMatchObject({here: 'elsewhere', before: {origins: []}})
  expect(stranger.heard).toEqual([])
})

test('[SEC31] whoever says so herself moves a copy to another hub', async () => {
  const link = await invited()
  value(await joinProject(link, place(), BOB, {move: false}))
  const {upstream} = value(await joinProject(stranger.link(linkOf(link)), place(), BOB, {move: true}))
  expect(upstream).toMatchObject({session: 'stranger'})
})

test('[SEC32] a project of one’s own is never made a guest by an invitation, agreed or not', async () => {
  const link = linkOf(await invited())
  const own = value(await createProjectFolder(bobs(), {projectId: link.projectId}))
  await own.close()
  const crafted = stranger.link(link)
  expect(inEnglish(await lookAtInvitation(crafted, place()))).toMatchObject({ok: false, error: expect.stringContaining('follows no other one')})
  for (const move of [false, true]) expect(await joinProject(crafted, place(), BOB, {move})).toMatchObject({ok: false})
  expect(stranger.heard).toEqual([])
  await expect(stat(join(bobs(), 'upstream.json'))).rejects.toThrow('ENOENT')
})

test('a fingerprint is compared by its beginning or as a whole, with gaps or without', () => {
  const fingerprint = Buffer.from(Array.from({length: 32}, (_, at) => at * 7)).toString('base64url')
  expect(wholeFingerprint(fingerprint)).toMatch(/^([0-9A-F]{4} ){15}[0-9A-F]{4}$/)
  expect(shortFingerprint(fingerprint)).toBe('0007 0E15 1C23 2A31 383F')
  for (const written of [shortFingerprint(fingerprint), '00070e151c232a31383f', wholeFingerprint(fingerprint), fingerprint])
    expect(isFingerprint(written, fingerprint)).toBe(true)
  for (const written of ['', '0007', '00070e151c232a31383e', `${wholeFingerprint(fingerprint)} 00`]) expect(isFingerprint(written, fingerprint)).toBe(false)
  expect(isFingerprint('', '')).toBe(false)
})
