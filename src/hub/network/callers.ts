import {createHash} from 'node:crypto'
import type {IncomingMessage} from 'node:http'
import type {Invitations, Visit} from './invitations.ts'
import {originsAt} from './origins.ts'

/** Days that a browser keeps the cookie; the hub ends sessions by itself. */
const COOKIE_LASTS = 365 * 24 * 60 * 60

/** Who calls on the network, from where, and under which address of ours. */
export interface NetworkCallers {
  /** Where the project is reached; `all`: also under names that are told to nobody. */
  origins(all: boolean): readonly string[]
  /** Whether a request is meant for us, by the host that it names. */
  isOurs(host: string | undefined): boolean
  isOurOrigin(origin: string | undefined): boolean
  /** Whether somebody sent this on purpose, and no other page her browser shows. */
  isMeant(request: IncomingMessage): boolean
  addressOf(request: IncomingMessage): string
  /** The secret that another hub sends; a browser keeps its own in a cookie. */
  bearerOf(request: IncomingMessage): string | undefined
  /** Either of them. */
  secretOf(request: IncomingMessage): string | undefined
  visitOf(request: IncomingMessage): Visit
  cookie(session: string): string
}

/** `port`: that is listened at, once it is; `isProxied`: a proxy of ours says who comes. */
export function networkCallers(given: {
  projectId: string
  invitations: Pick<Invitations, 'visit'>
  publicOrigin: string | undefined
  address: string
  port: () => number
  isProxied: boolean
}): NetworkCallers {
  const {publicOrigin, isProxied} = given
  const cookieName = `__Host-claimlight-${createHash('sha256').update(given.projectId).digest('hex').slice(0, 16)}`
  const origins = (all: boolean): readonly string[] => [
    ...(publicOrigin === undefined ? [] : [publicOrigin]),
    ...(isProxied ? [] : originsAt(given.address, given.port(), {all})),
  ]
  const isOurs = (host: string | undefined): boolean => host !== undefined && origins(true).some(origin => new URL(origin).host === host.toLowerCase())
  const isOurOrigin = (origin: string | undefined): boolean => origin !== undefined && origins(true).includes(origin.toLowerCase())
  /** A proxy of ours writes the last entry; what stands before it anybody may have made up. */
  const addressOf = (request: IncomingMessage): string =>
    (isProxied
      ? String(request.headers['x-forwarded-for'] ?? '')
          .split(',')
          .at(-1)
          ?.trim()
      : '') ||
    (request.socket.remoteAddress ?? '')
  const bearerOf = (request: IncomingMessage): string | undefined => /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1]
  const cookieOf = (request: IncomingMessage): string | undefined =>
    (request.headers.cookie ?? '')
      .split(';')
      .map(part => part.trim().split('=', 2))
      .find(([key]) => key === cookieName)?.[1]
  const secretOf = (request: IncomingMessage): string | undefined => bearerOf(request) ?? cookieOf(request)
  // Browsers send cookies by themselves, so a page must prove to be ours; another hub's secret nobody sends by accident.
  const isMeant = (request: IncomingMessage): boolean => bearerOf(request) !== undefined || isOurOrigin(request.headers.origin)
  return {
    origins,
    isOurs,
    isOurOrigin,
    isMeant,
    addressOf,
    bearerOf,
    secretOf,
    visitOf: request => given.invitations.visit(secretOf(request) ?? ''),
    cookie: session => `${cookieName}=${session}; Path=/; Max-Age=${COOKIE_LASTS}; Secure; HttpOnly; SameSite=Lax`,
  }
}
