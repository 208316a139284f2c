import {basename} from 'node:path'
import * as Y from 'yjs'
import type {Person} from '../core/owner.ts'
import {isBlind} from '../core/owner.ts'
import type {Result} from '../core/result.ts'
import type {HostApi, Session} from '../ipc/host-api.ts'
import type {HostEvent} from '../ipc/host-event.ts'
import type {DocumentAddress} from '../project/document-address.ts'
import {documentName} from '../project/document-address.ts'
import type {Project} from '../project/project.ts'
import {project} from '../project/project.ts'
import {IMPORT} from '../project/origin.ts'
import type {ProjectFolder} from '../storage/project-folder.ts'
import {rights} from './access.ts'
import type {Channel} from './channel.ts'
import {documentFrom} from './document-from.ts'
import {durableLog} from './durable-log.ts'
import {folderRequests} from './folder/folder-requests.ts'
import {projectSource, projectTarget} from './folder/project-source.ts'
import type {HubDevice, SharedFolder} from './folder/shared-folder.ts'
import {sharedFolder} from './folder/shared-folder.ts'
import {hubDocuments} from './hub-documents.ts'
import {localChanges} from './local-changes.ts'
import {members} from './members.ts'
import {hostRequests} from './requests/host-requests.ts'
import {searchIndexer} from './search-indexer.ts'
import {setIndexer} from './set-indexer.ts'
import {sidecars} from './sidecars.ts'

/** Where one project lives: everything that is said or asked about it, by whatever window, passes here. */
export interface Hub {
  readonly projectId: string
  /** The exchange through a folder; absent where the hub does not know on which device it runs. */
  readonly sharedFolder: SharedFolder | undefined
  /** What this person's window may ask. She is entered into the project if she was never here. */
  requests(person: Person, edition: Session['edition']): HostApi
  /** Lets this person's window sync over a channel. Who she is comes from her sign-in, never from what the channel carries. */
  connect(channel: Channel, request: Request, person: Person): void
  /** A change of the project document by the host itself: on disk before anybody sees it. */
  changeProject(make: (project: Project) => void): Promise<Result<null>>
  /** What windows are told unasked, for a host that tells its own windows. */
  onEvent(listener: (event: HostEvent) => void): () => void
  /** Closes all channels, waits for the log, tidies up and closes the folder. Nothing is pending afterwards. */
  close(): Promise<void>
}

/** `device`: where the hub runs; without it the project is not exchanged through a folder, even when it was set up. */
export async function createHub({folder, version, device}: {folder: ProjectFolder; version: string; device?: HubDevice}): Promise<Hub> {
  const {projectId, store} = folder
  const projectAddress: DocumentAddress = {kind: 'project'}
  const projectName = documentName(projectId, projectAddress)
  const shared = project(documentFrom(await store.load(projectName)))
  const listeners = new Set<(event: HostEvent) => void>()
  const tell = (event: HostEvent): void => {
    for (const listener of listeners) listener(event)
  }
  const may = (person: Person, address: DocumentAddress) => rights(people.current(person), address, shared.rounds.all())

  const log = durableLog({
    store,
    probe: {name: projectName, address: projectAddress},
    onRetried: entry => void documents.apply(entry),
    onProblem: problem => {
      const event: HostEvent = {type: 'storage', problem}
      documents.tell(() => event)
      tell(event)
      if (problem === null) documents.offerAgain()
    },
  })
  const documents = hubDocuments({
    projectId,
    store,
    log,
    rights: may,
    blind: () => isBlind(shared.rounds.all()),
    onChange: ({name, address, update}) => {
      if (address.kind === 'project') Y.applyUpdate(shared.doc, update)
      if (address.kind === 'set') indexer.changed(name, address)
      exchange?.changed(name)
    },
  })
  const target = projectTarget({folder, project: shared, log, documents})
  const exchange: SharedFolder | undefined =
    device === undefined
      ? undefined
      : await sharedFolder({
          project: folder.path,
          projectId,
          device,
          source: projectSource({folder, project: shared}),
          target,
          onStatus: () => {
            documents.tell(() => ({type: 'sharing'}))
            tell({type: 'sharing'})
          },
        })
  const changes = localChanges({projectId, store, log, apply: documents.apply})
  // Its name comes from the folder: one given here could win over it.
  const isJoined = exchange !== undefined && exchange.status().state !== 'none'
  const people = members({project: shared, changes, projectName: isJoined ? '' : basename(folder.path).replace(/\.claimlight$/, '')})
  const indexer = setIndexer({
    store,
    loaded: documents.loaded,
    schema: shared.schema,
    onIndexed: sets => {
      documents.tell(person => {
        const articles = sets.filter(address => may(person, address) !== 'none').map(({article}) => article)
        return articles.length === 0 ? undefined : {type: 'summaries', articles}
      })
    },
  })
  const titles = searchIndexer({store, texts: folder.texts, project: shared})
  const metadata = sidecars({texts: folder.texts, project: shared})
  shared.observe(documents.recheck)
  for (const {name, address} of await store.unindexed()) if (address.kind === 'set') indexer.changed(name, address)

  return {
    projectId,
    sharedFolder: exchange,
    requests: (person, edition) => ({
      ...hostRequests({folder, project: shared, changes, people, may, person, session: {edition, version}}),
      ...folderRequests({
        folder,
        project: shared,
        person,
        local: device === undefined ? person.role === 'admin' : person.id === device.person.id,
        shared: exchange,
        target,
      }),
    }),
    connect: (channel, request, person) => {
      void people.enter(person)
      documents.connect(channel, request, person)
    },
    changeProject: make => changes.run([{address: projectAddress, make: doc => make(project(doc, IMPORT))}]),
    onEvent: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      await documents.close()
      await exchange?.close()
      await indexer.flush()
      indexer.stop()
      titles.stop()
      await metadata.close()
      log.stop()
      await folder.close()
    },
  }
}
