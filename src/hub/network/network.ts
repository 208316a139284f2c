import {existsSync} from 'node:fs'
import type {IncomingMessage, ServerResponse} from 'node:http'
import {createServer as createPlainServer} from 'node:http'
import {createServer} from 'node:https'
import {join} from 'node:path'
import type {Duplex} from 'node:stream'
import {setTimeout as pause} from 'node:timers/promises'
import sirv from 'sirv'
import type {WebSocket} from 'ws'
import {WebSocketServer} from 'ws'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {jsonValue} from '../../core/json/json-text.ts'
import {backlog} from '../documents/backlog.ts'
import {boundConnections, HANDSHAKE_TIMES} from '../serving/connections.ts'
import {NO_ADDRESS, RESET, webSocketChannel} from '../documents/channel.ts'
import {inflow} from '../documents/inflow.ts'
import type {Sender} from '../documents/incoming-changes.ts'
import type {Stay} from '../stay.ts'
import type {SharedHub} from './shared-hub.ts'
import {answerRefused, requestEndpoint} from '../serving/request-endpoint.ts'
import {answerHealth, answerPage, answerText, secure} from '../serving/response-headers.ts'
import {equal} from '../serving/sign-in.ts'
import {uploads} from '../serving/uploads.ts'
import {answerBadUrl, closeServer, handleWith, listen, reject, urlOf} from '../serving/web-server.ts'
import {networkCallers} from './callers.ts'
import type {Certificate} from './certificate.ts'
import type {Invitations, Visit} from './invitations.ts'
import {joining, LARGEST_JOIN} from './join.ts'
import {allowance, LIMITS, slowDown} from './limits.ts'
import type {Metrics} from './metrics.ts'
import {isLoopback} from './origins.ts'
import {closingFor, end, GRACE, shutOutSentence} from './shut-out.ts'
import type {Redeemed} from './redeem.ts'

/** A hub that listens on the network, for people with an invitation. */
export interface NetworkServer {
  readonly port: number
  /** Where it is reached now, best first. */
  origins(): readonly string[]
  /** People who have a window or a hub connected. */
  connected(): ReadonlySet<string>
  /** Ends the connections of everybody whose invitation or session does not hold any more. */
  shutOut(): void
  close(): Promise<void>
}

/** As at the loopback server: a document's whole state is one message when two hubs meet first. */
const LARGEST_MESSAGE = 64 * 1024 * 1024
/** Milliseconds that somebody waits to be told that he asks too much. */
const LIMITED_WAITS = 1000

/** Answerers that are kept ready, one a session; they are made again when there are more. */
const MOST_APIS = 4000

type Client = {readonly socket: WebSocket; readonly session: string; readonly person: string}

