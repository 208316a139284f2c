import {request} from 'node:https'
import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import WebSocket from 'ws'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import type {SharingMeans, TeamHubWish} from '../../src/hub/network/sharing.ts'
import type {DatasetApi} from '../../src/ipc/dataset-api.ts'
import type {HostApi, HostMethod} from '../../src/ipc/host-api.ts'
import type {ProjectFolder} from '../../src/storage/project-folder.ts'
import {parseInvitation} from '../../src/sync/invitation-link.ts'
import type {InvitationLink} from '../../src/sync/invitation-link.ts'
import type {SocketClass} from '../../src/sync/socket.ts'
import {decoded, encoded} from './browser.ts'
import type {TestWindow} from './hub-bench.ts'
import {ALICE, aProjectFolder, newFolder, openedFolder, windowOver} from './hub-bench.ts'
import {value} from '../support/results.ts'

/** The hub on Alice's computer, which she shares. The clock is the test's. */
export type SharedBench = {
  readonly hub: Hub
  readonly alice: HostApi
  readonly folder: string
  readonly means: SharingMeans
  /** Days are added to the hub's clock. */
  later(days: number): void
  origin(): string
  /** `between`: while no hub has the project open. */
  restart(between?: () => Promise<void>): Promise<SharedBench>
  remove(): Promise<void>
}

const DAY = 86_400_000

/** `around`: puts a disk that fails between the hub and its folder. */
export async function aSharedProject(
  wish: Partial<TeamHubWish> = {},
  means: SharingMeans = {},
  there?: Awaited<ReturnType<typeof newFolder>>,
  around: (folder: ProjectFolder) => ProjectFolder = folder => folder,
): Promise<SharedBench> {
  const place = there ?? (await newFolder())
  const rendererFolder = join(place.path, 'renderer')
  await mkdir(join(rendererFolder, 'assets'), {recursive: true})
  await writeFile(join(rendererFolder, 'index.html'), '<!doctype html><title>Claimlight</title>')
  await writeFile(join(rendererFolder, 'assets', 'index.js'), 'document.title')
  const folder = join(place.path, 'Ceasefire.claimlight')
  let ahead = 0
  const now = (): number => Date.now() + ahead * DAY
  const opened = there === undefined ? await aProjectFolder(folder) : await openedFolder(folder)
  const share = {rendererFolder, now, ...means}
  const hub = await createHub({folder: around(opened), version: '0.0.0', share})
  const alice = hub.requests(ALICE, 'desktop')
  await alice.session()
  const started = await hub.sharing.start({address: '127.0.0.1', discoverable: false, ...wish})
  if (!started.ok) throw new Error(`${started.error}`)
  return {
    hub,
    alice,
    folder,
    means: share,
    later: days => {
      ahead += days
    },
    origin: () => {
      const status = hub.sharing.status()
      return status.state === 'on' ? (status.origins[0] ?? '') : ''
    },
    restart: async between => {
      await hub.close()
      await between?.()
      return aSharedProject(wish, means, place, around)
    },
    remove: async () => {
      await hub.close()
      await place.remove()
    },
  }
}

export type Answer = {readonly status: number; readonly headers: NodeJS.Dict<string | string[]>; readonly body: Buffer}

/** One request over TLS, to whatever certificate answers. */
export function visit(url: string, headers: Record<string, string> = {}, method = 'GET', body?: string | Uint8Array): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {method, headers, rejectUnauthorized: false, agent: false}, answer => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve({status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks)}))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Somebody elsewhere: a browser with a cookie, or another hub with a session. */
export type Guest = {
  readonly id: string
  readonly name: string
  readonly headers: Record<string, string>
  request<M extends HostMethod | keyof DatasetApi>(
    method: M,
    ...args: Parameters<(HostApi & DatasetApi)[M]>
  ): Promise<Awaited<ReturnType<(HostApi & DatasetApi)[M]>>>
  window(projectId: string): TestWindow & {readonly closed: {code: number; reason: string}[]}
}

export type Joined = {
  readonly ok: boolean
  readonly reason?: string
  readonly error?: string
  readonly session?: string
  readonly waits?: string
  readonly person?: {id: string; name: string; role: string}
}

/** What the page of the invitation does. */
export async function redeem(
  link: InvitationLink,
  name: string,
  fields: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<{answer: Answer; joined: Joined}> {
  const body = {v: 1, project: link.projectId, token: link.token, wish: 'cookie', person: {name}, device: `${name}’s browser`, ...fields}
  const answer = await visit(`${link.origins[0]}/join`, {'content-type': 'application/json', ...headers}, 'POST', JSON.stringify(body))
  return {answer, joined: JSON.parse(answer.body.toString()) as Joined}
}

export const linkOf = (link: string): InvitationLink => value(parseInvitation(link))

export async function guest(browserLink: string, name: string, wish: 'cookie' | 'session' = 'cookie', fields: Record<string, unknown> = {}): Promise<Guest> {
  const link = linkOf(browserLink)
  const origin = link.origins[0] ?? ''
  const {answer, joined} = await redeem(link, name, {wish, ...fields})
  if (!joined.ok || joined.person === undefined) throw new Error(joined.error)
  const headers: Record<string, string> =
    wish === 'session' ? {authorization: `Bearer ${joined.session}`} : {cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '', origin}
  return {
    id: joined.person.id,
    name: joined.person.name,
    headers,
    request: async (method, ...args) => {
      const {body} = await visit(`${origin}/api/${method}`, headers, 'POST', encoded(args))
      return decoded(new Uint8Array(body).buffer) as never
    },
    window: projectId => windowFrom(origin, headers, projectId),
  }
}

/** A window of whoever these headers belong to. */
export function windowFrom(
  origin: string,
  headers: Record<string, string>,
  projectId: string,
): TestWindow & {readonly closed: {code: number; reason: string}[]} {
  const closed: {code: number; reason: string}[] = []
  return {...windowOver(socketWith(headers, closed), projectId, `${origin.replace('http', 'ws')}/sync`), closed}
}

const socketWith = (headers: Record<string, string>, closed: {code: number; reason: string}[]): SocketClass =>
  class extends WebSocket {
    constructor(url: string) {
      super(url, {headers, rejectUnauthorized: false})
      this.on('error', () => undefined)
      this.on('close', (code, reason) => closed.push({code, reason: reason.toString()}))
    }
  } as unknown as SocketClass
