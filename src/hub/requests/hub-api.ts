import type {DatasetApi} from '../../ipc/dataset-api.ts'
import type {HostApi} from '../../ipc/host-api.ts'
import type {PeerApi} from '../../sync/peer-api.ts'

/** Everything that a window, or another hub, may ask. */
export type HubApi = HostApi & DatasetApi & PeerApi
