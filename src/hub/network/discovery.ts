import {Bonjour} from 'bonjour-service'
import type {Service} from 'bonjour-service'
import {plainName} from '../../core/person/name.ts'
import type {NearbyHub} from '../../ipc/share-api.ts'
import {SHARE_VERSION} from '../../sync/invitation-link.ts'
import {originOf} from './origins.ts'

/** Settings of the multicast socket, as `multicast-dns` takes them. By default: UDP 5353 on every interface. */
export type DiscoverySocket = {readonly [option: string]: unknown}

/** Announces hubs on the local network and finds them there. Nothing is sent before one of these is called. */
export interface Discovery {
  /** `false` when the network does not allow it; sharing works without. */
  announce(hub: {readonly name: string; readonly port: number; readonly fingerprint: string}): boolean
  /** Says goodbye. */
  silence(): Promise<void>
  find(): Promise<readonly NearbyHub[]>
}

const TYPE = 'claimlight'
/** Milliseconds that answers are waited for: those on a local network come within one. */
const PATIENCE = 2000
/** A DNS label has 63 bytes; two hubs of one name get a number behind it. */
const LONGEST_NAME = 55

export function discovery(socket: () => DiscoverySocket = () => ({})): Discovery {
  let announced: Bonjour | undefined
  return {
    announce: ({name, port, fingerprint}) => {
      try {
        announced = new Bonjour(socket(), () => undefined)
        announced.publish({name: labelOf(name), type: TYPE, port, txt: {v: String(SHARE_VERSION), f: fingerprint}, disableIPv6: true, probe: false})
        return true
      } catch {
        announced = undefined
        return false
      }
    },
    silence: () =>
      new Promise(resolve => {
        const current = announced
        announced = undefined
        if (current === undefined) return resolve()
        current.unpublishAll(() => current.destroy(() => resolve()))
      }),
    find: async () => {
      const found = new Map<string, NearbyHub>()
      try {
        const seeker = new Bonjour(socket(), () => undefined)
        seeker.find({type: TYPE}, service => {
          const hub = nearby(service)
          if (hub !== undefined) found.set(hub.origin, hub)
        })
        await new Promise(resolve => setTimeout(resolve, PATIENCE))
        await new Promise<void>(resolve => seeker.destroy(() => resolve()))
      } catch {
        // A computer without a network has no hubs nearby.
      }
      return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'en') || a.origin.localeCompare(b.origin, 'en'))
    },
  }
}

/** What a stranger's packet says, if it says it well. */
function nearby({name, port, referer, txt}: Service): NearbyHub | undefined {
  const fingerprint: unknown = txt?.f
  if (txt?.v !== String(SHARE_VERSION) || typeof fingerprint !== 'string' || !/^(?:[\w-]{43})?$/.test(fingerprint)) return undefined
  if (referer === undefined || !Number.isInteger(port) || port < 1 || port > 65_535) return undefined
  return {name: plainName(name).slice(0, 80), origin: originOf(referer.address, port), fingerprint}
}

function labelOf(name: string): string {
  let label = plainName(name.replaceAll('.', ' ')) || 'Claimlight'
  while (Buffer.byteLength(label) > LONGEST_NAME) label = [...label].slice(0, -1).join('')
  return label
}
