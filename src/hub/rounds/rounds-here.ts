import {randomUUID} from 'node:crypto'
import type {Person} from '../../core/round/owner.ts'
import type {FinishApi, RoundApi} from '../../ipc/round-api.ts'
import type {Project} from '../../project/project.ts'
import {documentName} from '../../project/document-address.ts'
import type {Signer} from '../../storage/person-signature.ts'
import type {ProjectStore} from '../../storage/project-store.ts'
import type {HubDocuments} from '../documents/hub-documents.ts'
import type {LocalChanges} from '../documents/local-changes.ts'
import {finishRequests} from './finishing.ts'
import type {HubRounds} from './hub-rounds.ts'
import {hubRounds} from './hub-rounds.ts'
import type {RoundRecords} from './round-records.ts'
import {roundRequests} from './round-requests.ts'
import type {HubWorklists} from './worklists.ts'
import {hubWorklists} from './worklists.ts'

/** The rounds of a project and their worklists, as they are at this hub. */
export type RoundsHere = {
  readonly rounds: HubRounds
  readonly worklists: HubWorklists
  /** What one person may ask of them. `elsewhere`: the project's hub, where this one is only a guest. */
  requests(of: {person: () => Person; changes: LocalChanges; isLocal: boolean; elsewhere: RoundApi | undefined}): RoundApi & FinishApi
}

export async function roundsHere(given: {
  projectId: string
  project: Project
  store: ProjectStore
  documents: Pick<HubDocuments, 'keep' | 'loaded' | 'recheck'>
  records: RoundRecords
  /** Signs for the person at this computer. */
  signer: Signer | undefined
  self: string | undefined
  mayOpen: (person: string) => boolean
  changes: LocalChanges
  everywhere: () => Promise<void>
}): Promise<RoundsHere> {
  const {projectId, documents, signer} = given
  const making = {now: Date.now, newId: randomUUID}
  const worklists = await hubWorklists({
    store: given.store,
    keep: address => documents.keep(documentName(projectId, address), address),
    // Once the message that changed it is answered.
    onChange: () => queueMicrotask(documents.recheck),
  })
  const rounds = hubRounds({...given, ...making, worklists, onHeard: documents.recheck})
  return {
    rounds,
    worklists,
    requests: ({person, changes, isLocal, elsewhere}) => ({
      ...roundRequests({rounds, person, elsewhere}),
      ...finishRequests({...given, ...making, person, rounds: rounds.all, worklists, changes, signer: isLocal ? signer : undefined}),
    }),
  }
}
