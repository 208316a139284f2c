import type {DesktopApi} from './desktop-api.ts'
import type {HostApi} from './host-api.ts'

/** What the preload puts on a desktop window as `window[BRIDGE]`. All a page has of the host besides sync ports. */
export interface DesktopBridge {
  readonly host: HostApi
  readonly desktop: DesktopApi
  /** Events as they arrive: parse each with `parseHostEvent`. Returns what stops it. */
  onEvent(listener: (event: unknown) => void): () => void
}

export const BRIDGE = 'claimlight'

/**
 * To sync, the page makes a MessageChannel and posts this text to its own window with one end of it:
 * `window.postMessage(SYNC_PORT, location.origin, [channel.port2])`. The preload hands that end to the hub. Messages are
 * Uint8Array both ways, closing as `PortClosing`. A port may be handed over again at any time: that is reconnecting.
 */
export const SYNC_PORT = 'claimlight:sync-port'

/** Names on the wire between preload and main. */
export const CHANNELS = {
  host: (method: string): string => `host:${method}`,
  desktop: (method: string): string => `desktop:${method}`,
  event: 'event',
  sync: 'sync',
} as const
