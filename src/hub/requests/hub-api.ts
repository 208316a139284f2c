import type {DatasetApi, DatasetFileApi} from '../../ipc/dataset-api.ts'
import type {HostApi} from '../../ipc/host-api.ts'
import type {PeerApi} from '../../sync/peer-api.ts'

/** Everything that a window, another hub, or the app around a window may ask. */
export type HubApi = HostApi & DatasetApi & DatasetFileApi & PeerApi
