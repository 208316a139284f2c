import {hostname, networkInterfaces} from 'node:os'
import type {LocalAddress} from '../../ipc/share-api.ts'

/**
 * Addresses of this computer that colleagues may reach; the one for itself comes last. IPv4 only: IPv6 addresses are often
 * reachable from the whole internet, and "this network" is what people are asked about.
 */
export function localAddresses(interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces()): readonly LocalAddress[] {
  const found = Object.entries(interfaces).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter(({address, family, internal}) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
      .map(({address}) => ({address, name})),
  )
  return [...found, {address: '127.0.0.1', name: 'this computer only'}]
}

export const originOf = (address: string, port: number): string => `https://${address.includes(':') ? `[${address}]` : address}:${port}`

const isEvery = (address: string): boolean => address === '0.0.0.0' || address === '::'
export const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.')

/** Where a server at this address and port can be reached now, best first; `all` adds the ways only this computer has. */
export function originsAt(address: string, port: number, {all}: {readonly all: boolean}): readonly string[] {
  if (!isEvery(address)) return [originOf(address, port)]
  const addresses = localAddresses().map(each => each.address)
  const outside = addresses.filter(each => !isLoopback(each))
  // Without a network, sharing waits for one, and meanwhile this computer can be invited.
  return (all ? [...addresses, 'localhost', hostname(), `${hostname()}.local`] : outside.length === 0 ? addresses : outside.slice(0, 10)).map(each =>
    originOf(each.toLowerCase(), port),
  )
}
