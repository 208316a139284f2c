import {basename} from 'node:path'
import {nameSkeleton} from '../core/person/name.ts'
import type {Person} from '../core/round/owner.ts'
import type {Round} from '../core/round/round.ts'
import {UNREADABLE_ROUNDS} from '../core/round/round.ts'
import type {Result} from '../core/result.ts'
import {ok} from '../core/result.ts'
import type {ExchangeRead} from '../ipc/folder-api.ts'
import type {Session} from '../ipc/host-api.ts'
import type {HostEvent} from '../ipc/host-event.ts'
import type {ElsewhereStatus} from '../ipc/share-api.ts'
import {NOWHERE_ELSE} from '../ipc/share-api.ts'
import type {DocumentAddress} from '../project/document-address.ts'
import {documentName} from '../project/document-address.ts'
import type {Project} from '../project/project.ts'
import {project} from '../project/project.ts'
import {IMPORT} from '../project/origin.ts'
import {personSigner} from '../storage/person-signature.ts'
import type {Rights} from './access.ts'
import {rights, unlocked} from './access.ts'
import {afterOpening} from './after-opening.ts'
import type {Channel} from './documents/channel.ts'
import {joinCluster} from './cluster/cluster.ts'
import {storeInStep} from './cluster/store-in-step.ts'
import {durableLog} from './documents/durable-log.ts'
import {tasksHere} from './tasks/tasks-here.ts'
import {threadTasks} from './tasks/thread-tasks.ts'
import {readExchangeFile} from './folder/exchange-file.ts'
import {foreignUpdates} from './documents/foreign-updates.ts'
import {folderRequests} from './folder/folder-requests.ts'
import {projectSource, projectTarget} from './folder/project-source.ts'
import type {SharedFolder} from './folder/shared-folder.ts'
import {sharedFolder} from './folder/shared-folder.ts'
import type {Sender} from './documents/incoming-changes.ts'
import {hubDocuments} from './documents/hub-documents.ts'
import type {HubMeans} from './hub-means.ts'
import {listeners} from './listeners.ts'
import {changesWhile, localChanges} from './documents/local-changes.ts'
import {members} from './members.ts'
import {historyRequests} from './requests/annotation-history.ts'
import {historyReadings} from './requests/history-readings.ts'
import {fairRequests} from './requests/fair-requests.ts'
import type {HubApi} from './requests/hub-api.ts'
import {hostRequests} from './requests/host-requests.ts'
import type {DatasetImport} from './requests/import-dataset.ts'
import {importDataset} from './requests/import-dataset.ts'
import {peerRequests} from './requests/peer-requests.ts'
import {datasetImports} from './requests/sent-datasets.ts'
import {mayRunRounds} from './rounds/planning.ts'
import {roundsHere} from './rounds/rounds-here.ts'
import {roundsFile} from './rounds/round-records.ts'
import {searchIndexer} from './index/search-indexer.ts'
import {afterMapping} from './index/after-mapping.ts'
import {mentionIndex} from './index/mention-index.ts'
import {registryRequests} from './requests/registry-use.ts'
import {setIndexer} from './index/set-indexer.ts'
import {readPresets} from './schema-presets.ts'
import {shareRequests} from './network/share-requests.ts'
import type {Sharing} from './network/sharing.ts'
import {sharing} from './network/sharing.ts'
import {sidecars} from './sidecars.ts'
import type {Stay} from './stay.ts'
import {whileIn} from './stay.ts'
import {forElsewhere, toldTo} from './documents/told-elsewhere.ts'
import {guestIn, guestLink} from './upstream/guest-link.ts'
import type {Upstream} from './upstream/upstream.ts'
import {workOfPeople} from './documents/work-of-people.ts'

