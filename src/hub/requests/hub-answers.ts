import type {Person} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok} from '../../core/result.ts'
import type {Session} from '../../ipc/host-api.ts'
import type {ElsewhereStatus} from '../../ipc/share-api.ts'
import type {Project} from '../../project/project.ts'
import {shownProject} from '../../project/shown-project.ts'
import type {FolderTarget} from '../../storage/exchange-folder/folder-source.ts'
import type {ProjectFolder} from '../../storage/project-folder.ts'
import type {LocalChanges} from '../documents/local-changes.ts'
import {changesWhile} from '../documents/local-changes.ts'
import {forElsewhere} from '../documents/told-elsewhere.ts'
import type {WorkOfPeople} from '../documents/work-of-people.ts'
import {folderRequests} from '../folder/folder-requests.ts'
import type {SharedFolder} from '../folder/shared-folder.ts'
import type {HubMeans} from '../hub-means.ts'
import type {HubIndexes} from '../index/hub-indexes.ts'
import type {Members} from '../members.ts'
import {shareRequests} from '../network/share-requests.ts'
import type {Sharing} from '../network/sharing.ts'
import type {RightsNow} from '../rights-now.ts'
import type {RoundsHere} from '../rounds/rounds-here.ts'
import {readPresets} from '../schema-presets.ts'
import type {Stay} from '../stay.ts'
import {whileIn} from '../stay.ts'
import type {RunningTasks} from '../tasks/running-tasks.ts'
import type {Tasks} from '../tasks/task.ts'
import type {Upstream} from '../upstream/upstream.ts'
import type {RememberedAnswers} from '../agreement/remembered-answers.ts'
import {agreementRequests} from './agreement.ts'
import {historyRequests} from './annotation-history.ts'
import {fairRequests} from './fair-requests.ts'
import {historyReadings} from './history-readings.ts'
import {hostRequests} from './host-requests.ts'
import type {HubApi} from './hub-api.ts'
import {peerRequests} from './peer-requests.ts'
import {registryRequests} from './registry-use.ts'
import type {SentDatasets} from './sent-datasets.ts'

/** What a hub answers from. `folder`: with texts that are fetched where they are elsewhere; `own`: as it is here. */
export type AnsweredFrom = Pick<HubMeans, 'version' | 'device' | 'share' | 'schemasFolder'> & {
  readonly folder: ProjectFolder
  readonly own: ProjectFolder
  readonly project: Project
  readonly changes: LocalChanges
  readonly changeProject: (make: (project: Project) => void) => Promise<Result<null>>
  readonly people: Members
  readonly isLocal: (person: Person) => boolean
  readonly rights: RightsNow
  readonly ofRounds: RoundsHere
  readonly work: WorkOfPeople
  readonly indexes: Pick<HubIndexes, 'caughtUp'>
  readonly tasks: Tasks
  readonly running: RunningTasks
  readonly sent: SentDatasets
  readonly remembered: RememberedAnswers
  readonly sharing: Sharing
  readonly elsewhere: () => ElsewhereStatus
  readonly upstream: Upstream | undefined
  readonly exchange: SharedFolder | undefined
  readonly target: FolderTarget
}

export type HubAnswers = (person: Person, edition: Session['edition'], stay?: Stay) => HubApi

/** All that anybody may ask of a hub, answered for one person, each in her turn. */
export function hubAnswers(from: AnsweredFrom): HubAnswers {
  const {folder, project, people, rights, ofRounds, work, schemasFolder} = from
  const {rounds} = ofRounds
  const fair = fairRequests(from.running)
  const readings = historyReadings()
  const presets = async () => (schemasFolder === undefined ? ok([]) : readPresets(schemasFolder))
  return (person, edition, stay) => {
    const lasts = stay?.holds
    const local = from.isLocal(person)
    const changes = changesWhile(from.changes, lasts)
    const may = rights.mayTell
    const shared = {folder, project, people, person, may}
    const session = {edition, version: from.version}
    const elsewhere = from.upstream?.schema
    const {tasks, sent, running, changeProject} = from
    const api = {
      ...hostRequests({
        ...shared,
        role: () => people.acting(person).role,
        changes,
        rounds: rights.toldRounds,
        lasts,
        session,
        elsewhere,
        presets,
        sent,
        tasks,
        running,
      }),
      ...peerRequests({...shared, rounds}),
      ...historyRequests({...shared, project: shownProject(project, rights.toldRounds, () => person.id), readings}),
      ...agreementRequests({...shared, rounds: rights.toldRounds, ...(lasts && {lasts}), tasks, remembered: from.remembered}),
      ...registryRequests({...shared, store: folder.store, caughtUp: from.indexes.caughtUp}),
      ...ofRounds.requests({
        person: () => people.current(person),
        may: address => may(person, address),
        changes,
        isLocal: local,
        elsewhere: from.upstream?.rounds,
      }),
      ...shareRequests({
        ...shared,
        sharing: from.sharing,
        projectId: folder.projectId,
        stay,
        now: from.share?.now ?? Date.now,
        local,
        hasClosedWork: work.isClosed,
        changeProject,
        workOf: counted => work.count(counted, address => may(person, address) !== 'none'),
        isBlind: rounds.isBlind,
        elsewhere: from.elsewhere,
      }),
      ...folderRequests({
        folder: from.own,
        rounds: rounds.all,
        person: people.self(person),
        local,
        device: from.device,
        shared: from.exchange,
        target: from.target,
      }),
    }
    const answered = fair.of(person.id, stay === undefined ? api : whileIn(api, stay), stay?.session)
    return person.role === 'admin' ? answered : forElsewhere(answered)
  }
}
