import type * as Electron from 'electron'
import {strict} from './strict.ts'

type Serve = (request: Request) => Response | Promise<Response>

const schemes = new Map<string, Electron.Privileges>()
const handlers = new Map<string, Serve>()
let closed = false

/**
 * Chromium knows no `app:` scheme, so `app://host/path` is shown to it as `http://host.app.localhost/path`: a secure
 * context and an origin of its own that never reaches a socket, since every request to it is answered here.
 */
export function toVirtual(url: string): string {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url)
  return parts?.[1] !== undefined && schemes.has(parts[1]) ? `http://${parts[2]}.${parts[1]}.localhost${parts[3] || '/'}` : url
}

export function fromVirtual(url: string): string {
  const parts = /^http:\/\/([^/?#]+)\.([a-z0-9-]+)\.localhost(\/.*)?$/i.exec(url)
  return parts?.[2] !== undefined && schemes.has(parts[2]) ? `${parts[2]}://${parts[1]}${parts[3] ?? '/'}` : url
}

/** Privileges are read when the app becomes ready, as in Electron. */
export const closeRegistration = (): void => {
  closed = true
}

export const handlerFor = (url: string): Serve | undefined => handlers.get(url.split(':')[0] ?? '')

export const isOwnScheme = (url: string): boolean => schemes.has(url.split(':')[0] ?? '')

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(list) {
    if (closed) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const each of list) {
      // The virtual origin behaves like a standard, secure scheme with fetch; one registered otherwise would differ from Electron.
      const {standard, secure, supportFetchAPI, bypassCSP} = each.privileges ?? {}
      if (!standard || !secure || !supportFetchAPI || bypassCSP)
        throw new Error(`double: the scheme ${each.scheme} must be standard, secure and fetchable, and bind to its policy`)
      schemes.set(each.scheme, each.privileges ?? {})
    }
  },
  handle(scheme, handler) {
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    handlers.set(scheme, handler as Serve)
  },
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>)