/** Where one project lives: everything that is said or asked about it, by whatever window, passes here. */
export interface Hub {
  readonly projectId: string
  /** The exchange through a folder; absent where the hub does not know on which device it runs. */
  readonly sharedFolder: SharedFolder | undefined
  /** The hub that this one is a guest at; absent for a project that is its owner's alone. */
  readonly upstream: Upstream | undefined
  /** People elsewhere: off until somebody here shares. */
  readonly sharing: Sharing
  /** What this person's window may ask. She is entered into the project if she was never here. `stay`: how long, where she is from elsewhere. */
  requests(person: Person, edition: Session['edition'], stay?: Stay): HubApi
  /** Lets this person's window sync over a channel. Who she is comes from her sign-in, never from what the channel carries. */
  connect(channel: Channel, request: Request, person: Person, stay?: Stay, sender?: Sender): void
  /** Whether this person has work in an independent round that is not opened. */
  hasClosedWork(person: string): Promise<boolean>
  /** Merges an exchange file, also before anybody was entered into the project. */
  readExchange(path: string, passphrase: string): Promise<Result<ExchangeRead>>
  /** A change of the project document by the host itself: on disk before anybody sees it. */
  changeProject(make: (project: Project) => void): Promise<Result<null>>
  /** An import by the host itself, of a file that it has. */
  readonly importDataset: DatasetImport
  /** What windows are told unasked, for a host that tells its own windows. */
  onEvent(listener: (event: HostEvent) => void): () => void
  /** Closes all channels, waits for the log, tidies up and closes the folder. Nothing is pending afterwards. */
  close(): Promise<void>
}

