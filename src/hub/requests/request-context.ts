import type {Person, Role} from '../../core/round/owner.ts'
import type {Session} from '../../ipc/host-api.ts'
import type {Round} from '../../core/round/round.ts'
import type {Result} from '../../core/result.ts'
import type {SchemaApi, SchemaPreset} from '../../ipc/schema-api.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {Project} from '../../project/project.ts'
import type {ProjectFolder} from '../../storage/project-folder.ts'
import type {Rights} from '../access.ts'
import type {LocalChanges} from '../documents/local-changes.ts'
import type {Members} from '../members.ts'
import type {RunningTasks} from '../tasks/running-tasks.ts'
import type {Tasks} from '../tasks/task.ts'
import type {SentDatasets} from './sent-datasets.ts'

/** What every request is answered from. `person` is who signed in; `may` knows her rights as they are now. */
export type RequestContext = {
  readonly folder: ProjectFolder
  readonly project: Project
  readonly changes: LocalChanges
  readonly people: Members
  readonly may: (person: Person, address: DocumentAddress) => Rights
  readonly person: Person
  /** Hers, as it is now. */
  readonly role: () => Role
  /** As they are told: unreadable ones where a round may have begun without this hub knowing. */
  readonly rounds: () => readonly Round[]
  /** Whether she is in, where she is from elsewhere. */
  readonly lasts: (() => boolean) | undefined
  readonly session: Pick<Session, 'edition' | 'version'>
  /** Where the schema is taken, where this hub is only a guest. */
  readonly elsewhere: Pick<SchemaApi, 'takeSchema' | 'weighSchema'> | undefined
  /** The schemas that come with the app. */
  readonly presets: () => Promise<Result<readonly SchemaPreset[]>>
  /** Where what takes long is worked out. */
  readonly tasks: Tasks
  /** What takes long, by the names that its people gave it. */
  readonly running: RunningTasks
  /** The datasets that windows send. */
  readonly sent: SentDatasets
}
