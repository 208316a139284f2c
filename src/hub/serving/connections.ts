import type {IncomingMessage, Server} from 'node:http'
import type {Socket} from 'node:net'

/**
 * Connections of any kind: in all; of strangers from one address, where a class of forty opens the page with six each; and of one
 * person who is signed in, who has up to 32 channels and 100 requests.
 */
const MOST = {all: 4000, strangers: 512, person: 160}

/**
 * Milliseconds: how long somebody has to send the head of a request, to agree on encryption, and to ask again. How long a body may
 * take its reader knows (`uploads.ts`); the last number only ends what was forgotten.
 */
export const HANDSHAKE_TIMES = {
  headersTimeout: 10_000,
  handshakeTimeout: 5000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 2000,
  requestTimeout: 3_600_000,
} as const

/** The connections of one server. When they are too many, those go that a stranger holds. */
export interface Connections {
  /** This person has shown who she is at the connection of a request: it is hers until it ends. */
  belongs(request: IncomingMessage, person: string): void
}

type Held = {readonly socket: Socket; readonly address: string; person?: string; busy: number}

/** `isProxied`: all come from one address, a proxy's, which limits them itself. */
export function boundConnections(server: Server, {isProxied = false, most = MOST}: {isProxied?: boolean; most?: typeof MOST} = {}): Connections {
  /** The oldest first. An encrypted connection has two sockets; both know their other end. */
  const held = new Map<string, Held>()
  const strangers = new Map<string, Set<Held>>()
  const persons = new Map<string, number>()

  const isStrange = (one: Held): void => void strangers.set(one.address, (strangers.get(one.address) ?? new Set()).add(one))
  const isStrangeNoMore = (one: Held): void => {
    const others = strangers.get(one.address)
    if (others?.delete(one) && others.size === 0) strangers.delete(one.address)
  }
  const letGo = (among: ReadonlySet<Held> | undefined): void => {
    if (among === undefined) return
    const oldest = [...among].find(({busy}) => busy === 0) ?? among.values().next().value
    oldest?.socket.destroy()
  }
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    const one: Held = {socket, address, busy: 0}
    const key = keyOf(socket)
    held.set(key, one)
    isStrange(one)
    socket.once('close', () => {
      held.delete(key)
      isStrangeNoMore(one)
      if (one.person === undefined) return
      const left = (persons.get(one.person) ?? 1) - 1
      if (left > 0) persons.set(one.person, left)
      else persons.delete(one.person)
    })
    if (!isProxied && (strangers.get(address)?.size ?? 0) > most.strangers) letGo(strangers.get(address))
    else if (held.size > most.all) letGo(fullest(strangers))
  })
  server.on('request', (request, response) => {
    const one = held.get(keyOf(request.socket))
    if (one === undefined) return
    one.busy++
    response.once('close', () => one.busy--)
  })
  return {
    belongs: ({socket}, person) => {
      const one = held.get(keyOf(socket))
      const mine = persons.get(person) ?? 0
      if (one === undefined || one.person !== undefined || mine >= most.person) return
      one.person = person
      persons.set(person, mine + 1)
      isStrangeNoMore(one)
    },
  }
}

const keyOf = ({remoteAddress, remotePort}: Socket): string => `${remoteAddress} ${remotePort}`

/** Those of the address that has the most. */
function fullest(strangers: ReadonlyMap<string, ReadonlySet<Held>>): ReadonlySet<Held> | undefined {
  let most: ReadonlySet<Held> | undefined
  for (const each of strangers.values()) if (each.size > (most?.size ?? 0)) most = each
  return most
}
