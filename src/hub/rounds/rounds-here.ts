import {randomUUID} from 'node:crypto'
import {workRoundOf} from '../../core/round/blindness.ts'
import type {Owner, Person} from '../../core/round/owner.ts'
import {ownerOf} from '../../core/round/owner.ts'
import {ok, refused} from '../../core/result.ts'
import type {FinishApi, RoundApi} from '../../ipc/round-api.ts'
import type {Project} from '../../project/project.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {documentName} from '../../project/document-address.ts'
import type {Signer} from '../../storage/person-signature.ts'
import type {ProjectStore} from '../../storage/project-store.ts'
import type {Rights} from '../access.ts'
import type {HubDocuments} from '../documents/hub-documents.ts'
import type {LocalChanges} from '../documents/local-changes.ts'
import type {OtherHubs} from './beginnings.ts'
import {finishRequests} from './finishing.ts'
import type {HubRounds} from './hub-rounds.ts'
import {hubRounds} from './hub-rounds.ts'
import {NO_ROUND} from './planning.ts'
import {readableWork} from './progress.ts'
import type {RoundRecords} from './round-records.ts'
import {roundRequests} from './round-requests.ts'
import type {HubWorklists} from './worklists.ts'
import {hubWorklists} from './worklists.ts'

/** The rounds of a project and their worklists, as they are at this hub. */
export type RoundsHere = {
  readonly rounds: HubRounds
  readonly worklists: HubWorklists
  /** What one person may ask of them. `elsewhere`: the project's hub, where this one is only a guest. */
  requests(of: {
    person: () => Person
    may: (address: DocumentAddress) => Rights
    changes: LocalChanges
    isLocal: boolean
    elsewhere: RoundApi | undefined
  }): RoundApi & FinishApi
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
  lastSeen: (annotator: string) => number | undefined
  /** Whether all her invitations were revoked. */
  isShutOut: (annotator: string) => boolean
  cluster: OtherHubs | undefined
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
    requests: ({person, may, changes, isLocal, elsewhere}) => ({
      ...roundRequests({rounds, person, elsewhere}),
      ...finishRequests({...given, ...making, person, rounds: rounds.all, worklists, changes, signer: isLocal ? signer : undefined}),
      roundWork: async (id, article) => {
        const round = rounds.all().find(each => each.id === id && each.unreadable !== true && each.state !== 'draft')
        if (round === undefined) return refused(NO_ROUND)
        const mayRead = (of: string, owner: Owner): boolean => may({kind: 'set', article: of, owner}) !== 'none'
        const found = await readableWork(round, given, mayRead, article)
        // A round may have begun on some of it meanwhile.
        const still = [...found].map(([annotator, articles]) => ({
          annotator,
          articles: articles.filter(of => mayRead(of, ownerOf(annotator, workRoundOf(round)))),
        }))
        return ok(still.filter(({articles}) => articles.length > 0))
      },
    }),
  }
}