export async function createHub({
  folder,
  version,
  guest: given,
  device,
  share,
  redis,
  heartbeat,
  indexesTexts = true,
  taskThread,
  schemasFolder,
}: HubMeans): Promise<Hub> {
  const {projectId, store} = folder
  const projectAddress: DocumentAddress = {kind: 'project'}
  const projectName = documentName(projectId, projectAddress)
  const cluster = folder.common === undefined ? undefined : await joinCluster({common: folder.common, projectId, redis})
  const isLocal = (person: Person): boolean => person.role === 'admin' && (device === undefined || person.id === device.person.id)
  const found = given === undefined ? await guestIn(folder.path) : ok(given)
  const guest = found.ok ? found.value : undefined
  const {tell, add: onEvent} = listeners<HostEvent>()
  const lawful = (person: Person, address: DocumentAddress, known: readonly Round[]): Rights =>
    unlocked(rights(people.acting(person), address, known, worklists.given), address, shared.schemaProblem())
  const may = (person: Person, address: DocumentAddress) => lawful(person, address, rounds.all())
  const outOfStep = (): boolean => cluster?.isInStep() === false
  /** In answers and events: a round may have begun elsewhere without this hub knowing. */
  const toldRounds = (): readonly Round[] => (outOfStep() ? UNREADABLE_ROUNDS : rounds.all())
  const mayTell = (person: Person, address: DocumentAddress) => lawful(person, address, toldRounds())
  const records = cluster?.rounds ?? (await roundsFile(folder.path))
  const signer = device === undefined ? undefined : await personSigner(device.secrets)

  const log = durableLog({
    store,
    probe: {name: projectName, address: projectAddress},
    onRetried: entry => void documents.apply(entry),
    onProblem: problem => {
      const event: HostEvent = {type: 'storage', problem}
      documents.tell(person => (problem === null ? event : {...event, problem: toldTo(person, problem)}))
      tell(event)
      if (problem === null) documents.offerAgain()
    },
    watch: {
      writing: entries => link?.upstream.watch.writing(entries),
      written: (entries, result) => {
        link?.upstream.watch.written(entries, result)
        if (!result.ok) return
        documents.written(entries.map(({address}) => address))
        worklists.written(entries.map(({address}) => address))
        for (const {name} of entries) exchange?.changed(name)
      },
    },
    isFollowed: () => link !== undefined,
  })
  const documents = hubDocuments({
    projectId,
    store: cluster === undefined ? store : storeInStep(store, outOfStep),
    log,
    rights: may,
    joinedWith: person => (guest === undefined ? network.joins : shared.joins).joinedWith(person),
    blind: () => rounds.isBlind(),
    outOfStep,
    onOpen: (name, address) => link?.upstream.opened(name, address),
    extensions: cluster?.extensions ?? [],
    common: cluster !== undefined,
    heartbeat,
    onChange: ({name, address}) => {
      if (address.kind === 'set') indexer.changed(name, address)
    },
  })
  const foreign = foreignUpdates({log, apply: documents.apply})
  const shared = project(await documents.keep(projectName, projectAddress))
  const tellSharing = (): void => {
    documents.tell(() => ({type: 'sharing'}))
    tell({type: 'sharing'})
  }
  const link =
    guest === undefined
      ? undefined
      : await guestLink({
          folder,
          project: shared,
          guest,
          foreign,
          documents,
          publicKey: signer?.publicKey,
          rounds: () => rounds,
          mayWrite: address => may({...guest.person, role: 'reader'}, address) === 'write',
          onStatus: tellSharing,
          onRole: documents.recheck,
        })
  /** A text that is asked for and not here is fetched. */
  const complete = link === undefined ? folder : {...folder, texts: link.texts}
  const elsewhere = (): ElsewhereStatus => {
    const upstream = found.ok ? link?.upstream.status() : ({state: 'refused', origin: '', why: found.error, waiting: 0} as const)
    return {...NOWHERE_ELSE, ...(exchange && {folder: exchange.status()}), ...(upstream && {upstream, waiting: upstream.waiting})}
  }
  const target = projectTarget({folder: complete, project: shared, foreign, documents, roleOf: id => network.roles.roleOf(id)})
  const exchange: SharedFolder | undefined =
    device === undefined
      ? undefined
      : await sharedFolder({
          project: folder.path,
          projectId,
          device,
          source: projectSource({folder: complete, rounds: () => rounds.all()}),
          target,
          onStatus: tellSharing,
        })
  const changes = localChanges({projectId, store, log, documents, onFilled: addresses => indexer.filled(addresses)})
  // Its name comes from the folder: one given here could win over it.
  const isJoined = exchange !== undefined && exchange.status().state !== 'none'
  const changeProject = (make: (project: Project) => void) => changes.run([{address: projectAddress, make: doc => make(project(doc, IMPORT))}])
  const network = sharing({
    hub: () => hub,
    folder: folder.path,
    access: cluster?.access,
    isBlind: () => rounds.isBlind(),
    gauges: () => (cluster === undefined ? {} : {redis_connected: cluster.isLive() ? 1 : 0}),
    projectId,
    projectName: shared.name,
    isKnown: id => shared.people.get(id) !== undefined,
    hasNamesake: name => shared.people.all().some(each => nameSkeleton(each.name) === nameSkeleton(name)),
    problem: log.problem,
    isGuest: () => elsewhere().upstream.state !== 'none',
    means: share ?? {},
  })
  network.onChange(tellSharing)
  network.onAccess(documents.recheck)
  const people = members({
    project: shared,
    changes,
    roles: network.roles,
    isLocal,
    guest: guest && link && {...guest, role: link.role, rename: link.upstream.rename},
    keyOf: person => (isLocal(person) ? signer?.publicKey : undefined),
    projectName: isJoined ? '' : basename(folder.path).replace(/\.claimlight$/, ''),
  })
  const ofRounds = await roundsHere({
    projectId,
    project: shared,
    store,
    documents,
    records,
    signer,
    self: guest?.person.id ?? device?.person.id,
    mayOpen: id => mayRunRounds({role: people.shown(id)}),
    changes,
    everywhere: async () => cluster?.everywhere(),
  })
  const {rounds, worklists} = ofRounds
  const work = workOfPeople(rounds.all, store)
  const pointers = mentionIndex(store, shared.schema)
  const indexer = setIndexer({
    store,
    onRead: pointers.note,
    onFilled: pointers.forget,
    loaded: documents.loaded,
    schema: shared.schema,
    onIndexed: sets => {
      documents.tell(person => {
        const articles = sets.filter(address => mayTell(person, address) !== 'none').map(({article}) => article)
        return articles.length === 0 ? undefined : {type: 'summaries', articles}
      })
    },
  })
  afterMapping(shared, {store, indexer, pointers})
  const titles = indexesTexts ? searchIndexer({store, texts: complete.texts, project: shared}) : undefined
  const metadata = sidecars({texts: folder.texts, project: shared})
  // Once the message that changed it is answered.
  shared.observe(() => queueMicrotask(documents.recheck))
  const missed = afterOpening(async () => {
    for (const {name, address} of await store.unindexed()) if (address.kind === 'set') indexer.changed(name, address)
  })

  const fair = fairRequests()
  const readings = historyReadings()
  const imports = datasetImports(folder.path)
  const tasks = taskThread === undefined || cluster !== undefined ? tasksHere(complete) : threadTasks(taskThread, complete)
  cluster?.onStep(() => (outOfStep() ? undefined : documents.offerAgain()))
  cluster?.follow({
    isHere: documents.isHere,
    apply: documents.apply,
    onElsewhere: ({name, address}) => {
      exchange?.changed(name)
      worklists.written([address])
      if (address.kind === 'set') indexer.changed(name, address)
    },
  })

  const hub: Hub = {
    projectId,
    upstream: link?.upstream,
    sharing: network,
    sharedFolder: exchange,
    readExchange: (path, passphrase) => readExchangeFile({projectId, target}, path, passphrase),
    requests: (person, edition, stay) => {
      const lasts = stay?.holds
      const written = changesWhile(changes, lasts)
      const api = {
        ...hostRequests({
          folder: complete,
          project: shared,
          changes: written,
          people,
          may: mayTell,
          person,
          rounds: toldRounds,
          lasts,
          session: {edition, version},
          elsewhere: link?.upstream.schema,
          presets: async () => (schemasFolder === undefined ? ok([]) : readPresets(schemasFolder)),
          imports,
          tasks,
          running: fair.tasks,
        }),
        ...peerRequests({folder: complete, project: shared, people, person, may: mayTell, rounds}),
        ...historyRequests({folder: complete, project: shared, readings, may: mayTell, person}),
        ...registryRequests({project: shared, may: mayTell, person, index: pointers}),
        ...ofRounds.requests({person: () => people.current(person), changes: written, isLocal: isLocal(person), elsewhere: link?.upstream.rounds}),
        ...shareRequests({
          sharing: network,
          projectId,
          project: shared,
          people,
          person,
          stay,
          now: share?.now ?? Date.now,
          local: isLocal(person),
          hasClosedWork: work.isClosed,
          changeProject,
          workOf: counted => work.count(counted, address => mayTell(person, address) !== 'none'),
          isBlind: rounds.isBlind,
          elsewhere,
        }),
        ...folderRequests({folder, rounds: rounds.all, person: people.self(person), local: isLocal(person), device, shared: exchange, target}),
      }
      const answered = fair.of(person.id, stay === undefined ? api : whileIn(api, stay), stay?.session)
      return person.role === 'admin' ? answered : forElsewhere(answered)
    },
    connect: (channel, request, person, stay, sender) => {
      void people.enter(person)
      documents.connect(channel, request, people.self(person), stay, sender)
    },
    hasClosedWork: work.isClosed,
    changeProject,
    importDataset: (file, watch) => importDataset({folder: complete, project: shared, changes, elsewhere: link?.upstream.schema}, file, watch),
    onEvent,
    close: async () => {
      await network.stop()
      await network.settled()
      await imports.close()
      await tasks.close()
      await link?.upstream.close()
      await people.settled()
      await cluster?.close()
      await changes.settled()
      await documents.close()
      await exchange?.close()
      await missed()
      await rounds.stop()
      await indexer.flush()
      indexer.stop()
      await titles?.close()
      await metadata.close()
      log.stop()
      await folder.close()
    },
  }
  link?.upstream.start()
  return hub
}