export async function listenOnNetwork(given: {
  hub: SharedHub
  projectName: () => string
  isKnown: (person: string) => boolean
  hasNamesake: (name: string) => boolean
  invitations: Invitations
  certificate: Certificate | undefined
  /** Where people reach it through a proxy of its own; then the proxy says who comes. */
  publicOrigin: string | undefined
  address: string
  port: number
  rendererFolder: string
  metrics: Metrics & {add(name: 'messages' | 'bytes', amount: number): void}
  metricsText: () => string
  metricsToken: string | undefined
  problem: () => Sentence | null
  /** Somebody came or went. */
  onConnected: () => void
  now: () => number
  newId: () => string
}): Promise<Result<NetworkServer>> {
  const {hub, invitations, metrics, publicOrigin} = given
  if (!existsSync(join(given.rendererFolder, 'index.html'))) return refused(message('The page of Claimlight has not been built. Build it with npm run build.'))
  const page = sirv(given.rendererFolder, {etag: true, dotfiles: false})
  const sockets = new WebSocketServer({noServer: true, maxPayload: LARGEST_MESSAGE, perMessageDeflate: false})
  const kept = backlog(
    () => sockets.clients,
    () => metrics.count('limited', 'slow'),
  )
  const arriving = inflow(() => metrics.count('limited', 'inflow'))
  const clients = new Set<Client>()
  const bodies = uploads()
  const endpoint = requestEndpoint(bodies)
  /** By session. */
  const apis = new Map<string, ReturnType<SharedHub['requests']>>()
  const redeems = allowance(LIMITS.redeem, given.now)
  const addresses = allowance(LIMITS.address, given.now)
  const monitoring = allowance(LIMITS.monitoring, given.now)
  const requests = allowance(LIMITS.requests, given.now)
  const messages = allowance(LIMITS.messages, given.now)
  const bytes = allowance(LIMITS.bytes, given.now)

  const isProxied = given.certificate === undefined
  const callers = networkCallers({projectId: hub.projectId, invitations, publicOrigin, address: given.address, port: () => port, isProxied})
  const {addressOf, bearerOf, visitOf} = callers
  const apiOf = ({session, person}: Extract<Visit, {state: 'in'}>): ReturnType<SharedHub['requests']> => {
    const known = apis.get(session)
    if (known !== undefined) return known
    if (apis.size >= MOST_APIS) apis.clear()
    const api = hub.requests(guest(person), 'browser', stayOf(session))
    apis.set(session, api)
    return api
  }
  const stayOf = (session: string, socket?: WebSocket): Stay => ({
    session,
    holds: () => invitations.why(session) === 'in',
    lasts: async () => (await invitations.whyNow(session)) === 'in',
    leave: () => {
      if (socket !== undefined) shutOut(socket, session)
    },
  })
  const shutOut = (socket: WebSocket, session: string): void => {
    const why = invitations.why(session)
    // Who may stay is asked again where the record can be read.
    if (why === 'unavailable') socket.close(RESET.code, RESET.reason)
    else if (why !== 'in') end(socket, closingFor(why))
  }
  const door = joining({
    invitations,
    projectId: hub.projectId,
    projectName: given.projectName,
    newId: given.newId,
    isKnown: given.isKnown,
    hasNamesake: given.hasNamesake,
    hasClosedWork: hub.hasClosedWork,
    enter: person =>
      hub.changeProject(({people}) => {
        if (people.get(person.id) === undefined) people.put(person)
        else if (people.get(person.id)?.role !== person.role) people.patch(person.id, {role: person.role})
      }),
    cookie: ({session}: Redeemed) => callers.cookie(session),
  })

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    secure(response)
    response.once('finish', () => metrics.count('requests', String(response.statusCode)))
    const pathname = urlOf(request)?.pathname
    const visit = visitOf(request)
    if (visit.state === 'in') connections.belongs(request, visit.person.id)
    const isMonitoring = pathname === '/health' || pathname === '/metrics'
    const within = isMonitoring ? monitoring.take(addressOf(request)) : mayAsk(request, visit)
    if (pathname === '/join' && request.method === 'POST') return answerJoin(request, response, within)
    if (!within) return limited(response, isMonitoring ? 'monitoring' : visit.state === 'in' ? 'requests' : 'address')
    if (pathname === undefined) return answerBadUrl(response)
    if (pathname === '/health') return answerHealth(response, given.problem())
    if (pathname === '/metrics') {
      const isAllowed =
        (given.metricsToken !== undefined && equal(bearerOf(request) ?? '', given.metricsToken)) || (!isProxied && isLoopback(addressOf(request)))
      return isAllowed
        ? answerText(response, 200, given.metricsText())
        : answerPage(response, 403, 'Not for you', 'Metrics are told to this computer, or with their token.')
    }
    if (!callers.isOurs(request.headers.host)) return answerPage(response, 403, 'Wrong address', 'Open Claimlight under the address in your invitation.')
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (pathname === '/join') request.url = '/'
    if (pathname.startsWith('/api/')) return answerApi(pathname.slice('/api/'.length), visit, request, response)
    if (!isRead) return answerPage(response, 405, 'Not like this', 'Pages are read with GET.')
    // The page itself is no secret, and whoever opens an invitation needs it before being signed in.
    if (visit.state === 'out' && pathname !== '/join' && !pathname.startsWith('/assets/'))
      return answerPage(response, 401, 'Please open your invitation', `${shutOutSentence(visit)}`)
    page(request, response, () => answerPage(response, 404, 'Nothing here', 'Go back to the <a href="/">project</a>.'))
  }
  /** What somebody does who is signed in counts for her, whatever strangers do at the same address. */
  const mayAsk = (request: IncomingMessage, visit: Visit): boolean => (visit.state === 'in' ? requests.take(visit.session) : addresses.take(addressOf(request)))
  /** `within`: not too much came from there yet. A right link is taken in any case. */
  const answerJoin = async (request: IncomingMessage, response: ServerResponse, within: boolean): Promise<void> => {
    const address = addressOf(request)
    const {host, origin} = request.headers
    if (!callers.isOurs(host)) return answerPage(response, 403, 'Wrong address', 'Open Claimlight under the address in your invitation.')
    if (origin !== undefined && !callers.isOurOrigin(origin)) return answerPage(response, 403, 'Wrong origin', 'Open your invitation link itself.')
    const sent = await bodies.read(request, address, LARGEST_JOIN)
    if (sent.state === 'too-slow' || sent.state === 'no-room') return void response.destroy()
    const body = sent.state === 'read' ? jsonValue(Buffer.from(sent.body).toString('utf8')) : undefined
    const outcome = await door.answer(body, callers.secretOf(request), response, within && redeems.take(address, 0))
    // Only those in vain count: a whole class may join from one address at nine o'clock.
    if (outcome !== 'ok') redeems.owe(address, 1)
    metrics.count('redeemed', outcome)
  }
  const limited = async (response: ServerResponse, limit: string): Promise<void> => {
    metrics.count('limited', limit)
    // Answering at once costs as much as what was asked for: whoever waits asks less.
    await pause(LIMITED_WAITS, undefined, {ref: false})
    response.setHeader('Retry-After', '5')
    answerPage(response, 429, 'Too fast', 'Too many requests came from here. Wait a few seconds, then go on.')
  }
  const answerApi = async (method: string, visit: Visit, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') return answerPage(response, 405, 'Not like this', 'Requests are sent with POST.')
    if (!callers.isMeant(request)) return answerPage(response, 403, 'Wrong origin', 'Requests are taken from Claimlight’s own page only.')
    if (visit.state === 'out') return answerRefused(response, visit.why === 'unavailable' ? 503 : 401, shutOutSentence(visit))
    return endpoint.answer(apiOf(visit), method, visit.person.id, request, response)
  }
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const visit = visitOf(request)
    if (!mayAsk(request, visit)) return reject(socket, '429 Too Many Requests')
    if (urlOf(request)?.pathname !== '/sync') return reject(socket, '404 Not Found')
    if (!callers.isOurs(request.headers.host) || !callers.isMeant(request)) return reject(socket, '403 Forbidden')
    if (visit.state === 'in') connections.belongs(request, visit.person.id)
    const out = visit.state === 'out' ? visit.why : undefined
    if (out === 'unavailable') return reject(socket, '503 Service Unavailable')
    // A browser does not tell its page why a connection was not made, but why one was closed.
    if (out !== undefined && bearerOf(request) !== undefined) return reject(socket, '401 Unauthorized')
    sockets.handleUpgrade(request, socket, head, webSocket => {
      webSocket.on('error', () => undefined)
      if (visit.state === 'out') return end(webSocket, closingFor(out ?? 'unknown'))
      const mine = [...clients].filter(({session}) => session === visit.session)
      if (mine.length >= LIMITS.channels || clients.size >= LIMITS.allChannels) {
        metrics.count('limited', 'channels')
        return end(webSocket, 'tooMany')
      }
      arriving.follow(webSocket, request.socket, visit.person.id)
      // A browser keeps its secret in a cookie; another hub sends it.
      accept(webSocket, visit, bearerOf(request) === undefined ? 'window' : 'hub')
    })
  }
  const accept = (socket: WebSocket, {session, person}: Extract<Visit, {state: 'in'}>, sender: Sender): void => {
    const client = {socket, session, person: person.id}
    clients.add(client)
    metrics.count('connections')
    given.onConnected()
    socket.on('close', () => {
      clients.delete(client)
      given.onConnected()
    })
    socket.on('message', data => {
      metrics.add('messages', 1)
      metrics.add('bytes', Array.isArray(data) ? data.reduce((sum, each) => sum + each.byteLength, 0) : data.byteLength)
    })
    slowDown(socket, session, {messages, bytes, onSlow: () => metrics.count('limited', 'messages')})
    hub.connect(webSocketChannel(socket, kept), NO_ADDRESS, guest(person), stayOf(session, socket), sender)
  }

  const server =
    given.certificate === undefined
      ? createPlainServer(HANDSHAKE_TIMES)
      : createServer({...HANDSHAKE_TIMES, cert: given.certificate.cert, key: given.certificate.key, minVersion: 'TLSv1.2'})
  const connections = boundConnections(server, {isProxied})
  handleWith(server, {answer, upgrade})
  const listening = await listen(server, given.port, given.address, message('Choose another one.'))
  if (!listening.ok) return listening
  const port = listening.value

  return ok({
    port,
    origins: () => (publicOrigin === undefined ? callers.origins(false) : [publicOrigin]),
    connected: () => new Set([...clients].map(({person}) => person)),
    shutOut: () => {
      for (const {socket, session} of clients) shutOut(socket, session)
    },
    close: async () => {
      kept.stop()
      arriving.stop()
      for (const {socket} of clients) end(socket, 'stopped')
      // Everybody who answers is told why; the others are cut off.
      await Promise.race([
        Promise.all([...clients].map(({socket}) => new Promise(resolve => socket.once('close', resolve)))),
        new Promise(resolve => setTimeout(resolve, GRACE)),
      ])
      await closeServer(server)
    },
  })
}

/** Rights of somebody from elsewhere come from her invitation; only this computer's own person is admin by being here. */
const guest = <P extends {readonly role: string}>(person: P): P & {readonly role: 'reader'} => ({...person, role: 'reader'})
