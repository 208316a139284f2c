import type {Person} from '../../core/owner.ts'
import type {Result} from '../../core/result.ts'
import type {HostApi} from '../../ipc/host-api.ts'
import type {Project} from '../../project/project.ts'
import type {PeerApi} from '../../sync/peer-api.ts'
import type {Channel} from '../channel.ts'

/** What sharing needs of the hub that it opens to others. */
export interface SharedHub {
  readonly projectId: string
  requests(person: Person, edition: 'browser'): HostApi & PeerApi
  connect(channel: Channel, request: Request, person: Person): void
  changeProject(make: (project: Project) => void): Promise<Result<null>>
}
