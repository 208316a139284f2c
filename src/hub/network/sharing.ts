import {randomUUID} from 'node:crypto'
import {hostname} from 'node:os'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {NearbyHub, NetworkSharing, ShareWish} from '../../ipc/share-api.ts'
import type {SharedHub} from './shared-hub.ts'
import {newSecret} from '../serving/sign-in.ts'
import {usualPort} from '../serving/usual-port.ts'
import type {AccessRecord, AccessRecords} from './access-record.ts'
import {accessFile} from './access-record.ts'
import type {Certificate} from './certificate.ts'
import {selfSignedCertificate} from './certificate.ts'
import type {Devices} from './devices.ts'
import {devices} from './devices.ts'
import type {Discovery} from './discovery.ts'
import {discovery} from './discovery.ts'
import type {Invitations} from './invitations.ts'
import {invitations} from './invitations.ts'
import type {JoinedPersons} from './joined-persons.ts'
import {joinedPersons} from './joined-persons.ts'
import {metrics} from './metrics.ts'
import type {NetworkServer} from './network.ts'
import {listenOnNetwork} from './network.ts'
import {noteShared, sharedBefore} from './lasting.ts'
import {isLoopback, localAddresses} from './origins.ts'
import type {Roles} from './roles.ts'
import {roles} from './roles.ts'
import {showJoins} from './show-joins.ts'

/** How the program around a hub shares; what is left out is not possible there. */
export type SharingMeans = {
  /** The built page, for people with a browser. Without it, nothing can be shared. */
  readonly rendererFolder?: string
  readonly discovery?: Discovery
  readonly now?: () => number
}

/** For a team hub; a window's wish has none of these. `certificate: 'none'`: a proxy in front of it has one. */
export type TeamHubWish = ShareWish & {
  readonly port?: number
  readonly certificate?: Certificate | 'none'
  readonly publicOrigin?: string
  readonly metricsToken?: string
}

/** Why a guest cannot share a project onward. */
export const SHARED_ELSEWHERE = message('This project is shared from another computer already. Ask the people who run it for invitations.')

/** Opens a project to people elsewhere, and closes it again. */
export interface Sharing {
  readonly invitations: Invitations
  readonly roles: Roles
  readonly devices: Devices
  readonly joins: JoinedPersons
  status(): NetworkSharing
  start(wish: TeamHubWish): Promise<Result<null>>
  /** Also after the program was ended, by whatever: until somebody stops it. */
  startForGood(wish: ShareWish): Promise<Result<null>>
  /** Goes on where it was on when the project was last open. Otherwise it is told why not. */
  resume(): Promise<void>
  stop(): Promise<void>
  /** Resolves when what was changed of who may come in is on disk, or was refused. */
  settled(): Promise<void>
  stopForGood(): Promise<Result<null>>
  discover(): Promise<readonly NearbyHub[]>
  /** People who came over the network and are connected now. */
  connected(): ReadonlySet<string>
  /** Who may come in, or may do what, has changed, or is not known at present. Those who may not stay are out already. */
  onAccess(listener: () => void): void
  metricsText(): string
  /** Why the hub cannot write at present; `null` when all is well. */
  problem(): Sentence | null
  onChange(listener: () => void): () => void
}

/** Below the ports that systems give out by themselves, and beside those for this computer's own browser. */
const NETWORK_PORTS = 8000 - 3000
/** Milliseconds that comings and goings are gathered. */
const GATHER = 500
/** Milliseconds until a revocation by another program is noticed. */
const LOOK_AGAIN = 1000

/** What people may be told of the record of who may come in: not when somebody was there last. */
const shownIn = (record: Result<AccessRecord>): string => JSON.stringify(record, (key, value: unknown) => (key === 'used' ? undefined : value))

