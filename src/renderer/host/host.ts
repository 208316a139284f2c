import type {OffsetUnit} from '../../core/dataset/dataset-document.ts'
import type {Result} from '../../core/result.ts'
import type {SavedDataset} from '../../ipc/dataset-api.ts'
import type {DesktopApi} from '../../ipc/desktop-api.ts'
import type {HostApi} from '../../ipc/host-api.ts'
import type {HostEvent} from '../../ipc/host-event.ts'
import type {SocketClass} from '../../sync/socket.ts'

/** What stands behind the window: Electron's main process, a hub that serves pages, or memory in tests. */
export interface Host {
  readonly requests: HostApi
  /** Makes the dataset and saves it where the user says: a native dialog on the desktop, the downloads folder in a browser. `null` when she cancelled. `task`: a random name for it, by which its progress is asked. */
  saveDataset(unit: OffsetUnit, task: string): Promise<Result<SavedDataset | null>>
  /** Native dialogs and other projects; absent in a browser. */
  readonly desktop: DesktopApi | undefined
  readonly sync: {readonly url: string; readonly socket: SocketClass}
  /** Events that do not come with the sync connection: menu commands. */
  onEvent(listener: (event: HostEvent) => void): () => void
}
