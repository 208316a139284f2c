import type {DesktopApi} from '../../ipc/desktop-api.ts'
import type {HostApi} from '../../ipc/host-api.ts'
import type {HostEvent} from '../../ipc/host-event.ts'
import type {SocketClass} from '../../sync/socket.ts'

/** What stands behind the window: Electron's main process, a hub that serves pages, or memory in tests. */
export interface Host {
  readonly requests: HostApi
  /** Native dialogs and other projects; absent in a browser. */
  readonly desktop: DesktopApi | undefined
  readonly sync: {readonly url: string; readonly socket: SocketClass}
  /** Events that do not come with the sync connection: menu commands. */
  onEvent(listener: (event: HostEvent) => void): () => void
}