export function sharing(given: {
  hub: Promise<SharedHub>
  folder: string
  /** Who may come in, where several hubs have that in common. */
  access: AccessRecords | undefined
  /** Whether an independent round is closed. */
  isBlind: () => boolean
  /** More figures for `/metrics`. */
  gauges: () => {readonly [name: string]: number}
  projectId: string
  projectName: () => string
  isKnown: (person: string) => boolean
  hasNamesake: (name: string) => boolean
  problem: () => Sentence | null
  /** Whether the project is another hub's, which alone lets people in. */
  isGuest: () => boolean
  means: SharingMeans
}): Sharing {
  const {means} = given
  const now = means.now ?? Date.now
  const nearby = means.discovery ?? discovery()
  const records = given.access ?? accessFile(given.folder)
  const entry = invitations({records, now, newId: randomUUID, newSecret})
  const held = roles(records, now)
  const joins = joinedPersons(records, {now, newId: randomUUID})
  const counted = metrics()
  const listeners = new Set<() => void>()
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  let shownConnected = ''
  let telling: NodeJS.Timeout | undefined
  let isNew = false
  /** Windows ask again each time they are told, so a department that comes at nine is told in a few steps. */
  const tellSoon = (): void => {
    telling ??= setTimeout(() => {
      telling = undefined
      // While a round is closed nobody is told when others come and go.
      const now = given.isBlind() ? shownConnected : [...(on?.server.connected() ?? [])].sort().join()
      if (isNew || now !== shownConnected) tell()
      isNew = false
      shownConnected = now
    }, GATHER)
    telling.unref()
  }
  const accessListeners = new Set<() => void>()
  let seen = records.read()
  const access = (): void => {
    const before = shownIn(seen)
    seen = records.read()
    isNew ||= shownIn(seen) !== before
    on?.server.shutOut()
    for (const listener of accessListeners) listener()
    tellSoon()
  }
  records.onNews(access)
  /** Another program may have changed it. */
  const look = (): void => {
    if (records.read() === seen) on?.server.shutOut()
    else access()
  }
  let on: {readonly server: NetworkServer; readonly fingerprint: string; readonly discoverable: boolean; readonly timer: NodeJS.Timeout} | undefined
  let whyOff: Sentence | undefined
  /** The project shows a copy of each role, and of who is whom, which may not have been written, or was written by somebody else. */
  const copyRoles = async (): Promise<void> => {
    const hub = await given.hub
    await hub.changeProject(({people, joins: shown}) => {
      if (!given.isGuest()) showJoins(shown, joins.all())
      for (const {id, role} of held.all()) if (people.get(id) !== undefined && people.get(id)?.role !== role) people.patch(id, {role})
    })
  }
  let turn: Promise<unknown> = copyRoles()
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const mine = turn.then(task)
    turn = mine.catch(() => undefined)
    return mine
  }

  const metricsText = (): string => {
    const health = {writable: given.problem() === null ? 1 : 0, uptime_seconds: Math.round(process.uptime())}
    // How much a hub does says how much others work.
    if (given.isBlind()) return counted.gauges({round_closed: 1, ...health})
    return counted.text({
      people_connected: on?.server.connected().size ?? 0,
      round_closed: 0,
      ...health,
      resident_memory_bytes: process.memoryUsage.rss(),
      ...given.gauges(),
    })
  }

  const open = async (wish: TeamHubWish, rendererFolder: string, certificate: Certificate | undefined): Promise<Result<NetworkServer>> => {
    const before = entry.network()?.port
    const usual = usualPort(given.projectId) - 20_000
    const ports = wish.port === undefined ? [before, 28_000 + (usual % NETWORK_PORTS), 0] : [wish.port]
    let opened: Result<NetworkServer> = refused(message('There is no port to share at.'))
    for (const port of new Set(ports)) {
      if (opened.ok || port === undefined) continue
      opened = await listenOnNetwork({
        hub: await given.hub,
        projectName: given.projectName,
        isKnown: given.isKnown,
        hasNamesake: given.hasNamesake,
        invitations: entry,
        certificate,
        publicOrigin: wish.publicOrigin,
        address: wish.address ?? '0.0.0.0',
        port,
        rendererFolder,
        metrics: counted,
        metricsText,
        metricsToken: wish.metricsToken,
        problem: given.problem,
        onConnected: tellSoon,
        now,
        newId: randomUUID,
      })
    }
    return opened
  }
  const start = async (wish: TeamHubWish): Promise<Result<null>> => {
    if (on !== undefined) return ok(null)
    if (given.isGuest()) return refused(SHARED_ELSEWHERE)
    if (means.rendererFolder === undefined) return refused(message('This program cannot share a project. Use the Claimlight app or claimlight serve.'))
    const names = [...localAddresses().map(({address}) => address), 'localhost', hostname(), `${hostname()}.local`]
    const certificate =
      wish.certificate === 'none' ? ok(undefined) : wish.certificate === undefined ? await selfSignedCertificate(given.folder, names) : ok(wish.certificate)
    if (!certificate.ok) return certificate
    const opened = await open(wish, means.rendererFolder, certificate.value)
    if (!opened.ok) return opened
    const server = opened.value
    const fingerprint = certificate.value?.pinned === true ? certificate.value.fingerprint : ''
    const noted = await entry.setNetwork({origins: [...server.origins()], fingerprint, port: server.port})
    if (!noted.ok) {
      await server.close()
      return noted
    }
    const isOutside = !isLoopback(wish.address ?? '0.0.0.0')
    const discoverable = wish.discoverable && isOutside && nearby.announce({name: given.projectName(), port: server.port, fingerprint})
    const timer = setInterval(look, LOOK_AGAIN)
    timer.unref()
    on = {server, fingerprint, discoverable, timer}
    whyOff = undefined
    tell()
    return ok(null)
  }
  const stop = async (): Promise<void> => {
    if (on === undefined) return
    const {server, timer, discoverable} = on
    on = undefined
    clearInterval(timer)
    if (discoverable) await nearby.silence()
    await server.close()
    tell()
  }
  const resume = async (): Promise<void> => {
    const before = await sharedBefore(given.folder)
    const started = !before.ok ? before : before.value === undefined || on !== undefined ? undefined : await start(before.value)
    if (started?.ok !== false) return
    whyOff = started.error
    tell()
  }
  return {
    invitations: entry,
    roles: held,
    devices: devices(records, now),
    joins,
    status: () =>
      on === undefined
        ? {state: 'off', ...(whyOff === undefined ? {} : {why: whyOff})}
        : {state: 'on', origins: on.server.origins(), fingerprint: on.fingerprint, discoverable: on.discoverable},
    start: wish => inTurn(() => start(wish)),
    startForGood: wish =>
      inTurn(async () => {
        const started = await start(wish)
        return started.ok ? noteShared(given.folder, wish) : started
      }),
    resume: () => inTurn(resume),
    stop: () => inTurn(stop),
    settled: records.settled,
    stopForGood: () =>
      inTurn(async () => {
        whyOff = undefined
        await stop()
        return noteShared(given.folder, undefined)
      }),
    discover: () => nearby.find(),
    connected: () => on?.server.connected() ?? new Set(),
    onAccess: listener => void accessListeners.add(listener),
    metricsText,
    problem: given.problem,
    onChange: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
