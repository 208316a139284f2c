import {basename} from 'node:path'
import {nameSkeleton} from '../core/person/name.ts'
import type {Person} from '../core/round/owner.ts'
import type {Result} from '../core/result.ts'
import {ok} from '../core/result.ts'
import type {ExchangeRead} from '../ipc/folder-api.ts'
import type {HostEvent} from '../ipc/host-event.ts'
import type {ElsewhereStatus} from '../ipc/share-api.ts'
import {NOWHERE_ELSE} from '../ipc/share-api.ts'
import type {DocumentAddress} from '../project/document-address.ts'
import {documentName} from '../project/document-address.ts'
import {IMPORT} from '../project/origin.ts'
import type {Project} from '../project/project.ts'
import {project} from '../project/project.ts'
import {wasGiven} from '../project/worklist.ts'
import {personSigner} from '../storage/person-signature.ts'
import {rememberedAnswers} from './agreement/remembered-answers.ts'
import {joinCluster} from './cluster/cluster.ts'
import {storeInStep} from './cluster/store-in-step.ts'
import type {Channel} from './documents/channel.ts'
import {durableLog} from './documents/durable-log.ts'
import {foreignUpdates} from './documents/foreign-updates.ts'
import {hubDocuments} from './documents/hub-documents.ts'
import type {Sender} from './documents/incoming-changes.ts'
import {localChanges} from './documents/local-changes.ts'
import {workOfPeople} from './documents/work-of-people.ts'
import {readExchangeFile} from './folder/exchange-file.ts'
import {tellBegunRounds} from './folder/begun-rounds.ts'
import {projectSource, projectTarget} from './folder/project-source.ts'
import type {SharedFolder} from './folder/shared-folder.ts'
import {sharedFolder} from './folder/shared-folder.ts'
import type {HubMeans} from './hub-means.ts'
import {hubNews} from './hub-news.ts'
import {hubIndexes} from './index/hub-indexes.ts'
import {late} from './late.ts'
import {members} from './members.ts'
import type {SharedHub} from './network/shared-hub.ts'
import type {Sharing} from './network/sharing.ts'
import {sharing} from './network/sharing.ts'
import {passOn} from './pass-on.ts'
import type {HubAnswers} from './requests/hub-answers.ts'
import {hubAnswers} from './requests/hub-answers.ts'
import type {DatasetImport} from './requests/import-dataset.ts'
import {importDataset} from './requests/import-dataset.ts'
import {sentDatasets} from './requests/sent-datasets.ts'
import {rightsNow} from './rights-now.ts'
import type {HubRounds} from './rounds/hub-rounds.ts'
import {mayRunRounds} from './rounds/planning.ts'
import {lastSeen} from './rounds/last-seen.ts'
import {roundsFile} from './rounds/round-records.ts'
import {finishingIn} from './rounds/finish-judgement.ts'
import {roundsHere} from './rounds/rounds-here.ts'
import type {Stay} from './stay.ts'
import {runningTasks} from './tasks/running-tasks.ts'
import {tasksHere} from './tasks/tasks-here.ts'
import {threadTasks} from './tasks/thread-tasks.ts'
import {guestIn, guestLink} from './upstream/guest-link.ts'
import type {Upstream} from './upstream/upstream.ts'

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
  readonly requests: HubAnswers
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

