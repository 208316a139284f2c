import type {Person} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import type {Project} from '../../project/project.ts'
import type {Channel} from '../documents/channel.ts'
import type {Sender} from '../documents/incoming-changes.ts'
import type {HubApi} from '../requests/hub-api.ts'
import type {Stay} from '../stay.ts'

/** What sharing needs of the hub that it opens to others. */
export interface SharedHub {
  readonly projectId: string
  requests(person: Person, edition: 'browser', stay: Stay): HubApi
  connect(channel: Channel, request: Request, person: Person, stay: Stay, sender: Sender): void
  hasClosedWork(person: string): Promise<boolean>
  changeProject(make: (project: Project) => void): Promise<Result<null>>
}
