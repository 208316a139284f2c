import {existsSync} from 'node:fs'
import type {IncomingMessage, ServerResponse} from 'node:http'
import {createServer} from 'node:http'
import {join} from 'node:path'
import type {Duplex} from 'node:stream'
import sirv from 'sirv'
import {WebSocketServer} from 'ws'
import {message} from '../../core/language/message.ts'
import type {Person} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {backlog} from '../documents/backlog.ts'
import {NO_ADDRESS, webSocketChannel} from '../documents/channel.ts'
import type {Hub} from '../hub.ts'
import {inflow} from '../documents/inflow.ts'
import {boundConnections, HANDSHAKE_TIMES} from './connections.ts'
import {requestEndpoint} from './request-endpoint.ts'
import type {OwnName} from '../requests/own-name.ts'
import {withOwnName} from '../requests/own-name.ts'
import type {ProjectsHost} from '../requests/own-projects.ts'
import {withOwnProjects} from '../requests/own-projects.ts'
import {answerHealth, answerPage, answerText, secure} from './response-headers.ts'
import {newSecret, signIn} from './sign-in.ts'
import {uploads} from './uploads.ts'
import {answerBadUrl, closeServer, handleWith, listen, reject, urlOf} from './web-server.ts'

export interface ServedHub {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  /** The first sign-in link: opened in a browser, it signs this person in, once and within ten minutes. It is a secret. */
  readonly signInUrl: string
  /** Another one. `onUsed` is told when somebody signed in with it. */
  newSignInUrl(onUsed?: () => void): string
  close(): Promise<void>
}

/** Bytes of one sync message: a document's whole state is one message when a window meets an empty hub. */
const LARGEST_MESSAGE = 64 * 1024 * 1024
const MOST_SOCKETS = 64

const ANOTHER_LINK = 'For another link, run <code>claimlight sign-in</code> with the project’s folder on this computer, or start Claimlight again.'

/**
 * Serves a hub and the renderer's page to browsers on this machine, for one person. `port` 0 takes any free one. Refused
 * when the port is taken.
 */
export async function serveHub(given: {
  hub: Hub
  person: Person
  rendererFolder: string
  port: number
  now: () => number
  /** The secret of browsers that signed in before; a new one where there is none. */
  session?: string
  /** What is hers on this computer beyond this project; `path` is the folder of this one. */
  own?: {readonly name: OwnName; readonly projects: ProjectsHost; readonly path: string}
  host?: '127.0.0.1'
}): Promise<Result<ServedHub>> {
  const {hub, person} = given
  const host = given.host ?? '127.0.0.1'
  const gate = signIn(hub.projectId, given.now, given.session ?? newSecret())
  const requests = hub.requests(person, 'browser')
  const {own} = given
  const api = own === undefined ? requests : withOwnProjects(withOwnName(requests, own.name), own.projects, own.path)
  const endpoint = requestEndpoint(uploads())
  if (!existsSync(join(given.rendererFolder, 'index.html'))) {
    return refused(message('The page of Claimlight has not been built. Build it with npm run build.'))
  }
  const page = sirv(given.rendererFolder, {etag: true, dotfiles: false})
  const sockets = new WebSocketServer({noServer: true, maxPayload: LARGEST_MESSAGE, perMessageDeflate: false})
  const kept = backlog(() => sockets.clients)
  const arriving = inflow()
  let origin = ''

  const isOurs = (request: IncomingMessage): boolean => `http://${request.headers.host}` === origin
  const isFromOurPage = (request: IncomingMessage): boolean => request.headers.origin === origin

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    secure(response)
    // A name that a stranger's server resolves to this machine would make his page same-origin with ours.
    if (!isOurs(request)) return answerPage(response, 403, 'Wrong address', 'Open Claimlight under the address it printed when it started.')
    const url = urlOf(request)
    if (url === undefined) return answerBadUrl(response)
    if (url.pathname === '/health') return answerHealth(response, hub.sharing.problem())
    if (url.pathname === '/metrics') return answerText(response, 200, hub.sharing.metricsText())
    if (url.pathname === '/sign-in') return answerSignIn(url, request, response)
    if (!gate.isSignedIn(request)) {
      return answerPage(response, 401, 'Please sign in', `Open the sign-in link that Claimlight printed when it started. ${ANOTHER_LINK}`)
    }
    connections.belongs(request, person.id)
    if (url.pathname.startsWith('/api/')) {
      if (request.method !== 'POST') return answerPage(response, 405, 'Not like this', 'Requests are sent with POST.')
      if (!isFromOurPage(request)) return answerPage(response, 403, 'Wrong origin', 'Requests are taken from Claimlight’s own page only.')
      return endpoint.answer(api, url.pathname.slice('/api/'.length), person.id, request, response)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return answerPage(response, 405, 'Not like this', 'Pages are read with GET.')
    page(request, response, () => answerPage(response, 404, 'Nothing here', 'Go back to the <a href="/">project</a>.'))
  }
  const answerSignIn = (url: URL, request: IncomingMessage, response: ServerResponse): void => {
    if (request.method === 'POST') {
      const isHers = gate.isProven(request.headers.authorization?.replace(/^Proof /, '') ?? '', origin)
      return isHers ? answerText(response, 200, `${origin}${gate.newLink()}\n`) : answerText(response, 403, 'Not for you.\n')
    }
    if (request.method !== 'GET') return answerPage(response, 405, 'Not like this', 'Open the link in a browser.')
    const visit = gate.visit(url.searchParams.get('token'), request)
    if (visit === 'too-often') return answerPage(response, 429, 'Too many tries', 'Wait a minute, then open the sign-in link that Claimlight printed.')
    if (visit === 'wrong')
      return answerPage(
        response,
        401,
        'This link does not work',
        `It may be cut short, older than ten minutes, or used already: each link works once. ${ANOTHER_LINK}`,
      )
    if (visit !== 'here') response.setHeader('Set-Cookie', visit.cookie)
    // A browser that came from a file or another site sends no strict cookie along a redirect, only from a page of ours.
    if (request.headers['sec-fetch-site'] !== 'cross-site') return void response.writeHead(303, {Location: '/'}).end()
    response.setHeader('Refresh', '0; url=/')
    answerPage(response, 200, 'Signed in', 'Go on to the <a href="/">project</a>.')
  }
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (urlOf(request)?.pathname !== '/sync') return reject(socket, '404 Not Found')
    if (!isOurs(request) || !isFromOurPage(request)) return reject(socket, '403 Forbidden')
    if (!gate.isSignedIn(request)) return reject(socket, '401 Unauthorized')
    connections.belongs(request, person.id)
    if (sockets.clients.size >= MOST_SOCKETS) return reject(socket, '503 Service Unavailable')
    sockets.handleUpgrade(request, socket, head, webSocket => {
      arriving.follow(webSocket, request.socket, person.id)
      hub.connect(webSocketChannel(webSocket, kept), NO_ADDRESS, person)
    })
  }

  const server = createServer(HANDSHAKE_TIMES)
  const connections = boundConnections(server)
  handleWith(server, {answer, upgrade})
  const listening = await listen(server, given.port, host, message('Choose another with --port, or leave it out.'))
  if (!listening.ok) return listening
  origin = new URL(`http://${host}:${listening.value}`).origin

  return ok({
    origin,
    signInUrl: `${origin}${gate.newLink()}`,
    newSignInUrl: onUsed => `${origin}${gate.newLink(onUsed)}`,
    close: async () => {
      kept.stop()
      arriving.stop()
      for (const client of sockets.clients) client.terminate()
      await closeServer(server)
    },
  })
}