/** Its parts, each made from those before it. What happens in one is told to those after it by {@link hubNews}. */
export async function createHub(means: HubMeans): Promise<Hub> {
  const {folder, device, share} = means
  const {projectId, store} = folder
  const projectAddress: DocumentAddress = {kind: 'project'}
  const projectName = documentName(projectId, projectAddress)
  const isLocal = (person: Person): boolean => person.role === 'admin' && (device === undefined || person.id === device.person.id)

  const news = hubNews()
  const cluster = folder.common === undefined ? undefined : await joinCluster({common: folder.common, projectId, redis: means.redis})
  const outOfStep = (): boolean => cluster?.isInStep() === false
  const rights = rightsNow(outOfStep)
  const found = means.guest === undefined ? await guestIn(folder.path) : ok(means.guest)
  const guest = found.ok ? found.value : undefined
  const records = cluster?.rounds ?? (await roundsFile(folder.path))
  const signer = device === undefined ? undefined : await personSigner(device.secrets)

  const log = durableLog({
    store,
    probe: {name: projectName, address: projectAddress},
    onRetried: news.retried.tell,
    onProblem: news.problem.tell,
    watch: {writing: news.writing.tell, written: (entries, result) => news.written.tell({entries, result})},
    isFollowed: () => guest !== undefined,
  })
  const documents = hubDocuments({
    projectId,
    store: cluster === undefined ? store : storeInStep(store, outOfStep),
    log,
    rights: rights.may,
    lateAfter: rights.lateAfter,
    marksLate: guest === undefined,
    finishing: ({round}, doc) =>
      finishingIn(
        rights.rounds().find(({id}) => id === round),
        article => wasGiven(doc, article),
        Date.now(),
      ),
    joinedWith: rights.joinedWith,
    blind: rights.isBlind,
    version: rights.schemaVersion,
    outOfStep,
    onOpen: (name, address) => news.opened.tell({name, address}),
    extensions: cluster?.extensions ?? [],
    common: cluster !== undefined,
    heartbeat: means.heartbeat,
    onChange: news.changed.tell,
  })
  const foreign = foreignUpdates({log, apply: documents.apply})
  const shared = project(await documents.keep(projectName, projectAddress))

  const sharedHub = late<SharedHub>('The hub')
  const network = sharing({
    hub: sharedHub.made,
    folder: folder.path,
    access: cluster?.access,
    isBlind: rights.isBlind,
    gauges: () => (cluster === undefined ? {} : {redis_connected: cluster.isLive() ? 1 : 0}),
    projectId,
    projectName: shared.name,
    isKnown: id => shared.people.get(id) !== undefined,
    hasNamesake: name => shared.people.all().some(each => nameSkeleton(each.name) === nameSkeleton(name)),
    problem: log.problem,
    isGuest: () => !found.ok || guest !== undefined,
    means: share ?? {},
  })
  const tellSharing = (): void => news.sharing.tell(null)
  const knownRounds = late<HubRounds>('What is known of rounds')
  const link =
    guest &&
    (await guestLink({
      folder,
      project: shared,
      guest,
      foreign,
      documents,
      publicKey: signer?.publicKey,
      rounds: knownRounds.get,
      mayWrite: address => rights.may({...guest.person, role: 'reader'}, address) === 'write',
      onStatus: tellSharing,
      onRole: documents.recheck,
    }))
  /** A text that is asked for and not here is fetched. */
  const complete = link === undefined ? folder : {...folder, texts: link.texts}
  const changes = localChanges({projectId, store, log, documents, onFilled: news.filled.tell})
  const changeProject = (make: (project: Project) => void) => changes.run([{address: projectAddress, make: doc => make(project(doc, IMPORT))}])
  const target = projectTarget({
    folder: complete,
    project: shared,
    changeProject: guest === undefined ? changeProject : undefined,
    foreign,
    documents,
    roleOf: network.roles.roleOf,
    rounds: rights.rounds,
  })
  const source = projectSource({folder: complete, rounds: rights.rounds})
  const exchange = device && (await sharedFolder({project: folder.path, projectId, device, source, target, onStatus: tellSharing}))
  const elsewhere = (): ElsewhereStatus => {
    const upstream = found.ok ? link?.upstream.status() : ({state: 'refused', origin: '', why: found.error, waiting: 0} as const)
    return {...NOWHERE_ELSE, ...(exchange && {folder: exchange.status()}), ...(upstream && {upstream, waiting: upstream.waiting})}
  }

  // Its name comes from the folder: one given here could win over it.
  const isJoined = exchange !== undefined && exchange.status().state !== 'none'
  const people = members({
    project: shared,
    changes,
    roles: network.roles,
    isLocal,
    guest: guest && link && {...guest, role: link.role, rename: link.upstream.rename},
    keyOf: person => (isLocal(person) ? signer?.publicKey : undefined),
    projectName: isJoined ? '' : basename(folder.path).replace(/\.claimlight$/, ''),
  })
  const seen = lastSeen(person => network.devices.of(person, undefined).map(({used}) => used))
  news.written.add(({entries}) => {
    for (const {arrival} of entries) if (arrival !== undefined && shared.people.get(arrival.by) !== undefined) seen.note(arrival.by, arrival.at)
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
    lastSeen: seen.of,
    isShutOut: network.roles.isShutOut,
    cluster,
  })
  const {rounds, worklists} = ofRounds
  knownRounds.is(rounds)
  rights.open({
    acting: people.acting,
    rounds: rounds.all,
    isBlind: rounds.isBlind,
    given: worklists.given,
    schemaProblem: shared.schemaProblem,
    schemaVersion: () => shared.schema().version,
    joinedWith: (guest === undefined ? network.joins : shared.joins).joinedWith,
  })

  const indexes = hubIndexes({folder: complete, own: folder.texts, project: shared, documents, log, rights, news, indexesTexts: means.indexesTexts ?? true})
  const work = workOfPeople(rounds.all, store)
  const tasks = means.taskThread === undefined || cluster !== undefined ? tasksHere(complete) : threadTasks(means.taskThread, complete)
  const running = runningTasks()
  const sent = sentDatasets(folder.path)
  const requests = hubAnswers({
    ...means,
    folder: complete,
    own: folder,
    project: shared,
    changes,
    changeProject,
    people,
    isLocal,
    rights,
    ofRounds,
    work,
    indexes,
    tasks,
    running,
    sent,
    remembered: rememberedAnswers(news),
    sharing: network,
    elsewhere,
    upstream: link?.upstream,
    exchange,
    target,
  })
  if (exchange !== undefined) tellBegunRounds({projectId, project: shared, rounds: rounds.all, worklists, exchange})
  passOn(news, {documents, project: shared, network, worklists, exchange, upstream: link?.upstream, cluster})

  const hub: Hub = {
    projectId,
    upstream: link?.upstream,
    sharing: network,
    sharedFolder: exchange,
    readExchange: (path, passphrase) => readExchangeFile({projectId, target}, path, passphrase),
    requests,
    connect: (channel, request, person, stay, sender) => {
      void people.enter(person)
      seen.note(people.self(person).id, Date.now())
      documents.connect(channel, request, people.self(person), stay, sender)
    },
    hasClosedWork: work.isClosed,
    changeProject,
    importDataset: (file, watch) => importDataset({folder: complete, project: shared, changes, elsewhere: link?.upstream.schema, tasks}, file, watch),
    onEvent: news.events.add,
    close: async () => {
      await network.stop()
      await network.settled()
      running.close()
      await sent.close()
      await tasks.close()
      await link?.upstream.close()
      await people.settled()
      await cluster?.close()
      await changes.settled()
      await documents.close()
      await exchange?.close()
      await rounds.stop()
      await indexes.close()
      log.stop()
      await folder.close()
    },
  }
  sharedHub.is(hub)
  exchange?.resume()
  link?.upstream.start()
  return hub
}
