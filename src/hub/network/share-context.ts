import type {Person} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import type {ElsewhereStatus} from '../../ipc/share-api.ts'
import type {Project} from '../../project/project.ts'
import type {Members} from '../members.ts'
import type {Stay} from '../stay.ts'
import type {Sharing} from './sharing.ts'

/** What requests about sharing are answered from, for one person. */
export type ShareContext = {
  readonly sharing: Sharing
  readonly projectId: string
  readonly project: Project
  readonly people: Members
  readonly person: Person
  readonly stay: Stay | undefined
  readonly now: () => number
  /** This person sits at the computer that the project is on. */
  readonly local: boolean
  /** Whether somebody has work in a round that is not opened. */
  readonly hasClosedWork: (person: string) => Promise<boolean>
  readonly changeProject: (make: (project: Project) => void) => Promise<Result<null>>
  /** How many annotations each of these people has made, in what whoever asks may read. */
  readonly workOf: (people: readonly string[]) => Promise<{readonly [person: string]: number}>
  /** Whether an independent round is closed. */
  readonly isBlind: () => boolean
  readonly elsewhere: () => ElsewhereStatus
}
