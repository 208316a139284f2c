import type {ProjectFolder} from '../storage/project-folder.ts'
import type {HubDevice} from './folder/shared-folder.ts'
import type {SharingMeans} from './network/sharing.ts'
import type {GuestOf} from './upstream/guest-link.ts'

/** What a hub is made from. */
export type HubMeans = {
  readonly folder: ProjectFolder
  readonly version: string
  /** In place of what the folder says. */
  readonly guest?: GuestOf
  /** Where the hub runs; without it the project is not exchanged through a folder, even when it was set up. */
  readonly device?: HubDevice
  readonly share?: SharingMeans
  /** What carries live traffic between the hubs of a project that is kept in a database. */
  readonly redis?: string
  /** Milliseconds between signs of life on each channel, where they are not the usual ones. */
  readonly heartbeat?: number
  /** False where it is closed after one thing is done, and nobody searches; the next hub does it. */
  readonly indexesTexts?: boolean
  /** The program of a thread for what takes long; without it, and where the project is kept in a database, the hub does it itself. */
  readonly taskThread?: URL | undefined
  /** The schemas that come with the app; without it there are none. */
  readonly schemasFolder?: string | undefined
}
